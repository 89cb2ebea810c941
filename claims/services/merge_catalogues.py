"""Merging two catalogues (HG-03): planned, decided conflict by conflict, made a draft that a second person reviews.

Needed at the municipal (or regional) agency of the result's area: handle. The plan that a page shows is the plan
that is drafted: a draft is refused while a conflict is open, or when either source changed meanwhile.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from claims.models import CatalogueItem, CatalogueMerge, CatalogueVersion, Change
from claims.rules.catalogue import Terms
from claims.rules.catalogue_merging import DECIDED, SIDES, MergePlan, plan_merge
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_duty
from institutions.services.policy_versions import municipal_agency

from .catalogue_lookup import CatalogueReader
from .catalogue_versions import CatalogueRefused, open_draft

_FIELDS = (*DECIDED, "selfpay_prop")


class Planned(NamedTuple):
    """A merge with its plan and the version numbers of the two catalogues it was made from."""

    merge: CatalogueMerge
    plan: MergePlan
    numbers: tuple[int, int]


@transaction.atomic
def begin_merge(*, merge: CatalogueMerge, acting_user: User) -> CatalogueMerge:
    """Name the two catalogues, the day they are read, and where and from when the result holds."""
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=municipal_agency(merge.area))
    merge.handled_by = acting_user
    merge.full_clean()
    merge.save()
    return merge


def plan_of(merge: CatalogueMerge) -> Planned:
    """The plan as the catalogues and decisions stand now."""
    reader = CatalogueReader()
    reader.load_everything()
    sides = [(merge.left_area_id, merge.left_insutype), (merge.right_area_id, merge.right_insutype)]
    left, right = (catalogue_on(reader, *side, merge.as_at) for side in sides)
    numbers = tuple(reader.view(*side).number for side in sides)
    return Planned(merge, plan_merge(left, right, merge.decisions), (numbers[0], numbers[1]))


def catalogue_on(reader: CatalogueReader, area_id: int, insutype: str, day: dt.date) -> dict[str, Terms]:
    """What an area's catalogue for a scheme says itself on a day, by code, local overrides in force.

    What it merely inherits stays out: made rows of the area's own, it would no longer follow the region.
    """
    # Layer 0 speaks for a scheme of the area itself, 1 for all its schemes.
    own = 0 if insutype else 1
    codes = (
        code
        for code in reader.codes
        if any(row.layer == own and row.holds_on(day) for row in reader.rows(area_id, insutype, code))
    )
    found = ((code, reader.terms(area_id, insutype, code, day)) for code in codes)
    return {code: one.terms for code, one in found if one is not None and not one.left}


@transaction.atomic
def decide(*, merge: CatalogueMerge, choices: dict[str, dict[str, str]], acting_user: User) -> CatalogueMerge:
    """Keep which side a person took, by code and field; earlier choices for other fields stay."""
    merge = _open(merge, acting_user)
    decisions = {code: dict(fields) for code, fields in merge.decisions.items()}
    for code, fields in choices.items():
        for name, side in fields.items():
            if name not in _FIELDS or side not in SIDES:
                raise CatalogueRefused(_("“%(choice)s” decides nothing."), choice=f"{code} {name} {side}")
            decisions.setdefault(code, {})[name] = side
    merge.decisions = decisions
    merge.save(update_fields=["decisions"])
    return merge


@transaction.atomic
def draft_merged(*, planned: Planned, acting_user: User) -> CatalogueVersion:
    """Make the plan a draft; it is in force once a second person reviewed it."""
    merge = _open(planned.merge, acting_user)
    now = plan_of(merge)
    if now.plan != planned.plan or now.numbers != planned.numbers:
        raise CatalogueRefused(
            _("The catalogues or decisions changed since this plan was shown; look at it again.")
        )
    if planned.plan.undecided:
        raise CatalogueRefused(_("%(count)s differences wait for a decision."), count=planned.plan.undecided)
    if not planned.plan.items:
        raise CatalogueRefused(_("Both catalogues are empty on %(day)s."), day=merge.as_at)
    _require_no_draft(merge.area, merge.insutype)
    draft = open_draft(
        area=merge.area, insutype=merge.insutype, title=str(_("Merged catalogue")), acting_user=acting_user
    )
    draft.complete_from = merge.valid_from
    draft.save(update_fields=["complete_from"])
    period = DateRange(merge.valid_from, None)
    CatalogueItem.objects.bulk_create(
        (
            CatalogueItem(
                version=draft,
                med_list_codg=item.code,
                change=Change.ENTRY,
                period=period,
                handled_by=acting_user,
                reason=str(_("Merged: %(origin)s")) % {"origin": item.origin},
                **item.terms._asdict(),
            )
            for item in planned.plan.items
        ),
        batch_size=2_000,
    )
    merge.draft = draft
    merge.save(update_fields=["draft"])
    return draft


def _require_no_draft(area: PoolingArea, insutype: str) -> None:
    if CatalogueVersion.objects.filter(area=area, insutype=insutype, state="draft").exists():
        raise CatalogueRefused(
            _("%(area)s has an open draft; put it in force or discard it first."), area=area
        )


def _open(merge: CatalogueMerge, acting_user: User) -> CatalogueMerge:
    merge = CatalogueMerge.objects.select_for_update(of=("self",)).select_related("area").get(pk=merge.pk)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=municipal_agency(merge.area))
    if merge.draft_id is not None:
        raise CatalogueRefused(_("This merge is drafted already."))
    return merge
