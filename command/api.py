"""What the composition root may use of command."""

from command.city import load_walls

__all__ = ["load_walls"]
