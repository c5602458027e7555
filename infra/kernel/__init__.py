"""The kernel: event sourcing for every service. Its rooms, each knowing only those named after it:

entrypoints  how nameko, kombu and the web server reach us
running      what lives as long as a service does; tables made again
news         what goes out to others and what comes in from them
reading      records, lists, history, and how they were
commands     the seven steps of a command, and its due times
lookups      what a decision's facts are gathered from; who may read what
storage      tables, the store of events, keys of persons, migrations
contract     what a service is written against: lifecycle, row, events
access       who is it, and where does he stand
base, web    time, ids, refusals; a client's line and its bounds

`testing` is for tests of rules: given, when, then.
"""
