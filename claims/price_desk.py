"""What prices put on desks: applications to accept, to conclude, to propose, to decide, to draft; the year's evaluation
that is due (JJ-19 三（七）: prices are evaluated regularly)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import PriceApplication, PriceEvaluation, PriceInquiry
from claims.policy_prices import PricesUnsettled, evaluation_terms
from claims.services.price_evaluation import last_day
from config.desk import DeskItem, Heap, Standing
from institutions.models import Duty, PoolingArea

_INQUIRIES, _EVALUATIONS = "claims:price_inquiries", "claims:price_evaluations"


def price_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: the city's steps, and for a county what came back to it for papers."""
    applications = PriceApplication.objects.filter(area=assignment.agency.area)
    if not assignment.agency.is_municipal:
        if Duty.HANDLE in assignment.duties:
            yield _heap(
                _("Price applications returned for papers"), applications, "returned", Standing.RETURNED
            )
        return
    inquiries = PriceInquiry.objects.filter(area=assignment.agency.area)
    if Duty.HANDLE in assignment.duties:
        today = timezone.localdate()
        late = applications.filter(due_on__lt=today)
        yield _heap(_("Price applications late to be accepted"), late, "received", Standing.LATE)
        yield _heap(
            _("Price applications to accept"),
            applications.filter(due_on__gte=today),
            "received",
            Standing.DUE,
        )
        over = applications.filter(notice_until__lt=today)
        yield _heap(_("Price notices that are over"), over, "noticed", Standing.DUE)
        yield _heap(_("Price decisions to propose"), applications, "ready", Standing.DUE)
        yield _heap(
            _("Granted price items to draft for the catalogue"),
            applications.filter(row__isnull=True),
            "granted",
            Standing.DUE,
        )
        late = inquiries.filter(due_on__lt=today)
        yield _heap(_("Price inquiries without a reply"), late, "opened", Standing.LATE, _INQUIRIES)
        yield from _evaluation_due(assignment.agency.area)
    if Duty.REVIEW in assignment.duties:
        yield _heap(_("Price inquiries to close"), inquiries, "replied", Standing.DUE, _INQUIRIES)
    if Duty.APPROVE in assignment.duties:
        yield _heap(_("Price applications to decide"), applications, "proposed", Standing.DUE)
        rounds = PriceEvaluation.objects.filter(area=assignment.agency.area)
        yield _heap(_("Price evaluations to decide"), rounds, "proposed", Standing.DUE, _EVALUATIONS)


def _evaluation_due(area: PoolingArea) -> Iterator[DeskItem]:
    """The year that is over was not evaluated yet, where the documents of its end say how prices are."""
    year = timezone.localdate().year - 1
    # One that found no item has nothing to conclude on.
    done = ~Q(state="open") | Q(computed_at__isnull=False, items__isnull=True)
    if PriceEvaluation.objects.filter(done, area=area, year=year).exists():
        return
    try:
        evaluation_terms(area, last_day(year))
    except PricesUnsettled:
        return
    title = _("Evaluation of the prices of %(year)s is due") % {"year": year}
    yield DeskItem(title, reverse(_EVALUATIONS), count=1, standing=Standing.DUE)


def _heap(
    title: str, found: Any, state: str, standing: Standing, name: str = "claims:price_applications"
) -> Heap:
    return Heap(title, found.filter(state=state), f"{reverse(name)}?state={state}", standing)
