"""How quick the suite is, beside the raw limit of the same run and beside others: one script a line of the table.

    make bench          every line but the long ones, about ten minutes
    make bench-large    ten million events, a million records

`benchmarks/one.py` runs a script; `benchmarks/__main__.py` starts the servers, runs the scripts, writes the table.
"""
