"""What a business act refuses, in words the user can act on."""

from __future__ import annotations

from typing import Any


class DomainError(Exception):
    """A rule forbids the act; nothing was changed.

    ``message`` is a lazy translatable text with named placeholders, filled from ``params`` when it is
    shown, so that each reader gets it in their own language.
    """

    def __init__(self, message: Any, **params: Any) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        text = str(self.message)
        return text % self.params if self.params else text
