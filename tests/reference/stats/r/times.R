# R 4.2.2, package survival 3.5.3. Prints JSON: Rscript times.R > times.json
library(survival)
options(digits = 15)
num <- function(x) paste0("[", paste(ifelse(is.na(x), "null", format(x, digits = 12, trim = TRUE)), collapse = ", "), "]")
field <- function(name, x) cat('  "', name, '": ', num(x), ",\n", sep = "")
cat("{\n")

# Freireich et al. (1963), remission in weeks: 6-mercaptopurine, and placebo.
mp <- c(6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35)
mp_state <- c(1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)
placebo <- c(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
placebo_state <- rep(1, 21)
two <- data.frame(time = c(mp, placebo), state = c(mp_state, placebo_state), own = rep(1:0, each = 21))

for (level in c(0.9, 0.95, 0.998)) {
  fit <- survfit(Surv(mp, mp_state) ~ 1, conf.type = "log-log", conf.int = level)
  s <- summary(fit)
  tag <- paste0("mp_", level)
  field(paste0(tag, "_times"), s$time)
  field(paste0(tag, "_share"), s$surv)
  field(paste0(tag, "_lower"), s$lower)
  field(paste0(tag, "_upper"), s$upper)
  q <- quantile(fit, 0.5)
  field(paste0(tag, "_median"), c(q$quantile, q$lower, q$upper))
  q <- quantile(survfit(Surv(placebo, placebo_state) ~ 1, conf.type = "log-log", conf.int = level), 0.5)
  field(paste0("placebo_", level, "_median"), c(q$quantile, q$lower, q$upper))
}

test <- survdiff(Surv(time, state) ~ own, data = two)
field("log_rank_chi2", test$chisq)

for (tau in c(12, 20)) {
  m <- summary(survfit(Surv(time, state) ~ own, data = two), rmean = tau)$table
  field(paste0("rmst_", tau), c(m[, "rmean"], m[, "se(rmean)"]))
}

for (ties in c("efron")) {
  cox <- coxph(Surv(time, state) ~ own, data = two, ties = ties)
  field(paste0("cox_", ties), c(exp(coef(cox)), exp(confint(cox))))
}
# Two traits beside the group, with ties: made-up people.
set.seed(4)
n <- 60
made <- data.frame(own = rep(0:1, n / 2), age = round(rnorm(n, 80, 6)), alone = rbinom(n, 1, 0.4))
event <- rexp(n, 0.05 * exp(0.4 * made$own + 0.04 * (made$age - 80) + 0.5 * made$alone))
end <- runif(n, 5, 40)
made$time <- ceiling(pmin(event, end))
made$state <- as.integer(event <= end)
for (column in names(made)) field(paste0("made_", column), made[[column]])
cox <- coxph(Surv(time, state) ~ own + age + alone, data = made, ties = "efron")
field("made_cox", c(exp(coef(cox))[1], exp(confint(cox))[1, ]))

# Ties between the two kinds of event.
time <- c(18, 7, 13, 11, 3, 3, 23, 1, 1, 2, 1, 5, 2, 43, 6, 2, 4, 13, 12, 18, 9, 2, 21, 9, 6)
state <- c(2, 0, 2, 2, 1, 2, 0, 2, 1, 1, 0, 2, 1, 0, 1, 0, 2, 1, 0, 0, 0, 0, 0, 1, 1)
fit <- summary(survfit(Surv(time, factor(state)) ~ 1, id = seq_along(time)))
field("incidence_time", time)
field("incidence_state", state)
field("incidence_times", fit$time)
field("incidence_share", fit$pstate[, 2])
field("incidence_jackknife_se", fit$std.err[, 2])

# People followed from referral, some of whom started later: split at the start and in bands of follow-up.
set.seed(5)
n <- 80
hist <- data.frame(id = 1:n, started = round(rexp(n, 1 / 60)) + 1)
hist$started[hist$started > 150] <- Inf
ended <- round(rweibull(n, 0.7, 150)) + 1
hist$follow_up <- pmin(ended, 365)
hist$event <- as.integer(ended <= 365)
for (column in c("follow_up", "event")) field(paste0("history_", column), hist[[column]])
field("history_started", ifelse(is.finite(hist$started), hist$started, NA))
cuts <- c(14, 60, 180)
split <- survSplit(Surv(follow_up, event) ~ ., data = hist, cut = cuts, episode = "band", start = "from")
before <- pmax(0, pmin(split$follow_up, split$started) - split$from)
after <- pmax(0, split$follow_up - pmax(split$from, split$started))
on <- split$event == 1 & split$follow_up > split$started
off <- split$event == 1 & !on
band <- rep(split$band, 2)
cells <- aggregate(cbind(events = c(off, on), time = c(before, after)),
                   list(band = band, exposed = rep(0:1, each = nrow(split))), sum)
poisson <- glm(events ~ factor(band) + exposed + offset(log(time)), family = poisson, data = cells)
field("history_rate_ratio", exp(poisson$coefficients["exposed"]))
field("history_events", cells$events)
field("history_time", cells$time)
cat('  "version": "', R.version.string, ', survival ', as.character(packageVersion("survival")), '"\n}\n', sep = "")
