"""What this floor imports; importing the package registers it."""

from . import people

__all__ = ["people"]
