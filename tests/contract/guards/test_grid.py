"""One grid of files: in every lifecycle the same ones, in every service the same ones, so that everybody knows where a line belongs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.guards.reading import ROOT

LIFECYCLE = {"events", "commands", "state", "domain", "circumstances", "projections", "schemas", "lifecycle"}
SERVICE = {"rules", "reactions", "copies", "service"}

# What is there besides, and why.
BESIDES = {
    "members/venue_rules": "the rules of venues and bookings: the rule book would be too long",
    "members/contact_rules": "the rules of contact relations and problems: the rule book would be too long",
    "members/coverage": "questions that many records answer together; no command asks them",
    "members/contact_relation/coverage": "how far contact relations reach, counted: a pure function of many of them",
    "members/target_rules": "the rules of targets: as contact_rules",
    "members/target/measuring": "how many of what a target wants are there: for a decision, and for whoever asks today",
    "members/standing_copies": "where others' records stand, kind by kind: copies.py is of what records of ours name",
    "members/problem_reactions": "the policies upon what problems became: reactions.py is of members' own events",
    "members/problem_news": "which news those are, and which problems each is about: the service's own file is long enough",
    "members/places": "what anybody may know of a place: gathered from the lifecycles of the whole service",
    "members/bodies": "how bodies are made up: gathered from the lifecycles of the whole service",
    "members/key_rules": "what sealing and destroying a person's words both ask: the rule book would be too long",
    "members/term_rules": "the rules of terms: the rule book would be too long",
    "members/list_rules": "the rules of lists, tags and rule texts: the rule book would be too long",
    "members/label_list/default_lists": "data: the lists that ship for the whole country",
    "members/label_list/states_of_records": "data: what steps cover and words name, other services' states among it",
    "members/body_rules": "the rules of bodies and who sits in them: the rule book would be too long",
    "members/merit_rules": "the rules by which members and bodies are judged: the rule book would be too long",
    "members/charge/coverage": "which divisions nobody has charge of: as contact_relation/coverage",
    "members/posting/coverage": "which members are posted nowhere: as contact_relation/coverage",
    "members/posting/ranking": "which bodies suit a member, and why: a pure function of all of them",
    "members/register_rules": "the rules of what is only kept on record: as contact_rules",
    "members/calendar_rules": "the rules of a year's calendar: the rule book would be too long",
    "topics/calendar_news": "what follows for open dates from the notice of a year; reactions are long enough",
    "meetings/calendar_news": "as in topics",
    "outcomes/calendar_news": "as in topics",
    "topics/topic/reckoning": "what changes of its open dates then; domain is long enough",
    "topics/topic/objections": "what is decided of an objection to a topic; domain is long enough",
    "topics/topic/objection_commands": "what is asked about one; its commands are long enough",
    "meetings/meeting/reckoning": "as of a topic",
    "meetings/meeting/reckoning_events": "what happens to them then; its events are long enough",
    "outcomes/task/reckoning": "as of a topic",
    "outcomes/task/reckoning_events": "as of a meeting",
    "outcomes/task/fold": "how each event changes a task; its state is long enough",
    "members/first_start": "the records that a new site begins with; no command asks for them",
    "members/signing_in": "from a password to a session: a page's way to the account, which no command is",
    "members/own_account": "what a person asks and decides of his own account, on its page: as signing_in",
    "members/who_may_sign_in": "persons with account and offices together, for one page: reading, which no command is",
    "members/account_calls": "the RPC methods of both: service is long enough",
    "members/division/load": "from a file of divisions to events: what is new or otherwise than known",
    "members/division/columns": "the file of divisions, cell by cell",
    "members/division/register": "whether the register of divisions is whole with what a file says",
    "members/venue_standard/default_list": "data: the six haves that a new site begins with",
    "topics/residents_words": "what residents let everybody read, gathered from submissions; no command asks it",
    "topics/tracking": "what a tracking code shows, gathered from the lifecycles and copies of the whole service",
    "topics/reference_rules": "the rules of what stands beside a topic: as document_rules",
    "topics/document_rules": "the rules of briefs and proposals: the rule book would be too long",
    "topics/outcome_reactions": "the policies upon outcomes: reactions.py is of submissions and topics",
    "topics/succession_reactions": "the policies upon an organisation's end, the same for four lifecycles",
    "topics/succession_rules": "its rules: the rule book would be too long",
    **{
        f"topics/{lifecycle}/{name}": "what follows when its organisation has ended; the other files are long enough"
        for lifecycle in ("topic", "plan", "brief", "proposal")
        for name in ("succession", "succession_commands", "succession_events")
    },
    **{
        f"topics/proposal/{name}": "while a department handles it, as a task is handled; the other files are long enough"
        for name in ("handling", "handling_commands", "handling_events", "handled", "times", "ladder", "reckoning")
    },
    "topics/proposal/reply": "what is decided of its reply and of what that promises; the other files are long enough",
    "outcomes/outcome/converting": "what an outcome becomes: its domain is long enough",
    "outcomes/outcome/succession": "what follows when its topic was taken over; domain is long enough",
    "topics/outcome_copies": "what is kept of outcomes and tasks: topics follows three services, and one file is too short",
    "topics/topic/at_reading": "what a topic shows beside its row, from the lists in force when it is read",
    "members/expert/at_reading": "what became of an expert's suggestions, from the news of meetings",
    "outcomes/task/at_reading": "what a task shows beside its row, from the lists in force when it is read",
    "topics/topic/seen": "how submissions, plans and other topics see a topic; its state is long enough",
    "topics/topic/side_events": "a topic has more than forty events: those beside its own way stand apart",
    "meetings/activity_rules": "the rules of activities: the rule book is that of meetings, and long enough",
    "meetings/known_members": "what is kept of memberships, for who was taught; copies.py is of topics",
    "meetings/desk": "all of a meeting in one answer, for the page of who works at it: reading, which no command is",
    "meetings/training": "how many members of a committee were taught: a question that no command asks",
    "members/succession_rules": "the rules of what an ended organisation leaves: the rule book would be too long",
    "meetings/succession_rules": "as above",
    "outcomes/succession_rules": "as above",
    "outcomes/case_rules": "the rules of cases: the rule book is of outcomes and tasks",
    "outcomes/contest_rules": "the rules of contests, entries and votes: the rule book is of outcomes and tasks",
    "outcomes/reader_copies": "what is kept of who took part and who submitted; the other copies fill their file",
    "outcomes/document_copies": "what is kept of briefs and proposals, for instructions; the other copies fill their file",
    "outcomes/meeting_days": "what is kept of when meetings were, for effects; the other copies fill their file",
    "outcomes/profile_rules": "the rules of what is said of an outcome besides its words, as above",
    "outcomes/programme_rules": "the rules of programmes, as above",
    "outcomes/project_rules": "the rules of projects, as above",
    "outcomes/covenant_rules": "the rules of covenants, as above",
    "outcomes/instruction_rules": "the rules of instructions: the rule book would be too long",
    "outcomes/outcome/told": "the decisions that reach everybody; the outcome's others fill their file",
    "outcomes/outcome/closing": "when an outcome may be closed; domain is long enough",
    "outcomes/task/ladder": "how late a task is: what falls due (state) and what is decided of it (domain) both need it",
    "topics/known_members": "copies.py is full: what is kept of those who may sign a proposal",
    "outcomes/task/said": "what is said of a task: its state and what can be read of it both need it",
    "outcomes/task/succession": "what is decided of a task when one of those that handle it has ended; domain is long enough",
    "outcomes/task/succession_events": "what happens to it then; its events are long enough",
    "meetings/side_rules": "the rules of what goes on beside the decisions of a meeting: the rule book would be too long",
    "meetings/preparing_rules": "the rules of what is prepared around a meeting: the rule book would be too long",
    "meetings/meeting/parts": "a meeting holds many kinds of small parts: its own state is long enough",
    "meetings/attendance/roll": "what is asked about all participants together, kept up so that no command looks at each",
    "topics/screening_list/default_list": "data: the national list that a new site begins with",
}
# What is not there, and why.
WITHOUT = {
    "members/division/commands": "nothing is asked of divisions: an operator loads a file",
    "members/division/domain": "as above: nothing is decided",
}
# It has no lifecycles: it follows every service's log, seals it, and answers questions about it.
WITHOUT_LIFECYCLES = {"audit"}


def misplaced(services: Path) -> set[str]:
    """Files that the grid has no place for, and places of the grid where there is no file."""
    wanted = set(_grid(services)) - set(WITHOUT) | set(BESIDES)
    found = {str(file.relative_to(services).with_suffix("")) for file in _files(services)}
    return wanted ^ found


def _grid(services: Path) -> Iterator[str]:
    for service in _folders(services):
        yield from (f"{service.name}/{name}" for name in SERVICE)
        for lifecycle in _folders(service):
            yield from (f"{service.name}/{lifecycle.name}/{name}" for name in LIFECYCLE)


def _folders(folder: Path) -> list[Path]:
    found = (one for one in sorted(folder.iterdir()) if one.is_dir() and any(one.glob("*.py")))
    return [one for one in found if one.name not in WITHOUT_LIFECYCLES]


def _files(services: Path) -> Iterator[Path]:
    for service in _folders(services):
        yield from (file for file in service.rglob("*.py") if file.name != "__init__.py")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The tree of our services, its files empty."""
    for file in _files(ROOT / "services"):
        copy = tmp_path / file.relative_to(ROOT / "services")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()
    return tmp_path


def test_every_file_has_its_place_in_the_grid() -> None:
    assert misplaced(ROOT / "services") == set()


@pytest.mark.parametrize(
    "file", ["topics/facts", "topics/topic/evolve", "topics/known/outcomes", "outcomes/task/reply_domain"]
)
def test_shown_red_a_file_that_answers_no_question_of_the_grid(copied: Path, file: str) -> None:
    (copied / file).parent.mkdir(exist_ok=True)
    (copied / f"{file}.py").touch()
    assert file in misplaced(copied)


@pytest.mark.parametrize("file", ["topics/copies", "topics/topic/state", "members/venue/circumstances"])
def test_shown_red_a_place_without_its_file(copied: Path, file: str) -> None:
    (copied / f"{file}.py").unlink()
    assert misplaced(copied) == {file}


def test_shown_red_a_lifecycle_that_has_only_its_events(copied: Path) -> None:
    (copied / "topics" / "hearing").mkdir()
    (copied / "topics" / "hearing" / "events.py").touch()
    assert misplaced(copied) == {f"topics/hearing/{name}" for name in LIFECYCLE - {"events"}}
