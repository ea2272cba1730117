"""What the composition root may use of command."""

from command.city import load_needs, load_walls

__all__ = ["load_needs", "load_walls"]
