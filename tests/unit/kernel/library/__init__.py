"""A lending library: a small service of the tests' own, through which the kernel is shown at work."""
