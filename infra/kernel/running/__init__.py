"""What lives as long as a service does, and how its tables are made again."""
