"""The maintenance room of the funds: one module per model or workflow."""

from . import subjects

__all__ = ["subjects"]
