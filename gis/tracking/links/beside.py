"""What goes on at terminals beside their positions."""

from dataclasses import dataclass

from gis.tracking.contact.keeper import Keeper
from gis.tracking.texts.sender import Sender
from kernel.api import Runtime


@dataclass(frozen=True, slots=True)
class Beside:
    """Texts to them, their keep-alives, and what their events need."""

    runtime: Runtime
    texts: Sender
    contact: Keeper
