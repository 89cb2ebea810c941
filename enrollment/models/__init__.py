"""Who is insured."""

from .coverage import BASIC_SCHEMES, Coverage
from .people import Person

__all__ = ["BASIC_SCHEMES", "Coverage", "Person"]
