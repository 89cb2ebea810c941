"""Check a code, or a password asked once more: what is wrong counts like a failed sign-in, and is told as one.

Not in a transaction of their own: the row of a failure stays, also where the page then refuses.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.utils import timezone

from config.sealing import SealBroken, unseal
from institutions.models import RecoveryCode, SecondFactor, SignInEvent, User
from institutions.rules import second_factor as rules
from institutions.services import sign_ins

Kind = SignInEvent.Kind
PURPOSE = "second factor"


@dataclass(frozen=True)
class Tried:
    """``kind``: how the sign-in is to be kept, empty where it was wrong; ``shut_minutes``: for how long nothing is
    looked at any more."""

    kind: str = ""
    shut_minutes: int | None = None


def try_code(*, user: User, typed: str, address: str) -> Tried:
    """A code of the phone or a recovery code of ``user``; it is used up when it is right."""
    if (minutes := sign_ins.shut_minutes(username=user.username, address=address)) is not None:
        return Tried(shut_minutes=minutes)
    kind = _opened_by(user, typed)
    if not kind:
        sign_ins.keep_failure(username=user.username, address=address, kind=Kind.BAD_CODE)
    return Tried(kind)


def try_password(*, user: User, password: str, address: str) -> Tried:
    """The password of somebody signed in, before their sign-in is made another."""
    if (minutes := sign_ins.shut_minutes(username=user.username, address=address)) is not None:
        return Tried(shut_minutes=minutes)
    if user.check_password(password):
        return Tried(Kind.SIGNED_IN)
    sign_ins.keep_failure(username=user.username, address=address)
    return Tried()


def _opened_by(user: User, typed: str) -> str:
    factor = SecondFactor.objects.select_for_update().filter(user=user).first()
    if factor is None:
        return ""
    if _by_phone(factor, typed):
        return Kind.SIGNED_IN
    return Kind.RECOVERED if _by_recovery_code(factor, typed) else ""


def _by_phone(factor: SecondFactor, typed: str) -> bool:
    try:
        secret = unseal(factor.sealed_secret, purpose=PURPOSE)
    except SealBroken:  # the key is lost: a recovery code opens, or a reset
        return False
    step = rules.matching_step(secret, typed, at=time.time(), after=factor.last_step)
    if step is None:
        return False
    later = SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step)
    return later.update(last_step=step) == 1


def _by_recovery_code(factor: SecondFactor, typed: str) -> bool:
    unused = RecoveryCode.objects.filter(factor=factor, used_at=None)
    # Every one is compared, so the time it takes tells nothing.
    fitting = [code.pk for code in unused if rules.is_code_of(code.digest, typed)]
    return bool(fitting) and unused.filter(pk__in=fitting).update(used_at=timezone.now()) == 1
