"""What this floor imports; importing the package registers it."""

from . import assessment_values, institutions, legacy_agreements

__all__ = ["assessment_values", "institutions", "legacy_agreements"]
