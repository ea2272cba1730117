"""Finds any changed, removed or inserted fact, and a cut tail by the anchors outside the database.

The chain: digest(n) = SHA-256(digest(n-1) + canonical bytes of fact n), from SHA-256("wanglou").
The restricted part is covered by its HMAC; where retention erased it, only the HMAC remains.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from kernel.db import Tx
from kernel.journal.anchors import Anchor

START = hashlib.sha256(b"wanglou").digest()
BATCH = 5_000
# A broken chain breaks at every later fact only once: after this many the report stops.
MOST_FAULTS = 100


@dataclass(slots=True)
class Report:
    """What a verification found."""

    checked: int = 0
    head_seq: int = 0
    head_digest: str = START.hex()
    erased: int = 0
    anchors: int = 0
    faults: list[dict[str, Any]] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """True when nothing was changed."""
        return not self.faults

    def document(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return {"ok": self.ok, **asdict(self)}

    def fault(self, seq: int, what: str) -> None:
        """Note one fault."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append({"seq": seq, "fault": what})


async def verify(tx: Tx, anchors: Sequence[Anchor]) -> Report:
    """Walk the whole journal; run as the system (it must see every fact)."""
    report = Report()
    waiting = {anchor.seq: anchor for anchor in anchors}
    digest = START
    while rows := await _batch(tx, report.head_seq):
        for row in rows:
            _check(report, row, digest)
            digest = row.digest
            _compare(report, waiting, row)
            report.checked += 1
            report.head_seq = row.seq
    report.head_digest = digest.hex()
    for anchor in waiting.values():
        report.fault(anchor.seq, "anchored but no longer in the journal")
    return report


async def _batch(tx: Tx, after: int) -> list[Any]:
    return await tx.rows(
        "select f.seq, f.digest, kernel.canonical(f.*) as canonical, f.restricted_mac, r.body, "
        "r.salt from kernel.fact f left join kernel.fact_restricted r on r.seq = f.seq "
        "where f.seq > :after order by f.seq limit :most",
        after=after,
        most=BATCH,
    )


def _check(report: Report, row: Any, before: bytes) -> None:
    if row.seq != report.head_seq + 1:
        report.fault(row.seq, f"facts {report.head_seq + 1} to {row.seq - 1} are missing")
    if hashlib.sha256(before + row.canonical).digest() != row.digest:
        report.fault(row.seq, "the fact, or one before it, was changed")
    if row.body is not None:
        mac = hmac.new(row.salt, row.body.encode(), hashlib.sha256).digest()
        if row.restricted_mac is None or not hmac.compare_digest(mac, row.restricted_mac):
            report.fault(row.seq, "the restricted part was changed")
    elif row.restricted_mac is not None:
        report.erased += 1


def _compare(report: Report, waiting: dict[int, Anchor], row: Any) -> None:
    anchor = waiting.pop(row.seq, None)
    if anchor is None:
        return
    report.anchors += 1
    if anchor.digest != row.digest.hex():
        report.fault(row.seq, "differs from the anchor kept outside the database")
