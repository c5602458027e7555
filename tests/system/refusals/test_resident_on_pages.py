"""A resident on pages without script: says something with hostile words in it, follows it, takes it back."""

import re

import requests

from tests.system.refusals.scene import Scene
from tests.system.told import TOWN

BROWSER = {"Accept": "text/html"}


def test_a_resident_says_something_follows_it_and_withdraws_it_without_script(scene: Scene) -> None:
    browser = requests.Session()
    browser.headers.update(BROWSER)
    asked = browser.get(f"{scene.suite.url}/s/{TOWN}", timeout=60).text
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', asked))
    said = {**form, "text": "<b>楼道灯坏了𠮷\u202e" + "长" * 2000}
    receipt = browser.post(f"{scene.suite.url}/s/{TOWN}", data=said, timeout=60)
    code = re.search(r'class="code">([^<]+)<', receipt.text)
    assert code is not None, receipt.text
    page = browser.get(f"{scene.suite.url}/f/{code[1]}", timeout=60).text
    assert "<strong>收到了，工作站正在看。</strong>" in page
    assert "&lt;b&gt;楼道灯坏了𠮷" in page
    action = re.search(r'action="(/f/[^"]+/withdraw)"', page)
    assert action is not None
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    after = browser.post(f"{scene.suite.url}{action[1]}", data=hidden, timeout=60)
    assert "您撤回了，什么也没有公开。" in after.text
