"""An application comes in, goes back for papers, is accepted, or is withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import PriceApplication
from claims.policy_prices import price_policy
from claims.services.case_numbers import next_number
from claims.services.catalogue_versions import terms_in_force
from claims.services.counters import unit_of
from config.workdays import add_workdays
from institutions.models import Agency, Duty, Institution, User
from institutions.services.duties import require_duty

from .states import PriceRefused, day_of_act, locked, require_city, state_after

Kind = PriceApplication.Kind
# Set by the service, and so not for the form's check.
_OURS = ["number", "area", "county", "entered_by"]


@transaction.atomic
def apply(
    *, agency: Agency, fixmedins_code: str, facts: Mapping[str, Any], acting_user: User
) -> PriceApplication:
    """An application as the institution handed it in at the counter of ``agency``. Duty to handle there.

    ``facts`` are columns of :class:`PriceApplication`. A county takes those of its own institutions, the city any
    of the area; an exit may be begun by the city without an institution. Raises :class:`PriceRefused`,
    ``ValidationError``.
    """
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=agency)
    application = PriceApplication(area=agency.area, entered_by=acting_user, **facts)
    application.institution = _institution(agency, fixmedins_code) if fixmedins_code else None
    application.county = _county(agency, application.institution)
    application.received_on = day_of_act(application.received_on, after=None)
    application.due_on = _due(application)
    if application.kind == Kind.EXIT:
        _name_of_catalogue(application)
        if application.institution is None and not agency.is_municipal:
            raise PriceRefused(
                _("Only the city begins an exit by itself; name the institution that asks for it.")
            )
    else:
        # The code is given with the decision.
        application.med_list_codg = ""
    _refuse_twice(application)
    application.number = next_number("JG")
    application.full_clean(exclude=_OURS)
    application.save()
    return application


@transaction.atomic
def return_for_papers(*, application: PriceApplication, missing: str, acting_user: User) -> PriceApplication:
    """The papers are not complete; the institution is told what is missing. Duty to handle at the city."""
    application = locked(application)
    require_city(application, acting_user, Duty.HANDLE)
    application.state = state_after(application, "return")
    if not missing.strip():
        raise PriceRefused(_("Say what is missing."))
    application.missing = missing.strip()[:300]
    application.save(update_fields=["state", "missing"])
    return application


@transaction.atomic
def hand_in(
    *, application: PriceApplication, papers: str, day: dt.date | None = None, acting_user: User
) -> PriceApplication:
    """What was missing came; the days to accept begin anew. Duty to handle at the county or the city."""
    application = locked(application)
    _require_counter(application, acting_user)
    application.state = state_after(application, "hand_in")
    application.received_on = day_of_act(day, after=application.received_on)
    application.papers, application.missing, application.due_on = papers.strip(), "", _due(application)
    application.full_clean(exclude=_OURS)
    application.save()
    return application


@transaction.atomic
def accept(
    *, application: PriceApplication, day: dt.date | None = None, acting_user: User
) -> PriceApplication:
    """The papers are complete; the experts are asked. Duty to handle at the city."""
    application = locked(application)
    require_city(application, acting_user, Duty.HANDLE)
    application.state = state_after(application, "accept")
    application.accepted_on = day_of_act(day, after=application.received_on)
    application.save(update_fields=["state", "accepted_on"])
    return application


@transaction.atomic
def withdraw(*, application: PriceApplication, reason: str, acting_user: User) -> PriceApplication:
    """The institution does not want it any more. Duty to handle at the county or the city."""
    application = locked(application)
    _require_counter(application, acting_user)
    application.state = state_after(application, "withdraw")
    if not reason.strip():
        raise PriceRefused(_("Say why it is withdrawn."))
    application.grounds = reason.strip()[:300]
    application.save(update_fields=["state", "grounds"])
    return application


def _institution(agency: Agency, code: str) -> Institution:
    found: Institution | None = (
        Institution.unscoped.filter(fixmedins_code=code.strip(), area=agency.area)
        .select_related("county")
        .first()
    )
    if found is None or not (agency.is_municipal or found.county_id == unit_of(agency).pk):
        raise PriceRefused(
            _("No institution of %(agency)s has the code %(code)s."), agency=agency, code=code.strip()
        )
    return found


def _county(agency: Agency, institution: Institution | None) -> Agency:
    return (
        institution.county if institution is not None and institution.county is not None else unit_of(agency)
    )


def _due(application: PriceApplication) -> dt.date:
    days = price_policy(application.area, application.received_on).needed("items.accept_days")
    return add_workdays(application.received_on, days)


def _name_of_catalogue(application: PriceApplication) -> None:
    """What is to leave is in the catalogue now, and is called what the catalogue calls it."""
    code = application.med_list_codg
    found = terms_in_force(application.area, "", code, timezone.localdate())
    if found is None or found.left:
        raise PriceRefused(_("%(code)s is not in the catalogue."), code=code)


def _refuse_twice(application: PriceApplication) -> None:
    """One application at a time for one thing."""
    same = PriceApplication.unscoped.filter(area=application.area, kind=application.kind)
    open_ones = same.exclude(state__in=("granted", "refused", "withdrawn"))
    if application.kind == Kind.EXIT:
        other = open_ones.filter(med_list_codg=application.med_list_codg).first()
    else:
        other = open_ones.filter(institution=application.institution, item_name=application.item_name).first()
    if other is not None:
        raise PriceRefused(_("Application %(other)s for the same item is under way."), other=other)


def _require_counter(application: PriceApplication, user: User) -> None:
    held = user.duties_at(application.county)
    if Duty.HANDLE not in held:
        require_city(application, user, Duty.HANDLE)
