"""Filters of a list: each is one or two controls in the filter bar and a condition on the rows.

A filter's ``field`` is the database path it compares with; it must be indexed.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from config import display
from config.moments import first_moment
from config.periods import Month

Choices = Sequence[tuple[Any, Any]]
DAY_FORMATS = ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d")
COMPACT_MONTH_LENGTH = 6
YEARS_TYPED = range(1900, 2101)
"""A year outside is a slip of the finger, and the day after the last one known has no date."""


# Chinese sentences and names are written with these; NFKC would put Latin ones in their place.
_CHINESE_MARKS = frozenset("，；：？！（）")


def normalised(text: str) -> str:
    """Half-width characters, no space around, single spaces inside; Chinese text keeps its own punctuation."""
    kept = _CHINESE_MARKS if any("\u4e00" <= letter <= "\u9fff" for letter in text) else frozenset()
    folded = (letter if letter in kept else unicodedata.normalize("NFKC", letter) for letter in text)
    return " ".join("".join(folded).split())


def width_of(text: str) -> int:
    """How many half-width characters ``text`` takes, and one to spare."""
    return 1 + sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


class LineField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return normalised(super().to_python(value))


class MonthField(forms.CharField):
    """Text ``2020-03`` (or 202003) to a ``config.periods.Month``; None when empty."""

    default_error_messages = {"invalid": _("Write the month as 2020-03.")}
    widget = forms.TextInput(
        attrs={"placeholder": _("yyyy-mm"), "class": "month", "data-steps": "month", "size": 8}
    )

    def clean(self, value: Any) -> Month | None:
        if isinstance(value, Month):
            return value
        text = normalised(str(super().clean(value) or "")).replace("/", "-")
        if not text:
            return None
        if len(text) == COMPACT_MONTH_LENGTH and text.isdigit():
            text = f"{text[:4]}-{text[4:]}"
        try:
            month = Month.parse(text)
        except ValueError as exc:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from exc
        if month.year not in YEARS_TYPED:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return month


class DayField(forms.DateField):
    """Text ``2020-03-05`` (or 20200305, 2020/3/5) to a date; shown the same in every browser."""

    default_error_messages = {"invalid": _("Write the day as 2020-03-05.")}
    widget = forms.DateInput(
        format="%Y-%m-%d",
        attrs={"placeholder": _("yyyy-mm-dd"), "class": "day", "data-steps": "day", "size": 10},
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"input_formats": DAY_FORMATS, **options})

    def to_python(self, value: Any) -> dt.date | None:
        day = super().to_python(normalised(value) if isinstance(value, str) else value)
        if day is not None and day.year not in YEARS_TYPED:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


@dataclass(frozen=True)
class Filter:
    """Base: one control called ``name`` compared with ``field`` (the same unless given)."""

    name: str
    label: Any
    field: str = ""

    @property
    def path(self) -> str:
        return self.field or self.name

    def fields(self, listing: Any) -> dict[str, forms.Field]:
        raise NotImplementedError

    def condition(self, values: dict[str, Any]) -> Q:
        """What the rows must meet; an empty ``Q`` when the reader asked nothing."""
        value = values.get(self.name)
        return Q() if value in (None, "") else Q(**{self.path: value})

    def narrow(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """Those of ``rows`` that meet the condition."""
        return rows.filter(self.condition(values))

    def says(self, listing: Any, values: dict[str, Any]) -> str:
        """What the reader asked, for the head of a print; empty when nothing."""
        value = values.get(self.name)
        return "" if value in (None, "") else str(value)


@dataclass(frozen=True)
class TextFilter(Filter):
    """Free text; a row is found when any of ``lookups`` (``psn_no``, ``psn_name__begins``) fits. ``size`` is the
    width in half-width characters, else what the hint takes."""

    lookups: tuple[str, ...] = ()
    hint: Any = ""
    size: int = 0

    def fields(self, listing: Any) -> dict[str, forms.Field]:
        size = self.size or max(16, width_of(str(self.hint)))
        widget = forms.TextInput(attrs={"placeholder": self.hint, "size": size})
        return {self.name: LineField(label=self.label, required=False, max_length=60, widget=widget)}

    def condition(self, values: dict[str, Any]) -> Q:
        condition = Q()
        if values.get(self.name):
            for lookup in self.lookups or (self.path,):
                condition |= Q(**{lookup: values[self.name]})
        return condition

    def narrow(self, rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
        """As the condition says. Over several tables each is asked by itself, by its own index: for one OR over columns
        of two tables PostgreSQL joins them whole (five million bills and their people, to find one number)."""
        steps = {self._leads_to(rows, lookup) for lookup in self.lookups}
        if not values.get(self.name) or None in steps or len(steps) < 2:
            return super().narrow(rows, values)
        found = [
            rows.model._base_manager.filter(**{lookup: values[self.name]}).order_by().values("pk")
            for lookup in self.lookups
        ]
        return rows.filter(pk__in=found[0].union(*found[1:]))

    @staticmethod
    def _leads_to(rows: QuerySet[Any], lookup: str) -> str | None:
        """The relation a lookup begins with, empty for a column of the rows, None for what only these rows know."""
        first, *further = lookup.split("__")
        if first in rows.query.annotations:
            return None
        model: Any = rows.model
        return first if further and model._meta.get_field(first).is_relation else ""


@dataclass(frozen=True)
class ChoiceFilter(Filter):
    """One of a few; ``choices`` may be a function of the listing (agencies in reach, say)."""

    choices: Choices | type[models.Choices] | Callable[[Any], Iterable[tuple[Any, Any]]] = ()

    def options(self, listing: Any) -> list[tuple[str, Any]]:
        if isinstance(self.choices, type):
            listed: Iterable[tuple[Any, Any]] = self.choices.choices
        else:
            listed = self.choices(listing) if callable(self.choices) else self.choices
        return [(str(value), text) for value, text in listed]

    def fields(self, listing: Any) -> dict[str, forms.Field]:
        options = [("", _("all")), *self.options(listing)]
        return {self.name: forms.ChoiceField(label=self.label, required=False, choices=options)}

    def says(self, listing: Any, values: dict[str, Any]) -> str:
        return str(dict(self.options(listing)).get(values.get(self.name) or "", ""))


@dataclass(frozen=True)
class FlagFilter(Filter):
    """Yes or no of a boolean column, or of ``when`` (a ``Q`` that means yes)."""

    when: Q | None = None

    def fields(self, listing: Any) -> dict[str, forms.Field]:
        options = [("", _("all")), ("yes", _("yes")), ("no", _("no"))]
        return {self.name: forms.ChoiceField(label=self.label, required=False, choices=options)}

    def condition(self, values: dict[str, Any]) -> Q:
        answer = values.get(self.name)
        if not answer:
            return Q()
        yes = self.when if self.when is not None else Q(**{self.path: True})
        return yes if answer == "yes" else ~yes

    def says(self, listing: Any, values: dict[str, Any]) -> str:
        answer = values.get(self.name)
        return str({"yes": _("yes"), "no": _("no")}[answer]) if answer else ""


def _as_it_is(day: dt.date) -> dt.date:
    return day


# What a column that holds days, or moments, is compared with where a day begins.
BEGINNINGS: dict[str, Callable[[dt.date], dt.date]] = {"days": _as_it_is, "moments": first_moment}


@dataclass(frozen=True)
class MonthFilter(Filter):
    """A month. ``stored``: "first" (a date column with the month's first day), "text" (2020-03),
    "days" (any day in the month) or "moments"."""

    stored: str = "first"
    initial: Callable[[Any], Month | None] | None = None

    def fields(self, listing: Any) -> dict[str, forms.Field]:
        return {self.name: MonthField(label=self.label, required=False)}

    def condition(self, values: dict[str, Any]) -> Q:
        month = values.get(self.name)
        if not month:
            return Q()
        if self.stored in BEGINNINGS:
            begin = BEGINNINGS[self.stored]
            return Q(**{f"{self.path}__gte": begin(month.first), f"{self.path}__lt": begin(month.next_first)})
        return Q(**{self.path: month.first if self.stored == "first" else str(month)})


@dataclass(frozen=True)
class DaysFilter(Filter):
    """From a day up to and including another; two controls ``name_from`` and ``name_to``.

    ``stored``: "days", or "moments" of a day.
    """

    stored: str = "days"

    def fields(self, listing: Any) -> dict[str, forms.Field]:
        return {
            f"{self.name}_from": DayField(label=self.label, required=False),
            f"{self.name}_to": DayField(label=_("to"), required=False),
        }

    def condition(self, values: dict[str, Any]) -> Q:
        begin = BEGINNINGS[self.stored]
        condition, first, last = Q(), values.get(f"{self.name}_from"), values.get(f"{self.name}_to")
        if first:
            condition &= Q(**{f"{self.path}__gte": begin(first)})
        if last:
            condition &= Q(**{f"{self.path}__lt": begin(last + dt.timedelta(days=1))})
        return condition

    def says(self, listing: Any, values: dict[str, Any]) -> str:
        first, last = values.get(f"{self.name}_from"), values.get(f"{self.name}_to")
        return f"{display.day(first)} ~ {display.day(last)}" if first or last else ""


def filter_form(listing: Any, filters: Sequence[Filter]) -> forms.Form:
    """The filter bar as a bound form over the listing's parameters (unbound ones count as empty)."""
    form = forms.Form(data=listing.parameters, auto_id="filter_%s", use_required_attribute=False)
    for each in filters:
        form.fields.update(each.fields(listing))
    return form
