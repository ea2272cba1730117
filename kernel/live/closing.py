"""Why sockets are closed by us (contract: close codes)."""

NOT_SIGNED_IN = 4401
FORBIDDEN = 4403
TOO_SLOW = 4408
RESYNC = 4409
TOO_MANY = 4429
SHUTTING_DOWN = 4503
