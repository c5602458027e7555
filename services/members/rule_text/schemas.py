"""How a rule text looks on the wire."""

from marshmallow import Schema, fields

from infra.kernel.contract.wire import REASON, Code, CommandSchema, Day, FileDigests, Id, Int, OneOf, Text

KINDS = ("opinion", "handbook", "rule", "measure")
WHOLE = {"description": "正文；正文和附件至少给出其一 the words; at least one of text and files is given"}
BEGINS = {
    "description": "施行之日，未填为发生之日 the day from which it holds; when left out, that on which it happened"
}


class Issue(CommandSchema):
    kind = OneOf(*KINDS, required=True)
    division = Code(required=True)
    organisation = Id(required=True)
    title = Text(required=True)
    document_number = Text()
    valid_from = Day(metadata=BEGINS)
    valid_until = Day()
    text = Text(metadata=WHOLE)
    files = FileDigests()


class Revise(CommandSchema):
    """A whole edition; only its title stays as it was where it is left out."""

    title = Text()
    document_number = Text()
    valid_from = Day(metadata=BEGINS)
    valid_until = Day()
    text = Text(metadata=WHOLE)
    files = FileDigests()


COMMANDS: dict[str, type[CommandSchema]] = {"issue": Issue, "revise": Revise, "repeal": REASON}


class EditionSchema(Schema):
    edition = Int()
    title = Text()
    document_number = Text(allow_none=True)
    valid_from = Day()
    valid_until = Day(allow_none=True)
    text = Text(allow_none=True)
    files = fields.List(Text())


class Shown(Schema):
    kind = OneOf(*KINDS)
    organisation = Id()
    title = Text()
    edition = Int()
    editions = fields.List(fields.Nested(EditionSchema))
    repealed_on = Day(allow_none=True)
    reason = Text(allow_none=True)
