"""What a password must be, by profile.

`djbh-3` follows the practice of 等保 2.0 (GB/T 22239-2019, level 3, 8.1.4.1 identity): at least 8
characters of 3 classes, changed every 90 days, none of the last 5. `asvs-l2` follows OWASP ASVS 5
(6.2): at least 12 characters, no rules of composition, no expiry, not one of the common ones.
"""

import secrets as random
import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from kernel.api import FieldError, Invalid, secrets
from registry.people.common_passwords import COMMON

Profile = Literal["djbh-3", "asvs-l2"]
LONGEST = 128  # argon2 takes any length; a longer one is a mistake or an attempt to keep us busy
REMEMBERED = 5
# No 0/O, 1/l/I: one-time passwords are read aloud and typed.
LETTERS = "abcdefghijkmnpqrstuvwxyz"
DIGITS = "23456789"
GROUPS, GROUP = 4, 4


@dataclass(frozen=True, slots=True)
class Rules:
    """One profile in numbers."""

    shortest: int
    classes: int
    oldest: timedelta | None


RULES: dict[Profile, Rules] = {
    "djbh-3": Rules(shortest=8, classes=3, oldest=timedelta(days=90)),
    "asvs-l2": Rules(shortest=12, classes=1, oldest=None),
}


class WeakPassword(Invalid):
    """The new password does not meet the rules of this installation."""

    code = "weak-password"
    title = "The password does not meet the rules"


def check(password: str, username: str, profile: Profile, pointer: str = "/password") -> None:
    """Raise `WeakPassword` with every rule the password breaks."""
    broken = faults(password, username, profile)
    if broken:
        raise WeakPassword(
            "; ".join(detail for _, detail in broken),
            errors=[FieldError(pointer, code, detail) for code, detail in broken],
        )


def faults(password: str, username: str, profile: Profile) -> list[tuple[str, str]]:
    """Return the rules a password breaks, as (code, what to do)."""
    rules = RULES[profile]
    found = []
    if len(password) < rules.shortest:
        found.append(("too-short", f"at least {rules.shortest} characters"))
    if len(password) > LONGEST:
        found.append(("too-long", f"at most {LONGEST} characters"))
    if classes(password) < rules.classes:
        found.append(
            ("too-simple", f"{rules.classes} of: small letters, capitals, digits, other characters")
        )
    if username.casefold() in password.casefold():
        found.append(("holds-username", "must not contain the username"))
    if password.casefold() in COMMON:
        found.append(("common", "is among the passwords tried first"))
    return found


def classes(password: str) -> int:
    """Return how many of the four classes of characters a password uses."""
    kinds = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
    used = {next((i for i, kind in enumerate(kinds) if c in kind), len(kinds)) for c in password}
    return len(used)


def check_fresh(password: str, kept: Sequence[str], pointer: str) -> None:
    """Raise `WeakPassword` when the password is one of the last few (slow: run it in a thread)."""
    if any(secrets.password_fits(password, earlier) for earlier in kept):
        raise WeakPassword(
            f"It is one of your last {REMEMBERED} passwords.",
            errors=[FieldError(pointer, "used-before", f"not one of the last {REMEMBERED}")],
        )


def expired(changed_at: datetime, now: datetime, profile: Profile) -> bool:
    """Say whether a password is too old for its profile."""
    oldest = RULES[profile].oldest
    return oldest is not None and now - changed_at > oldest


def one_time() -> str:
    """Return a random password such as `Kqp7-m3xp-92sd-wetz`: 76 bits, good in every profile."""
    alphabet = LETTERS + DIGITS
    groups = ["".join(random.choice(alphabet) for _ in range(GROUP)) for _ in range(GROUPS)]
    first = random.choice(LETTERS).upper() + groups[0][1:-1] + random.choice(DIGITS)
    return "-".join([first, *groups[1:]])
