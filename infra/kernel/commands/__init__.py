"""The seven steps of a command, from received to answered, and the commands that time gives."""
