"""Which documents a record offers, in which of its states, and what each is made of: the literal list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.pages.papers import of_meetings, of_outcomes, of_topics
from gateway.pages.papers.material import Material
from gateway.pages.translated import _
from gateway.paper.official import OfficialDocument

FORMS = ("pdf", "docx")


@dataclass(frozen=True)
class Printable:
    """One document of one kind of record.

    name    in its address: `/meetings/{id}/print/minutes.pdf`
    label   what it is called on the page, in the reader's language
    offered whether this record has come to it
    make    what it says
    inside  the collections inside the record that it is made of, too
    beside  the field that names another record it is made of, and that one's collection
    public  whether somebody not signed in has it too, where he may read the record
    """

    collection: str
    name: str
    label: Callable[[], str]
    offered: Callable[[Mapping[str, Any]], bool]
    make: Callable[[Material], OfficialDocument]
    inside: tuple[str, ...] = ()
    beside: tuple[str, str] | None = None
    public: bool = False


def _has(field: str, *but: str) -> Callable[[Mapping[str, Any]], bool]:
    """Where that is filled in, but in these states."""
    return lambda record: bool(record.get(field)) and record["state"] not in but


NOT_HELD = ("postponed", "cancelled")
UNRELEASED = ("handling", "reply_drafted", "reply_review", "co_waiting", "paused", "extension_requested", "rework")
"""While a reply is written, or written anew, it is nobody's to post."""

PRINTABLES = (
    Printable(
        "meetings", "notice", lambda: _("会议通知"), _has("starts_at", *NOT_HELD), of_meetings.notice, ("notices",)
    ),
    Printable(
        "meetings",
        "sign-in",
        lambda: _("签到表"),
        _has("starts_at", *NOT_HELD),
        of_meetings.sign_in_sheet,
        ("participants",),
    ),
    Printable(
        "meetings",
        "minutes",
        lambda: _("会议纪要"),
        _has("minutes"),
        of_meetings.minutes,
        ("participants",),
        public=True,
    ),
    Printable(
        "outcomes",
        "report",
        lambda: _("成果报告"),
        _has("text"),
        of_outcomes.outcome_report,
        beside=("meeting", "meetings"),
        public=True,
    ),
    Printable("tasks", "slip", lambda: _("交办单"), _has("due", "cancelled"), of_outcomes.task_slip),
    Printable("tasks", "reply", lambda: _("答复函"), _has("reply", *UNRELEASED), of_outcomes.task_reply),
    Printable("briefs", "brief", lambda: _("信息正文"), _has("text", "withdrawn"), of_topics.brief),
    Printable("proposals", "proposal", lambda: _("提案正文"), _has("text", "withdrawn"), of_topics.proposal),
    Printable("proposals", "reply", lambda: _("提案答复"), _has("reply", *UNRELEASED), of_topics.proposal_reply),
)


@dataclass(frozen=True)
class PaperLink:
    """`pdf` and `docx` are addresses; a poster is no DOCX."""

    label: str
    pdf: str
    docx: str


def papers_of(collection: str, record: Mapping[str, Any], signed_in: bool) -> list[PaperLink]:
    """What a record's page offers to print: for templates, `{% include "papers.html" %}`."""
    offered = [
        each
        for each in PRINTABLES
        if each.collection == collection and each.offered(record) and (each.public or signed_in)
    ]
    found = [PaperLink(each.label(), *_addresses(each, str(record["id"]))) for each in offered]
    if collection == "venues":
        found.append(PaperLink(_("海报"), f"/d/{record['division']}/print/poster.pdf?venue={record['id']}", ""))
    return found


def _addresses(of: Printable, record_id: str) -> tuple[str, str]:
    address = f"/{of.collection}/{record_id}/print/{of.name}"
    return f"{address}.pdf", f"{address}.docx"


def printable(collection: str, name: str) -> Printable | None:
    return next((each for each in PRINTABLES if (each.collection, each.name) == (collection, name)), None)
