"""The collections: one literal a collection, and how records are read and commanded."""
