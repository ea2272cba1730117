"""`/api/accounts/me`: the own password and second factor, open to everybody who is signed in."""

from fastapi import APIRouter
from starlette.responses import Response

from kernel.api import RuntimeDep, Write, gives
from registry.people.accounts import service as accounts
from registry.people.accounts.schemas import Account, EndedSessions
from registry.people.own import service
from registry.people.own.schemas import NewSecondFactor, PasswordChange, TotpCode, TotpRemoval

router = APIRouter(prefix="/api", tags=["accounts"])


@router.post("/accounts/me/password", **gives(Account, etag=True))
async def change_password(body: PasswordChange, write: Write, runtime: RuntimeDep) -> Response:
    """Change the own password; all other sessions of the account end."""
    profile = runtime.settings.password_profile
    async with service.failures_counted(runtime, write.actor):
        return await write(lambda tx: service.change_password(tx, body, profile))


@router.post("/accounts/me/totp", **gives(NewSecondFactor))
async def begin_totp(write: Write) -> Response:
    """Begin a second factor: `secret` and `address` (otpauth) for an authenticator, shown once."""
    return await write(service.begin_totp, secret=("secret", "address"))


@router.post("/accounts/me/totp/confirm", **gives(Account, etag=True))
async def confirm_totp(body: TotpCode, write: Write) -> Response:
    """Put the second factor into force with its first code."""
    return await write(lambda tx: service.confirm_totp(tx, body.code))


@router.post("/accounts/me/totp/remove", **gives(Account, etag=True))
async def remove_totp(body: TotpRemoval, write: Write, runtime: RuntimeDep) -> Response:
    """Take the own second factor off."""
    async with service.failures_counted(runtime, write.actor):
        return await write(lambda tx: service.remove_totp(tx, body.current))


@router.delete("/sessions", **gives(EndedSessions))
async def end_sessions(write: Write) -> Response:
    """End all sessions of the own account but this one."""
    return await write(lambda tx: accounts.end_sessions(tx, service.own_account(tx.actor)))
