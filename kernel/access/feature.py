"""The access slice as the composition root sees it."""

from kernel.access.router import router
from kernel.feature import Feature

feature = Feature(name="access", routers=(router,))
