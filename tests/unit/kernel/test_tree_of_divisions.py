"""The rules of place over all 62,421 divisions that are shipped: what lies in what is what the files say."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from infra.kernel.access.places import ancestry, lies_in
from services.members.division.load import SHIPPED, VILLAGES, read


@cache
def parents() -> dict[str, str | None]:
    divisions = read(SHIPPED.read_bytes())
    villages = read(VILLAGES.read_bytes(), {division.code: division for division in divisions})
    return {division.code: division.parent for division in (*divisions, *villages)}


def chain(code: str) -> list[str]:
    """The division and those above it, as the file says."""
    found, above = [code], parents()[code]
    while above is not None:
        found.append(above)
        above = parents()[above]
    return found


CODES = st.deferred(lambda: st.sampled_from(sorted(parents())))


def test_every_divisions_ancestry_is_the_chain_of_its_parents() -> None:
    """A level that a division does not have (a city's townships without a county) is passed over in the file."""
    known = parents()
    assert len(known) == 62_421
    for code in known:
        assert [one for one in ancestry(code) if one in known] == chain(code)


def test_every_division_lies_in_each_of_its_ancestry_and_in_itself() -> None:
    assert all(lies_in(code, above) for code in parents() for above in ancestry(code))


@given(CODES, CODES)
def test_one_division_lies_in_another_only_when_the_file_says_so(one: str, other: str) -> None:
    assert lies_in(one, other) == (other in chain(one))


@given(CODES, st.data())
def test_of_two_divisions_above_one_the_higher_holds_the_nearer(code: str, data: st.DataObject) -> None:
    above = ancestry(code)
    nearer = data.draw(st.integers(0, len(above) - 1))
    higher = data.draw(st.integers(nearer, len(above) - 1))
    assert lies_in(above[nearer], above[higher])
    assert lies_in(above[higher], above[nearer]) == (nearer == higher)


@given(CODES)
def test_nothing_lies_nowhere(code: str) -> None:
    assert not lies_in(code, "")
