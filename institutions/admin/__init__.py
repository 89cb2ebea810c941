"""The maintenance room of institutions: one module per model or workflow."""

from . import areas, attachments, designated, policy, staff

__all__ = ["areas", "attachments", "designated", "policy", "staff"]
