"""What a decision's facts are gathered from, and who may read what, as a clause and as a test."""
