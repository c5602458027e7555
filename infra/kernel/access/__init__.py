"""Who is it, in which capacity, and where does he stand to a record."""
