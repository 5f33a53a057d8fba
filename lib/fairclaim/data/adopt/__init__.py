"""From files as they lie on a desk to a drafted source mapping, with every guess and doubt beside it."""
