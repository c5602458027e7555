"""The `shangliang` command: one file a group of sub-commands."""
