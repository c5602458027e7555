"""The ledger checked, and the databases held against it."""
