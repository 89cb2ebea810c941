"""A batch is drafted, put in force by a second person, told to the catalogue, closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.models import CatalogueItem, ProcurementBatch, ProcurementItem
from claims.rules.catalogue import Found, ProcuredRow, procured_rows, terms_on
from claims.rules.procurement import BATCH
from claims.services.case_numbers import next_number
from claims.services.catalogue_lookup import CatalogueReader
from claims.services.catalogue_versions import propose as propose_row
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_another

from .states import ProcurementRefused, locked, require_city, state_after
from .suppliers import excluded


@transaction.atomic
def draft_batch(
    *, area: PoolingArea, first_day: dt.date, last_day: dt.date, facts: Mapping[str, Any], acting_user: User
) -> ProcurementBatch:
    """A new batch; its items come by sheet. ``facts`` are name, tier, basis, insutype. Duty to handle at the city."""
    require_city(area, acting_user, Duty.HANDLE)
    if last_day < first_day:
        raise ProcurementRefused(_("The period ends before it begins."))
    batch = ProcurementBatch(
        area=area,
        number=next_number("JC"),
        period=DateRange(first_day, last_day + dt.timedelta(days=1)),
        drafted_by=acting_user,
        **facts,
    )
    batch.full_clean(exclude=["area", "drafted_by"])
    batch.save()
    return batch


@transaction.atomic
def approve_batch(*, batch: ProcurementBatch, acting_user: User) -> ProcurementBatch:
    """A second person compared the items with the basis document: the batch is in force. Duty to approve at the city.

    Refused with an item of a supplier whose credit is rated worst today (JJ-19).
    """
    batch = locked(batch, "area", "drafted_by")
    require_city(batch.area, acting_user, Duty.APPROVE)
    require_another(user=acting_user, previous=batch.drafted_by, act=_("Procurement batch"))
    batch.state = state_after(batch, BATCH, "approve")
    items = list(batch.items(manager="objects").select_related("supplier"))
    if not items:
        raise ProcurementRefused(_("%(batch)s has no items: import them first."), batch=batch)
    if any(item.handled_by_id == acting_user.pk for item in items):
        require_another(user=acting_user, previous=acting_user, act=_("Procurement batch"))
    out = excluded(batch.area, timezone.localdate())
    barred = sorted({str(item.supplier) for item in items if item.supplier_id in out})
    if barred:
        raise ProcurementRefused(
            _("Rated worst today, and so in no batch: %(names)s."), names="、".join(barred[:10])
        )
    batch.approved_by = acting_user
    batch.save(update_fields=["state", "approved_by"])
    return batch


@transaction.atomic
def close_batch(*, batch: ProcurementBatch, acting_user: User) -> ProcurementBatch:
    """Nothing more is delivered under it. Duty to approve at the city; not before its period is over."""
    batch = locked(batch, "area")
    require_city(batch.area, acting_user, Duty.APPROVE)
    batch.state = state_after(batch, BATCH, "close")
    if timezone.localdate() < batch.period.upper:
        raise ProcurementRefused(_("The period of %(batch)s is not over."), batch=batch)
    batch.save(update_fields=["state"])
    return batch


@transaction.atomic
def draft_rows(*, batch: ProcurementBatch, acting_user: User) -> list[CatalogueItem]:
    """Put the agreed prices into the area's draft of the catalogue, as payment standards of the batch's days (NB-10).

    A second person puts the draft in force as ever; bills settled before keep the version they name. Duty to handle
    at the city. Raises :class:`ProcurementRefused` naming items the catalogue does not know on the first day.
    """
    batch = locked(batch, "area")
    require_city(batch.area, acting_user, Duty.HANDLE)
    if batch.state != ProcurementBatch.State.IN_FORCE:
        raise ProcurementRefused(_("Only a batch in force is told to the catalogue."))
    items = list(batch.items(manager="objects").order_by("med_list_codg"))
    reader = CatalogueReader()
    reader.load(item.med_list_codg for item in items)
    known = {item.pk: reader.rows(batch.area_id, "", item.med_list_codg) for item in items}
    first, end = batch.period.lower, batch.period.upper
    unknown = [item.med_list_codg for item in items if not _is_in(terms_on(known[item.pk], first))]
    if unknown:
        raise ProcurementRefused(
            _("Not in the catalogue on %(day)s: %(codes)s."),
            day=batch.period.lower,
            codes=", ".join(unknown[:10]),
        )
    return [
        propose_row(item=_row_of(item, batch, row), area=batch.area, insutype="", acting_user=acting_user)
        for item in items
        for row in procured_rows(known[item.pk], first, end, item.price)
    ]


def rows_of(batch: ProcurementBatch) -> Any:
    """The rows of the catalogue that tell of the batch, drafted or in force."""
    return CatalogueItem.objects.filter(
        version__area=batch.area_id, reason__endswith=batch.number
    ).select_related("version")


def _is_in(found: Found | None) -> bool:
    return found is not None and not found.left


def _row_of(item: ProcurementItem, batch: ProcurementBatch, row: ProcuredRow) -> CatalogueItem:
    return CatalogueItem(
        med_list_codg=item.med_list_codg,
        change=row.change,
        period=DateRange(row.start, row.end),
        reason=_reason(batch),
        **row.terms._asdict(),
    )


def _reason(batch: ProcurementBatch) -> str:
    return (_t("Procurement batch %(number)s") % {"number": batch.number})[:300]
