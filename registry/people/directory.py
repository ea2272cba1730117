"""People, posts and organisations as the kernel asks for them (its Protocol `Directory`).

Called as the system: sign-in, background steps, alarms.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kernel.api import Actor, Conflict, FieldError, Invalid, Login, Tx
from registry.organisations import queries as organisations
from registry.organisations import service as tree
from registry.people import passwords, rules, second_factor
from registry.people.accounts import queries
from registry.people.accounts import service as accounts
from registry.people.accounts.rules import Wanted
from registry.people.accounts.schemas import AccountIn
from registry.people.posts import queries as posts
from registry.people.posts import service as post_service
from registry.people.roles import queries as roles
from registry.people.roles import service as role_service
from registry.sql import named
from registry.units import queries as units

# What a fresh installation without a city has: a root to hang the first administrator on.
# Loading a city gives the root its real code and names.
PLACEHOLDER = {"code": "root", "kind": "city", "zh": "本市", "en": "City", "short": "本市"}
SECURITY_ROLE = {"code": "security_admin", "zh": "安全管理员", "en": "Security administrator"}
SECURITY_POST = {"name": "secadmin", "zh": "安全管理员", "en": "Security administrator"}


class People:
    """The directory of this installation."""

    def __init__(self, profile: passwords.Profile = "djbh-3") -> None:
        self._profile = profile

    async def login(self, tx: Tx, username: str) -> Login | None:
        """Return the sign-in record of a username, None where nobody signs in."""
        account = await queries.id_of_username(tx, username)
        row = await _account(tx, account) if account else None
        if row is None or row.password_hash is None:
            return None
        return Login(
            account_id=row.id,
            password_hash=row.password_hash,
            totp_secret=row.totp_secret,
            disabled=row.disabled_at is not None,
            must_change_password=row.must_change
            or passwords.expired(row.changed_at, tx.now, self._profile),
            wall=row.wall,
            crew=row.unit_id is not None,
        )

    async def actor(self, tx: Tx, account_id: UUID) -> Actor | None:
        """Return the account as an actor with its present rights, None when gone or disabled.

        Until a due password or second factor is set, it sees but may do nothing.
        """
        row = await _account(tx, account_id)
        if row is None or row.disabled_at is not None:
            return None
        return Actor(
            kind="account",
            name=row.name,
            username=row.username,
            account_id=row.id,
            organisation_id=row.organisation_id,
            organisations=frozenset(row.organisations),
            posts=frozenset(row.posts),
            roles=tuple(row.roles),
            permissions=frozenset() if _pending(row) else frozenset(row.permissions),
        )

    async def card(self, tx: Tx, actor: Actor) -> dict[str, Any]:
        """Return the public card of a signed-in account (contract: `GET /api/session`)."""
        if actor.account_id is None or actor.organisation_id is None:
            return {"account": None, "name": actor.name, "permissions": sorted(actor.permissions)}
        row = await _account(tx, actor.account_id)
        organisation = await organisations.one(tx, actor.organisation_id)
        held = await post_service.refs(tx, sorted(actor.posts))
        return {
            "account": {
                "id": actor.account_id,
                "username": actor.username,
                "name": actor.name,
            },
            "organisation": tree.ref_of(organisation)
            | {"kind": organisation.kind, "area_code": organisation.area_code}
            if organisation
            else None,
            "posts": list(held.values()),
            "roles": list(actor.roles),
            "permissions": sorted(actor.permissions),
            "unit": await _unit_card(tx, row.unit_id if row else None),
            "pending": _pending(row) if row else [],
            "totp": bool(row and row.totp_secret),
        }

    async def signed_in(self, tx: Tx, account_id: UUID) -> None:
        """Note the moment of a sign-in; a password past its age must be changed from now on."""
        await queries.note_sign_in(tx, account_id)
        kept = await queries.credential(tx, account_id)
        if kept and passwords.expired(kept.changed_at, tx.now, self._profile):
            await queries.must_change(tx, account_id)

    async def accept_totp(self, tx: Tx, account_id: UUID, code: str) -> bool:
        """Say whether a second-factor code fits; the same code is refused a second time."""
        kept = await queries.credential(tx, account_id, lock_it=True)
        if kept is None or kept.totp_secret is None:
            return False
        step = second_factor.step_of(kept.totp_secret, code, tx.now, kept.totp_step)
        if step is None:
            return False
        await queries.set_totp(tx, account_id, secret=kept.totp_secret, pending=None, step=step)
        return True

    async def first_administrator(self, tx: Tx, username: str, password: str, name: str) -> UUID:
        """Create the first security administrator; return the account id. Raises `Conflict`."""
        await organisations.lock_tree(tx)
        if await queries.any_account(tx):
            raise Conflict("This installation has accounts already.")
        form = _checked_name(username, name)
        passwords.check(password, form.username, self._profile)
        organisation = await _root(tx)
        post = await _security_post(tx, organisation)
        values = {
            "username": form.username,
            "name": form.name,
            "organisation_id": organisation,
            "unit_id": None,
            "kind": "person",
        }
        account = await accounts.insert(tx, values, password, must_change=False)
        await accounts.hold(tx, account, organisation, [Wanted(post, None, None)])
        await accounts.record(tx, "account.created", account)
        return account

    async def set_up(self, tx: Tx) -> bool:
        """Say whether any account exists."""
        return await queries.any_account(tx)

    async def holders(self, tx: Tx, post_ids: Sequence[UUID]) -> list[UUID]:
        """Return the accounts that hold any of these posts now."""
        return await queries.holders(tx, post_ids)

    async def posts(
        self, tx: Tx, organisation_id: UUID | None, name: str, *, above: bool = False
    ) -> list[dict[str, Any]]:
        """Return the posts called `name` as `{id, code, zh, en}`.

        They are those of the nearest organisation that has one, from `organisation_id` (None =
        the top organisation) or, with `above`, at the one over it; empty when none has.
        """
        if organisation_id is None:
            root = await organisations.root(tx)
            chain = [root.id] if root else []
        else:
            over = await organisations.above(tx, organisation_id)
            chain = over if above else [organisation_id, *over]
        return await post_service.nearest(tx, chain, name)


async def _account(tx: Tx, account: UUID) -> Any | None:
    return await tx.row(named("people/actor.sql"), account=account, now=tx.now)


def _pending(row: Any) -> list[str]:
    """Return what the account must do before anything else: `password`, `totp`."""
    if row.kind == "service":
        return []
    due = {"password": row.must_change, "totp": row.totp_required and row.totp_secret is None}
    return [what for what, is_due in due.items() if is_due]


async def _unit_card(tx: Tx, unit: UUID | None) -> dict[str, Any] | None:
    row = await units.one(tx, unit) if unit else None
    if row is None:
        return None
    return {"id": row.id, "call_sign": row.call_sign, "kind": row.kind}


def _checked_name(username: str, name: str) -> AccountIn:
    try:
        return AccountIn(username=username, name=name, organisation_id=UUID(int=0))
    except ValueError as error:
        detail = "2 to 40 small letters, digits, dots, dashes; begins with a letter or digit"
        raise Invalid(detail, errors=[FieldError("/username", "malformed", detail)]) from error


async def _root(tx: Tx) -> UUID:
    row = await organisations.root(tx)
    if row is None:
        blank = {"parent_id": None, "pinyin": "", "area_code": None, "phone": None}
        await tree.insert(tx, blank | PLACEHOLDER)
        row = await organisations.root(tx)
    assert row is not None
    found: UUID = row.id
    return found


async def _security_post(tx: Tx, organisation: UUID) -> UUID:
    if not await roles.several(tx, [SECURITY_ROLE["code"]]):
        permissions = [name for name, kind in rules.ADMINISTRATION.items() if kind == "security"]
        await role_service.insert(
            tx,
            SECURITY_ROLE | {"permissions": permissions, "wall": False, "totp_required": False},
        )
    row = await posts.named_post(tx, organisation, SECURITY_POST["name"])
    if row is None:
        root = await organisations.one(tx, organisation)
        assert root is not None
        values = SECURITY_POST | {
            "organisation_id": organisation,
            "code": f"{root.code}.{SECURITY_POST['name']}",
        }
        await post_service.insert(tx, values, [SECURITY_ROLE["code"]])
        row = await posts.named_post(tx, organisation, SECURITY_POST["name"])
    assert row is not None
    found: UUID = row.id
    return found
