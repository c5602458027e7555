"""Who may sign in and as what: the administrators' pages of accounts and offices, over the commands that there are."""

import re
from datetime import UTC, datetime

import pytest

from infra.kernel.access.places import Actor
from infra.kernel.base.ids import new_id
from services.members.account.commands import WRONG_PASSWORD, RefuseSignIn
from services.members.account.state import MOST_TRIES
from tests.unit.ordinary_year.year import SECURITY, OrdinaryYear
from tests.unit.pages.browsing import Browser, hidden_fields

SECRET, OTHER = "春风又绿江南岸明月", "明月何时照我还啊啊啊"
SECRET = f"{SECRET}一二"


@pytest.fixture
def security(year: OrdinaryYear) -> Browser:
    return administrator(year, "SEC")


def administrator(year: OrdinaryYear, role: str) -> Browser:
    person = year.person(f"{role}管理员")
    year.staff[role] = Actor(person, (role,))
    year.offices[role] = str(year.do(SECURITY, "offices", "create", person=person, role=role)["id"])
    return Browser(year, role)


def chair(year: OrdinaryYear) -> str:
    return str(year.staff["chair"].person)


def account_of(year: OrdinaryYear, person: str, name: str = "zhao.qiang") -> str:
    return str(year.do(SECURITY, "accounts", "create", person=person, name=name, password=SECRET)["id"])


def page_of(person: str) -> str:
    return f"/site/accounts/{person}"


def follow(browser: Browser, page: str, word: str, **fields: str) -> str:
    """The link of that name, its form filled in and, where it is asked twice, sent once more; where that leads."""
    link = re.search(rf'href="([^"]+)">{word}[<　：]', page)
    assert link, (word, page)
    address = link[1].replace("&amp;", "&")
    form = browser.page(address)
    chosen = re.findall(
        r'<select[^>]* name="(\w+)"[^>]*>(?:(?!</select>).)*<option value="([^"]+)" selected', form, re.S
    )
    to = address.partition("?")[0]
    answer = browser.posts(to, **{**hidden_fields(form), **dict(chosen), **fields})
    if answer.status_code == 200 and 'name="checked"' in answer.text:
        answer = browser.posts(to, **hidden_fields(answer.text))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def test_from_a_person_without_anything_to_one_who_may_sign_in_and_act(year: OrdinaryYear, security: Browser) -> None:
    person = year.person("孙敏")
    page = security.page(page_of(person))
    for said in ("孙敏", "还没有账号，不能登录", "没有职务"):
        assert said in page
    form = security.page(f"/offices/new?person={person}")
    assert re.search(rf'<option value="{person}" selected>孙敏</option>', form)
    led_to = follow(security, page, "授予职务", role="LIA", organisation=year.organisations["council"])
    assert led_to.startswith(f"{page_of(person)}?done=create")
    follow(security, security.page(page_of(person)), "开设账号", name="sun.min", password=SECRET)
    page = security.page(led_to)
    for said in ("办好了", "sun.min", "已设", "联络员", "可用"):
        assert said in page, said
    assert person not in re.sub(r'(href|action|value)="[^"]*"', "", page)


def test_a_locked_out_a_locked_and_a_lost_account_say_so_and_what_to_do(year: OrdinaryYear, security: Browser) -> None:
    person = chair(year)
    account = account_of(year, person)
    follow(security, security.page(page_of(person)), "锁定", reason="电脑丢失")
    page = security.page(page_of(person))
    assert "解锁前谁也不能用它登录" in page
    follow(security, page, "解锁", reason="找到了")
    for _ in range(MOST_TRIES):
        wrong = RefuseSignIn(account, datetime.now(UTC), WRONG_PASSWORD)
        year.home["accounts"].handler.give(wrong, Actor(roles=("SYS",)), new_id(), new_id(), None)
    page = security.page(page_of(person))
    assert "试错过多" in page
    follow(security, page, "重设密码", password=OTHER)
    assert "试错过多" not in security.page(page_of(person))
    follow(security, security.page(page_of(person)), "终止账号", reason="离任")
    assert "账号已终止，不能登录" in security.page(page_of(person))


def test_an_office_is_ended_where_it_stands(year: OrdinaryYear, security: Browser) -> None:
    person = chair(year)
    page = security.page(page_of(person))
    follow(security, page, "终止", reason="调离")
    assert "没有职务" in security.page(page_of(person))


def test_the_list_is_narrowed_on_the_server_and_teaches_where_it_is_empty(
    year: OrdinaryYear, security: Browser
) -> None:
    assert "先登记人员，再给他职务和账号" in security.page("/site/accounts")
    account = account_of(year, chair(year))
    assert "zhao.qiang" not in security.page("/site/accounts?state=locked")
    assert page_of(chair(year)) in security.page("/site/accounts")
    assert "没有这种状态的账号" in security.page("/site/accounts?state=locked")
    year.do(SECURITY, f"accounts/{account}", "lock", reason="电脑丢失")
    assert page_of(chair(year)) in security.page("/site/accounts?state=locked")
    council = security.page(f"/site/accounts?organisation={year.organisations['council']}")
    assert page_of(chair(year)) in council
    assert page_of(str(year.staff["party"].person)) not in council
    nobody = year.found("空单位", "department", "620723")
    assert "还没有人担任职务" in security.page(f"/site/accounts?organisation={nobody}")
    assert page_of(year.person("孙敏")) in _all_pages(security, "/site/accounts?of=people")


def _all_pages(browser: Browser, address: str) -> str:
    shown = ""
    while address:
        page = browser.page(address)
        shown += page
        following = re.search(r'href="(/site/accounts\?[^"]*cursor=[^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    return shown


def test_no_list_asks_for_more_than_three_answers(year: OrdinaryYear, security: Browser) -> None:
    account_of(year, chair(year))
    for address in ("/site/accounts", "/site/accounts?of=offices", "/site/accounts?of=people", page_of(chair(year))):
        asked = [one for one in security.asked_for(address) if not one.endswith(".session")]
        assert len(asked) <= 3, asked


@pytest.mark.parametrize("role", ["ADM", "AUD"])
def test_the_other_administrators_look_and_give_nothing(year: OrdinaryYear, role: str) -> None:
    account_of(year, chair(year))
    other = administrator(year, role)
    page = other.page(page_of(chair(year)))
    assert "这里由安全管理员办" in page
    assert "?then=" not in page
    assert page_of(chair(year)) in other.page("/site/accounts")


@pytest.mark.parametrize("address", ["/site/accounts", "/site/accounts/01938f3e-0000-7000-8000-000000000001"])
def test_nobody_else_sees_who_may_sign_in(year: OrdinaryYear, address: str) -> None:
    assert "归安全管理员管" in Browser(year, "chair").page(address, 403)
    Browser(year).page(address, 303)


def test_whom_nobody_knows_is_not_found(year: OrdinaryYear, security: Browser) -> None:
    security.page(page_of("01938f3e-0000-7000-8000-000000000001"), 404)
    security.page(page_of("x"), 404)
    for address in ("/site/accounts?organisation=x", "/site/accounts?cursor=x"):
        assert security._client.get(address, headers={"Accept": "text/html"}).status_code in (404, 422)
