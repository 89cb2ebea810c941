"""The maintenance room of enrolment."""

from . import people

__all__ = ["people"]
