"""What this floor imports; importing the package registers it."""

from . import institutions

__all__ = ["institutions"]
