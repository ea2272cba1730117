"""Writes a stretch of the journal as JSON lines with a manifest that continues the chain."""

import hashlib
from pathlib import Path
from typing import Any

from kernel.db import Tx
from kernel.jsonio import to_json

BATCH = 5_000

_SELECT = (
    "select seq, at, kind, topic, subject, version, about, state, scope_id, actor, cause, drill, "
    "encode(restricted_mac, 'hex') as restricted_mac, encode(digest, 'hex') as digest, "
    "convert_from(kernel.canonical(f.*), 'UTF8') as canonical "
    "from kernel.fact f where seq > :after and seq <= :last order by seq limit :most"
)


async def export(tx: Tx, target: Path, first: int, last: int) -> dict[str, Any]:
    """Write facts first..last to `target` and its manifest beside it; return the manifest.

    The file appears whole or not at all. Restricted parts are not exported.
    """
    part = target.with_name(target.name + ".part")
    sha, count, digest, at = hashlib.sha256(), 0, "", first - 1
    with part.open("wb") as stream:
        while rows := await tx.rows(_SELECT, after=at, last=last, most=BATCH):
            for row in rows:
                line = to_json(row._asdict()) + b"\n"
                stream.write(line)
                sha.update(line)
            count, digest, at = count + len(rows), rows[-1].digest, rows[-1].seq
    part.replace(target)
    manifest = {
        "file": target.name,
        "first": first,
        "last": at,
        "facts": count,
        "digest": digest,
        "sha256": sha.hexdigest(),
        "exported_at": tx.now,
    }
    target.with_name(target.name + ".manifest.json").write_bytes(to_json(manifest))
    return manifest
