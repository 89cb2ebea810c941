"""What a counter asks for when it enrols somebody or changes a coverage."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.codes import CODES
from config.forms import DayField, LineField
from enrollment.models import BASIC_SCHEMES, BenefitHold, Coverage, Payer
from institutions.models import Agency

SCHEMES = [(code, CODES["insutype"][code]) for code in ("390", "310", "330", "320", "510")]
CURRENT_BASIC = [(code, name) for code, name in SCHEMES if code in BASIC_SCHEMES]
CATEGORIES = [(code, name) for code, name in CODES["psn_type"].items() if len(code) == 4 or code == "16"]
ORIGINS = [
    (one.value, one.label)
    for one in (
        Coverage.Origin.REGISTERED,
        Coverage.Origin.NEWBORN,
        Coverage.Origin.LATE,
        Coverage.Origin.TRANSFERRED,
    )
]


class LookUpForm(forms.Form):
    """Both must be known: the page shows nothing to whoever guesses one of them."""

    psn_cert_type = forms.ChoiceField(
        label=_("Certificate type"), choices=list(CODES["psn_cert_type"].items())
    )
    certno = LineField(label=_("Certificate number"), max_length=50)
    psn_name = LineField(label=_("Full name"), max_length=50)

    def clean_certno(self) -> str:
        return str(self.cleaned_data["certno"]).upper()


class _PayerMixin(forms.Form):
    payer = LineField(
        label=_("Payer number"),
        required=False,
        max_length=40,
        help_text=_("Empty when the person pays directly."),
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency

    def clean_payer(self) -> Payer | None:
        number = self.cleaned_data["payer"]
        if not number:
            return None
        payer = Payer.unscoped.filter(emp_no=number, county__area_id=self.agency.area_id).first()
        if payer is None:
            raise forms.ValidationError(_("No payer of this area has this number."))
        return payer


class EnrolForm(_PayerMixin):
    insutype = forms.ChoiceField(label=_("Scheme"), choices=SCHEMES)
    psn_type = forms.ChoiceField(label=_("Person category"), choices=CATEGORIES)
    county = forms.ModelChoiceField(label=_("Insured in"), queryset=Agency.objects.none())
    start = DayField(label=_("First covered day"))
    end = DayField(label=_("Ends before"), required=False, help_text=_("Empty while the coverage goes on."))
    cover = forms.ChoiceField(label=_("What is covered"), choices=Coverage.Cover.choices)
    entitled_from = DayField(
        label=_("Benefits from"), required=False, help_text=_("Where the policy has a waiting period.")
    )
    origin = forms.ChoiceField(label=_("Came by"), choices=ORIGINS)

    field_order = (
        "insutype",
        "psn_type",
        "county",
        "start",
        "end",
        "cover",
        "entitled_from",
        "origin",
        "payer",
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, agency=agency, **kwargs)
        counties = Agency.objects.filter(area_id=agency.area_id, level=Agency.Level.COUNTY)
        self.fields["county"].queryset = counties  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("start"), values.get("end")
        if first and last and last <= first:
            self.add_error("end", _("The coverage would end before it begins."))
        return values


class DayForm(forms.Form):
    day = DayField(label=_("From which day"))


class MoveForm(DayForm):
    county = forms.ModelChoiceField(label=_("Insured in"), queryset=Agency.objects.none())

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties = Agency.objects.filter(area_id=agency.area_id, level=Agency.Level.COUNTY)
        self.fields["county"].queryset = counties  # type: ignore[attr-defined]


class SchemeForm(_PayerMixin, DayForm):
    insutype = forms.ChoiceField(label=_("Scheme"), choices=CURRENT_BASIC)
    psn_type = forms.ChoiceField(label=_("Person category"), choices=CATEGORIES)


class CategoryForm(_PayerMixin, DayForm):
    psn_type = forms.ChoiceField(label=_("Person category"), choices=CATEGORIES)


class HoldForm(DayForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=BenefitHold.Reason.choices)
    note = LineField(label=_("Note"), required=False, max_length=200)


class ResumeForm(DayForm):
    lift = forms.BooleanField(
        label=_("As if never stopped"),
        required=False,
        help_text=_(
            "What was owed came within the policy's days: bills of the days between are paid as well."
        ),
    )
