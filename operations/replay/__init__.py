"""What can be had from the ledger alone: states, differences, archives, whole databases."""
