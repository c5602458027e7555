"""From the command line to the page: an administrator gets a password, signs in, does his work, and is locked out."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.system.api import Answer, Api, as_documented, token
from tests.system.suite import COMMAND, ROOT, RunningSuite, shangliang

SECRET, OTHER = "有事好商量众人的事情", "众人商量找到最大公约"


class Browser:
    """A browser: its cookies, and the hidden fields of the forms that it was shown."""

    def __init__(self, url: str) -> None:
        self.url, self.session = url, requests.Session()

    def shown(self, path: str = "/sign-in") -> str:
        return self.session.get(f"{self.url}{path}", timeout=60).text

    def fill_in(self, path: str, **form: str) -> Answer:
        csrf = re.search(r'name="csrf" value="([^"]+)"', self.shown())
        assert csrf
        sent = {"csrf": csrf[1], **form}
        return self.session.post(f"{self.url}{path}", data=sent, allow_redirects=False, timeout=60)

    def sign_in(self, name: str, password: str) -> int:
        return self.fill_in("/sign-in", name=name, password=password).status_code

    def who(self) -> dict[str, Any] | None:
        answer = as_documented(self.session.get(f"{self.url}/v1/session", timeout=60))
        said: dict[str, Any] = answer.json()
        return said if answer.status_code == 200 else None

    def post(self, path: str, body: dict[str, Any]) -> Answer:
        who = self.who()
        assert who
        headers = {"X-CSRF-Token": who["csrf"]}
        return as_documented(self.session.post(f"{self.url}{path}", json=body, headers=headers, timeout=60))


def set_password(folder: Path, person: str, password: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "--data", str(folder), "account", "--person", person, *options]
    return subprocess.run(command, input=password, capture_output=True, text=True, timeout=120, cwd=ROOT, check=False)


@pytest.fixture
def api(suite: RunningSuite) -> Api:
    return Api(suite.url)


def holder_of(api: Api, suite: RunningSuite, role: str) -> str:
    offices = api.items("/v1/offices", token(suite.site, "SEC"))
    return str(next(one["person"] for one in offices if one["role"] == role))


def files_with(folder: Path, *words: str) -> list[str]:
    wanted = [word.encode() for word in words]
    wanted += [json.dumps(word).strip('"').encode() for word in words]
    found = [one for one in folder.rglob("*") if one.is_file() and any(word in one.read_bytes() for word in wanted)]
    return sorted(one.name for one in found)


def test_from_the_first_password_to_being_locked_out(api: Api, suite: RunningSuite) -> None:
    folder = suite.folder
    sec, aud = holder_of(api, suite, "SEC"), holder_of(api, suite, "AUD")
    refused = set_password(folder, sec, "short")
    assert (refused.returncode, "10 to 200" in refused.stderr) == (1, True)
    assert set_password(folder, "019a0000-0000-7000-8000-0000000000ff", SECRET).returncode == 1
    done = set_password(folder, sec, f"{SECRET}\n")
    assert (done.returncode, done.stdout) == (0, "安全管理员: 密码已设置 password set\n")
    assert set_password(folder, aud, SECRET, "--name", "auditor").returncode == 0

    browser = Browser(suite.url)
    assert browser.who() is None
    assert browser.sign_in("安全管理员", OTHER) == 401
    assert browser.sign_in("安全管理员", SECRET) == 303
    who = browser.who()
    assert who is not None
    assert (who["person"], who["roles"]) == (sec, ["SEC"])
    own = {"person": sec, "role": "SEC"}
    answer = browser.post("/v1/offices", own)
    assert (answer.status_code, answer.json()["rule"]) == (422, "NobodyDecidesOnHisOwnOffice")

    auditor = Browser(suite.url)
    assert auditor.sign_in("AUDITOR", SECRET) == 303
    accounts = api.items("/v1/accounts", token(suite.site, "AUD"))
    account = next(one["id"] for one in accounts if one["person"] == aud)
    assert browser.post(f"/v1/accounts/{account}/lock", {"reason": "离岗"}).status_code == 200
    assert auditor.who() is None
    assert auditor.sign_in("auditor", SECRET) == 401
    assert browser.post(f"/v1/accounts/{account}/unlock", {"reason": "返岗"}).status_code == 200
    assert auditor.sign_in("auditor", SECRET) == 303

    mine = next(one["id"] for one in accounts if one["person"] == sec)
    assert browser.fill_in("/sign-in/password", current=SECRET, password=OTHER).status_code == 303
    assert browser.who() is None
    assert browser.sign_in("安全管理员", OTHER) == 303
    history = api.items(f"/v1/accounts/{mine}/history", token(suite.site, "AUD"))
    assert [(one["type"], one["role"]) for one in history] == [
        ("AccountCreated", "SEC"),
        ("PasswordSet", "SEC"),
        ("SignInRefused", "SYS"),
        ("SignedIn", "SYS"),
        ("PasswordSet", "SELF"),
        ("SignedIn", "SYS"),
    ]

    taken = folder.parent / "backup"
    assert shangliang(folder, "backup", str(taken)).returncode == 0
    assert browser.fill_in("/sign-out").status_code == 303
    assert browser.who() is None
    assert suite.stop() == 0
    assert files_with(folder, SECRET, OTHER) == []
    assert files_with(folder, "$argon2id$") == ["personal.sqlite"]
    assert files_with(taken, "$argon2id$") == ["passwords.copy"]
    assert shangliang(folder, "forget", "--person", aud, "--reason", "本人申请").returncode == 0
    assert shangliang(folder, "verify").returncode == 0


def test_a_demo_signs_in_with_one_click(suite: RunningSuite) -> None:
    browser = Browser(suite.url)
    shown = re.search(r'name="person" value="([^"]+)">\s*<button[^>]*>系统管理员', browser.shown())
    assert shown
    assert browser.fill_in("/sign-in", person=shown[1]).status_code == 303
    who = browser.who()
    assert who is not None
    assert (who["name"], who["roles"]) == ("系统管理员", ["ADM"])
    body = {"name": "王安"}
    assert browser.post("/v1/people", body).status_code == 201
