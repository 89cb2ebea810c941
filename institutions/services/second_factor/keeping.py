"""Switch one's own second factor on, onto another phone, and off; new recovery codes."""

from __future__ import annotations

import time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.sealing import seal
from institutions.models import RecoveryCode, SecondFactor, SignInEvent, User, name_key
from institutions.rules import second_factor as rules
from institutions.services.second_factor.asked import is_offered, must_have
from institutions.services.second_factor.checking import PURPOSE

Kind = SignInEvent.Kind


class SecondFactorRefused(DomainError):
    """The code does not fit the new phone, or the person may not do this."""


@transaction.atomic
def switch_on(*, acting_user: User, secret: str, typed: str, address: str) -> list[str]:
    """The phone that shows ``typed`` is the second factor from now on, instead of any before; its recovery codes.

    Raises :class:`SecondFactorRefused` where the phone shows another code.
    """
    if not is_offered():
        raise SecondFactorRefused(_("No second factor is asked here."))
    step = rules.matching_step(secret, typed, at=time.time(), after=-1)
    if step is None:
        raise SecondFactorRefused(
            _(
                "This is not the code of this moment. Wait for the next one; see that the phone's clock is right."
            )
        )
    factor, _made = SecondFactor.objects.update_or_create(
        user=acting_user,
        defaults={"sealed_secret": seal(secret, purpose=PURPOSE), "last_step": step, "since": timezone.now()},
    )
    _note(Kind.FACTOR_ON, acting_user, address)
    return _codes_of(factor)


def step_shown(secret: str, typed: str) -> int:
    """The time step of a new phone's code. Raises :class:`SecondFactorRefused`."""
    step = rules.matching_step(secret, typed, at=time.time(), after=-1)
    if step is None:
        raise SecondFactorRefused(
            _(
                "This is not the code of this moment. Wait for the next one; see that the phone's clock is right."
            )
        )
    return step


@transaction.atomic
def switch_off(*, acting_user: User, address: str) -> None:
    """Raises :class:`SecondFactorRefused` for those who must have one."""
    if must_have(acting_user):
        raise SecondFactorRefused(
            _("Your duties ask for a second factor; you can only move it to another phone.")
        )
    SecondFactor.objects.filter(user=acting_user).delete()
    _note(Kind.FACTOR_OFF, acting_user, address)


@transaction.atomic
def new_codes(*, acting_user: User, address: str) -> list[str]:
    """Ten new ones; those before open nothing any more."""
    factor = SecondFactor.objects.select_for_update().get(user=acting_user)
    _note(Kind.NEW_CODES, acting_user, address)
    return _codes_of(factor)


def _codes_of(factor: SecondFactor) -> list[str]:
    factor.recovery_codes.all().delete()
    codes = rules.new_recovery_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(factor=factor, digest=rules.digest_of(code)) for code in codes
    )
    return codes


def _note(kind: str, user: User, address: str) -> None:
    SignInEvent.objects.create(kind=kind, name_key=name_key(user.username), user=user, address=address)
