"""Venues as nameko-examples would write them: a gateway and a service, an ORM, an event dispatched after the commit.

Messages are nameko's default: persistent, confirmed. It keeps no history, knows no idempotency key and asks for no
token, so it does less than ours.
"""
