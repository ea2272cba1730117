"""What a person sends about the own password and second factor, and is answered."""

from typing import Annotated

from pydantic import Field, StringConstraints
from typing_extensions import TypedDict

from registry.fields import Form

# The longest any profile accepts; the rules of the profile are checked by name afterwards.
Password = Annotated[str, Field(min_length=1, max_length=200)]


class PasswordChange(Form):
    """The present password and the new one."""

    current: Password
    new: Password


class TotpCode(Form):
    """The six digits an authenticator shows."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{6}$")]


class TotpRemoval(Form):
    """The present password, to take the second factor off."""

    current: Password


class NewSecondFactor(TypedDict):
    """What an authenticator needs: the secret and its otpauth address, null on a repeat."""

    secret: str | None
    address: str | None
