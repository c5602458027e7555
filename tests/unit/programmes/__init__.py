"""What the five published reports tell, told again on real code: one scenario a programme."""
