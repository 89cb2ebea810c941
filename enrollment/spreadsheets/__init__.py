"""What this floor imports; importing the package registers it."""

from . import people, window

__all__ = ["people", "window"]
