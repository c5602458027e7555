"""Which services there are, and how they are started: in one process, or one a process."""
