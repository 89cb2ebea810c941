"""Find, open and move single accounts; whoever calls holds the people's locks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from claims.models import AccountMovement, PersonalAccount
from claims.services.person_locks import lock_people
from config.scoping import acting_as, system_scope
from enrollment.models import BASIC_SCHEMES, Coverage, Person
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area

from .faults import AccountRefused, policy_of


def open_personal_account(
    *, person: Person, insutype: str, day: dt.date, acting_user: User
) -> PersonalAccount:
    """The person's account under the scheme, opened when there is none. Raises ``AccountRefused``, ``DutyMissing``."""
    with acting_as(acting_user):
        person = Person.objects.select_related("county__area").get(pk=person.pk)
        require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=person.county.area)
        policy_of(person.county.area, insutype, day)
        lock_people([person.pk])
        if not _covered(person, day).filter(insutype=insutype).exists():
            raise AccountRefused(
                _("%(person)s is not covered by scheme %(insutype)s on %(day)s."),
                person=person,
                insutype=insutype,
                day=day,
            )
        return account_of(person, insutype, day)


def seen_account(account_id: int) -> PersonalAccount:
    """An account the open scope may see, with its person and agencies; ``PersonalAccount.DoesNotExist`` otherwise."""
    related = ("person__county__area", "person__county__parent")
    account: PersonalAccount = PersonalAccount.objects.select_related(*related).get(pk=account_id)
    return account


def account_of(person: Person, insutype: str, day: dt.date) -> PersonalAccount:
    """The account, opened when there is none; read after the person's lock was taken."""
    account: PersonalAccount
    account, _created = PersonalAccount.unscoped.get_or_create(
        person=person, insutype=insutype, defaults={"opened_on": day}
    )
    return account


def _covered(person: Person, day: dt.date) -> QuerySet[Coverage]:
    covered: QuerySet[Coverage] = Coverage.objects.filter(person=person, effective=True, period__contains=day)
    return covered


def scheme_of(person: Person, day: dt.date) -> str | None:
    """The basic scheme that covers a person on a day, under which relatives' money helps to pay their bills."""
    with system_scope():
        covered = _covered(person, day).filter(insutype__in=BASIC_SCHEMES)
        found: str | None = covered.order_by("pk").values_list("insutype", flat=True).first()
        return found


def done_before(movements: Iterable[AccountMovement]) -> bool:
    """Whether these very movements were made already; :class:`AccountRefused` when the same act moved otherwise."""
    wanted = list(movements)
    found = {
        (movement.account_id, movement.pot): movement.amount
        for movement in AccountMovement.unscoped.filter(
            account__in=[one.account_id for one in wanted], key=wanted[0].key
        )
    }
    if not found:
        return False
    if found != {(one.account_id, one.pot): one.amount for one in wanted}:
        raise AccountRefused(_("This act was done before with other amounts."))
    return True


def move(movements: list[AccountMovement]) -> None:
    """Insert the movements of one act together, by person and pot; the balances follow."""
    AccountMovement.unscoped.bulk_create(sorted(movements, key=lambda one: (one.account.person_id, one.pot)))
