"""The decision by two people, and the row of the catalogue that follows from it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.models import CatalogueItem, Change, ListType, PriceApplication
from claims.services.catalogue_versions import propose as propose_row
from institutions.models import Duty, User
from institutions.services.duties import require_another

from .states import PriceRefused, day_of_act, locked, require_city, state_after

Kind = PriceApplication.Kind


@transaction.atomic
def propose(
    *,
    application: PriceApplication,
    effective_from: dt.date,
    grounds: str,
    acting_user: User,
    med_list_codg: str = "",
    price: Decimal | None = None,
    chrgitm_lv: str = "",
    selfpay_prop: Decimal | None = None,
) -> PriceApplication:
    """Put to the decision: code, price (yuan per unit), class and own first share of an entry; the day of both kinds.

    ``effective_from`` is the first day on which an entry holds, or on which what leaves holds no more. Duty to handle
    at the city.
    """
    application = locked(application)
    require_city(application, acting_user, Duty.HANDLE)
    application.state = state_after(application, "propose")
    if application.kind == Kind.ENTRY:
        if not med_list_codg or not price or price <= 0 or not chrgitm_lv:
            raise PriceRefused(_("An entry gives code, price and class."))
        application.med_list_codg, application.price = med_list_codg, price
        application.chrgitm_lv, application.selfpay_prop = chrgitm_lv, selfpay_prop
    if not grounds.strip():
        raise PriceRefused(_("Say on which grounds."))
    application.effective_from = day_not_before(effective_from, application.closed_on)
    application.grounds, application.proposed_by = grounds.strip()[:300], acting_user
    application.full_clean()
    application.save()
    return application


@transaction.atomic
def decide(
    *, application: PriceApplication, verdict: str, day: dt.date | None = None, acting_user: User
) -> PriceApplication:
    """A second person decides: ``verdict`` is "grant", "refuse" or "send_back". Duty to approve at the city."""
    application = locked(application)
    require_city(application, acting_user, Duty.APPROVE)
    require_another(user=acting_user, previous=application.proposed_by, act=_("Price application"))
    application.state = state_after(application, verdict)
    if verdict == "send_back":
        application.proposed_by = None
    else:
        application.decided_by = acting_user
        application.decided_on = day_of_act(day, after=application.closed_on)
    if verdict == "grant":
        day_not_before(application.effective_from, application.decided_on)
    application.full_clean()
    application.save()
    return application


@transaction.atomic
def draft_row(*, application: PriceApplication, acting_user: User) -> CatalogueItem:
    """Put what was granted into the area's draft of the catalogue; a second person puts that in force as ever.

    Duty to handle at the city. Bills settled before keep the version they name.
    """
    application = locked(application)
    require_city(application, acting_user, Duty.HANDLE)
    state_after(application, "draft")
    if application.row is not None:
        raise PriceRefused(_("Application %(application)s has its row already."), application=application)
    row = propose_row(item=_row_of(application), area=application.area, insutype="", acting_user=acting_user)
    application.row = row
    application.save(update_fields=["row"])
    return row


def _row_of(application: PriceApplication) -> CatalogueItem:
    reason = _t("Price application %(number)s: %(grounds)s") % {
        "number": application.number,
        "grounds": application.grounds,
    }
    row = CatalogueItem(
        med_list_codg=application.med_list_codg,
        change=Change.EXIT if application.kind == Kind.EXIT else Change.ENTRY,
        period=DateRange(application.effective_from, None),
        reason=reason[:300],
    )
    if application.kind == Kind.ENTRY:
        row.item_name, row.list_type = application.item_name, ListType.SERVICE
        row.chrgitm_lv, row.selfpay_prop = application.chrgitm_lv, application.selfpay_prop
        row.pric_uplmt_amt, row.unit = application.price, application.unit
    return row


def day_not_before(day: dt.date | None, earliest: dt.date | None) -> dt.date | None:
    """``day``; refused when bills of days before the decision would be touched."""
    if day is not None and earliest is not None and day < earliest:
        raise PriceRefused(
            _("It holds from %(day)s, which is before %(earliest)s: it cannot reach back."),
            day=day,
            earliest=earliest,
        )
    return day
