"""What a service is written against: lifecycle, row, events and their versions, reactions, fields on the wire."""
