"""What is wrong with this installation and what to do: a file for each part that is looked at."""
