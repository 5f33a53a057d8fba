# Lesnoff et al. (2004), doi:10.1016/j.prevetmed.2004.05.005: cases by herd and period, as lme4 ships them, and lme4's
# Laplace fit. Run: Rscript mixed_logistic.R > mixed_logistic.csv
suppressMessages(library(lme4))
fit <- glmer(cbind(incidence, size - incidence) ~ period + (1 | herd), cbpp, binomial)
k <- confint(fit, "period2", method = "Wald")
cat(sprintf("# odds ratio of period 2: %.6f (%.6f to %.6f)\n", exp(fixef(fit)["period2"]), exp(k[1]), exp(k[2])))
write.csv(cbpp, row.names = FALSE, quote = FALSE)
