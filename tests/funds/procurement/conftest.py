"""Refusals are compared by their English words, as in the claims' tests of procurement."""

from tests.claims.procurement.conftest import in_english

__all__ = ["in_english"]
