"""What each member of a record, a command or an answer is, where its schema does not say so itself."""

from gateway.documents.words import common, contact, meetings, members, operation, outcomes, topics

AREAS = (common, topics, meetings, outcomes, members, contact, operation)
WORDS = {name: said for area in AREAS for name, said in area.WORDS.items()}
