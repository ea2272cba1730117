"""The kernel's `LinkBook`: whom the cookie of a one-time link stands for."""

from incidents.links import queries, rules
from incidents.organisations import below
from kernel.api import Actor, Tx


class Links:
    """Looks links up by the hash of their cookie."""

    async def actor(self, tx: Tx, secret_hash: bytes) -> Actor | None:
        """Return who a link cookie stands for, None when it expired or was withdrawn.

        A link stands within the sight of its desk but has no permission: each use case that a link
        may call says so itself.
        """
        row = await queries.by_cookie(tx, secret_hash)
        if row is None or not rules.good(row.expires_at, row.withdrawn_at, tx.now):
            return None
        return Actor(
            kind="link",
            name=f"link {str(row.id)[-6:]}",
            organisation_id=row.organisation_id,
            organisations=frozenset(await below(tx, row.organisation_id)),
            subjects=frozenset({row.id}),
            credential_id=row.id,
        )
