"""Databases: tables and migrations, the store of events, news, keys of persons."""
