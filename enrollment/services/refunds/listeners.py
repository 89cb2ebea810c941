"""Who must hear that a refund was approved: the floor that pays people.

Registered in an app's ``ready()``; called inside the transaction of the approval, in the system's scope.
"""

from __future__ import annotations

from collections.abc import Callable

from enrollment.models import ContributionRefund
from institutions.models import User

RefundListener = Callable[[ContributionRefund, User], None]

_listeners: list[RefundListener] = []


def register_refund_listener(listener: RefundListener) -> RefundListener:
    """``listener(refund, acting_user)`` hears of every approval; what it raises undoes it."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell_approved(refund: ContributionRefund, acting_user: User) -> None:
    for listener in _listeners:
        listener(refund, acting_user)
