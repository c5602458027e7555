"""`/v1/topics/{id}/residents-words`: what residents said of it in their own words, of those who let everybody read them."""

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.documents import documents
from gateway.http import checks, conditional
from gateway.http.context import Gateway, identity_of_request
from infra.kernel.base.calls import ReadCall
from infra.kernel.contract import wire


class WordsOfAResident(Schema):
    """一件诉求的原话，不含姓名和联系方式 One submission in its own words, without name and contact."""

    title = wire.Text(required=True, allow_none=True)
    text = wire.Text(required=True)


class WordsOfResidents(Schema):
    """群众原话 What residents said, of those who consented and have not taken it back."""

    topic = wire.Id(required=True)
    items = fields.List(
        fields.Nested(WordsOfAResident), required=True, metadata={"description": "先提先列，至多 200 件 200 at most"}
    )
    not_shown = wire.Int(
        required=True, metadata={"description": "未同意公开或未列出的件数 how many submissions are not shown"}
    )


_WORDS: documents.Document = {
    "operationId": "topics.residents_words",
    "summary": "群众原话：只列提交人同意公开者 what residents said of it in their own words, where they consented",
    "description": (
        "随时可以撤回同意，撤回后不再显示。可读该议题者可读。"
        " For whoever may read the topic. Consent can be taken back at any time, and then they are shown no more."
    ),
    "security": documents.NOTHING_OR_TOKEN,
    "parameters": [documents.of_path("id", "议题 the topic"), documents.GROUND, documents.CORRELATION],
    "responses": {
        "200": {"description": "完成 done", "content": {"application/json": {"schema": WordsOfResidents}}},
        **documents.CONDITIONAL,
        **documents.refusals("unauthenticated", "not-found", "too-many", "unavailable"),
    },
}


def blueprint(gateway: Gateway) -> Blueprint:
    routes = Blueprint("residents_words", __name__, description="群众原话 residents' own words")

    def words(id: str) -> Response:  # noqa: A002 the name in the address
        asked = ReadCall("topics", identity_of_request().holder(), checks.record_id(id))
        response = jsonify(gateway.services.call("topics", "residents_words", asked))
        # Who takes his consent back is obeyed at once: no cache keeps them.
        response.headers["Cache-Control"] = conditional.FOR_ONE
        return conditional.reading(response)

    routes.route("/v1/topics/<id>/residents-words", endpoint="read")(routes.doc(**_WORDS)(words))
    return routes
