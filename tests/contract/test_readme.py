"""What the READMEs and the pages in docs/ name is there: links, lines, commands, targets, tests."""

import re
from pathlib import Path

import click
import pytest

from infra.kernel.contract.reactions import Copying, Reacting
from operations.cli.main import main
from operations.suite.services import SERVICES

ROOT = Path(__file__).parents[2]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [*READMES, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
HOP = re.compile(r"^\d+\. \[(?P<named>[^\]]+)\]\((?P<file>[^)#]+)#L(?P<line>\d+)\) `(?P<word>[^`]+)`", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)(?P<file>[^)#]*)(?:#(?P<anchor>[^)]*))?\)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


STEPS = [
    f"infra/kernel/commands/{step}.py"
    for step in ("receiving", "addressing", "parsing", "permitting", "deciding", "writing", "answering")
]


def hops(readme: Path) -> list[tuple[str, ...]]:
    return [hop.group("named", "file", "line", "word") for hop in HOP.finditer(readme.read_text(encoding="utf-8"))]


def code_in(page: Path) -> str:
    """What stands as code: there, `make demo` is a command; elsewhere, make is a word."""
    return "\n".join(CODE.findall(page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.name)
def test_one_command_is_followed_in_links_that_hold_and_name_every_step(readme: Path) -> None:
    found = hops(readme)
    assert [file for _named, file, _line, _word in found if file in STEPS] == STEPS
    for named, file, line, word in found:
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        right = [number for number, text in enumerate(lines, 1) if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
        assert named == file
        assert int(line) in right, f"{readme.name}: {word} stands in {file} on line {right}, not on {line}"


def test_both_languages_follow_the_same_links() -> None:
    assert hops(READMES[0]) == hops(READMES[1])
    first, second = (set(LINK.findall(readme.read_text(encoding="utf-8"))) for readme in READMES)
    own = {("README.md", ""), ("README.zh-CN.md", ""), ("", "not-there-yet"), ("", "还没有的")}
    assert first - own == second - own


def test_nobody_but_topics_hears_of_an_approval_as_the_readme_says() -> None:
    heard = set()
    for name, service in SERVICES.items():
        rows: tuple[Copying | Reacting, ...] = (*service.copies, *service.reactions)
        heard |= {(name, row.event.__name__) for row in rows if row.producer == "topics"}
    assert not [name for name, event in heard if event == "TopicApproved"]
    assert ("meetings", "TopicNoticeEnded") in heard


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for file, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), file
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{file}#{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_the_command_line_that_is_named_is_there(page: Path) -> None:
    assert isinstance(main, click.Group)
    for call in re.findall(r"(?<![\w/.:-])shangliang((?: --data \S+)?(?: [a-z]+)+)", code_in(page)):
        words = re.sub(r" --data \S+", "", call).split()
        assert words[0] in main.commands, call
        command = main.commands[words[0]]
        if isinstance(command, click.Group) and len(words) > 1:
            assert words[1] in command.commands, call


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_target_of_make_that_is_named_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", code_in(page))) <= targets


@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.name)
def test_every_operators_command_has_its_row_with_an_example(readme: Path) -> None:
    rows = re.findall(
        r"^\| `shangliang ([a-z-]+)[^|]*\|[^|]+\| `shangliang \1[^|]*→",
        readme.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert isinstance(main, click.Group)
    assert set(rows) >= {*main.commands}


def test_every_test_that_the_security_page_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8")))
    there = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named
    assert named <= there, named - there
