"""Commands by chance, for the machine that gives ten thousand of them to the whole suite."""
