"""The same work done with the library eventsourcing, in a Python of its own (`requirements-bench.lock`)."""
