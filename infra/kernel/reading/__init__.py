"""Records, lists and history for a reader, now and as they were."""
