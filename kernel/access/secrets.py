"""Secrets: opaque random strings handed out once, kept as SHA-256; passwords as argon2id."""

import hashlib
import hmac
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

# OWASP ASVS 5 / RFC 9106 second recommended option: 64 MiB, 3 passes, 4 lanes.
_HASHER = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4, type=Type.ID)
SECRET_BYTES = 32


def new_secret() -> str:
    """Return a fresh secret of 256 random bits."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest(secret: str) -> bytes:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).digest()


def same(first: str, second: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(first.encode(), second.encode())


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password (about 60 ms: run it in a thread)."""
    return _HASHER.hash(password)


def password_fits(password: str, kept: str | None) -> bool:
    """Compare a password with its hash; takes the same time when there is none."""
    nobody = _nobody()
    try:
        _HASHER.verify(kept or nobody, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


@cache
def _nobody() -> str:
    """Return what is verified against when the username is unknown, made at the first sign-in."""
    return _HASHER.hash(secrets.token_hex(16))
