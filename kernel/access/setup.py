"""The one-time token for the first administrator: there is no default password."""

from kernel.access.secrets import digest, new_secret
from kernel.db import Tx
from kernel.errors import Forbidden


class SetupRefused(Forbidden):
    """The set-up token is wrong or was used already."""

    code = "setup-refused"
    title = "This set-up token is not valid"


async def make(tx: Tx) -> str:
    """Make a fresh token, replacing any before; it is printed once and kept as a hash."""
    secret = new_secret()
    await tx.run("delete from kernel.setup")
    await tx.run(
        "insert into kernel.setup (token_hash, made_at) values (:hash, :now)",
        hash=digest(secret),
        now=tx.now,
    )
    return secret


async def use(tx: Tx, secret: str) -> None:
    """Use the token up or raise `SetupRefused`."""
    used = await tx.run(
        "update kernel.setup set used_at = :now where token_hash = :hash and used_at is null",
        now=tx.now,
        hash=digest(secret),
    )
    if not used:
        raise SetupRefused
