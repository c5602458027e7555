"""Documents on paper: what they say, once, and the two programs that write it as PDF and as DOCX."""
