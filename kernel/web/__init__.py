"""The HTTP door: dependencies, idempotent writes, optimistic locking, problem documents."""
