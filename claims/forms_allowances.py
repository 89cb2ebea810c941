"""What clerks type for a maternity allowance."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms import codes
from claims.models import MaternityAllowance
from claims.rules.allowances import BIRTHS
from config.forms import DayField, LineField, MoneyInput


class BirthForm(forms.Form):
    """The facts of a birth."""

    matn_type = forms.ChoiceField(label=_("Delivery"), choices=MaternityAllowance.Delivery)
    born_on = DayField(label=_("Day of the birth or loss"))
    fetus_cnt = forms.IntegerField(label=_("Children born"), min_value=0, max_value=9, initial=1)
    pregnancy_weeks = forms.IntegerField(
        label=_("Weeks of pregnancy"), min_value=1, max_value=45, required=False,
        help_text=_("Asked where no child was born."),
    )  # fmt: skip
    employer_name = LineField(label=_("Employer"), max_length=120)
    monthly_base = MoneyInput(
        label=_("Employer's mean monthly base"), min_value=0,
        help_text=_("Mean of the monthly contribution bases of the employer's staff in the year before."),
    )  # fmt: skip
    base_evidence = LineField(label=_("Evidence of the base"), max_length=200)

    def __init__(self, *args: Any, case: MaternityAllowance | None = None, **options: Any) -> None:
        if case is not None:
            options["initial"] = {name: getattr(case, name) for name in self.base_fields}
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("matn_type") in BIRTHS:
            given["pregnancy_weeks"] = None
            if not given.get("fetus_cnt"):
                self.add_error("fetus_cnt", _("A birth has at least one child."))
        else:
            given["fetus_cnt"] = 0
            if given.get("pregnancy_weeks") is None:
                self.add_error("pregnancy_weeks", _("Give the weeks of pregnancy."))
        return given

    @property
    def facts(self) -> dict[str, Any]:
        """Columns of :class:`MaternityAllowance`."""
        names = set(BirthForm.base_fields)
        return {name: value for name, value in self.cleaned_data.items() if name in names}


class RegisterBirthForm(BirthForm):
    number = LineField(label=_("Person or certificate number"), max_length=50)
    name = LineField(
        label=_("Full name"), max_length=50, help_text=_("Exactly as registered; any county of the area.")
    )
    insutype = forms.ChoiceField(label=_("Scheme"), choices=lambda: codes("insutype"), initial="310")
    received_on = DayField(label=_("Received on"))

    field_order = ("number", "name", "insutype", "received_on")
