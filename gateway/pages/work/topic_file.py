"""`/topics/{id}`: the file of a topic in one page: matter, lineage, screening, opinions, objections, files, history, and the decision."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import flask
from flask import Response

from gateway.documents.resource import Resource
from gateway.http import checks
from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.pages.own_words import of_division
from gateway.pages.reader import PageReader, reader_of
from gateway.pages.rendering import page
from gateway.pages.work.decision_box import FilledIn, status_of
from gateway.pages.work.facts import InWords, facts
from gateway.pages.work.follows import next_record
from gateway.pages.work.record_in_words import RecordInWords
from gateway.pages.work.topic_matter import InTheirWords, TopicMatter, objections
from infra.kernel.base.calls import MatterCall
from infra.kernel.base.problems import Refusal

BELONGING = {
    "topics": ["submissions", "plans", "briefs", "proposals"],
    "meetings": ["meetings"],
    "outcomes": ["outcomes", "tasks", "instructions", "covenants"],
}
"""By service what it has of a topic's file: each is asked once."""
OWN_PLACE = frozenset(
    (
        "background", "verdicts", "opinion", "objections", "origin", "merged_topics", "linked_topic", "into", "corrections",
        "screening_list", "scope", "category",
    )
)  # fmt: skip
"""What the page says elsewhere, or in other words."""


class TopicFilePage:
    def __init__(self, gateway: Gateway, sessions: Sessions, resources: Sequence[Resource]) -> None:
        self._services, self._sessions = gateway.services, sessions
        self._of, self._in_words = {each.collection: each for each in resources}, RecordInWords(resources)

    def blueprint(self) -> flask.Blueprint:
        routes = flask.Blueprint("topic-file", __name__)
        # What is no id, as /topics/new, is another page's.
        routes.add_url_rule("/topics/<uuid:record_id>", view_func=self.shown)
        return routes

    def shown(self, record_id: uuid.UUID) -> Response:
        return self.one(reader_of(self._sessions), self._of["topics"], str(record_id))

    def one(
        self, reader: PageReader, resource: Resource, record_id: str, parent: str = "", filled: FilledIn | None = None
    ) -> Response:
        """`filled` is what was sent of its decision box and is not done yet. Raises NotFound for who may not read the topic."""
        topic_id = checks.record_id(record_id)
        told = self._services.call("topics", "matter", self._asked("topics", topic_id, reader))
        others = [self._matter(service, topic_id, reader) for service in BELONGING if service != "topics"]
        parts = [told, *(one for one in others if one)]
        said = self._in_words.said(reader, resource, told, parent, filled)
        return page(
            self._sessions,
            reader,
            "topic_file.html",
            status_of(filled),
            **said,
            **self._said(reader, resource, told, parts),
            objections=objections(said["history"]),
            silent=None in others,
        )

    def _asked(self, service: str, topic_id: str, reader: PageReader) -> MatterCall:
        return MatterCall(topic_id, BELONGING[service], reader.caller)

    def _matter(self, service: str, topic_id: str, reader: PageReader) -> dict[str, Any] | None:
        """None while the service does not answer: its part of the page says so."""
        try:
            return self._services.call(service, "matter", self._asked(service, topic_id, reader))
        except Refusal:
            return None

    def _said(
        self, reader: PageReader, resource: Resource, told: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]
    ) -> dict[str, Any]:
        topic = told["record"]
        names = {record_id: name for part in reversed(parts) for record_id, name in part["names"].items()}
        own_words = of_division(told, topic, reader.lang)
        belonging = {kind: records for part in parts for kind, records in part["belonging"].items()}
        matter = TopicMatter(self._of, belonging, told["named"], InTheirWords(reader.lang, names, own_words))
        rest = {name: value for name, value in topic.items() if name not in OWN_PLACE}
        return {
            "facts_of_topic": facts(resource, rest, InWords(names, reader.lang, own_words)),
            "said": matter.said(),
            "came_of": matter.came_of(topic),
            "came_later": matter.came_later(topic),
            "lineage": matter.drawn(topic),
            "screening": matter.screening(topic),
            "next_record": next_record(self._of, topic, belonging.get("meetings", ()), reader),
            "more": [kind for part in parts for kind in part["more"]],
        }
