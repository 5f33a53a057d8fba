"""People's rows with covariates: balance, weights, standardisation."""
