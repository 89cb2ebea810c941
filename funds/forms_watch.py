"""What is asked for about what is watched: answers, talks, reports, assumptions of a projection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField, MonthField
from funds.rules.projection import FEWEST_YEARS, MOST_YEARS

_LOWEST, _HIGHEST = -50, 50


class CountForm(forms.Form):
    month = MonthField(label=_("Month"))


class AnswerForm(forms.Form):
    cause = forms.CharField(label=_("Cause"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    measures = forms.CharField(label=_("Measures"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class ReplyForm(forms.Form):
    reply = LineField(label=_("Reply"), max_length=300)


class ReasonForm(forms.Form):
    reason = LineField(label=_("Reason"), max_length=200)


class AcceptForm(forms.Form):
    reply = LineField(label=_("Reply"), max_length=300, required=False)


class TalkForm(forms.Form):
    day = DayField(label=_("Day of the talk"))
    people = LineField(label=_("Who took part"), max_length=300)
    agreed = forms.CharField(label=_("What was agreed"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    minutes = forms.FileField(label=_("Minutes"), help_text=_("PDF or picture."))


class TellForm(forms.Form):
    day = DayField(label=_("Reported on"))
    document = LineField(label=_("Document number"), max_length=60)
    text = forms.CharField(
        label=_("In words"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )


class RemarksForm(forms.Form):
    remarks = forms.CharField(label=_("Analysis"), max_length=4000, widget=forms.Textarea({"rows": 8}))


class ProjectionForm(forms.Form):
    """Bound to the query; growth in per cent a year, with two decimals."""

    scheme = forms.ChoiceField(label=_("Scheme"))
    unit = forms.ChoiceField(label=_("Unit"))
    years = forms.TypedChoiceField(
        label=_("Years"), coerce=int, choices=[(n, str(n)) for n in range(FEWEST_YEARS, MOST_YEARS + 1)]
    )
    people = forms.DecimalField(
        label=_("Growth of people (%)"), min_value=_LOWEST, max_value=_HIGHEST, decimal_places=2
    )
    income = forms.DecimalField(
        label=_("Growth of income a head (%)"), min_value=_LOWEST, max_value=_HIGHEST, decimal_places=2
    )
    spending = forms.DecimalField(
        label=_("Growth of spending a head (%)"), min_value=_LOWEST, max_value=_HIGHEST, decimal_places=2
    )

    def __init__(self, asked: Any, *, schemes: Any, units: Any, usual: dict[str, Any]) -> None:
        given = usual | {name: asked[name] for name in asked}
        super().__init__(given, auto_id="filter_%s")
        self.fields["scheme"].choices = schemes  # type: ignore[attr-defined]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
