"""An operator's smaller commands, and what writes pages from the services' tables."""
