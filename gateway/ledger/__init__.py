"""The public ledger, receipts, the witness, and what auditors ask."""
