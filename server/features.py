"""The packages this server is made of, in floor order. Listed by hand: no scanning."""

from kernel.access.feature import feature as access
from kernel.feature import Feature
from kernel.journal.upkeep import feature as journal

FEATURES: tuple[Feature, ...] = (access, journal)
