"""Group catalogues: drafted by one person, put in force by a second, never changed afterwards (NB-09, JJ-08, HG-08).

Needed at the municipal agency of the area: handle to draft, review to put in force. A version names every group, so a
new draft begins as a copy of what is in force. Versions of an area are numbered under the area's row lock.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import GroupCatalogue, GroupMethod, InstitutionFactor, PaymentGroup
from config.errors import DomainError
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_another, require_duty
from institutions.services.policy_versions import municipal_agency

State = GroupCatalogue.State
_NOT_COPIED = ("id", "catalogue", "import_run_id")


class GroupsRefused(DomainError):
    """The step is refused; nothing was changed."""


def newest_in_force(area: PoolingArea, method: str, year: int) -> GroupCatalogue | None:
    """The version that was put in force last, whether or not it has begun."""
    found = GroupCatalogue.objects.filter(area=area, method=method, year=year, state=State.IN_FORCE)
    return found.order_by("-number").first()


def catalogue_on(area_id: int, method: str, day: dt.date) -> GroupCatalogue | None:
    """The version that holds for cases discharged on ``day``: of its year the newest that has begun."""
    found = GroupCatalogue.objects.filter(
        area=area_id, method=method, year=day.year, state=State.IN_FORCE, effective_from__lte=day
    )
    return found.order_by("-number").first()


@transaction.atomic
def open_draft(*, area: PoolingArea, method: str, year: int, acting_user: User) -> GroupCatalogue:
    """The draft of a method and year: the one being worked on, else a copy of what is in force, else an empty one."""
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=municipal_agency(area))
    PoolingArea.objects.select_for_update().get(pk=area.pk)
    draft = GroupCatalogue.objects.filter(area=area, method=method, year=year, state=State.DRAFT).first()
    if draft is None:
        former = newest_in_force(area, method, year)
        draft = GroupCatalogue(
            area=area,
            method=method,
            year=year,
            effective_from=former.effective_from if former else dt.date(year, 1, 1),
            rate=former.rate if former else None,
            handled_by=acting_user,
        )
        draft.full_clean()
        draft.save()
        if former is not None:
            _copy(former, draft)
    return draft


def _copy(former: GroupCatalogue, draft: GroupCatalogue) -> None:
    models: tuple[type[Model], ...] = (PaymentGroup, InstitutionFactor)
    for model in models:
        names = [field.name for field in model._meta.concrete_fields if field.name not in _NOT_COPIED]
        rows = model._default_manager.filter(catalogue=former).order_by("pk")
        copies = (model(catalogue=draft, **{name: getattr(row, name) for name in names}) for row in rows)
        model._default_manager.bulk_create(copies, batch_size=2_000)


@transaction.atomic
def describe_draft(
    *,
    catalogue: GroupCatalogue,
    effective_from: dt.date,
    rate: Decimal | None,
    basis: str,
    acting_user: User,
) -> GroupCatalogue:
    """Say from when a draft is to hold, what a weight or point is worth, and which document it follows."""
    catalogue = _draft(catalogue, acting_user)
    catalogue.effective_from, catalogue.rate, catalogue.basis = effective_from, rate, basis
    catalogue.full_clean()
    catalogue.save()
    return catalogue


@transaction.atomic
def remove_group(*, group: PaymentGroup, acting_user: User) -> None:
    """Take a group out of its draft."""
    _draft(group.catalogue, acting_user)
    group.delete()


@transaction.atomic
def discard_draft(*, catalogue: GroupCatalogue, acting_user: User) -> None:
    """Throw a draft away; rows of an import go with the import, which can then be repeated."""
    draft = _draft(catalogue, acting_user)
    imports = {
        run
        for rows in (draft.groups, draft.factors)
        for run in rows.order_by().values_list("import_run_id", flat=True).distinct()
        if run is not None
    }  # fmt: skip
    if imports:
        raise GroupsRefused(
            _("Rows of it come from imports: withdraw import %(runs)s first."),
            runs=", ".join(map(str, sorted(imports))),
        )
    draft.delete()


@transaction.atomic
def put_in_force(*, catalogue: GroupCatalogue, acting_user: User) -> GroupCatalogue:
    """A second person has compared the draft with its basis. Months grouped before are grouped again on request."""
    PoolingArea.objects.select_for_update().get(pk=catalogue.area_id)
    catalogue = _locked(catalogue)
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=municipal_agency(catalogue.area))
    require_another(user=acting_user, previous=catalogue.handled_by, act=_("Group catalogue"))
    if not catalogue.is_draft:
        raise GroupsRefused(_("“%(catalogue)s” is in force already."), catalogue=catalogue)
    if not catalogue.groups.exists():
        raise GroupsRefused(_("“%(catalogue)s” has no groups."), catalogue=catalogue)
    if catalogue.method == GroupMethod.PER_CAPITA and catalogue.groups.count() > 1:
        raise GroupsRefused(
            _("“%(catalogue)s” has more than one row: a person's quota is one, by level."),
            catalogue=catalogue,
        )
    of_year = GroupCatalogue.objects.filter(area=catalogue.area, method=catalogue.method, year=catalogue.year)
    catalogue.number = (of_year.aggregate(last=Max("number"))["last"] or 0) + 1
    catalogue.state = State.IN_FORCE
    catalogue.reviewed_by, catalogue.reviewed_at = acting_user, timezone.now()
    catalogue.save()
    return catalogue


def _locked(catalogue: GroupCatalogue) -> GroupCatalogue:
    locked = GroupCatalogue.objects.select_for_update(of=("self",)).select_related("area", "handled_by")
    return locked.get(pk=catalogue.pk)


def _draft(catalogue: GroupCatalogue, acting_user: User) -> GroupCatalogue:
    catalogue = _locked(catalogue)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=municipal_agency(catalogue.area))
    if not catalogue.is_draft:
        raise GroupsRefused(
            _("“%(catalogue)s” is in force and stays as it is; draft a new version."), catalogue=catalogue
        )
    return catalogue
