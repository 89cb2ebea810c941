"""What a counter asks for when it registers a payer or changes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField
from config.personal import ProtectedField
from enrollment.models import Payer
from institutions.models import Agency, User


class PayerForm(forms.Form):
    """Of a payer that is registered already; see :class:`NewPayerForm`."""

    name = LineField(label=_("Payer's name"), max_length=200)
    uscc = LineField(label=_("Credit code"), max_length=18, required=False)
    counter = forms.ModelChoiceField(
        label=_("Service counter"),
        queryset=Agency.objects.none(),
        required=False,
        help_text=_("The county's, township's or village's counter that serves it; the county's when empty."),
    )
    start = DayField(label=_("Registered from"))
    end = DayField(label=_("Ends before"), required=False, help_text=_("Empty while it is registered."))
    conts = LineField(label=_("Contact"), max_length=50, required=False)
    tel = ProtectedField("telephone", label=_("Telephone"), max_length=50, required=False)
    addr = LineField(label=_("Address"), max_length=200, required=False)

    def __init__(self, *args: Any, counties: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # County, township, village: three steps at most (JJ-14).
        within = Q()
        for path in ("pk", "parent", "parent__parent"):
            within |= Q(**{f"{path}__in": [one.pk for one in counties]})
        self.fields["counter"].queryset = Agency.objects.filter(within).order_by("code")  # type: ignore[attr-defined]

    def clean_uscc(self) -> str:
        return str(self.cleaned_data["uscc"]).upper()


class NewPayerForm(PayerForm):
    emp_no = LineField(label=_("Payer number"), max_length=40)
    kind = forms.ChoiceField(label=_("Kind of payer"), choices=Payer.Kind.choices)
    county = forms.ModelChoiceField(label=_("County"), queryset=Agency.objects.none())

    field_order = (
        "emp_no",
        "kind",
        "name",
        "uscc",
        "county",
        "counter",
        "start",
        "end",
        "conts",
        "tel",
        "addr",
    )

    def __init__(self, *args: Any, counties: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, counties=counties, **kwargs)
        self.fields["county"].queryset = Agency.objects.filter(  # type: ignore[attr-defined]
            pk__in=[one.pk for one in counties]
        ).order_by("code")


def counties_of(user: User) -> list[Agency]:
    """Counties in which the user may register payers."""
    scope = user.scope()
    counties = Agency.objects.filter(level=Agency.Level.COUNTY)
    return list(counties if scope.everything else counties.filter(pk__in=scope.counties))
