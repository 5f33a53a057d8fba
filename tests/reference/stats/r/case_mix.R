# Base R on made-up rows, as an independent reference for the methods of case mix. From the project's root:
#   Rscript tests/reference/stats/r/case_mix.R tests/reference/stats/r
# writes case_mix_rows.csv and case_mix_answers.csv there. Stacked equations are differentiated numerically, and Firth's
# likelihood is maximised as written, so that nothing but the definitions is shared with what is tested.
folder <- commandArgs(trailingOnly = TRUE)[1]
set.seed(20261122)
n <- 150
age <- round(rnorm(n, 80, 7))
alone <- rbinom(n, 1, 0.4)
own <- rbinom(n, 1, plogis(0.05 * (age - 80) + 0.5 * alone - 0.2))
home <- rbinom(n, 1, plogis(0.3 + 0.6 * own - 0.08 * (age - 80) - 0.7 * alone))
days <- round(20 + 3 * own + 0.5 * (age - 80) + 4 * alone + rnorm(n, 0, 6), 1)
fall <- rbinom(n, 1, ifelse(alone == 1, plogis(-2.2 + 0.9 * own + 0.05 * (age - 80)), 0))
rows <- data.frame(own, age, alone, home, days, fall)
write.csv(rows, file.path(folder, "case_mix_rows.csv"), row.names = FALSE, quote = FALSE)
answers <- list()

# Stacked estimating equations: psi(theta) is n x length(theta); `inflate` multiplies each person's part for small samples.
stacked <- function(psi, theta, inflate = 1) {
  slope <- sapply(seq_along(theta), function(j) {
    h <- 1e-5 * max(abs(theta[j]), 1)
    up <- down <- theta
    up[j] <- up[j] + h
    down[j] <- down[j] - h
    (colSums(psi(up)) - colSums(psi(down))) / (2 * h)
  })
  bread <- solve(slope)
  bread %*% crossprod(psi(theta) * inflate) %*% t(bread)
}
shift <- function(x) (x - mean(x)) / sd(x)  # Keeps the numerical derivatives in proportion; changes no answer.
Z <- cbind(shift(age), alone)
X <- cbind(1, own, Z)
X1 <- cbind(1, 1, Z)
X0 <- cbind(1, 0, Z)

standardised <- function(name, y, family) {
  model <- glm(y ~ X - 1, family = family, control = list(epsilon = 1e-14, maxit = 50))
  link <- family$linkinv
  b <- unname(coef(model))
  psi <- function(t) cbind(
    X * (y - as.vector(link(X %*% t[1:4]))),
    as.vector(link(X1 %*% t[1:4])) - t[5], as.vector(link(X0 %*% t[1:4])) - t[6])
  means <- c(mean(link(X1 %*% b)), mean(link(X0 %*% b)))
  V <- stacked(psi, c(b, means))[5:6, 5:6]
  # The same with residuals divided by sqrt(1 - leverage).
  followed <- 1 / sqrt(1 - hatvalues(model))
  W <- stacked(psi, c(b, means), cbind(followed, followed, followed, followed, 1, 1))[5:6, 5:6]
  d <- c(1, -1)
  r <- c(1 / means[1], -1 / means[2])
  answers[[paste0(name, "_difference")]] <<- means[1] - means[2]
  answers[[paste0(name, "_difference_se_large")]] <<- sqrt(drop(d %*% V %*% d))
  answers[[paste0(name, "_difference_se")]] <<- sqrt(drop(d %*% W %*% d))
  if (family$family == "binomial") {
    answers[[paste0(name, "_ratio")]] <<- means[1] / means[2]
    answers[[paste0(name, "_ratio_se_large")]] <<- sqrt(drop(r %*% V %*% r))
    answers[[paste0(name, "_ratio_se")]] <<- sqrt(drop(r %*% W %*% r))
  }
}
standardised("home", home, binomial())
standardised("days", days, gaussian())

weighted <- function(name, y, att) {
  P <- cbind(1, Z)
  model <- glm(own ~ P - 1, family = binomial(), control = list(epsilon = 1e-14, maxit = 50))
  weight <- function(g) {
    e <- as.vector(plogis(P %*% g))
    if (att) ifelse(own == 1, 1, e / (1 - e)) else ifelse(own == 1, 1 / e, 1 / (1 - e))
  }
  psi <- function(t) {
    w <- weight(t[1:3])
    cbind(P * (own - as.vector(plogis(P %*% t[1:3]))), own * w * (y - t[4]), (1 - own) * w * (y - t[5]))
  }
  g <- unname(coef(model))
  w <- weight(g)
  means <- c(weighted.mean(y[own == 1], w[own == 1]), weighted.mean(y[own == 0], w[own == 0]))
  V <- stacked(psi, c(g, means))[4:5, 4:5]
  share <- w / ifelse(own == 1, sum(w[own == 1]), sum(w[own == 0]))
  followed <- 1 / (1 - hatvalues(model))
  W <- stacked(psi, c(g, means), cbind(followed, followed, followed, 1 / (1 - share), 1 / (1 - share)))[4:5, 4:5]
  d <- c(1, -1)
  answers[[paste0(name, "_difference")]] <<- means[1] - means[2]
  answers[[paste0(name, "_difference_se_large")]] <<- sqrt(drop(d %*% V %*% d))
  answers[[paste0(name, "_difference_se")]] <<- sqrt(drop(d %*% W %*% d))
  answers[[paste0(name, "_ess_own")]] <<- sum(w[own == 1])^2 / sum(w[own == 1]^2)
  answers[[paste0(name, "_ess_reference")]] <<- sum(w[own == 0])^2 / sum(w[own == 0]^2)
  answers[[paste0(name, "_weight_max")]] <<- max(w)
  after <- weighted.mean(age[own == 1], w[own == 1]) - weighted.mean(age[own == 0], w[own == 0])
  answers[[paste0(name, "_smd_age")]] <<- after / sqrt((var(age[own == 1]) + var(age[own == 0])) / 2)
}
weighted("weighted_home", home, FALSE)
weighted("weighted_days", days, FALSE)
weighted("weighted_own_home", home, TRUE)

# Firth: the penalised likelihood as written, climbed by optim, its profile by optim inside uniroot.
height <- function(b, y) {
  p <- as.vector(plogis(X %*% b))
  sum(ifelse(y == 1, log(p), log1p(-p))) + 0.5 * as.numeric(determinant(crossprod(X * sqrt(p * (1 - p))))$modulus)
}
climb <- function(f, start) {
  for (again in 1:6) start <- optim(start, f, method = "BFGS", control = list(fnscale = -1, reltol = 1e-15, maxit = 5000))$par
  start
}
for (level in c(0.95, 0.998)) {
  best <- climb(function(b) height(b, fall), rep(0, 4))
  top <- height(best, fall)
  profile <- function(v) {
    inner <- climb(function(b) height(c(b[1], v, b[2:3]), fall), best[-2])
    2 * (top - height(c(inner[1], v, inner[2:3]), fall)) - qchisq(level, 1)
  }
  answers[["firth_odds_ratio"]] <- exp(best[2])
  answers[[paste0("firth_lower_", level)]] <- exp(uniroot(profile, c(best[2] - 8, best[2]), tol = 1e-9)$root)
  answers[[paste0("firth_upper_", level)]] <- exp(uniroot(profile, c(best[2], best[2] + 8), tol = 1e-9)$root)
}
out <- data.frame(name = names(answers), value = sprintf("%.10g", unlist(answers)))
write.csv(out, file.path(folder, "case_mix_answers.csv"), row.names = FALSE, quote = FALSE)
