"""What the lists of all registers show and filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models import Registration, RegistrationState
from claims.models.registrations import OPEN, TONES
from config.listing import Action, ChoiceFilter, Column, DaysFilter, Listing, TextFilter
from config.listing.filters import Filter
from institutions.models import Duty
from institutions.views.institutions import counties_in_reach

FIRST = (
    Column("number", _("Number"), "code"),
    Column("psn_name", _("Full name")),
    Column("psn_no", _("Person number"), "code"),
)
LAST = (
    Column("first_day", _("From"), "date"),
    Column("last_day", _("Last day"), "date"),
    Column("state", _("State"), "badge", tone=TONES),
    Column("county", _("Insured in")),
    Column("handling_county", _("Handled by counter"), default=False),
    Column("applied_on", _("Applied on"), "date", default=False),
    Column("due", _("To be decided by"), "date", default=False),
    Column("handled_by", _("Handled by"), default=False),
    Column("reviewed_by", _("Reviewed by"), default=False),
    Column("reason", _("Reason"), default=False),
)
FIND = TextFilter(
    "q",
    _("Person"),
    lookups=("psn_no", "psn_name__begins"),
    hint=_("person number or start of the name"),
)


class StateFilter(Filter):
    """The states of a registration, and before them what is still to be done, each a condition of its own."""

    todo: ClassVar[tuple[tuple[str, Any, Q], ...]] = (("open", _("To be decided"), OPEN),)

    def fields(self, listing: Any) -> dict[str, forms.Field]:
        waiting = [(key, title) for key, title, _condition in self.todo]
        options = [("", _("all")), *waiting, *RegistrationState.choices]
        return {self.name: forms.ChoiceField(label=self.label, required=False, choices=options)}

    def condition(self, values: dict[str, Any]) -> Q:
        asked = values.get(self.name)
        return next((met for key, _title, met in self.todo if key == asked), super().condition(values))

    def says(self, listing: Any, values: dict[str, Any]) -> str:
        titles = {key: title for key, title, _condition in self.todo} | dict(RegistrationState.choices)
        return str(titles.get(values.get(self.name) or "", ""))


OVER = (RegistrationState.REFUSED, RegistrationState.WITHDRAWN, RegistrationState.ENDED)
STATE = StateFilter("state", _("State"))
WHEN: Sequence[Filter] = (
    DaysFilter("ends", _("Ends"), field="period__endswith"),
    ChoiceFilter("county", _("Insured in"), choices=counties_in_reach),
)
FILTERS: Sequence[Filter] = (STATE, *WHEN)


class RegisterList(Listing):
    """Base of the registers' lists: name the ``model``, ``topic`` and ``name`` as the register does."""

    model: ClassVar[type[Registration]]
    topic: ClassVar[str]
    name: ClassVar[str]
    sheet: ClassVar[str] = ""
    new_title: ClassVar[Any]
    related: ClassVar[tuple[str, ...]] = ()

    def rows(self) -> QuerySet[Any]:
        records: Any = self.model.objects
        rows: QuerySet[Any] = records.select_related(
            "county", "handling_county", "handled_by", "reviewed_by", *self.related
        )
        run = self.parameters.get("import", "")
        return rows.filter(import_run_id=int(run)) if run.isdigit() else rows

    def row_url(self, row: Registration) -> str:
        return reverse(f"claims:{self.name}", args=[row.pk])

    def row_css(self, row: Registration) -> str:
        return (
            "quiet"
            if row.state in (RegistrationState.REFUSED, RegistrationState.WITHDRAWN, RegistrationState.ENDED)
            else ""
        )

    def actions(self) -> list[Action]:
        if self.assignment is None or Duty.HANDLE not in self.assignment.duties:
            return []
        new = Action(self.new_title, reverse(f"claims:new_{self.name}"), main=True)
        sheet = Action(_("Import"), f"{reverse('import_upload')}?kind={self.sheet}")
        return [sheet, new] if self.sheet else [new]
