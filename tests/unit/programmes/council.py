"""A consultation council (协商议事会) at its work: a topic from its draft to its notice, a meeting from its plan to its signed minutes."""

from dataclasses import dataclass, field
from typing import Any

from infra.kernel.access.places import Actor
from tests.unit.programmes.county import County

NOTICE, REVIEW, IN_PUBLIC = 12, 12, 22
"""Days after which a notice, a notice period or a review is over, holidays and all; and the days in public."""


@dataclass
class Held:
    """A meeting that was held: its participants by name, the items that it settled in their order."""

    id: str
    participants: dict[str, str] = field(default_factory=dict)
    items: list[str] = field(default_factory=list)


class Council:
    """With a chair, a liaison and a recorder, the Party organisation of its level and the CPPCC office that guides it."""

    def __init__(self, at: County, division: str, name: str, party: str, office: Actor) -> None:
        self.at, self.division, self.name, self.office = at, division, name, office
        at.found("council", division, name)
        at.found("party", division, party)
        self.id = at.bodies[name]
        self.chair, self.liaison, self.recorder = (
            at.appoint(f"{name}{title}", role, name)
            for title, role in (("主席", "CHAIR"), ("联络员", "LIA"), ("记录员", "REC"))
        )
        self.party = at.appoint(f"{party}书记", "PARTY", party)

    # A topic

    def drafted(self, by: Actor, title: str, background: str, source: str = "society", **said: Any) -> str:
        body = {"title": title, "background": background, "source": source, "division": self.division, **said}
        topic = self.at.made(by, "topics.draft", organisation=self.id, **body)
        self.at.give(by, "topics.propose", topic)
        return topic

    def approved(self, topic: str, number: str) -> str:
        """Screened item by item, chosen (选题), reviewed (审题) and approved (定题) under that document number."""
        items = self.at.shown("topics", topic)["screening_items"]
        verdicts = [{"item": one, "verdict": "yes" if one == "consult-1" else "no"} for one in items]
        self.at.give(self.office, "topics.pass_screening", topic, verdicts=verdicts)
        self.at.give(self.chair, "topics.select", topic)
        self.at.give(self.office, "topics.endorse", topic, opinion="切口小、关联广，同意提请审批")
        self.at.give(self.party, "topics.approve", topic, document_number=number)
        return topic

    def noticed(self, topic: str, **said: Any) -> str:
        """Posted (公示), and the notice is over."""
        self.at.give(self.liaison, "topics.post_notice", topic, **said)
        self.at.wait(NOTICE)
        return topic

    # A meeting

    def meeting(self, topic: str, *guests: dict[str, Any], agenda: Any = (), **how: Any) -> Held:
        """In session, in the next round: everybody who was invited has come."""
        self.at.give(self.chair, "topics.open_round", topic)
        number = self.at.shown("topics", topic)["round"]
        said = {"form": "council", "mode": "onsite", **how}
        held = Held(self.at.made(self.liaison, "meetings.plan", topic=topic, round=number, **said))
        times = {"starts_at": self.at.time(days=NOTICE), "ends_at": self.at.time(days=NOTICE, hours=3)}
        self.at.give(self.liaison, "meetings.schedule", held.id, **times, agenda=list(agenda))
        for duty, one in (("host", self.chair), ("recorder", self.recorder)):
            self.invite(held, duty, kind="fixed", duty=duty, person=one.person)
        for guest in guests:
            self.invite(held, **{"kind": "invited", "duty": "speaker", **guest})
        self.at.give(self.liaison, "meetings.send_notices", held.id)
        self.at.wait(NOTICE)
        if self.at.shown("meetings", held.id)["state"] == "notified":
            self.at.give(self.chair, "meetings.confirm_ready", held.id)
        for came in held.participants.values():
            mode = "remote" if how.get("mode") == "remote" else "onsite"
            self.at.give(self.recorder, "participants.check_in", came, held.id, mode=mode)
        self.at.give(self.chair, "meetings.open", held.id)
        return held

    def invite(self, held: Held, called: str | None = None, **said: Any) -> str:
        """`called` is how the story speaks of the participant, by default the name that he is invited under."""
        invited = self.at.made(self.liaison, "participants.invite", held.id, **said)
        held.participants[called or said["name"]] = invited
        return invited

    def raised(self, held: Held, title: str, wording: str) -> str:
        item = self.at.made(self.chair, "items.raise_item", held.id, title=title)
        self.at.give(self.recorder, "items.draft_item", item, held.id, wording=wording)
        held.items.append(item)
        return item

    def settled(self, held: Held, item: str, result: str = "agreed", positions: Any = (), **said: Any) -> None:
        """`positions`: (who, for, against or reserved)."""
        taken = [{"participant": held.participants[who], "position": stands} for who, stands in positions]
        self.at.give(self.chair, "items.settle_item", item, held.id, result=result, positions=taken, **said)

    def signed(self, held: Held, minutes: str) -> Held:
        """It has ended, and its minutes are signed (签发)."""
        if self.at.shown("meetings", held.id)["state"] == "in_session":
            self.at.give(self.chair, "meetings.end", held.id)
        self.at.give(self.recorder, "meetings.draft_minutes", held.id, text=minutes)
        self.at.give(self.recorder, "meetings.circulate_minutes", held.id)
        self.at.wait(REVIEW)
        self.at.give(self.chair, "meetings.sign_minutes", held.id)
        return held

    # What comes of it

    def outcome(self, topic: str, held: Held, title: str, number: str | None, items: list[str] | None = None) -> str:
        """Drafted from the items of the meeting and submitted; approved (批复) where a document number is given."""
        said: dict[str, Any] = {
            "topic": topic,
            "meeting": held.id,
            "items": items or held.items,
            "title": title,
            "text": title,
        }
        outcome = self.at.made(self.recorder, "outcomes.draft", **said)
        self.at.give(self.chair, "outcomes.submit", outcome)
        if number:
            self.at.give(self.party, "outcomes.approve", outcome, document_number=number)
        return outcome

    def carried_out(self, outcome: str, dispatch: Actor, *handled: dict[str, Any], heard: str) -> list[str]:
        """Broken down (分解) and dispatched (交办), every task answered, all who took part told (反馈), made public (公示).

        `handled`: title, handler and text of each task, and what else there is to say of it; answers their ids.
        """
        wanted = [
            {"title": one["title"], "lead": one["handler"].organisation, **one.get("said", {})} for one in handled
        ]
        self.at.give(dispatch, "outcomes.decompose", outcome, tasks=wanted)
        self.at.give(dispatch, "outcomes.dispatch", outcome)
        tasks = {one["title"]: one["id"] for one in self.at.all("tasks", outcome=outcome)}
        for one in handled:
            self.handled(tasks[one["title"]], one["handler"], dispatch, one["text"])
        self.at.give(self.office, "outcomes.start_verification", outcome)
        self.at.give(self.office, "outcomes.feed_back", outcome, text=heard)
        self.at.give(self.office, "outcomes.publicise", outcome, text=heard)
        self.at.wait(IN_PUBLIC)
        return [tasks[one["title"]] for one in handled]

    def handled(self, task: str, handler: Actor, dispatch: Actor, text: str) -> None:
        """Signed for, answered as solved, and the answer let out."""
        self.at.give(handler, "tasks.sign_for", task)
        self.at.give(handler, "tasks.start", task)
        said = {"class": "A", "text": text, "contact_record": "已与居民代表当面沟通"}
        self.at.give(handler, "tasks.draft_reply", task, **said)
        self.at.give(handler, "tasks.submit_reply", task)
        self.at.give(dispatch, "tasks.release_reply", task)
