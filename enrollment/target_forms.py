"""What the city asks for when it enters populations and sets targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField, MoneyInput
from institutions.models import Agency

FIRST_YEAR, YEARS_AHEAD = 2015, 1


def years() -> list[tuple[int, str]]:
    """The coming year first: its targets are set before it begins."""
    this = timezone.localdate().year
    return [(year, str(year)) for year in range(this + YEARS_AHEAD, FIRST_YEAR - 1, -1)]


class YearForm(forms.Form):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, choices=years)


class PopulationForm(forms.Form):
    county = forms.ModelChoiceField(Agency.objects.none(), label=_("County"))
    year = forms.TypedChoiceField(
        label=_("Year"), coerce=int, choices=years, help_text=_("The year whose targets follow from it.")
    )
    residents = forms.IntegerField(label=_("Resident population"), min_value=0, max_value=2_000_000_000)
    employed = forms.IntegerField(label=_("Employed population"), min_value=0, max_value=2_000_000_000)
    source = LineField(label=_("Source"), max_length=200)
    as_of = DayField(label=_("As of"))

    def __init__(self, *given: Any, counties: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["county"].queryset = counties  # type: ignore[attr-defined]


class AdjustForm(forms.Form):
    people = forms.IntegerField(label=_("People to be insured"), min_value=0, max_value=2_000_000_000)
    amount = MoneyInput(
        label=_("Collection"),
        required=False,
        min_value=0,
        help_text=_("In yuan. Empty only where the policy gives no contribution."),
    )
    reason = LineField(label=_("Reason"), max_length=200)


class WhyForm(forms.Form):
    reason = LineField(label=_("Reason"), max_length=200)


class BoardForm(forms.Form):
    """What of the board is shown; bound to the query, everything may be left out."""

    area = forms.ChoiceField(label=_("Pooling area"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    month = forms.ChoiceField(label=_("Month"), required=False)
    county = forms.TypedChoiceField(label=_("County"), coerce=int, required=False, empty_value=None)

    def __init__(
        self,
        asked: Any,
        *,
        areas: Sequence[tuple[str, str]],
        year: int,
        months: Sequence[str],
        counties: Sequence[tuple[int, str]],
    ) -> None:
        given = {"year": year} | {name: asked[name] for name in asked}
        super().__init__(given, auto_id="filter_%s")
        self.fields["area"].choices = areas  # type: ignore[attr-defined]
        if len(areas) == 1:
            self.fields["area"].widget = forms.HiddenInput()
        self.fields["year"].choices = years()  # type: ignore[attr-defined]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            ("", _("the last counted")),
            *((month, month) for month in months),
        ]
        self.fields["county"].choices = [("", _("all")), *counties]  # type: ignore[attr-defined]
