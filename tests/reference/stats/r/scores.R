# Answers of R on scores and quantities: its own tests where it has them, the papers' formulas where it has not.
# Run: Rscript scores.R > scores.json
suppressMessages(library(jsonlite))
out <- list()

# Welch's t on ToothGrowth, and on sleep as if the drugs had been given to different people.
welch <- function(x, y, level) { t <- t.test(x, y, conf.level = level)
  list(group1 = x, group2 = y, level = level, estimate = mean(x) - mean(y), lower = t$conf.int[1], upper = t$conf.int[2],
       df = as.numeric(t$parameter), p_value = t$p.value, se = t$stderr) }
T <- split(ToothGrowth$len, ToothGrowth$supp); S <- split(sleep$extra, sleep$group)
out$welch <- list(welch(T$OJ, T$VC, .95), welch(S[[1]], S[[2]], .95), welch(S[[1]], S[[2]], .99), welch(c(1, 1, 1), c(2, 4, 9), .9))

# Analysis of covariance: lm for the numbers, HC2 and the degrees of freedom of Bell and McCaffrey by whole matrices.
hc2 <- function(before, after, own, level) {
  X <- cbind(1, own, before); A <- solve(t(X) %*% X); H <- X %*% A %*% t(X); e <- resid(lm(after ~ own + before))
  a <- (X %*% A)[, 2] / sqrt(1 - diag(H)); G <- diag(a) %*% (diag(length(a)) - H); l <- eigen(G %*% t(G), symmetric = TRUE)$values
  se <- sqrt(sum(a^2 * e^2)); df <- sum(l)^2 / sum(l^2); b <- coef(lm(after ~ own + before)); h <- qt((1 + level) / 2, df) * se
  list(own_before = before[own == 1], own_after = after[own == 1], reference_before = before[own == 0], reference_after = after[own == 0],
       level = level, estimate = b[[2]], slope = b[[3]], se = se, df = df, lower = b[[2]] - h, upper = b[[2]] + h) }
set.seed(4); own <- rep(c(1, 0), c(9, 26)); before <- round(rnorm(35, 40, 9)); after <- round(.6 * before + 20 + 3 * own + rnorm(35, 0, 4 + 5 * own))
out$ancova <- list(hc2(before, after, own, .95), hc2(before, after, own, .8))

# The same from summaries, which is lm's own interval.
summaries <- function(before, after) list(n = length(before), baseline_mean = mean(before), baseline_sd = sd(before), followup_mean = mean(after),
                                           followup_sd = sd(after), change_mean = mean(after - before), change_sd = sd(after - before))
fit <- lm(after ~ own + before); k <- confint(fit, "own", level = .9)
out$summary <- list(treated = summaries(before[own == 1], after[own == 1]), control = summaries(before[own == 0], after[own == 0]), level = .9,
                    estimate = coef(fit)[["own"]], slope = coef(fit)[["before"]], lower = k[1], upper = k[2], p_value = summary(fit)$coefficients["own", 4])

# Limits of a median: where qbinom puts them, and the exact binomial coverage.
med <- function(x, level) { n <- length(x); s <- sort(x); k <- qbinom((1 - level) / 2, n, .5)
  list(x = x, level = level, estimate = median(x), lower = s[k], upper = s[n + 1 - k], coverage = 1 - 2 * pbinom(k - 1, n, .5)) }
out$median <- list(med(rivers, .95), med(rivers[1:17], .9), med(precip, .998), med(islands, .99), med(islands[1:6], .95))
out$median_rank <- lapply(c(6, 9, 10, 20, 41, 100, 1001), function(n) sapply(c(.8, .9, .95, .99, .998), function(c) qbinom((1 - c) / 2, n, .5)))

# Bootstrap-t with R's own random numbers and many resamples; the log-normal limits of Zou, Taleban and Huo.
boot <- function(x, level, B = 200000) { set.seed(1); n <- length(x); t <- replicate(B, { y <- sample(x, n, TRUE); (mean(y) - mean(x)) / (sd(y) / sqrt(n)) })
  q <- quantile(t, c((1 + level) / 2, (1 - level) / 2)); mean(x) - q * sd(x) / sqrt(n) }
lnorm <- function(x, level) { y <- log(x); n <- length(y); v <- var(y); z <- qnorm((1 + level) / 2); c <- mean(y) + v / 2
  exp(c(c - sqrt(z^2 * v / n + (v / 2 * (1 - (n - 1) / qchisq((1 + level) / 2, n - 1)))^2),
        c + sqrt(z^2 * v / n + (v / 2 * ((n - 1) / qchisq((1 - level) / 2, n - 1) - 1))^2))) }
costs <- c(120, 88, 1040, 230, 310, 77, 415, 96, 180, 2650, 305, 142, 260, 199, 510, 90, 133, 720, 61, 275)
out$costs <- lapply(c(.9, .95), function(l) list(x = costs, level = l, bootstrap_t = as.numeric(boot(costs, l)), log_normal = lnorm(costs, l)))

# Kappa and AC1 from their definitions, variances by the delta method on the cells, differentiated numerically.
agree <- function(t) { n <- sum(t); q <- nrow(t)
  k <- function(p) { p <- matrix(p / sum(p), q); e <- sum(rowSums(p) * colSums(p)); (sum(diag(p)) - e) / (1 - e) }
  g <- function(p) { p <- matrix(p / sum(p), q); s <- (rowSums(p) + colSums(p)) / 2; e <- sum(s * (1 - s)) / (q - 1); (sum(diag(p)) - e) / (1 - e) }
  p <- as.numeric(t) / n; se <- function(f) { d <- sapply(seq_along(p), function(i) { h <- 1e-5; u <- p; l <- p; u[i] <- p[i] + h; l[i] <- p[i] - h; (f(u) - f(l)) / (2 * h) })
    sqrt((sum(p * d^2) - sum(p * d)^2) / n) }
  list(table = t, kappa = k(p), kappa_se = se(k), ac1 = g(p), ac1_se = se(g)) }
out$agreement <- list(agree(matrix(c(75, 5, 0, 1, 4, 0, 4, 1, 10), 3)), agree(matrix(c(13, 0, 0, 0, 20, 4, 0, 7, 56), 3)), agree(matrix(c(118, 2, 5, 0), 2)))

out$smd <- lapply(c(5, 20, 64, 400), function(n) list(n = n, power = .9, alpha = .02, delta = power.t.test(n, power = .9, sig.level = .02, strict = TRUE, tol = 1e-10)$delta))
out$regression <- lapply(list(c(12, 5, .7, 15), c(100, 15, .5, 70), c(0, 1, .9, 6)), function(q) { z <- (q[4] - q[1]) / q[2]
  list(mean = q[1], sd = q[2], test_retest = q[3], cutoff = q[4], above = (1 - q[3]) * q[2] * dnorm(z) / pnorm(z, lower.tail = FALSE), below = (1 - q[3]) * q[2] * dnorm(z) / pnorm(z)) })
cat(toJSON(out, digits = 10, auto_unbox = TRUE))
