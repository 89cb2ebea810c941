"""The steps by which an amount was worked out: codes and numbers, put into words by each app's ``explaining``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .policy_package import Given


class Step(NamedTuple):
    """One step: ``amount`` is its result in fen; ``clause``, ``assumed`` and ``path`` belong to the value used."""

    code: str
    params: Mapping[str, Any]
    amount: int | None = None
    clause: str = ""
    assumed: str = ""
    document: str = ""
    path: str = ""


def step(code: str, given: Given | None = None, amount: int | None = None, **params: Any) -> Step:
    """A step that used ``given``; what the package itself calls it goes along as ``title``."""
    if given is None:
        return Step(code, params, amount)
    if given.title:
        params["title"] = given.title
    return Step(code, params, amount, given.clause, given.assumed, given.document, given.path)
