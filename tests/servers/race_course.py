"""How long the race is. Apart from `racer.py`, which makes its process eventlet's."""

WRITERS = 4
# Two lend and take back a book of their own, and every tenth time write into the one book that all four of them share.
ROUNDS, SHARED_EVERY = 200, 10
# Two append to a stream of their own.
COMMITS, PACKED = 420, 10
EVENTS_OF_A_PROCESS = 2 * (1 + 4 * ROUNDS + ROUNDS // SHARED_EVERY) + 2 * COMMITS * PACKED
# Transactions that are begun early and committed late, while the others go on.
LATE = 5
BATCH = 500
RACE_SECONDS = 600
