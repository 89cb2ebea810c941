"""Forms of the year's clearing with institutions."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.forms import DayField
from funds.services.year_clearing.what_if import Band, Question

_PERCENT = Decimal(100)


class OpenYearForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    insutype = forms.ChoiceField(label=_("Scheme"))

    def __init__(self, *args: Any, schemes: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["insutype"]
        field.choices = [(scheme, name_of("insutype", scheme)) for scheme in schemes]
        self.initial.setdefault("year", timezone.localdate().year - 1)


class ConfirmYearForm(forms.Form):
    paper = forms.CharField(label=_("Number of the signed paper"), max_length=60)
    confirmed_on = DayField(label=_("Signed on"))


class ObjectForm(forms.Form):
    text = forms.CharField(label=_("Objection"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    paper = forms.CharField(label=_("Number of the paper"), max_length=60)


class AnswerForm(forms.Form):
    upheld = forms.ChoiceField(
        label=_("Answer"),
        widget=forms.RadioSelect,
        choices=[("no", _("The year stands")), ("yes", _("Upheld: the year is computed anew"))],
    )
    answer = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


def _percent(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_value=200, decimal_places=2, required=False)


class WhatIfYearForm(forms.Form):
    """Empty fields leave what the policy says."""

    kept_edge = _percent(_("Surplus kept up to, % of what is due"))
    kept_share = _percent(_("Share of it kept, %"))
    shared_edge = _percent(_("Overrun shared up to, % of what is due"))
    shared_share = _percent(_("Share of it the fund bears, %"))

    def __init__(self, *args: Any, pools: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.methods = {f"value_{pool.method}": pool.method for pool in pools}
        for pool in pools:
            self.fields[f"value_{pool.method}"] = forms.DecimalField(
                label=_("Point value of %(method)s, yuan") % {"method": pool.method.upper()},
                min_value=0,
                decimal_places=6,
                max_digits=18,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for edge, part in (("kept_edge", "kept_share"), ("shared_edge", "shared_share")):
            if (cleaned.get(edge) is None) != (cleaned.get(part) is None):
                self.add_error(edge, _("Give edge and share together."))
            elif cleaned.get(edge) == 0:
                self.add_error(edge, _("The edge lies above zero."))
            elif (cleaned.get(part) or 0) > _PERCENT:
                self.add_error(part, _("At most 100 %."))
        return cleaned

    def question(self) -> Question:
        given = self.cleaned_data
        values = {method: given[name] for name, method in self.methods.items() if given.get(name) is not None}
        return Question(values, _band(given, "kept"), _band(given, "shared"))


def _band(given: dict[str, Any], name: str) -> Band | None:
    edge, part = given.get(f"{name}_edge"), given.get(f"{name}_share")
    return None if edge is None or part is None else Band(int(edge * 100), int(part * 100))
