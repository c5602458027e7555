"""How the audit service is reached: the ledger's files and proofs, search for auditors, and this site as a witness."""

import base64
from typing import Any, ClassVar

import msgspec

from infra.kernel.access.site import Site
from infra.kernel.base.calls import Caller
from infra.kernel.base.problems import Invalid, NotFound, NotPermitted
from infra.kernel.entrypoints import FollowerProvider, answering, rpc
from infra.kernel.running.followed_logs import Peers
from infra.ledger.directory import blob_path, kept_path
from infra.ledger.texts import Malformed
from infra.ledger.tiles import TilePath, parse_path
from services.audit.searching import SearchCall
from services.audit.work import Work


class AuditService:
    """Everything public but entries, blobs and search: those are auditors' (AUD)."""

    name = "audit"
    # EVERY_EVENT of them (operations/suite/services.py): no table names one.
    producers: ClassVar[tuple[str, ...]] = ("members", "topics", "meetings", "outcomes")

    work: Work = FollowerProvider()

    @staticmethod
    def begin(site: Site, producers: tuple[str, ...], peers: Peers) -> Work:
        return Work(site, producers, peers)

    @rpc
    @answering
    def checkpoint(self, payload: Any) -> dict[str, Any]:
        published = self.work.checkpoints.published()
        if published is None:
            raise NotFound("账本尚无已公布的检查点 The ledger has no published checkpoint yet")
        return {"note": published.note}

    @rpc
    @answering
    def checkpoints(self, payload: Any) -> dict[str, Any]:
        """The sizes of those that are kept for ever."""
        return {"sizes": self.work.directory.kept()}

    @rpc
    @answering
    def kept(self, payload: Any) -> dict[str, Any]:
        try:
            return {"note": self.work.directory.read(kept_path(int(payload["size"]))).decode()}
        except FileNotFoundError as error:
            raise NotFound("没有保存此检查点 There is no such checkpoint kept") from error

    @rpc
    @answering
    def key(self, payload: Any) -> dict[str, Any]:
        """The keys of the witnesses are those that the site's own policy names."""
        keys = self.work.keys
        asked = self.work.witnesses.standings if self.work.witnesses else []
        return {
            "vkey": keys.signer.vkey,
            "witness_vkey": keys.cosigner.vkey,
            "origin": keys.origin,
            "witnesses": [one.witness.vkey for one in asked],
        }

    @rpc
    @answering
    def tile(self, payload: Any) -> dict[str, Any]:
        if _parsed(payload["path"]).level is None:
            raise NotFound("条目须由审计员读取 Entries are read by auditors")
        return self._file(payload["path"])

    @rpc
    @answering
    def bundle(self, payload: Any) -> dict[str, Any]:
        self._auditor(payload)
        if _parsed(payload["path"]).level is not None:
            raise NotFound("没有此条目包 There is no such bundle of entries")
        return self._file(payload["path"])

    @rpc
    @answering
    def redacted(self, payload: Any) -> dict[str, Any]:
        """The form of a bundle that everybody may see."""
        named = _parsed(payload["path"])
        if named.level is not None:
            raise NotFound("没有此条目包 There is no such bundle of entries")
        return {"content": base64.b64encode(self.work.redacting.bundle(named)).decode()}

    @rpc
    @answering
    def blob(self, payload: Any) -> dict[str, Any]:
        self._auditor(payload)
        return self._file(blob_path(payload["sha256"]))

    @rpc
    @answering
    def sealed(self, payload: Any) -> dict[str, Any]:
        return self.work.search.sealed(payload["event_id"])

    @rpc
    @answering
    def receipt(self, payload: Any) -> dict[str, Any]:
        return self.work.receipts.of(payload["event_id"])

    @rpc
    @answering
    def add_checkpoint(self, payload: Any) -> dict[str, Any]:
        status, content_type, body = self.work.witness.add_checkpoint(base64.b64decode(payload["body"]))
        return {"status": status, "content_type": content_type, "body": body}

    @rpc
    @answering
    def cosigned(self, payload: Any) -> dict[str, Any]:
        """For monitors: the checkpoint of another log that this site cosigned last."""
        note = self.work.witness.cosigned(payload["origin_hash"])
        if note is None:
            raise NotFound("本站未见证过该账本 This site has never cosigned a checkpoint of that log")
        return {"note": note}

    @rpc
    @answering
    def search(self, payload: Any) -> dict[str, Any]:
        self._auditor(payload)
        try:
            call = msgspec.convert(payload, SearchCall)
        except msgspec.ValidationError as error:
            raise Invalid(
                f"筛选条件有误 The filters are not right: {error}", errors={"filters": [str(error)]}
            ) from error
        return self.work.search.page(call)

    @rpc
    @answering
    def status(self, payload: Any) -> dict[str, Any]:
        return self.work.status()

    def _auditor(self, payload: Any) -> None:
        """Raises Unauthenticated, NotPermitted."""
        actor = self.work.verifier.actor(msgspec.convert(payload["caller"], Caller))
        if "AUD" not in actor.roles:
            raise NotPermitted("须为审计员（AUD）This is for auditors (AUD)")

    def _file(self, path: str) -> dict[str, Any]:
        try:
            return {"content": base64.b64encode(self.work.directory.read(path)).decode()}
        except (FileNotFoundError, Malformed) as error:
            raise NotFound("账本没有此文件 The ledger has no such file") from error


def _parsed(path: str) -> TilePath:
    """Raises NotFound for what no tile or bundle can be called."""
    try:
        return parse_path(path)
    except Malformed as error:
        raise NotFound("账本没有此文件 The ledger has no such file") from error
