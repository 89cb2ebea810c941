"""What this floor imports; importing the package registers it."""

from . import payers, people

__all__ = ["payers", "people"]
