"""How a venue looks on the wire."""

from marshmallow import Schema, fields, validate


class VenueSchema(Schema):
    id = fields.Str(dump_only=True)
    name = fields.Str(required=True)
    division = fields.Str(required=True)
    tier = fields.Str(required=True, validate=validate.OneOf(["hall", "committee", "station", "point"]))
    state = fields.Str(dump_only=True)
