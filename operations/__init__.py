"""What assembles and operates the suite. Its rooms, each knowing only those named after it:

cli      the `shangliang` command
backup   everything saved and brought back
demo     the story of the school gate
doctor   what is wrong with this installation and what to do
replay   what can be had from the ledger alone
verify   the ledger and the databases, held against each other
tools    an operator's smaller commands, and what writes docs/events.md and the table in the interface's document
suite    which services there are, and how they are started
"""
