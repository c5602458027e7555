"""How the suite is, for operators: health, readiness, metrics."""
