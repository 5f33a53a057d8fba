# Reference for clusters, interrupted series and seasonal counts, on made-up rows. From the project's root:
#   Rscript tests/reference/stats/r/designs.R tests/reference/stats/r
# writes designs_clusters.csv, designs_series.csv and designs.json there. nlme and clubSandwich (beside base R) are other
# people's code for the same published formulas; winter deaths and packs of cigarettes are not needed here.
suppressPackageStartupMessages({ library(nlme); library(clubSandwich) })
folder <- commandArgs(trailingOnly = TRUE)[1]
set.seed(20261122)
answers <- list()
say <- function(name, ...) answers[[length(answers) + 1]] <<- sprintf(
  '  "%s": [%s]', name, paste(sprintf("%.12g", c(...)), collapse = ", "))

# Practitioners with 2 to 17 people each: 5 in one group, 8 in the other.
size <- c(3, 17, 8, 2, 11, 6, 4, 9, 15, 5, 7, 2, 12)
cluster <- rep(seq_along(size), size)
own <- as.numeric(cluster <= 5)
covariate <- round(rnorm(length(cluster), 50, 8) + 3 * own, 1)
value <- round(20 + 2 * own + 0.3 * covariate + rnorm(13, 0, 3)[cluster] + rnorm(length(cluster), 0, 6), 1)
rows <- data.frame(own, cluster, covariate, value)
write.csv(rows, file.path(folder, "designs_clusters.csv"), row.names = FALSE, quote = FALSE)
means <- aggregate(cbind(own, value) ~ cluster, rows, mean)
for (level in c(0.9, 0.95, 0.998)) {
  test <- t.test(means$value[means$own == 1], means$value[means$own == 0], conf.level = level)
  say(paste0("cluster_means_", level), -diff(test$estimate), test$conf.int, test$stderr, test$parameter)
}
for (name in c("plain", "adjusted")) {
  fit <- lm(if (name == "plain") value ~ own else value ~ own + covariate, rows)
  found <- coef_test(fit, vcov = "CR2", cluster = rows$cluster, test = "Satterthwaite")["own", ]
  limits <- conf_int(fit, vcov = "CR2", cluster = rows$cluster, level = 0.95, test = "Satterthwaite")["own", ]
  say(paste0("cr2_", name), found$beta, limits$CI_L, limits$CI_U, found$SE, found$df_Satt)
}

# 40 months, 24 of them before the change; month 8, 9 and 30 are missing in the second series.
month <- 0:39
noise <- as.numeric(arima.sim(list(ar = 0.5), 40, sd = 3))
series <- data.frame(month, years = (month - mean(month)) / 12, after = as.numeric(month >= 24), slope = pmax(month - 24, 0) / 12,
                     c1 = cos(pi * month / 6), s1 = sin(pi * month / 6), c2 = cos(pi * month / 3), s2 = sin(pi * month / 3))
series$value <- round(60 + 2 * series$years + 4 * series$after + 3 * series$c1 + noise, 1)
series$days <- round(1000 + 10 * month + 50 * series$s1)
series$events <- rnbinom(40, mu = series$days * exp(-2.3 + 0.1 * series$c1 - 0.2 * series$after), size = 40)
write.csv(series[c("month", "value", "days", "events")], file.path(folder, "designs_series.csv"), row.names = FALSE, quote = FALSE)
models <- list(step = value ~ years + after, season = value ~ years + after + c1 + s1 + c2 + s2,
               slope = value ~ years + after + slope + c1 + s1 + c2 + s2)
for (gaps in c(FALSE, TRUE)) for (name in names(models)) {
  kept <- if (gaps) series[!(series$month %in% c(8, 9, 30)), ] else series
  kept$years <- (kept$month - mean(kept$month)) / 12
  fit <- gls(models[[name]], kept, correlation = corAR1(form = ~month), method = "REML",
             control = glsControl(tolerance = 1e-10, msTol = 1e-12, maxIter = 500, msMaxIter = 500))
  at <- function(rho) as.numeric(logLik(gls(models[[name]], kept, correlation = corAR1(rho, ~month, fixed = TRUE), method = "REML")))
  rho <- coef(fit$modelStruct$corStruct, unconstrained = FALSE)
  table <- summary(fit)$tTable["after", ]
  say(paste0("gls_", name, if (gaps) "_gaps" else ""), rho, table[1], table[2], at(rho) - at(0), at(0.7) - at(0))
}
for (name in c("events", "rate")) {
  fit <- glm(if (name == "events") events ~ years + after + c1 + s1 + c2 + s2 else
               events ~ years + after + c1 + s1 + c2 + s2 + offset(log(days)), quasipoisson, series,
             control = glm.control(epsilon = 1e-14))
  table <- summary(fit)$coefficients["after", ]
  half <- qt(0.975, fit$df.residual) * table[2]
  say(paste0("quasipoisson_", name), exp(table[1]), exp(table[1] - half), exp(table[1] + half), summary(fit)$dispersion)
}

# One treated of nine units: least squares on one change a unit.
change <- c(4.1, 0.3, -1.2, 0.8, 1.9, -0.4, 0.1, 1.1, -0.7)
for (treated in list(1, c(1, 4, 5))) {
  fit <- lm(change ~ as.numeric(seq_along(change) %in% treated))
  say(paste0("changes_", length(treated)), coef(fit)[2], confint(fit)[2, ], summary(fit)$coefficients[2, 2], fit$df.residual)
}
writeLines(c("{", paste(unlist(answers), collapse = ",\n"), "}"), file.path(folder, "designs.json"))
