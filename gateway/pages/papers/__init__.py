"""Documents that are printed: which there are, what each says of the records, and the addresses where they are had."""
