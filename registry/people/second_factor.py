"""Time-based one-time codes (RFC 6238): six digits, 30 s steps, each step accepted once."""

import hmac
from datetime import datetime

import pyotp

STEP_S = 30
# One step to each side: phones run up to half a minute off.
DRIFT_STEPS = 1
ISSUER = "Wanglou"


def new_secret() -> str:
    """Return a fresh secret of 160 bits in base 32."""
    return pyotp.random_base32()


def address_of(secret: str, username: str) -> str:
    """Return the `otpauth://` address that an authenticator reads from a picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: datetime, used: int) -> int | None:
    """Return the step whose code this is, None when it fits no step later than `used`."""
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP_S
    fitting = [
        step
        for step in range(current - DRIFT_STEPS, current + DRIFT_STEPS + 1)
        if hmac.compare_digest(totp.generate_otp(step), code)
    ]
    return next((step for step in fitting if step > used), None)
