"""The whole story, with everything that must be refused tried at each of its steps; it ends as it would have ended."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from infra.kernel.access.identity import Claims
from infra.kernel.access.site import Site
from operations.demo.acts import consult, handle, raise_topic
from operations.demo.cast import CAPACITIES, ORGANISATIONS, PEOPLE, Cast, assemble, bearer
from operations.demo.client import Client
from operations.demo.stage import Stage
from tests.system.api import Api, Headers, token
from tests.system.refusals.every_command import EveryCommand
from tests.system.refusals.heckler import Heckler
from tests.system.refusals.left_behind.all import leave_behind
from tests.system.suite import RunningSuite
from tests.system.written import everything, traces

OTHER_COUNTY, OTHER_TOWN = "620724", "620724101"
STEPS_OF_THE_STORY = 110
# A record of one state, or nobody of the story who may give the command elsewhere.
NO_WRONG_STATE = {
    "posting_kinds.amend",
    "policy.amend",
    "calendar.amend",
    "screening_list.amend",
    *("submission.withdraw", "submission.reissue_code", "submission.rate"),
    *("meeting.confirm_minutes", "meeting.object_to_minutes", "pre_work.submit_pre_work", "pre_work.waive_pre_work"),
    *("plan.put_topic", "plan.drop_topic", "plan.submit", "posting.confirm", "posting.decline", "duty.record_visit"),
    *("task.supervise", "task.reopen", "outcome.reopen", "venue_standard.amend", "quota.amend", "staff_figure.correct"),
    *("brief.return_for_revision", "brief.withdraw", "proposal.withdraw", "proposal.reply"),
    *("proposal.sign_for", "proposal.supervise", "proposal.ask_co_handlers", "proposal.give_opinion"),
    *("proposal.report_progress", "proposal.resolve"),
    *("brief.hand_over", "plan.hand_over", "proposal.hand_over"),
    *("quota.hand_over", "outcome_profile.hand_over", "activity.hand_over", "case.hand_over"),
    *("meeting_format.amend_format", "invitation.translate_notice"),
    *(
        "outcome_profile.amend",
        "outcome_profile.count_beneficiaries",
        "outcome_profile.date_dispute",
        "outcome_profile.list_higher",
    ),
    *(
        "outcome.tell",
        "telling.acknowledge",
        "submission.clear_files",
        "submission.give_consent",
        "submission.withdraw_consent",
    ),
    *("case.withdraw", "evaluation.revise", "evaluation.acknowledge"),
}


def neighbours(api: Api, site: Site, cast: Cast) -> dict[str, Headers]:
    """For each token of the cast one of the same roles, for an organisation of the same kind in another county."""
    administrator = token(site, "ADM")
    found: dict[str, Headers] = {}
    for capacity, (roles, organisation, person) in CAPACITIES.items():
        _title, kind, division = ORGANISATIONS[organisation]
        division = OTHER_TOWN if len(division) > len(OTHER_COUNTY) else OTHER_COUNTY
        body = {"name": f"邻县 {capacity}", "kind": kind, "division": division}
        own = api.done("/v1/organisations", body, administrator)["id"]
        somebody = api.done("/v1/people", {"name": f"邻县 {PEOPLE.get(person or '', '人')}"}, administrator)["id"]
        claims = Claims(roles, own, division, somebody if person else None)
        found[cast.headers[capacity]["Authorization"]] = bearer(site, claims)
    return found


def test_at_every_step_the_contract_refuses_and_the_story_goes_on(
    suite: RunningSuite, tell: Callable[[str], None]
) -> None:
    client = Heckler(suite.url, token(suite.site, "AUD"), token(suite.site, "SEC"))
    stage = Stage(client, assemble(client, suite.site), say=lambda line: None)
    client.elsewhere = neighbours(Api(suite.url), suite.site, stage.cast)
    raise_topic.play(stage)
    consult.play(stage)
    handle.play(stage)
    assert Api(suite.url).shown(f"/v1/topics/{stage.ids['topic']}")["state"] == "closed"
    assert client.steps == STEPS_OF_THE_STORY
    assert set(Counter(client.sent.statuses)) == {400, 401, 403, 404, 409, 412, 413, 415, 422}
    assert nothing_of(client, suite.folder) == []
    every_command_is_refused(suite, stage, tell)


def every_command_is_refused(suite: RunningSuite, stage: Stage, tell: Callable[[str], None]) -> None:
    """By role, by place, and from a wrong state, on what the story and a little more have left behind."""
    stage.client = Client(suite.url)
    leave_behind(suite, stage)
    body = {"name": "邻县工作站", "kind": "station", "division": OTHER_TOWN}
    elsewhere = Api(suite.url).done("/v1/organisations", body, token(suite.site, "ADM"))["id"]
    before = everything(suite.folder)
    commands = EveryCommand(suite, stage.cast, elsewhere, stage.ids["topic"])
    commands.refuse_all()
    assert everything(suite.folder) == before
    tell(f"{commands.seen.total()} cells of command, role and place over HTTP: {dict(commands.seen)}")
    unexpected = sorted(commands.not_refused_by_state ^ NO_WRONG_STATE)
    assert not unexpected, " ".join(unexpected)


def nothing_of(client: Heckler, folder: Path) -> list[str]:
    everything(folder)  # waits until nothing is under way
    return traces(folder, client.sent.correlation_ids, client.sent.keys)
