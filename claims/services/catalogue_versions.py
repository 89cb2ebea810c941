"""Catalogue versions: drafted by one person, put in force by a second, never changed afterwards (NM-10).

Needed at the municipal (or regional) agency of the area: handle to draft, review to put in force. A version's
number is given under a lock of its own, so that numbers come into force in their order.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.db.models import Count, Max, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import CatalogueItem, CatalogueVersion, Change
from claims.rules.catalogue import Found
from config.errors import DomainError
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import SamePerson, require_another, require_duty
from institutions.services.policy_versions import municipal_agency

from .catalogue_lookup import CatalogueReader

State = CatalogueVersion.State
# Tells this lock from every other advisory lock of the system.
_NUMBERS = 0x434154


class CatalogueRefused(DomainError):
    """The change or step is refused; nothing was changed."""


@transaction.atomic
def open_draft(*, area: PoolingArea, insutype: str, title: str, acting_user: User) -> CatalogueVersion:
    """The draft of an area and scheme: the one that is being worked on, else a new one."""
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=municipal_agency(area))
    PoolingArea.objects.select_for_update().get(pk=area.pk)
    draft = CatalogueVersion.objects.filter(area=area, insutype=insutype, state=State.DRAFT).first()
    if draft is None:
        draft = CatalogueVersion(area=area, insutype=insutype, title=title, handled_by=acting_user)
        draft.full_clean()
        draft.save()
    return draft


@transaction.atomic
def describe_draft(
    *,
    version: CatalogueVersion,
    title: str,
    basis: str,
    complete_from: dt.date | None,
    acting_user: User,
) -> CatalogueVersion:
    """Say what a draft is called, which document it follows, and from when the catalogue is complete."""
    version = _draft(version, acting_user)
    version.title, version.basis, version.complete_from = title, basis, complete_from
    version.full_clean()
    version.save()
    return version


@transaction.atomic
def propose(*, item: CatalogueItem, area: PoolingArea, insutype: str, acting_user: User) -> CatalogueItem:
    """Put one row typed by a clerk into the area's draft; a row of the draft for the same code and day is replaced."""
    draft = open_draft(area=area, insutype=insutype, title=str(_("Changes by hand")), acting_user=acting_user)
    draft.items.filter(med_list_codg=item.med_list_codg, period__startswith=item.period.lower).delete()
    item.version, item.handled_by = draft, acting_user
    _require_known(item, area, insutype)
    item.full_clean()
    item.save()
    return item


@transaction.atomic
def remove_proposal(*, item: CatalogueItem, acting_user: User) -> None:
    """Take a row out of its draft."""
    _draft(item.version, acting_user)
    item.delete()


@transaction.atomic
def discard_draft(*, version: CatalogueVersion, acting_user: User) -> None:
    """Throw a draft away with all its rows; those of an import go with the import, which can then be repeated."""
    draft = _draft(version, acting_user)
    runs = (
        draft.items.exclude(import_run_id=None)
        .values_list("import_run_id", flat=True)
        .order_by("import_run_id")
    )
    imports = list(dict.fromkeys(runs.distinct()))
    if imports:
        raise CatalogueRefused(
            _("Rows of it come from imports: withdraw import %(runs)s first."),
            runs=", ".join(map(str, imports)),
        )
    draft.delete()


@transaction.atomic
def put_in_force(*, version: CatalogueVersion, acting_user: User) -> CatalogueVersion:
    """A second person has compared the draft with its basis: its rows hold from their own first days.

    Bills settled before keep the version they name; they are not settled anew.
    """
    version = (
        CatalogueVersion.objects.select_for_update(of=("self",)).select_related("area").get(pk=version.pk)
    )
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=municipal_agency(version.area))
    require_another(user=acting_user, previous=version.handled_by, act=_("Catalogue version"))
    if version.items.filter(handled_by=acting_user).exists():
        raise SamePerson(
            _("%(user)s wrote rows of this version; a second person is needed."), user=acting_user
        )
    if not version.is_draft:
        raise CatalogueRefused(_("“%(version)s” is in force already."), version=version)
    if not version.items.exists():
        raise CatalogueRefused(_("“%(version)s” has no rows."), version=version)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NUMBERS])
    last = CatalogueVersion.objects.aggregate(last=Max("number"))["last"] or 0
    version.number, version.state = last + 1, State.IN_FORCE
    version.reviewed_by, version.reviewed_at = acting_user, timezone.now()
    version.save()
    return version


def _draft(version: CatalogueVersion, acting_user: User) -> CatalogueVersion:
    version = (
        CatalogueVersion.objects.select_for_update(of=("self",)).select_related("area").get(pk=version.pk)
    )
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=municipal_agency(version.area))
    if not version.is_draft:
        raise CatalogueRefused(
            _("“%(version)s” is in force and stays as it is; draft a new version."), version=version
        )
    return version


def _require_known(item: CatalogueItem, area: PoolingArea, insutype: str) -> None:
    """Only what is in the catalogue can change, leave or be overridden; only what is not can enter."""
    found = terms_in_force(area, insutype, item.med_list_codg, item.period.lower)
    inside = found is not None and not found.left
    if item.change == Change.ENTRY and inside:
        raise CatalogueRefused(
            _("%(code)s is in the catalogue on %(day)s already: change its terms instead."),
            code=item.med_list_codg,
            day=item.period.lower,
        )
    if item.change != Change.ENTRY and not inside:
        raise CatalogueRefused(
            _("%(code)s is not in the catalogue on %(day)s."),
            code=item.med_list_codg,
            day=item.period.lower,
        )


def terms_in_force(area: PoolingArea, insutype: str, code: str, day: dt.date) -> Found | None:
    """What the catalogue in force says of a code on a day."""
    reader = CatalogueReader()
    reader.load([code])
    return reader.terms(area.pk, insutype, code, day)


def rows_by_change(version: CatalogueVersion) -> dict[str, int]:
    """How many rows of a version enter, change, leave or override."""
    counted = version.items.order_by().values_list("change").annotate(rows=Count("pk"))
    return dict.fromkeys(Change.values, 0) | dict(counted)


def first_day_of(version: CatalogueVersion) -> dt.date | None:
    """The earliest day on which a row of the version begins to hold."""
    first: dt.date | None = version.items.aggregate(first=Min("period__startswith"))["first"]
    return first
