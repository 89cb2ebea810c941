"""Who must hear that a bill already paid for is owed another amount: reimbursements, instalments, upstairs.

Registered in an app's ``ready()``; called inside the transaction that books the change, with the person's lock held.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from institutions.models import User


@dataclass(frozen=True)
class BookedChange:
    """A bill whose settlement was replaced by a redo, or taken back by a cancel (``after`` None); fen.

    ``person_difference`` is what the person now bears more (less when negative), ``fund_difference`` what the funds
    pay more. ``redo`` is None for a cancel.
    """

    bill: int
    before: int
    after: int | None
    fund_difference: int
    person_difference: int
    redo: int | None


RedoListener = Callable[[Sequence[BookedChange], User], None]

_listeners: list[RedoListener] = []


def register_redo_listener(listener: RedoListener) -> RedoListener:
    """``listener(changes, acting_user)`` hears of every redo and cancel that is booked; what it raises undoes it."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell_listeners(changes: Sequence[BookedChange], acting_user: User) -> None:
    if changes:
        for listener in _listeners:
            listener(changes, acting_user)
