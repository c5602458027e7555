"""What is said of a receipt that was checked, here or by the script in a browser: one list of sentences for both.

`{name}` in a sentence is filled by whoever says it, the server's check or `static/verify.js`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gateway.ledger.receipt_check import CheckedReceipt
from gateway.pages.translated import _


@dataclass(frozen=True)
class ReceiptVerdict:
    """`said` in one sentence, `then` what to do, `parts` as (state, sentence); `told` and `entry` where the receipt stands."""

    stands: bool
    said: str
    then: str
    parts: list[tuple[str, str]]
    told: Mapping[str, str]
    entry: str


def verdict_on(checked: CheckedReceipt) -> ReceiptVerdict:
    words, broken = sentences(), checked.broken
    parts = [(one.state, words[one.code].format(**one.told)) for one in checked.parts]
    if broken is None:
        said = words["stands"].format(**checked.told)
        return ReceiptVerdict(True, said, words["then_stands"], parts, checked.told, checked.entry)
    said = words["broken"].format(part=words[broken.code].format(**broken.told))
    return ReceiptVerdict(False, said, words[what_to_do(broken.code)], parts, {}, "")


def what_to_do(code: str) -> str:
    """The name of the sentence that says what to do about a part that does not hold."""
    if code.startswith("signature"):
        return "then_signature"
    return "then_witness" if code.startswith("witness") else "then_content"


def sentences() -> dict[str, str]:
    return {**_of_the_whole(), **_of_what_was_written(), **_of_who_signed(), **_of_what_is_no_receipt()}


def _of_the_whole() -> dict[str, str]:
    return {
        "stands": _(
            "这张凭证成立：{recorded_at}（北京时间）记下的这一条，是账本 {origin} 的第 {index} 条（从 0 数起），一个字也没有改。"
        ),
        "broken": _("这张凭证不成立。{part}"),
        "by_site": _("这是本站算的。"),
        "by_browser": _("这是您的浏览器自己算的，凭证没有离开这台设备。"),
        "then_stands": _("请把凭证存好：以后谁改了、删了或倒填了这一条，凭它就能查出来。"),
        "then_content": _(
            "请从凭证的地址（或扫凭证上的码）重新取一张再核对。新取的成立，就是您手里这张被改过；新取的也不成立，"
            "请把两张都存好，告诉给您凭证的政协办公室、见证人和审计员。"
        ),
        "then_signature": _(
            "先比一比公钥：向政协办公室或见证人要一把，或看墙上、报上公布的。公钥没错，这张凭证就不是这个账本签的："
            "请存好它，告诉政协办公室、见证人和审计员。"
        ),
        "then_witness": _(
            "请重新取一张再核对，并向这位见证人要他的公钥比一比。还不成立，请存好凭证，告诉政协办公室和这位见证人。"
        ),
        "no_ed25519": _(
            "这个浏览器不会验签名（太旧，或者网页不是用 https 打开的）。请按“请本站核对”，或换一个新的浏览器。"
        ),
    }


def _of_what_was_written() -> dict[str, str]:
    return {
        "proof_unreadable": _("证明读不懂：里面有一处被改过，或者没有抄全。"),
        "entry_missing": _("凭证里没有记录的原文（旧版写得太长的记录）。请在凭证地址后加 ?as=json 另取一张。"),
        "entry_twice": _("凭证里两处写的记录不一样：有一处被改过。"),
        "entry_unreadable": _("记录的原文读不懂：它被改过。"),
        "payload_holds": _("附在旁边的长内容和记录里的摘要一致。"),
        "payload_broken": _("附在旁边的长内容和记录里的摘要不一致：它被改过。"),
        "payload_elsewhere": _("这一条的内容太长，不在凭证里，没有核对；它的摘要在记录里。"),
        "path_holds": _("在账本里：从这一条的哈希一路算上去，正好是签了名的那个根。"),
        "path_broken": _("内容和账本对不上：从这一条的哈希算上去，不是签了名的那个根。记录、序号或路径有一处被改过。"),
    }


def _of_who_signed() -> dict[str, str]:
    return {
        "signature_holds": _("签名成立：账本 {origin} 有 {size} 条时签的名。"),
        "signature_broken": _("签名不成立：账本 {origin} 的检查点和签名对不上，有一处被改过。"),
        "signature_unknown": _("没有用下面的公钥签名：检查点自称是 {origin} 的，签名的却不是这把公钥。"),
        "signature_of_another": _("检查点自称是 {origin} 的，签名的却是别的账本。"),
        "witness_holds": _("见证人 {name} 的签名成立，{at}（北京时间）签的。"),
        "witness_broken": _("见证人 {name} 的签名不成立。"),
        "witness_unknown": _("还有下面的公钥以外的签名，没有核对：{names}。"),
        "no_witness": _("没有见证人的签名：只有账本自己的签名。"),
    }


def _of_what_is_no_receipt() -> dict[str, str]:
    return {
        "nothing": _("请先把凭证贴进来，或者选它的文件。"),
        "too_long": _("太长了，不是凭证：一张凭证不超过 3 MB。"),
        "no_text": _("这个文件不是文字，不是凭证。请选下载的 .tlog-proof 或 .json 文件。"),
        "no_json": _("这段 JSON 不完整，请从头到尾再复制一遍，或者直接选文件。"),
        "no_proof": _("这段 JSON 里没有 proof 和 entry 两项文字，不是凭证。请在凭证地址后加 ?as=json 取一张。"),
        "no_receipt": _(
            "这不是凭证：凭证的第一行是 c2sp.org/tlog-proof@v1。请从头到尾再复制一遍，或者直接选文件。"
            "16 位的查询码不是凭证，请到“查进度”里查。"
        ),
        "no_key": _("没有账本的公钥，没法核对签名。请在“用哪把公钥”里贴一行。"),
        "keys_unreadable": _("公钥读不懂：一行一把，像“名称+八位字母数字+一长串”，请照原样贴。"),
    }
