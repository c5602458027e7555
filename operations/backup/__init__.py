"""Everything saved and brought back, keys included."""
