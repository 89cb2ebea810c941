"""What clerks type about the yearly assessment."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField

FIRST_YEAR = 2015


def past_years() -> list[tuple[int, str]]:
    """Years that are over, the last one first."""
    return [(year, str(year)) for year in range(timezone.localdate().year - 1, FIRST_YEAR - 1, -1)]


class OpenForm(forms.Form):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, choices=past_years)


class PlaceForm(forms.Form):
    place = LineField(label=_("Where it is published"), max_length=200)


class WhyForm(forms.Form):
    reason = LineField(label=_("Reason"), max_length=300)


class ValueForm(forms.Form):
    """One entered value: points or a percentage, as the policy has it."""

    value = forms.DecimalField(label=_("Value"), min_value=0, max_digits=5, decimal_places=2)
    evidence = LineField(label=_("Evidence"), max_length=300)

    def __init__(self, *args: Any, in_points: bool, most: int, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["value"]
        field.help_text = (
            _("Points, 0 to %(most)s.") % {"most": most} if in_points else _("Percent, 0 to 100.")
        )


class AssessmentObjectionForm(forms.Form):
    received_on = DayField(label=_("Raised on"))
    text = LineField(label=_("Objection"), max_length=500)


class HearingForm(forms.Form):
    heard_on = DayField(label=_("Heard on"))
    hearing = LineField(label=_("What was said at the hearing"), max_length=500)


class AgreedForm(forms.Form):
    day = DayField(label=_("Institution agreed on"))


class AnswerAssessmentForm(forms.Form):
    """The answer; an objection that is upheld sets the points of the indicators it is about."""

    answer = LineField(label=_("Answer"), max_length=500)
    upheld = forms.ChoiceField(
        label=_("The objection is"),
        widget=forms.RadioSelect,
        choices=[("no", _("not upheld")), ("yes", _("upheld: the points below are set"))],
    )

    def __init__(self, *args: Any, values: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.keys = []
        for one in values:
            self.keys.append(one.indicator)
            self.fields[f"points_{one.indicator}"] = forms.DecimalField(
                label=_("Points: %(title)s") % {"title": one.title}, required=False, min_value=Decimal(0),
                max_value=Decimal(one.most), decimal_places=2,
                help_text=_("0 to %(most)s; empty: stays at %(points)s.")
                % {"most": one.most, "points": "—" if one.counts is None else one.counts},
            )  # fmt: skip

    def points(self) -> dict[str, Decimal]:
        """Indicator → points, of those that were filled in."""
        found = {key: self.cleaned_data[f"points_{key}"] for key in self.keys}
        return {key: points for key, points in found.items() if points is not None}
