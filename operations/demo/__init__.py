"""The story of the school gate, told over HTTP."""
