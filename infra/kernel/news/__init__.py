"""What goes out to other services and what comes in from them: sequencer (outbox), subscription and effects (inbox)."""
