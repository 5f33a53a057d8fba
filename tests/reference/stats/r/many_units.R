# Reference for pooling, the range of a further service, adjusted p-values, Rubin's rules and imputation: base R only,
# each by another road than the package's. Run: Rscript many_units.R > many_units.csv
options(digits = 15)
say <- function(what, ...) cat(paste(c(what, format(c(...), digits = 12, trim = TRUE)), collapse = ","), "\n", sep = "")

# BCG vaccine trials (Colditz and others 1994): cases and others among the vaccinated, cases and others among the rest.
bcg <- matrix(c(4, 119, 11, 128, 6, 300, 29, 274, 3, 228, 11, 209, 62, 13536, 248, 12619, 33, 5036, 47, 5761,
                180, 1361, 372, 1079, 8, 2537, 10, 619, 505, 87886, 499, 87892, 29, 7470, 45, 7232, 17, 1699, 65, 1600,
                186, 50448, 141, 27197, 5, 2493, 3, 2338, 27, 16886, 29, 17825), ncol = 4, byrow = TRUE)
own <- rowSums(bcg[, 1:2]); other <- rowSums(bcg[, 3:4])
sets <- list(
  bcg = list(y = log((bcg[, 1] / own) / (bcg[, 3] / other)), v = 1 / bcg[, 1] - 1 / own + 1 / bcg[, 3] - 1 / other),
  five = list(y = c(0.1, 0.5, -0.2, 0.9, 0.3), v = rep(0.04, 5)),
  alike = list(y = c(0.31, 0.29, 0.33, 0.30), v = c(0.01, 0.04, 0.02, 0.09)))

restricted <- function(tau2, y, v) {  # log-likelihood
  w <- 1 / (v + tau2); m <- sum(w * y) / sum(w)
  (sum(log(w)) - log(sum(w)) - sum(w * (y - m)^2)) / 2
}
for (name in names(sets)) {
  y <- sets[[name]]$y; v <- sets[[name]]$v; k <- length(y)
  best <- optimize(restricted, c(0, 5), y = y, v = v, maximum = TRUE, tol = 1e-13)$maximum
  if (restricted(0, y, v) >= restricted(best, y, v)) best <- 0
  w <- 1 / (v + best); m <- sum(w * y) / sum(w)
  q <- sum(w * (y - m)^2) / (k - 1)
  half <- qt(0.975, k - 1) * sqrt(max(1, q) / sum(w))
  say(paste0("reml-", name), best, m, m - half, m + half)
  if (k < 5) next
  top <- restricted(best, y, v)
  weight <- function(tau) sapply(tau, function(t) exp(restricted(t^2, y, v) - top))
  mixture <- function(x) sapply(x, function(at) {
    part <- function(tau) sapply(tau, function(t) {
      w <- 1 / (v + t^2)
      exp(restricted(t^2, y, v) - top) * pnorm((at - sum(w * y) / sum(w)) / sqrt(t^2 + 1 / sum(w)))
    })
    (integrate(part, 0, 1, rel.tol = 1e-9)$value + integrate(part, 1, Inf, rel.tol = 1e-9)$value)
  })
  whole <- integrate(weight, 0, 1, rel.tol = 1e-9)$value + integrate(weight, 1, Inf, rel.tol = 1e-9)$value
  root <- function(p) uniroot(function(x) mixture(x) / whole - p, c(-20, 20), tol = 1e-9)$root
  say(paste0("further-", name), root(0.025), root(0.975))
}

p <- c(0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34, 0.341,
       0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986)
say("holm", p.adjust(p, "holm"))
say("bh", p.adjust(p, "BH"))
say("bonferroni", p.adjust(p, "bonferroni"))
edge <- c(0, 1, 0.02, 0.02, 0.0125, 0.05)
say("holm-edge", p.adjust(edge, "holm"))
say("bh-edge", p.adjust(edge, "BH"))

# Rubin's rules with Barnard and Rubin's degrees of freedom, from the papers.
rubin <- function(name, q, u, complete) {
  m <- length(q); b <- var(q); within <- mean(u); total <- within + (1 + 1 / m) * b
  lambda <- (1 + 1 / m) * b / total
  old <- (m - 1) / lambda^2
  seen <- (complete + 1) / (complete + 3) * complete * (1 - lambda)
  df <- if (is.infinite(complete)) old else 1 / (1 / old + 1 / seen)
  riv <- (1 + 1 / m) * b / within
  half <- qt(0.975, df) * sqrt(total)
  say(name, mean(q), mean(q) - half, mean(q) + half, total, b, df, riv, (riv + 2 / (df + 3)) / (riv + 1))
}
rubin("rubin-finite", c(2.1, 2.9, 1.4, 3.3, 2.4), c(0.25, 0.31, 0.22, 0.28, 0.26), 38)
rubin("rubin-infinite", c(2.1, 2.9, 1.4, 3.3, 2.4), c(0.25, 0.31, 0.22, 0.28, 0.26), Inf)

# Normal imputation of nine of forty final scores, many more times than the package does by default.
i <- 1:40
before <- 50 + 8 * sin(1.7 * i); interim <- before + 3 + 6 * cos(2.3 * i); after <- interim + 2 + 5 * sin(0.9 * i + 1)
seen <- !(i %in% c(2, 5, 9, 14, 20, 21, 27, 33, 38))
set.seed(20261122)
x <- cbind(1, before, interim); xs <- x[seen, ]; ys <- after[seen]
inverse <- solve(crossprod(xs)); slope <- inverse %*% crossprod(xs, ys); rest <- sum((ys - xs %*% slope)^2)
m <- 200000; q <- u <- numeric(m); root <- t(chol(inverse)); lost <- sum(!seen)
for (j in 1:m) {
  sigma <- sqrt(rest / rchisq(1, sum(seen) - 3))
  full <- after
  full[!seen] <- x[!seen, ] %*% (slope + sigma * root %*% rnorm(3)) + sigma * rnorm(lost)
  change <- full - before
  q[j] <- mean(change); u[j] <- var(change) / 40
}
rubin("imputed", q, u, 39)
