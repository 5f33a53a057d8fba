# Reference values for counts and rates. Run in this folder: Rscript rates.R. R 4.2.2, base and stats only.
options(digits = 15)
save <- function(table, name) write.csv(format(table, digits = 15, trim = TRUE, scientific = FALSE), name, row.names = FALSE, quote = FALSE)

# Counts: exact limits.
grid <- expand.grid(x = c(0, 1, 2, 5, 9, 10, 20, 65, 1045), level = c(0.9, 0.95, 0.99, 0.998))
limits <- t(mapply(function(x, level) poisson.test(x, conf.level = level)$conf.int, grid$x, grid$level))
save(cbind(grid, lower = limits[, 1], upper = limits[, 2]), "rates_counts.csv")

# Two rates: conditional exact limits and p-value.
pairs <- data.frame(
  x1 = c(11, 0, 7, 0, 1, 41, 3, 500, 12), t1 = c(800, 100, 50, 10.5, 3, 28010, 1000, 1000, 40),
  x2 = c(21, 4, 0, 9, 1, 15, 3, 450, 4), t2 = c(3011, 120, 60, 10.5, 9, 19017, 1000, 1010.25, 13)
)
pairs <- merge(pairs, data.frame(level = c(0.9, 0.95, 0.998)))
tests <- mapply(function(x1, t1, x2, t2, level) {
  test <- poisson.test(c(x1, x2), c(t1, t2), conf.level = level)
  c(test$estimate, test$conf.int, test$p.value)
}, pairs$x1, pairs$t1, pairs$x2, pairs$t2, pairs$level)
save(cbind(pairs, estimate = tests[1, ], lower = tests[2, ], upper = tests[3, ], p_value = tests[4, ]), "rates_pairs.csv")

sharp <- glm.control(epsilon = 1e-14, maxit = 100)

# People with repeat events: a quasi-Poisson regression, and HC3 from its residuals and leverages.
set.seed(20261122)
people <- rbind(
  data.frame(case = "even", own = rep(1:0, c(30, 40)), time = 1),
  data.frame(case = "uneven", own = rep(1:0, c(24, 36)), time = round(runif(60, 0.2, 1.8), 2)),
  data.frame(case = "calm", own = rep(1:0, c(20, 20)), time = round(runif(40, 0.5, 2), 2))
)
mean <- with(people, ifelse(own == 1, 1.5, 2.2) * time)
people$events <- ifelse(people$case == "calm", rbinom(nrow(people), 6, pmin(mean / 6, 0.9)), rnbinom(nrow(people), mu = mean, size = 1))
save(people, "rates_people.csv")

fits <- do.call(rbind, lapply(split(people, people$case), function(rows) {
  both <- summary(glm(events ~ own, offset = log(time), family = quasipoisson, data = rows, control = sharp))
  robust <- sapply(c(1, 0), function(arm) {
    fit <- glm(events ~ 1, offset = log(time), family = quasipoisson, data = rows[rows$own == arm, ], control = sharp)
    residual <- residuals(fit, "response") / (1 - hatvalues(fit))
    c(exp(coef(fit)), sqrt(sum(residual^2)) / sum(fitted(fit)))
  })
  data.frame(
    case = rows$case[1], log_ratio = both$coefficients["own", 1], dispersion = both$dispersion,
    error = both$coefficients["own", 2], df = both$df.residual,
    rate_own = robust[1, 1], error_own = robust[2, 1], rate_reference = robust[1, 2], error_reference = robust[2, 2]
  )
}))
save(fits, "rates_fits.csv")
