"""Pages for people, with their templates, sheets and words."""
