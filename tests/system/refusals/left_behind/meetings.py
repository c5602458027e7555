"""A meeting in session, with what goes on there beside its decisions: one of each kind, and one of each that is done with."""

from datetime import timedelta

from infra.kernel.base.clock import moment
from tests.system.refusals.left_behind.leaving import Leaving


def leave(left: Leaving) -> None:
    chair, liaison, recorder = (left.cast.headers[role] for role in ("chair", "liaison", "recorder"))
    plan = {"topic": left.stage.ids["topic"], "round": 1, "form": "council", "mode": "onsite", "place": "议事室"}
    meeting = f"/v1/meetings/{left.made('/v1/meetings', plan, chair)}"
    now = moment(left.api.shown("/v1/clock", left.administrator)["now"])
    agenda = [{"title": "部门介绍情况", "minutes": 20}, {"title": "会场协商"}]
    times = {"starts_at": (now + timedelta(seconds=5)).isoformat(), "ends_at": (now + timedelta(hours=2)).isoformat()}
    left.api.done(f"{meeting}/schedule", {**times, "agenda": agenda}, chair)
    people = {}
    for duty, who in (("host", "chair"), ("recorder", "recorder")):
        guest = {"kind": "fixed", "duty": duty, "person": left.cast.people[who]}
        people[duty] = left.made(f"{meeting}/participants", guest, liaison)
    _prepared(left, meeting, people["recorder"])
    left.api.done(f"{meeting}/force_ready", {"reason": "急事"}, chair)
    for one in people.values():
        left.api.done(f"{meeting}/participants/{one}/check_in", {"mode": "onsite"}, recorder)
    left.api.done(f"{meeting}/open", {}, chair)
    _said_and_done(left, meeting, people["host"])


def _prepared(left: Leaving, meeting: str, guest: str) -> None:
    liaison, recorder = left.cast.headers["liaison"], left.cast.headers["recorder"]
    left.made(f"{meeting}/formats", {"forms": ["courtyard", "bench"], "immersion": "stationed"}, liaison)
    left.made(f"{meeting}/notices", {"kinds": ["fixed"], "text": "请提前调研"}, liaison)
    reason = {"participant": guest, "category": "expert", "reason": "熟悉情况", "language": "my"}
    left.made(f"{meeting}/invitations", reason, liaison)
    left.made(f"{meeting}/notes", {"text": "先问校方"}, recorder)
    gone = left.made(f"{meeting}/notes", {"text": "记错了"}, recorder)
    left.api.done(f"{meeting}/notes/{gone}/discard_note", {}, recorder)
    seen = {"place": "校门口", "on": "2026-03-02", "bodies": ["业委会"], "findings": "早高峰拥堵"}
    survey = {"topic": left.stage.ids["topic"], **seen}
    withdrawn = left.made("/v1/surveys", survey, liaison)
    left.api.done(f"/v1/surveys/{withdrawn}/withdraw_survey", {"reason": "地点有误"}, liaison)
    left.made("/v1/surveys", survey, liaison)


def _said_and_done(left: Leaving, meeting: str, speaker: str) -> None:
    chair, recorder = left.cast.headers["chair"], left.cast.headers["recorder"]
    item = left.made(f"{meeting}/items", {"title": "停车位"}, recorder)
    first = left.made(f"{meeting}/agenda", {"number": 1}, recorder)
    left.api.done(f"{meeting}/agenda/{first}/finish_point", {}, recorder)
    left.made(f"{meeting}/agenda", {"number": 2}, recorder)
    speeches, speaks = f"{meeting}/speeches", {"participant": speaker}
    spoken = f"{speeches}/{left.made(speeches, speaks, recorder)}"
    left.api.done(f"{spoken}/begin_speech", {}, recorder)
    left.api.done(f"{spoken}/end_speech", {"minutes": 5}, recorder)
    struck = left.made(speeches, speaks, recorder)
    left.api.done(f"{speeches}/{struck}/strike_speaker", {"reason": "改由他人"}, recorder)
    left.made(speeches, speaks, recorder)
    suggested = {"participant": speaker, "words": "错峰放学"}
    adopted = left.made(f"{meeting}/suggestions", suggested, recorder)
    left.api.done(f"{meeting}/suggestions/{adopted}/adopt_suggestion", {"item": item}, recorder)
    left.made(f"{meeting}/suggestions", {**suggested, "words": "设接送区"}, recorder)
    for title in ("东移车位", "维持现状"):
        option = f"{meeting}/options/{left.made(f'{meeting}/options', {'title': title}, recorder)}"
    left.api.done(f"{option}/drop_option", {"reason": "无人支持"}, chair)
    effect = left.made(f"{meeting}/effects", {"kind": "explained", "note": "说清了政策"}, recorder)
    left.api.done(f"{meeting}/effects/{effect}/withdraw_effect", {"reason": "误记"}, recorder)
    left.made(f"{meeting}/effects", {"kind": "eased", "note": "气消了"}, recorder)
