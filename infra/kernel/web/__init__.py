"""A client's line: how a request is framed, and what it may have of the process in count, bytes and time."""
