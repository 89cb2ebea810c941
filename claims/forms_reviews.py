"""What clerks type about single-case reviews."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import CaseReview, Expert
from config.forms import DayField, LineField

LEAST = Decimal("0.0001")


def _text(label: Any, length: int, **given: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea(attrs={"rows": 3}), **given)


def _points(label: Any, **given: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=LEAST, max_digits=14, decimal_places=4, **given
    )


class ReviewForm(forms.Form):
    bill_number = LineField(label=_("Settlement number"), max_length=30)
    cause = forms.ChoiceField(label=_("Cause"), choices=CaseReview.Cause)
    grounds = _text(_("Grounds of the institution"), 1000)
    papers = _text(_("Papers handed in"), 500, required=False)
    applied_on = DayField(label=_("Applied on"))


class CaseOpinionForm(forms.Form):
    expert = forms.ModelChoiceField(label=_("Expert"), queryset=Expert.unscoped.none())
    agrees = forms.TypedChoiceField(
        label=_("In favour"),
        choices=[("1", _("in favour")), ("0", _("against"))],
        coerce=lambda value: value == "1",
    )
    points = _points(_("Points advised"))
    opinion = _text(_("Opinion"), 500)
    given_on = DayField(label=_("Given on"))

    def __init__(self, *args: Any, experts: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["expert"].queryset = experts  # type: ignore[attr-defined]


class ReviewProposalForm(forms.Form):
    points = _points(
        _("Points proposed"), help_text=_("All factors included; empty to propose that it is refused.")
    )
    conclusion = _text(_("Conclusion"), 500)


class ReviewDecisionForm(forms.Form):
    agrees = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("1", _("as proposed")), ("0", _("sent back"))],
        coerce=lambda value: value == "1",
    )
    day = DayField(label=_("Decided on"))
