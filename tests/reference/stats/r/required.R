# Answers of R to questions in the published vocabulary: written from R's own tests where it has them, and from the
# papers' formulas where it has not. Run: Rscript required.R > required.json
suppressMessages({library(jsonlite); library(mice)})
out <- list()
case <- function(method, data, params, expected, rel = 1e-6, abs = 1e-9)
  out[[length(out) + 1]] <<- list(method = method, data = list(inline = data), params = params, expected = expected,
                                  tolerance = list(rel = rel, abs = abs))
lims <- function(e, l, u) list(estimate = e, lower = l, upper = u)
root <- function(f, lo, hi) uniroot(f, c(lo, hi), tol = 1e-13, maxiter = 10000)$root
levels <- c(0.8, 0.9, 0.95, 0.99, 0.998)
wilson <- function(x, n, c) as.numeric(suppressWarnings(prop.test(x, n, conf.level = c, correct = FALSE))$conf.int)

for (c in levels) for (s in list(c(0, 1), c(1, 1), c(0, 25), c(1, 100), c(7, 20), c(20, 20), c(9856, 12345))) {
  x <- s[1]; n <- s[2]; a <- 1 - c
  d <- list(x = x, n = n); p <- list(conf_level = c); w <- wilson(x, n, c)
  case("proportion_wilson", d, p, lims(x / n, w[1], w[2]))
  b <- binom.test(x, n, conf.level = c)$conf.int
  case("proportion_clopper_pearson", d, p, lims(x / n, b[1], b[2]))
  case("proportion_jeffreys", d, p, lims(x / n, if (x == 0) 0 else qbeta(a / 2, x + .5, n - x + .5),
                                         if (x == n) 1 else qbeta(1 - a / 2, x + .5, n - x + .5)))
  tail <- function(q) 1 - pbinom(x, n, q) + dbinom(x, n, q) / 2
  case("proportion_midp", d, p, lims(x / n, if (x == 0) 0 else root(function(q) tail(q) - a / 2, 0, 1),
                                     if (x == n) 1 else root(function(q) tail(q) - (1 - a / 2), 0, 1)), rel = 1e-6, abs = 1e-8)
}
exact <- function(x, c) { a <- 1 - c; c(if (x == 0) 0 else qchisq(a / 2, 2 * x) / 2, qchisq(1 - a / 2, 2 * x + 2) / 2) }
byar <- function(x, c) { z <- qnorm((1 + c) / 2)
  c(x * (1 - 1 / (9 * x) - z / (3 * sqrt(x)))^3, (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * sqrt(x + 1)))^3) }
ukhsa <- function(x, c) if (x < 10) exact(x, c) else byar(x, c)
for (c in levels) for (x in c(0, 1, 4, 9, 10, 65, 1045)) {
  p <- list(conf_level = c); a <- 1 - c
  e <- as.numeric(poisson.test(x, conf.level = c)$conf.int)
  case("count_exact_poisson", list(x = x), p, lims(x, e[1], e[2]))
  tail <- function(m) ppois(x, m, lower.tail = FALSE) + dpois(x, m) / 2
  case("count_midp_poisson", list(x = x), p, lims(x, if (x == 0) 0 else root(function(m) tail(m) - a / 2, 1e-12, x + 1),
                                                  root(function(m) tail(m) - (1 - a / 2), max(x - 1, 0), 3 * x + 40)), abs = 1e-8)
  if (x >= 4) { b <- byar(x, c); if (b[1] > 0) case("count_byar", list(x = x), p, lims(x, b[1], b[2])) }
  u <- ukhsa(x, c); t <- 3215; k <- 1000
  case("rate_ukhsa", list(x = x, person_time = t, multiplier = k), p, lims(x / t * k, u[1] / t * k, u[2] / t * k))
  case("rate_exact_poisson", list(x = x, person_time = t, multiplier = k), p, lims(x / t * k, e[1] / t * k, e[2] / t * k))
  if (x > 0) case("isr_byar", list(x = x, expected_count = 83.6), p, lims(x / 83.6, u[1] / 83.6, u[2] / 83.6))
}

tables <- list(c(56, 70, 48, 80), c(9, 10, 3, 10), c(6, 7, 2, 7), c(5, 56, 0, 29), c(0, 10, 0, 20), c(0, 10, 0, 10), c(10, 10, 0, 20),
               c(10, 10, 10, 10), c(1, 1, 0, 1), c(40, 400, 13, 500))
# fisher.test stops its searches early (a limit is 0.8% off in one table below), so they are done here.
fisher_limits <- function(x1, n1, x2, n2, c) { m <- x1 + x2; k <- max(0, m - n2):min(n1, m); lw <- lchoose(n1, k) + lchoose(n2, m - k)
  tail <- function(lo, upper) { w <- lw + k * lo; w <- exp(w - max(w)); w <- w / sum(w); sum(w[if (upper) k >= x1 else k <= x1]) }
  mean1 <- function(lo) { w <- lw + k * lo; w <- exp(w - max(w)); sum(k * w) / sum(w) }
  c(exp(root(function(lo) mean1(lo) - x1, -25, 25)), if (x1 == min(k)) 0 else exp(root(function(lo) tail(lo, TRUE) - (1 - c) / 2, -25, 25)),
    if (x1 == max(k)) NA else exp(root(function(lo) tail(lo, FALSE) - (1 - c) / 2, -25, 25))) }
restricted_d <- function(d, x1, n1, x2, n2) {
  ll <- function(p2) { p1 <- p2 + d; s <- function(x, p) if (x == 0) 0 else x * log(p)
    s(x1, p1) + s(n1 - x1, 1 - p1) + s(x2, p2) + s(n2 - x2, 1 - p2) }
  optimize(ll, c(max(0, -d), min(1, 1 - d)), maximum = TRUE, tol = 1e-14)$maximum }
mn <- function(x1, n1, x2, n2, c) { z2 <- qchisq(c, 1); dh <- x1 / n1 - x2 / n2; N <- n1 + n2
  f <- function(d) { p2 <- restricted_d(d, x1, n1, x2, n2); p1 <- p2 + d
    v <- (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * N / (N - 1); (dh - d)^2 / max(v, 1e-300) - z2 }
  e <- 1e-9
  c(if (dh <= -1 + e) -1 else root(f, -1 + e, dh - e), if (dh >= 1 - e) 1 else root(f, dh + e, 1 - e)) }
restricted_r <- function(r, x1, n1, x2, n2) {
  ll <- function(p2) { p1 <- p2 * r; s <- function(x, p) if (x == 0) 0 else x * log(p)
    s(x1, p1) + s(n1 - x1, 1 - p1) + s(x2, p2) + s(n2 - x2, 1 - p2) }
  optimize(ll, c(0, min(1, 1 / r)), maximum = TRUE, tol = 1e-14)$maximum }
koopman <- function(x1, n1, x2, n2, c) { z2 <- qchisq(c, 1)
  f <- function(lr) { r <- exp(lr); p2 <- restricted_r(r, x1, n1, x2, n2); p1 <- p2 * r
    (x1 - n1 * p1)^2 / (n1 * p1 * (1 - p1)) + (x2 - n2 * p2)^2 / (n2 * p2 * (1 - p2)) - z2 }
  m <- if (x1 > 0 && x2 > 0) log(x1 / n1 / (x2 / n2)) else if (x1 == 0) -12 else 12
  c(if (x1 == 0) 0 else exp(root(f, if (x2 == 0) -12 else m - 12, if (x2 == 0) 12 else m - 1e-7)),
    if (x2 == 0) NA else exp(root(f, if (x1 == 0) -12 else m + 1e-7, m + 12 + 12 * (x1 == 0)))) }
for (c in c(0.9, 0.95, 0.998)) for (t in tables) {
  x1 <- t[1]; n1 <- t[2]; x2 <- t[3]; n2 <- t[4]; p1 <- x1 / n1; p2 <- x2 / n2; z <- qnorm((1 + c) / 2)
  d <- list(x1 = x1, n1 = n1, x2 = x2, n2 = n2); p <- list(conf_level = c)
  w1 <- wilson(x1, n1, c); w2 <- wilson(x2, n2, c)
  case("difference_newcombe", d, p, lims(p1 - p2, p1 - p2 - sqrt((p1 - w1[1])^2 + (w2[2] - p2)^2), p1 - p2 + sqrt((w1[2] - p1)^2 + (p2 - w2[1])^2)))
  m <- mn(x1, n1, x2, n2, c); case("difference_miettinen_nurminen", d, p, lims(p1 - p2, m[1], m[2]), abs = 2e-5)
  if (x1 > 0 && x2 > 0) {
    s <- sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2); r <- p1 / p2
    if (s > 0) case("risk_ratio_log", d, p, lims(r, r * exp(-z * s), r * exp(z * s)))
  }
  if (x1 > 0 && x2 > 0 && !(x1 == n1 && x2 == n2)) { k <- koopman(x1, n1, x2, n2, c); case("risk_ratio_score", d, p, lims(p1 / p2, k[1], k[2]), rel = 2e-4) }
  if (min(x1, x2, n1 - x1, n2 - x2) > 0) {
    s <- sqrt(1 / x1 + 1 / (n1 - x1) + 1 / x2 + 1 / (n2 - x2)); o <- x1 * (n2 - x2) / (x2 * (n1 - x1))
    case("odds_ratio_woolf", d, p, lims(o, o * exp(-z * s), o * exp(z * s)))
    f <- fisher.test(matrix(c(x1, n1 - x1, x2, n2 - x2), 2, byrow = TRUE), conf.level = c); k <- fisher_limits(x1, n1, x2, n2, c)
    case("odds_ratio_conditional_exact", d, p, c(lims(k[1], k[2], k[3]), list(p_value = f$p.value)))
  }
}
case("odds_ratio_conditional_exact", list(x1 = 0, n1 = 12, x2 = 6, n2 = 20), list(conf_level = .95),
     { f <- fisher.test(matrix(c(0, 12, 6, 14), 2, byrow = TRUE)); c(lims(0, 0, f$conf.int[2]), list(p_value = f$p.value)) }, rel = 3e-3)

for (c in c(0.9, 0.95, 0.998)) for (t in list(c(11, 800, 21, 3011), c(0, 120, 4, 150), c(3, 50, 2, 75), c(41, 28010, 15, 19017))) {
  x1 <- t[1]; t1 <- t[2]; x2 <- t[3]; t2 <- t[4]; z <- qnorm((1 + c) / 2); p <- list(conf_level = c)
  d <- list(x1 = x1, t1 = t1, x2 = x2, t2 = t2); k <- poisson.test(c(x1, x2), c(t1, t2), conf.level = c)
  case("rate_ratio_conditional_exact", d, p, c(lims(x1 / t1 / (x2 / t2), k$conf.int[1], k$conf.int[2]), list(p_value = k$p.value)), rel = 1e-5)
  if (x1 > 0) { s <- sqrt(1 / x1 + 1 / x2); r <- x1 / t1 / (x2 / t2); case("rate_ratio_log", d, p, lims(r, r * exp(-z * s), r * exp(z * s))) }
  e1 <- exact(x1, c) / t1; e2 <- exact(x2, c) / t2; r1 <- x1 / t1; r2 <- x2 / t2; k <- 1000
  case("rate_difference_mover_exact", c(d, list(multiplier = k)), p,
       lims(k * (r1 - r2), k * (r1 - r2 - sqrt((r1 - e1[1])^2 + (e2[2] - r2)^2)), k * (r1 - r2 + sqrt((e1[2] - r1)^2 + (r2 - e2[1])^2))))
}

x <- c(12, 4, 3, 2, 3, 4, 8, 2); n <- c(636, 558, 609, 543, 384, 594, 669, 843); w <- c(5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000)
for (c in c(0.95, 0.998)) for (k in c(1000, 100000)) for (f in c(1, 3)) {
  X <- x * f; O <- sum(X); r <- sum(w * X / n) / sum(w); v <- sum((w / sum(w) / n)^2 * X); b <- byar(O, c); a <- 1 - c
  d <- list(x = X, n = n, standard = w, multiplier = k); p <- list(conf_level = c)
  case("dsr_dobson_byar", d, p, lims(k * r, k * (r + sqrt(v / O) * (b[1] - O)), k * (r + sqrt(v / O) * (b[2] - O))))
  W <- max(w / sum(w) / n)
  case("dsr_fay_feuer_gamma", d, p, lims(k * r, k * v / (2 * r) * qchisq(a / 2, 2 * r^2 / v),
                                         k * (v + W^2) / (2 * (r + W)) * qchisq(1 - a / 2, 2 * (r + W)^2 / (v + W^2))))
}

for (t in list(c(18, 14, 0, 18), c(20, 12, 2, 16), c(0, 0, 0, 54), c(0, 5, 5, 0), c(36, 14, 0, 0), c(1, 97, 1, 1))) for (c in c(0.9, 0.95, 0.998)) {
  e <- t[1]; f <- t[2]; g <- t[3]; h <- t[4]; N <- sum(t); p1 <- (e + f) / N; p2 <- (e + g) / N
  w1 <- wilson(e + f, N, c); w2 <- wilson(e + g, N, c)
  A <- (e + f) * (g + h) * (e + g) * (f + h)
  phi <- if (A == 0) 0 else { num <- e * h - f * g; (if (num > 0) max(num - N / 2, 0) else num) / sqrt(A) }
  dl <- p1 - w1[1]; du <- w1[2] - p1; el <- p2 - w2[1]; eu <- w2[2] - p2
  case("paired_difference_newcombe", list(both = e, first_only = f, second_only = g, neither = h), list(conf_level = c),
       lims(p1 - p2, p1 - p2 - sqrt(dl^2 - 2 * phi * dl * eu + eu^2), p1 - p2 + sqrt(du^2 - 2 * phi * du * el + el^2)), abs = 1e-9)
}

before <- c(25.1, 30.2, 41.5, 18.4, 22.9, 35.3, 28.8, 31.7, 26.6, 33.4, 19.9); after <- c(29.3, 30.9, 44.8, 21.7, 22.1, 41.2, 33.3, 30.2, 31.9, 39.8, 20.4)
for (c in c(0.9, 0.95, 0.99)) for (s in c("after - before", "before - after")) {
  g <- if (s == "after - before") after - before else before - after; t <- t.test(g, conf.level = c)
  case("paired_t", list(before = before, after = after), list(conf_level = c, contrast = s),
       c(lims(mean(g), t$conf.int[1], t$conf.int[2]), list(p_value = t$p.value, df = as.numeric(t$parameter))))
  v <- wilcox.test(g, conf.int = TRUE, conf.level = c, exact = TRUE)
  case("wilcoxon_signed_rank_hl", list(before = before, after = after), list(conf_level = c, contrast = s, exact = TRUE),
       c(lims(as.numeric(v$estimate), v$conf.int[1], v$conf.int[2]), list(V = as.numeric(v$statistic), p_value = v$p.value)))
}
g1 <- c(12.1, 9.8, 14.4, 11.0, 10.7, 13.9); g2 <- c(8.1, 9.9, 7.5, 11.2, 6.4, 10.0, 9.3, 7.7)
for (c in c(0.8, 0.95, 0.998)) { t <- t.test(g1, g2, conf.level = c)
  case("welch_t", list(group1 = g1, group2 = g2), list(conf_level = c), c(lims(mean(g1) - mean(g2), t$conf.int[1], t$conf.int[2]),
       list(df = as.numeric(t$parameter), p_value = t$p.value))) }
costs <- c(120, 88, 1040, 230, 310, 77, 415, 96, 180, 2650, 305, 142, 260, 199, 510)
for (m in list(costs, costs[1:9], c(3, 3, 3, 4, 5, 5, 6, 6, 6, 6, 7))) for (c in c(0.9, 0.95)) { n <- length(m); s <- sort(m)
  k <- qbinom((1 - c) / 2, n, 0.5); while (1 - 2 * pbinom(k - 1, n, .5) < c) k <- k - 1
  if (k >= 1) case("median_order_statistic", list(x = m), list(conf_level = c), c(lims(median(m), s[k], s[n + 1 - k]), list(coverage = 1 - 2 * pbinom(k - 1, n, .5)))) }

for (q in list(c(30, 38, 7.5, .8), c(22, 12, 5, .9), c(10, 10, 4, .7))) { se <- q[3] * sqrt(1 - q[4]); sd <- sqrt(2) * se
  case("reliable_change_index", list(pre = q[1], post = q[2], sd_pre = q[3], reliability = q[4]), structure(list(), names = character(0)),
       list(estimate = (q[2] - q[1]) / sd, se_measurement = se, s_diff = sd, reliable_change_threshold = qnorm(.975) * sd), rel = 3e-5) }
for (q in list(list(c(0, 0, 0), c(1, 1, 1), .3), list(c(2, 1, -1, 0, 1), c(1, 2, 3, 4, 5), .3), list(c(-2), c(1), .3))) { s <- q[[1]]; w <- q[[2]]
  case("gas_t_score", list(scores = I(s), weights = I(w), rho = q[[3]]), structure(list(), names = character(0)),
       list(estimate = 50 + 10 * sum(w * s) / sqrt((1 - q[[3]]) * sum(w^2) + q[[3]] * sum(w)^2))) }
ev <- function(r) { r <- if (r < 1) 1 / r else r; r + sqrt(r * (r - 1)) }
for (q in list(c(3.9, 1.8, 8.7), c(.5, .3, .8), c(1.2, .9, 1.6), c(1, .8, 1.25))) case("e_value_rr", list(rr = q[1], lower = q[2], upper = q[3]), structure(list(), names = character(0)),
  list(estimate = ev(q[1]), lower = if (q[2] <= 1 && q[3] >= 1) 1 else ev(if (q[1] > 1) q[2] else q[3])))
for (q in list(list(20, 6, .5, 26, "above"), list(50, 10, .8, 40, "below"), list(12, 5, .9, 12, "above"))) { m <- q[[1]]; s <- q[[2]]; r <- q[[3]]; k <- q[[4]]
  up <- q[[5]] == "above"; f <- function(x) x * dnorm(x, m, s); lo <- if (up) k else -Inf; hi <- if (up) Inf else k
  mean1 <- integrate(f, lo, hi, rel.tol = 1e-11)$value / integrate(function(x) dnorm(x, m, s), lo, hi, rel.tol = 1e-11)$value
  case("rtm_expected", list(mean = m, sd = s, test_retest = r, cutoff = k, selected = q[[5]]), structure(list(), names = character(0)),
       list(estimate = abs((1 - r) * (mean1 - m)))) }
Q <- c(2.1, 2.9, 1.4, 3.3, 2.4); U <- c(.25, .31, .22, .28, .3)
for (n in list(NULL, 80)) { r <- if (is.null(n)) pool.scalar(Q, U, k = 1) else pool.scalar(Q, U, n = n, k = 2)
  for (c in c(.9, .95)) { h <- qt((1 + c) / 2, r$df) * sqrt(r$t)
    case("rubin_pool", list(estimates = Q, variances = U, n = n, k = if (is.null(n)) 1 else 2), list(conf_level = c, df = if (is.null(n)) "Rubin 1987" else "Barnard-Rubin 1999"),
         c(lims(r$qbar, r$qbar - h, r$qbar + h), list(between = r$b, df = r$df, riv = r$r, total_variance = r$t, fmi = r$fmi))) } }
pv <- list(c(.001, .02, .03, .04, .8), c(.04, .04, .04), c(.2), c(0, .5, 1), c(.01, .0125, .0166, .05, .05))
for (q in pv) for (a in c(.05, .1)) for (m in c("holm", "BH", "bonferroni")) { j <- p.adjust(q, m)
  case(paste0("adjust_", tolower(m)), list(p_values = I(q)), list(alpha = a), list(estimate = sum(j <= a), adjusted = I(j))) }
x <- c(18, 22, 9, 41, 30, 2, 55, 20); n <- c(40, 35, 20, 90, 52, 35, 140, 20)
for (c in c(.95, .998)) { P <- sum(x) / sum(n); z <- qnorm((1 + c) / 2); h <- z * sqrt(P * (1 - P) / n); s <- x / n
  case("funnel_proportion_score", list(x = x, n = n), list(conf_level = c), list(estimate = P, lower_limits = P - h, upper_limits = P + h,
       flag = ifelse(s > P + h, "high", ifelse(s < P - h, "low", "in")))) }
O <- c(100, 150, 180, 80, 120, 225, 60, 140, 95, 210, 33); E <- c(108, 112, 165, 95, 100, 220, 72, 131, 90, 160, 41)
for (trim in c(0, .1)) { z <- sqrt(E) * log(O / E); k <- length(O); r <- rank(z, ties.method = "first"); cut <- floor(k * trim)
  keep <- r > cut & r <= k - cut; phi <- mean(z[keep]^2); w <- E[keep]; m <- sum(keep)
  case("funnel_overdispersion_shmi", list(observed = O, expected = E, trim = trim), structure(list(), names = character(0)),
       list(estimate = phi, tau2 = max(0, (m * phi - (m - 1)) / (sum(w) - sum(w^2) / sum(w))), n_kept = m)) }
for (n in c(2, 12, 64, 139, 400)) for (w in c(.8, .9)) case("minimum_detectable_smd_two_means", list(n_per_group = n, power = w, alpha = .05),
  structure(list(), names = character(0)), list(estimate = power.t.test(n = n, power = w, sig.level = .05, strict = TRUE, tol = 1e-12)$delta), rel = 1e-5)
# Card and Krueger (1994), table 3, row 3: changes with their standard errors, limits from the normal.
case("did_from_changes", list(group1 = list(change = .59, se = .54), group2 = list(change = -2.16, se = 1.25)), list(conf_level = .95),
     { s <- sqrt(.54^2 + 1.25^2); c(lims(2.75, 2.75 - qnorm(.975) * s, 2.75 + qnorm(.975) * s), list(se = s)) })
# Analysis of covariance from summaries: rows are made whose summaries are exactly these, and lm answers.
arm <- function(n, b, bs, f, fs, cs) { r <- (bs^2 + fs^2 - cs^2) / (2 * bs * fs); set.seed(n); u <- as.numeric(scale(rnorm(n)))
  v <- as.numeric(scale(resid(lm(rnorm(n) ~ u)))); data.frame(b = b + bs * u, f = f + fs * (r * u + sqrt(1 - r^2) * v)) }
q <- list(t = list(n = 27, baseline_mean = 60.4, baseline_sd = 12.3, followup_mean = 79.6, followup_sd = 17.1, change_mean = 19.2, change_sd = 16.1),
          c = list(n = 25, baseline_mean = 53.9, baseline_sd = 14, followup_mean = 62.3, followup_sd = 17.9, change_mean = 8.4, change_sd = 14.6))
T <- with(q$t, arm(n, baseline_mean, baseline_sd, followup_mean, followup_sd, change_sd)); C <- with(q$c, arm(n, baseline_mean, baseline_sd, followup_mean, followup_sd, change_sd))
A <- rbind(cbind(T, g = 1), cbind(C, g = 0)); fit <- lm(f ~ g + b, A)
for (c in c(.9, .95)) { k <- confint(fit, "g", level = c); case("ancova_summary", list(treated = q$t, control = q$c), list(conf_level = c), c(lims(as.numeric(coef(fit)["g"]), k[1], k[2]), list(slope = as.numeric(coef(fit)["b"])))) }
cat(toJSON(out, digits = 12, auto_unbox = TRUE, null = "null", na = "null"))
