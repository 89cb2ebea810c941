"""What a counter asks for when it registers a person, enrols a resident outside the window, or gives money back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.codes import CODES
from config.forms import DayField, LineField, MoneyInput
from config.personal import ProtectedField
from config.spreadsheets import certificates
from config.spreadsheets.faults import ERROR
from enrollment.models import Person
from enrollment.spreadsheets.people import resident_card
from institutions.models import Agency
from institutions.policy.wording import word

RESIDENT_CATEGORIES = [
    (code, name) for code, name in CODES["psn_type"].items() if code[:2] in ("14", "15", "16")
]


class PersonForm(forms.Form):
    psn_cert_type = forms.ChoiceField(
        label=_("Certificate type"), choices=list(CODES["psn_cert_type"].items())
    )
    certno = ProtectedField("masked", label=_("Certificate number"), max_length=50)
    psn_name = LineField(label=_("Full name"), max_length=50)
    gend = forms.ChoiceField(
        label=_("Gender"),
        choices=[("", "—"), *Person.Gender.choices],
        required=False,
        help_text=_("From the identity card when empty."),
    )
    brdy = DayField(label=_("Born on"), required=False, help_text=_("From the identity card when empty."))
    tel = ProtectedField("telephone", label=_("Telephone"), max_length=50, required=False)
    addr = ProtectedField("address", label=_("Address"), max_length=200, required=False)

    def clean_certno(self) -> str:
        return str(self.cleaned_data["certno"]).upper()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("certno"):
            return values
        values["gend"] = values.get("gend") or None
        if values.get("psn_cert_type") == certificates.RESIDENT_CARD:
            for fault in resident_card(0, values):
                if fault.level == ERROR:
                    self.add_error(fault.column, str(fault))
        values["gend"] = values["gend"] or Person.Gender.UNKNOWN
        if values.get("brdy") is None and not self.errors:
            self.add_error("brdy", _("The birth date is needed where the certificate does not tell it."))
        return values


class NewPersonForm(PersonForm):
    county = forms.ModelChoiceField(label=_("County of registration"), queryset=Agency.objects.none())

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties = Agency.objects.filter(area_id=agency.area_id, level=Agency.Level.COUNTY)
        self.fields["county"].queryset = counties.order_by("code")  # type: ignore[attr-defined]


class CounterEnrolmentForm(forms.Form):
    """``reasons`` are those of the policy; a newborn needs none."""

    reason = forms.ChoiceField(label=_("Reason"))
    psn_type = forms.ChoiceField(label=_("Person category"), choices=RESIDENT_CATEGORIES)
    year = forms.IntegerField(label=_("Year of cover"), min_value=2000, max_value=2199)
    evidence = LineField(label=_("Evidence"), max_length=200, help_text=_("The paper shown."))
    paid_on = DayField(label=_("Paid on"))
    amount = MoneyInput(label=_("Paid by the person"), min_value=0)
    number = LineField(
        label=_("Receipt number"),
        max_length=40,
        required=False,
        help_text=_("Empty where nothing is to be paid."),
    )

    def __init__(self, *args: Any, reasons: tuple[str, ...] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reasons is None:
            del self.fields["reason"]
        else:
            self.fields["reason"].choices = [(name, word(name)) for name in reasons]  # type: ignore[attr-defined]


class RefundForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"))
    happened_on = DayField(label=_("Since"), help_text=_("Day of employment, of joining up, of death."))
    evidence = LineField(
        label=_("Evidence"), max_length=200, help_text=_("The paper shown; why somebody else is paid.")
    )
    payee_name = LineField(label=_("Payee"), max_length=120)
    payee_account = forms.RegexField(
        r"^[0-9]{8,34}$",
        label=_("Payee's account number"),
        error_messages={"invalid": _("An account number has 8 to 34 digits.")},
    )
    payee_bank = LineField(label=_("Payee's bank"), max_length=120)

    def __init__(self, *args: Any, reasons: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(name, word(name)) for name in reasons]  # type: ignore[attr-defined]

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies ahead."))
        return day
