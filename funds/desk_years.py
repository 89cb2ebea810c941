"""What years' clearings put on desks: to open, to compute, to send, to confirm, to answer, to review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem
from funds.models import Clearing, InstitutionYear, YearClearing, YearObjection
from funds.services.year_clearing.facts import terms_of_year
from funds.services.year_clearing.states import YearRefused
from institutions.models import Agency, Duty

State = YearClearing.State


def year_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: what this assignment has to do about years' clearings."""
    if assignment.agency.level == Agency.Level.CITY:
        yield from _at_the_city(assignment)
    if Duty.HANDLE in assignment.duties:
        waiting = InstitutionYear.objects.filter(
            state=InstitutionYear.State.SENT, clearing__state=State.SENT
        ).order_by("pk")
        first = waiting.first()
        if first is not None:
            yield DeskItem(
                _("Have institutions confirm their year"),
                f"{reverse('funds:institution_years', args=[first.clearing_id])}?state=sent",
                count=waiting.count(),
            )


def _at_the_city(assignment: Any) -> Iterator[DeskItem]:
    if Duty.FINANCE in assignment.duties:
        yield from _to_open(assignment.agency.area)
        for clearing in YearClearing.objects.filter(state__in=[State.OPEN, State.COMPUTED]):
            title = (
                _("Compute the year %(year)s")
                if clearing.state == State.OPEN
                else _("Send the year %(year)s")
            )
            yield DeskItem(title % {"year": clearing}, clearing.get_absolute_url())
    if Duty.REVIEW in assignment.duties:
        yield from _to_answer()
        for clearing in YearClearing.objects.filter(state=State.SENT):
            if not clearing.institutions.exclude(state__in=InstitutionYear.FINAL).exists():
                yield DeskItem(
                    _("Review the year %(year)s") % {"year": clearing}, clearing.get_absolute_url()
                )


def _to_open(area: Any) -> Iterator[DeskItem]:
    """Last year's schemes of which a month was cleared, where the policy pays by methods at all."""
    year = timezone.localdate().year - 1
    cleared = Clearing.objects.filter(area=area, month__year=year).order_by("insutype")
    opened = YearClearing.objects.filter(area=area, year=year).values_list("insutype", flat=True)
    for insutype in cleared.exclude(insutype__in=list(opened)).values_list("insutype", flat=True).distinct():
        try:
            terms_of_year(YearClearing(area=area, insutype=insutype, year=year))
        except YearRefused:
            continue
        wanted = YearClearing(area=area, insutype=insutype, year=year)
        yield DeskItem(_("Open the year %(year)s") % {"year": wanted}, reverse("funds:open_year"))


def _to_answer() -> Iterator[DeskItem]:
    open_ones = YearObjection.objects.filter(answered_by__isnull=True, clearing__state=State.SENT)
    for one in open_ones.select_related("institution", "clearing").order_by("pk")[:5]:
        year = InstitutionYear.objects.filter(clearing=one.clearing, institution=one.institution).first()
        if year is not None:
            yield DeskItem(
                _("Answer the objection of %(institution)s") % {"institution": one.institution},
                year.get_absolute_url(),
            )
