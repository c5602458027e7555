"""For operators: health, readiness, metrics, the demo clock."""
