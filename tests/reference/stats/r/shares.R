# Two shares, paired shares and stratified shares by base R: `Rscript shares.R > shares.json`. R 4.2.2.
# Where R has no function, the answer is found by another road than ours: likelihoods maximised by search.

two <- list(c(5, 15, 0, 15), c(0, 15, 5, 15), c(5, 15, 1, 15), c(9, 10, 3, 10), c(56, 70, 48, 80), c(1, 1, 0, 1),
            c(3, 12, 9, 11), c(12, 12, 7, 15), c(120, 1234, 80, 1500), c(1, 400, 6, 380))
levels <- c(0.8, 0.95, 0.998)

score <- function(theta, x1, n1, x2, n2) {
  likelihood <- function(p2) -(dbinom(x1, n1, theta * p2, log = TRUE) + dbinom(x2, n2, p2, log = TRUE))
  p2 <- optimise(likelihood, c(1e-12, min(1, 1 / theta) - 1e-12), tol = 1e-13)$minimum
  p1 <- theta * p2
  chi2 <- (x1 - n1 * p1)^2 / (n1 * p1 * (1 - p1)) + (x2 - n2 * p2)^2 / (n2 * p2 * (1 - p2))
  sign(x1 / n1 - theta * x2 / n2) * sqrt(chi2)
}
koopman <- function(a, level) {
  z <- qnorm((1 + level) / 2)
  root <- function(target, from, to) exp(uniroot(function(t) score(exp(t), a[1], a[2], a[3], a[4]) - target,
                                                 c(from, to), tol = 1e-10)$root)
  ratio <- log(a[1] / a[2]) - log(a[3] / a[4])
  c(if (a[1] == 0) 0 else root(z, if (is.finite(ratio)) ratio - 12 else -12, if (is.finite(ratio)) ratio - 1e-9 else 12),
    if (a[3] == 0) Inf else root(-z, if (is.finite(ratio)) ratio + 1e-9 else -12, if (is.finite(ratio)) ratio + 12 else 12))
}
wald_of_glm <- function(a, level, link) {
  counts <- cbind(c(a[1], a[3]), c(a[2] - a[1], a[4] - a[3]))
  start <- if (link == "log") c(log(a[3] / a[4]), log(a[1] / a[2]) - log(a[3] / a[4]))
  fit <- glm(counts ~ c(1, 0), family = binomial(link), start = start, control = list(epsilon = 1e-14, maxit = 100))
  exp(confint.default(fit, level = level)[2, ])
}
inner <- function(a) all(a[c(1, 3)] > 0) && all(a[c(1, 3)] < a[c(2, 4)])
number <- function(x) ifelse(is.finite(x), sprintf("%.12g", x), "null")
row <- function(...) paste0("[", paste(..., sep = ", "), "]")
numbers <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")

out <- character()
for (a in two) for (level in levels) {
  table <- matrix(c(a[1], a[3], a[2] - a[1], a[4] - a[3]), 2)
  f <- fisher.test(table, conf.level = level)
  out <- c(out, paste0('{"kind": "fisher", "arms": ', numbers(a), ', "level": ', level, ', "answer": ',
                       numbers(c(f$estimate, f$conf.int, f$p.value)), '}'))
  if (a[1] + a[3] < a[2] + a[4] && !all(a == c(1, 1, 0, 1)))
    out <- c(out, paste0('{"kind": "score", "arms": ', numbers(a), ', "level": ', level, ', "answer": ',
                         numbers(koopman(a, level)), '}'))
  if (inner(a)) for (link in c("logit", "log"))
    out <- c(out, paste0('{"kind": "', link, '", "arms": ', numbers(a), ', "level": ', level, ', "answer": ',
                         numbers(wald_of_glm(a, level, link)), '}'))
}

paired <- list(c(36, 12, 2, 0), c(18, 12, 2, 18), c(18, 14, 0, 18), c(54, 0, 0, 0), c(36, 14, 0, 0), c(2, 12, 14, 3),
               c(53, 0, 1, 0), c(794, 150, 86, 570), c(0, 30, 20, 0), c(1, 0, 0, 0))
wilson <- function(x, n, level) suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int)
for (p in paired) for (level in levels) {
  n <- sum(p); first <- p[1] + p[2]; second <- p[1] + p[3]
  w1 <- abs(wilson(first, n, level) - first / n); w2 <- abs(wilson(second, n, level) - second / n)
  margins <- first * (n - first) * second * (n - second)
  cross <- p[1] * p[4] - p[2] * p[3]
  if (cross > n / 2) cross <- cross - n / 2 else if (cross >= 0) cross <- 0
  phi <- if (margins == 0) 0 else cross / sqrt(margins)
  d <- (p[2] - p[3]) / n
  limits <- c(d - sqrt(w1[1]^2 - 2 * phi * w1[1] * w2[2] + w2[2]^2), d + sqrt(w1[2]^2 - 2 * phi * w1[2] * w2[1] + w2[1]^2))
  chi2 <- mcnemar.test(matrix(p, 2), correct = FALSE)$statistic
  out <- c(out, paste0('{"kind": "paired", "arms": ', numbers(p), ', "level": ', level, ', "answer": ',
                       numbers(c(limits, chi2)), '}'))
}

# Strata as x1, n1, x2, n2 one after another: the Berkeley admissions (men against women), the UGDP trial, two small ones.
berkeley <- unlist(lapply(1:6, function(k) c(UCBAdmissions["Admitted", "Male", k], sum(UCBAdmissions[, "Male", k]),
                                             UCBAdmissions["Admitted", "Female", k], sum(UCBAdmissions[, "Female", k]))))
strata <- list(berkeley, c(8, 106, 5, 120, 22, 98, 16, 85), c(3, 5, 1, 6, 2, 4, 0, 3, 1, 1, 2, 2), c(4, 9, 7, 20, 1, 3, 5, 6))
for (s in strata) for (level in levels) {
  m <- matrix(s, 4)
  cube <- array(rbind(m[1, ], m[3, ], m[2, ] - m[1, ], m[4, ] - m[3, ]), c(2, 2, ncol(m)))
  test <- mantelhaen.test(cube, conf.level = level)
  out <- c(out, paste0('{"kind": "strata", "arms": ', numbers(s), ', "level": ', level, ', "answer": ',
                       numbers(c(test$estimate, test$conf.int)), '}'))
}
cat("[\n", paste(out, collapse = ",\n"), "\n]\n", sep = "")
