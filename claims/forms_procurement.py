"""What clerks type about central procurement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from claims.models import ProcurementBatch
from config.codes import name_of
from config.forms import DayField, LineField

SCHEMES = ("390", "310")


class BatchForm(forms.Form):
    name = LineField(label=_("Name"), max_length=200)
    tier = forms.ChoiceField(label=_("Kind"), choices=ProcurementBatch.Tier)
    basis = LineField(label=_("Basis document"), max_length=200)
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    insutype = forms.ChoiceField(
        label=_("Paid from the fund of"), choices=lambda: [(one, name_of("insutype", one)) for one in SCHEMES]
    )


class SupplierForm(forms.Form):
    code = LineField(
        label=_("Unified social credit code"), max_length=18,
        validators=[RegexValidator(r"^[0-9A-Za-z]{18}$", _("The code is eighteen digits and capital letters."))],
    )  # fmt: skip
    name = LineField(label=_("Supplier"), max_length=200)


class EventForm(forms.Form):
    event = forms.ChoiceField(label=_("Event"))
    day = DayField(label=_("Day of the event"))
    evidence = LineField(label=_("Evidence"), max_length=300)

    def __init__(self, *args: Any, events: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["event"]
        field.choices = events


class AcceptForm(forms.Form):
    day = DayField(label=_("Accepted on"))
