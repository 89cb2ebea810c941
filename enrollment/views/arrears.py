"""Contributions in arrears: payers' unpaid months with the late fee as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from config import display
from config.access import requires
from config.listing import ChoiceFilter, Column, DayField, Listing, MonthFilter, TextFilter
from config.listing.filters import Filter
from enrollment.models import ContributionMonth
from enrollment.reads.arrears import Arrears
from institutions.views.institutions import counties_in_reach


@dataclass(frozen=True)
class AsOfFilter(Filter):
    """The day the figures are of; today when empty."""

    def fields(self, listing: Any) -> dict[str, forms.Field]:
        return {self.name: DayField(label=self.label, required=False)}

    def condition(self, values: dict[str, Any]) -> Q:
        return Q()

    def says(self, listing: Any, values: dict[str, Any]) -> str:
        return display.day(listing.day)


TOLD = ("due", "days_late", "fee", "stops", "clause", "assumed", "gap")
"""Columns the policy of the month answers, as of the day asked."""


class ArrearsList(Listing):
    key = "enrollment.arrears"
    title = gettext_lazy("Contributions in arrears")
    unit = gettext_lazy("yuan")
    columns = (
        Column("month", gettext_lazy("Month"), "month", sort="month"),
        Column("payer__emp_no", gettext_lazy("Payer number"), "code"),
        Column("payer__name", gettext_lazy("Payer's name")),
        Column("payer__county", gettext_lazy("County")),
        Column("heads", gettext_lazy("People"), "number", total=True),
        Column("together", gettext_lazy("Owed together"), "money", get=lambda row: row.total),
        Column("paid", gettext_lazy("Paid in"), "money", get=lambda row: row.paid),
        Column("left_then", gettext_lazy("Still owed"), "money", total=True),
        Column("due", gettext_lazy("Due on"), "date"),
        Column("days_late", gettext_lazy("Days late"), "number"),
        Column("fee", gettext_lazy("Late fee"), "money"),
        Column("stops", gettext_lazy("Benefits stop on"), "date"),
        Column("clause", gettext_lazy("Clause")),
        Column("assumed", gettext_lazy("Assumed")),
        Column("gap", gettext_lazy("The policy does not say"), default=False),
    )
    filters = (
        AsOfFilter("as_of", gettext_lazy("As of")),
        MonthFilter("month", gettext_lazy("Month")),
        TextFilter("q", gettext_lazy("Payer"), lookups=("payer__emp_no", "payer__name__startswith"),
                   hint=gettext_lazy("number or start of the name")),
        ChoiceFilter("payer__county", gettext_lazy("County"), choices=counties_in_reach),
    )  # fmt: skip
    order = "month"
    empty_title = gettext_lazy("Nothing is in arrears.")

    @cached_property
    def day(self) -> dt.date:
        return (self.asked or {}).get("as_of") or timezone.localdate()

    @cached_property
    def arrears(self) -> Arrears:
        return Arrears(self.day)

    @cached_property
    def shown(self) -> list[Column]:
        return [replace(one, get=self._told(one.name)) if one.name in TOLD else one for one in super().shown]

    def _told(self, name: str) -> Callable[[Any], Any]:
        return lambda row: getattr(self.arrears.of(row), name)

    def heading(self) -> str:
        return gettext("Contributions in arrears on %(day)s") % {"day": display.day(self.day)}

    def rows(self) -> QuerySet[ContributionMonth]:
        return self.arrears.months().select_related("payer__county")

    def row_url(self, row: ContributionMonth) -> str:
        """The month's statement: who is in it, and what was paid."""
        return reverse("enrollment:contribution_month", args=[row.pk])


@requires()
def arrears_list(request: HttpRequest) -> HttpResponseBase:
    return ArrearsList.respond(request)
