"""What this floor imports; importing the package registers it."""

from . import institutions, legacy_agreements

__all__ = ["institutions", "legacy_agreements"]
