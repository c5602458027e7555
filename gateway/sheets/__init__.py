"""Sheets of records, as offices keep them: XLSX and CSV read, every bad cell named, and written."""
