"""No decision and no answer reads every record of a kind: a province has 17,718 villages and 30,000 members.

Read is what names somebody, is of a topic, of a body or of a division, page by page, or it is counted where it is kept. What
is read whole all the same is told here, with why there is little of it or who does it how often.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

SERVICES = Path(__file__).parents[3] / "services"
FEW = "a list or rule of some division, of which there are few"
BY_DAY_OF_WORK = "those that run now, on the day on which a calendar notice is entered"
READ_WHOLE = {
    ("topics/topic/circumstances.py", "SeenScreeningList"): FEW,
    ("topics/submission/circumstances.py", "SeenScreeningList"): FEW,
    ("members/posting/circumstances.py", "SeenPostingKinds"): FEW,
    ("members/quota/circumstances.py", "SeenQuota"): FEW,
    ("members/tagging/circumstances.py", "KnownList"): FEW,
    ("members/venue/circumstances.py", "SeenStandard"): FEW,
    ("members/signing_in.py", "PersonShown"): "the people of a demo's story",
    (
        "members/organisation/circumstances.py",
        "SeenBelow",
    ): "when the kind of a body that has been entered is put right",
    ("members/venue/circumstances.py", "SeenVenue"): "when the tier of a venue that has been entered is put right",
    ("topics/service.py", "OpenNotice"): BY_DAY_OF_WORK,
    ("meetings/service.py", "SeenMeeting"): BY_DAY_OF_WORK,
    ("topics/service.py", "DatedProposal"): BY_DAY_OF_WORK,
    ("outcomes/service.py", "DatedTask"): BY_DAY_OF_WORK,
}


def read_whole() -> Iterator[tuple[str, str]]:
    """Calls of `shown` that name nothing by which less is read, and of `in_state`."""
    for path in sorted(SERVICES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                everything = node.func.attr == "shown" and len(node.args) == 2 and not node.keywords
                if everything or node.func.attr == "in_state":
                    yield path.relative_to(SERVICES).as_posix(), ast.unparse(node.args[0]).rpartition(".")[2]


def test_no_service_reads_every_record_of_a_kind_but_what_is_told_here() -> None:
    assert {*read_whole()} == {*READ_WHOLE}
