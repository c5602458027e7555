"""Why a request is refused: one class per refusal of the HTTP contract, in the order in which they are checked.

Refusal
 ├─ Unauthenticated      401 unauthenticated
 ├─ TooLarge             413 too-large
 ├─ UnsupportedMediaType 415 unsupported-media-type
 ├─ MalformedRequest     400 malformed
 ├─ NotFound             404 not-found
 ├─ Invalid              422 invalid
 ├─ KeyReused            422 idempotency-key-reused
 ├─ NotPermitted         403 not-permitted
 ├─ NotAllowedInState    409 not-allowed-in-state
 ├─ VersionMismatch      412 version-mismatch
 ├─ RuleBroken           422 rule-broken
 ├─ TooMany              429 too-many
 └─ Unavailable          503 unavailable
"""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass
class Refusal(Exception):
    """A refused request; nothing was changed. `detail` tells the caller what to do about it."""

    detail: str
    errors: dict[str, list[str]] = field(default_factory=dict)
    rule: str | None = None
    state: str | None = None
    allowed_commands: list[str] | None = None
    retry_after: int | None = None

    name: ClassVar[str] = "refused"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Refused"

    def __str__(self) -> str:
        return f"{self.name}: {self.detail}"


class Unauthenticated(Refusal):
    name, status, title = "unauthenticated", 401, "需要有效凭证 Credentials needed"


class TooLarge(Refusal):
    name, status, title = "too-large", 413, "内容过大 Too large"


class UnsupportedMediaType(Refusal):
    name, status, title = "unsupported-media-type", 415, "须为 JSON JSON needed"


class MalformedRequest(Refusal):
    name, status, title = "malformed", 400, "不是 JSON 对象 Not a JSON object"


class NotFound(Refusal):
    name, status, title = "not-found", 404, "未找到 Not found"


class Invalid(Refusal):
    name, status, title = "invalid", 422, "字段有误 Invalid fields"


class KeyReused(Refusal):
    name, status, title = "idempotency-key-reused", 422, "幂等键已用于另一请求 Idempotency key reused"


class NotPermitted(Refusal):
    name, status, title = "not-permitted", 403, "无权操作 Not permitted"


class NotAllowedInState(Refusal):
    name, status, title = "not-allowed-in-state", 409, "当前状态不允许 Not allowed in this state"


class VersionMismatch(Refusal):
    name, status, title = "version-mismatch", 412, "版本已变 Version has moved on"


class RuleBroken(Refusal):
    name, status, title = "rule-broken", 422, "违反规则 Rule broken"


class TooMany(Refusal):
    name, status, title = "too-many", 429, "请求过多 Too many requests"


class Unavailable(Refusal):
    name, status, title = "unavailable", 503, "暂不可用 Unavailable for now"


REFUSALS: dict[str, type[Refusal]] = {
    refusal.name: refusal
    for refusal in (
        Unauthenticated,
        TooLarge,
        UnsupportedMediaType,
        MalformedRequest,
        NotFound,
        Invalid,
        KeyReused,
        NotPermitted,
        NotAllowedInState,
        VersionMismatch,
        RuleBroken,
        TooMany,
        Unavailable,
    )
}
