"""Standing back: the pages behind the board (letters, tree, balance, answers, Pareto, quality, kata)."""
