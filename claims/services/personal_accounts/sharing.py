"""Family sharing (家庭共济): a person authorises a relative, and gives of the account into the relative's family share.

Money is moved before it is used, so that settling a bill never reaches for another person's account. Lock order:
both people's locks at once, in the order of their blocks; then both accounts by person.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from claims.models import AccountMovement, Cause, FamilyAuthorisation, MovementKind, PersonalAccount, Pot
from claims.rules.personal_accounts import SharePlan, plan_share
from claims.services.person_locks import lock_people
from config.money import from_fen, to_fen
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area

from .accounts import account_of, done_before, move, scheme_of, seen_account
from .faults import AccountRefused, policy_of

REFUSALS = {
    "keeps": _("At most %(most)s yuan may be shared now: the account keeps what the policy says."),
    "year": _("At most %(most)s yuan more may be shared this year."),
}


def authorise_relative(
    *, account: PersonalAccount, psn_no: str, relation: str, day: dt.date, acting_user: User
) -> FamilyAuthorisation:
    """Let the holder of ``account`` share with the person numbered ``psn_no`` from ``day`` on.

    Any counter of the area handles it (NB-27). Raises :class:`AccountRefused` and ``DutyMissing``.
    """
    with acting_as(acting_user):
        account = seen_account(account.pk)
        area = account.person.county.area
        require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=area)
        if relation not in policy_of(area, account.insutype, day).relatives:
            raise AccountRefused(_("The policy does not let a person share with this relative."))
        # The relative may be registered in another county of the area: told only that the number exists.
        with system_scope():
            relative = Person.objects.filter(psn_no=psn_no, canonical__isnull=True, county__area=area).first()
            if relative is None:
                raise AccountRefused(_("Nobody in the area has the person number %(number)s."), number=psn_no)
            authorisation = FamilyAuthorisation(
                donor=account.person,
                relative=relative,
                insutype=account.insutype,
                relation=relation,
                period=DateRange(day, None),
                handled_by=acting_user,
            )
            authorisation.full_clean()
            try:
                with transaction.atomic():
                    authorisation.save()
            except IntegrityError:
                raise AccountRefused(_("This relative is authorised already.")) from None
            return authorisation


def revoke_authorisation(
    *, authorisation: FamilyAuthorisation, day: dt.date, acting_user: User
) -> FamilyAuthorisation:
    """End it: ``day`` is the first on which nothing more is shared. What was shared stays shared."""
    with acting_as(acting_user):
        held = _seen(authorisation, acting_user)
        if held.period.upper is not None and held.period.upper <= day:
            raise AccountRefused(_("The authorisation has ended already."))
        if day <= held.period.lower:
            # It never came into use.
            held.period = DateRange(held.period.lower, held.period.lower + dt.timedelta(days=1))
        else:
            held.period = DateRange(held.period.lower, day)
        held.save(update_fields=["period"])
        return held


def _seen(authorisation: FamilyAuthorisation, user: User) -> FamilyAuthorisation:
    """The authorisation, locked, for whoever sees the person who shares and handles in their area."""
    FamilyAuthorisation.objects.only("pk").get(pk=authorisation.pk)
    # The relative may belong to another county.
    with system_scope():
        held: FamilyAuthorisation = (
            FamilyAuthorisation.objects.select_for_update(of=("self",))
            .select_related("donor__county__area", "relative")
            .get(pk=authorisation.pk)
        )
    require_duty_in_area(user=user, duty=Duty.HANDLE, area=held.donor.county.area)
    return held


def plan_sharing(
    *, authorisation: FamilyAuthorisation, amount: Decimal, day: dt.date
) -> tuple[PersonalAccount | None, SharePlan]:
    """The donor's account and what sharing ``amount`` would leave; what the page shows and the act obeys."""
    donor = authorisation.donor
    policy = policy_of(donor.county.area, authorisation.insutype, day)
    account = PersonalAccount.unscoped.filter(person=donor, insutype=authorisation.insutype).first()
    if account is None:
        return None, SharePlan("keeps", 0, 0)
    shared = AccountMovement.unscoped.filter(
        account=account,
        cause=Cause.SHARING,
        pot=Pot.OWN,
        amount__lt=0,
        day__gte=dt.date(day.year, 1, 1),
        day__lt=dt.date(day.year + 1, 1, 1),
    ).aggregate(sum=Sum("amount"))["sum"]
    return account, plan_share(
        balance=to_fen(account.balance),
        amount=to_fen(amount),
        keep=policy.keep,
        most_a_year=policy.most_shared,
        shared_this_year=-to_fen(shared or 0),
    )


def share_with_relative(
    *, authorisation: FamilyAuthorisation, amount: Decimal, day: dt.date, reference: UUID, acting_user: User
) -> AccountMovement:
    """Move ``amount`` from the donor's own account into the relative's family share; returns the donor's movement.

    ``reference`` names this act: done again with the same one it changes nothing. Raises :class:`AccountRefused`
    and ``DutyMissing``.
    """
    if amount <= 0:
        raise AccountRefused(_("Share more than nothing."))
    with acting_as(acting_user):
        authorisation = _seen(authorisation, acting_user)
        # The relative may belong to another county; nothing of them is shown.
        with system_scope():
            lock_people([authorisation.donor_id, authorisation.relative_id])
            if not FamilyAuthorisation.objects.filter(pk=authorisation.pk, period__contains=day).exists():
                raise AccountRefused(_("The authorisation is not in force on %(day)s."), day=day)
            donor, plan = plan_sharing(authorisation=authorisation, amount=amount, day=day)
            scheme = scheme_of(authorisation.relative, day)
            if scheme is None:
                raise AccountRefused(_("The relative is not covered on %(day)s."), day=day)
            if donor is None:
                raise AccountRefused(_("There is no account to share from."))
            relative = account_of(authorisation.relative, scheme, day)
            out, into = _pair(donor, relative, authorisation, amount, day, reference, acting_user)
            if not done_before([out, into]):
                _refuse_closed(donor, relative)
                if plan.refusal:
                    raise AccountRefused(REFUSALS[plan.refusal], most=from_fen(plan.most))
                move([out, into])
            made: AccountMovement = AccountMovement.unscoped.get(account=donor, key=out.key, pot=Pot.OWN)
            return made


def _refuse_closed(*accounts: PersonalAccount) -> None:
    for account in accounts:
        if account.closed_on is not None:
            raise AccountRefused(_("One of the accounts is closed."))


def _pair(
    donor: PersonalAccount,
    relative: PersonalAccount,
    authorisation: FamilyAuthorisation,
    amount: Decimal,
    day: dt.date,
    reference: UUID,
    user: User,
) -> tuple[AccountMovement, AccountMovement]:
    common = {"cause": Cause.SHARING, "day": day, "key": f"share:{reference}", "made_by": user}
    out = AccountMovement(
        account=donor,
        pot=Pot.OWN,
        kind=MovementKind.TRANSFER_OUT,
        amount=-amount,
        note=authorisation.relative.psn_name,
        **common,
    )
    into = AccountMovement(
        account=relative,
        pot=Pot.FAMILY,
        kind=MovementKind.TRANSFER_IN,
        amount=amount,
        note=authorisation.donor.psn_name,
        **common,
    )
    return out, into
