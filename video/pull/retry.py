"""How long to wait before a camera is asked again. Pure."""

FIRST_S, MOST_S = 1.0, 30.0
# Whoever gave pictures for so long is not failing: the next cut counts from the beginning.
STEADY_S = 30.0


def delay_s(failures: int, chance: float) -> float:
    """Return the wait before try number `failures` + 1; `chance` (0 to 1) spreads cameras.

    Doubles from a second to half a minute: a camera that restarts is back within seconds, a dead
    one costs two connections a minute.
    """
    whole = min(FIRST_S * 2.0 ** max(failures - 1, 0), MOST_S)
    return whole * (0.75 + chance / 2)


def failures_after(failures: int, lasted_s: float) -> int:
    """Return how many failures in a row there are after a connection that lasted so long."""
    return 1 if lasted_s >= STEADY_S else failures + 1
