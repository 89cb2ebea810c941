"""What a business act refuses, in words the user can act on."""

from __future__ import annotations

from collections.abc import Callable
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


_told: dict[type[Exception], Callable[[Exception], str]] = {}


def tell_as_refusal(kind: type[Exception], words: Callable[[Exception], str]) -> None:
    """From now on an exception of ``kind`` is a refusal like any ``DomainError``, with what ``words`` makes of it."""
    _told[kind] = words


def refusal_of(error: BaseException) -> DomainError | None:
    """``error`` as what the user may be told; None for a bug."""
    if isinstance(error, DomainError):
        return error
    words = next((words for kind, words in _told.items() if isinstance(error, kind)), None)
    return None if words is None or not isinstance(error, Exception) else DomainError(words(error))
