"""The same key for the same person in every extract, made on this computer with a secret that stays there."""
