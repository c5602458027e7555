"""The rules of people's records."""

from infra.kernel.testing import given
from services.members.person.commands import AmendPerson, CreatePerson, EndPerson, ForgetPerson
from services.members.person.events import PersonAmended, PersonCreated, PersonEnded, PersonForgotten
from services.members.person.lifecycle import PERSON

ANA = PersonCreated("ana", "enc1:name", "enc1:contact")


def test_a_person_is_created_with_the_encrypted_fields_as_they_came() -> None:
    given(PERSON).when(CreatePerson("ana", "enc1:name", "enc1:contact")).then(ANA)


def test_name_and_contact_are_personal_and_encrypted_for_the_person_itself() -> None:
    personal = {row.command: row.personal for rows in PERSON.rows.values() for row in rows if row.personal}
    assert personal == {"create": ("name", "contact"), "amend": ("name", "contact")}
    assert PERSON.subject is not None
    assert PERSON.subject(None, CreatePerson("ana", "安娜")) == "ana"


def test_an_amendment_leaves_alone_what_it_does_not_name() -> None:
    given(PERSON, ANA).when(AmendPerson("ana", contact="enc1:new")).then(PersonAmended("ana", "enc1:name", "enc1:new"))
    assert given(PERSON, ANA, PersonAmended("ana", "enc1:name", "enc1:new")).state.contact == "enc1:new"


def test_a_person_is_ended_with_a_reason() -> None:
    given(PERSON, ANA).when(EndPerson("ana", "调离")).then(PersonEnded("ana", "调离"))
    given(PERSON, ANA).when(EndPerson("ana", "调离")).then_state("ended")


def test_a_person_is_forgotten_for_good_and_by_no_single_administrator() -> None:
    given(PERSON, ANA).when(ForgetPerson("ana", "本人要求")).then(PersonForgotten("ana", "本人要求"))
    given(PERSON, ANA, PersonEnded("ana", "调离")).when(ForgetPerson("ana", "本人要求")).then_state("forgotten")
    (forget,) = PERSON.rows["forget"]
    assert (forget.by, forget.from_states) == (("SYS",), ("active", "ended", "forgotten"))
    others = [row for rows in PERSON.rows.values() for row in rows if row is not forget]
    assert all("forgotten" not in row.from_states for row in others)


def test_who_came_again_is_forgotten_again() -> None:
    forgotten = given(PERSON, ANA, PersonForgotten("ana", "本人要求"))
    forgotten.when(ForgetPerson("ana", "再次要求")).then(PersonForgotten("ana", "再次要求"))


def test_only_the_person_is_named_as_reader_and_nothing_personal_is_searched() -> None:
    row = PERSON.row(given(PERSON, ANA).state, "ana")
    assert (row.division, row.named, row.audience, row.search) == ("", ("ana",), "place", "")


def test_who_only_submitted_something_is_on_record_as_forgotten_without_a_name() -> None:
    forgotten = given(PERSON, PersonForgotten("submitter", "本人申请")).state
    assert (forgotten.state, forgotten.name, forgotten.contact) == ("forgotten", "已删除", None)
