"""What people type about the assessment of counties and the money that follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.display import joined, percent
from config.forms import DayField, LineField
from funds.models import CountyIndicator, CountyScheme
from institutions.forms_assessment import past_years
from institutions.models import Agency
from institutions.rules.scoring import BANDS, JOINED, LINE, PER_UNIT

_END = re.compile(r"(-?\d+(?:\.\d{1,2})?)%?[:：](\d+(?:\.\d{1,2})?)%?")
_HUNDRED = 100


class PercentField(forms.DecimalField):
    """A percentage of two decimals, cleaned to ten-thousandths."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_digits": 8, "decimal_places": 2, **options})

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return None if found is None else int(found * _HUNDRED)


class EndsField(forms.CharField):
    """Ends of a curve: ``2: 60; 5: 100`` gives 60 % of the points at 2 %, all at 5 %; cleaned to pairs."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).replace("；", ";").replace(" ", "")
        ends = []
        for part in filter(None, text.split(";")):
            found = _END.fullmatch(part)
            if found is None:
                raise forms.ValidationError(
                    _("“%(part)s” is no end of a curve: write 2: 60 for 60 %% of the points at 2 %%."),
                    params={"part": part},
                )
            ends.append((int(Decimal(found[1]) * _HUNDRED), int(Decimal(found[2]) * _HUNDRED)))
        return ends


class IndicatorForm(forms.Form):
    """Points and curve of an indicator for the year, as far as its way of scoring has them."""

    points = forms.IntegerField(label=_("Points"), min_value=0, max_value=100)
    reason = LineField(label=_("Why it differs from the policy"), max_length=200)

    def __init__(self, *args: Any, indicator: CountyIndicator, **options: Any) -> None:
        curve = indicator.curve
        ends = joined(f"{percent(low)}: {percent(part)}" for low, part in curve.get("bands", []))
        known = {name: Decimal(curve[name]) / _HUNDRED for name in ("none", "full") if name in curve}
        initial = {"points": indicator.points, "ends": ends, "reason": indicator.changed, **known}
        super().__init__(*args, initial=initial, **options)
        scored = curve["scored"]
        if scored == LINE:
            self.fields["none"] = PercentField(label=_("No points at, percent"))
        if scored in (LINE, PER_UNIT):
            self.fields["full"] = PercentField(label=_("All points at, percent"))
        if scored in (BANDS, JOINED):
            self.fields["ends"] = EndsField(
                label=_("Ends of the curve"),
                max_length=300,
                help_text=_("Such as 0: 0; 2: 60; 5: 100, in percent."),
            )
        self.order_fields(["points", "none", "full", "ends", "reason"])

    def changed_to(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class DaysForm(forms.Form):
    report_by = DayField(label=_("Reported by the day"))
    verify_by = DayField(label=_("Verified by the day"))
    publish_by = DayField(label=_("Published by the day"))
    appeal_days = forms.IntegerField(label=_("Days to appeal"), min_value=1, max_value=60)

    @classmethod
    def of(cls, scheme: CountyScheme, data: Any) -> DaysForm:
        names = ("report_by", "verify_by", "publish_by", "appeal_days")
        return cls(data, initial={name: getattr(scheme, name) for name in names})


def _value_field(*, in_points: bool, most: int, required: bool) -> forms.DecimalField:
    help_text = _t("Points, 0 to %(most)s.") % {"most": most} if in_points else _t("Percent.")
    return forms.DecimalField(
        label=_("Value"), max_digits=8, decimal_places=2, required=required, help_text=help_text
    )


class ReportForm(forms.Form):
    """A county's own figure with what proves it."""

    evidence = LineField(label=_("Evidence"), max_length=300)

    def __init__(self, *args: Any, in_points: bool, most: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["value"] = _value_field(in_points=in_points, most=most, required=True)
        self.order_fields(["value", "evidence"])


class VerifyForm(forms.Form):
    """What counts; left empty, the figure of the data or else the county's."""

    difference = LineField(label=_("Why it differs"), max_length=300, required=False)

    def __init__(self, *args: Any, in_points: bool, most: int, **options: Any) -> None:
        super().__init__(*args, **options)
        field = _value_field(in_points=in_points, most=most, required=False)
        field.help_text = f"{field.help_text} {_t('Empty: from the data, else as reported.')}"
        self.fields["value"] = field
        self.order_fields(["value", "difference"])


class EvidenceForm(forms.Form):
    title = LineField(label=_("Title"), max_length=200)
    upload = forms.FileField(label=_("Scan"), help_text=_("PDF, PNG, JPEG or TIFF."))


class AppealForm(forms.Form):
    text = forms.CharField(label=_("Appeal"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ManagerialForm(forms.Form):
    """A county's year in a scheme, and which share of its shortfalls was found managerial."""

    unit = forms.ModelChoiceField(Agency.objects.none(), label=_("County"), empty_label=None)
    insutype = forms.ChoiceField(label=_("Scheme"))
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, choices=past_years)
    found_income = PercentField(
        label=_("Of the income short, managerial percent"), initial=100, min_value=0, max_value=100
    )
    found_spending = PercentField(
        label=_("Of the spending over, managerial percent"), initial=100, min_value=0, max_value=100
    )
    reason = LineField(label=_("Reason"), max_length=300)
    evidence = LineField(
        label=_("Paper of the departments"), max_length=200,
        help_text=_("By which insurance, finance and tax agreed."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: Any, schemes: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        unit: Any = self.fields["unit"]
        unit.queryset = units
        insutype: Any = self.fields["insutype"]
        insutype.choices = [(one, name_of("insutype", one)) for one in schemes]


class IncentiveForm(forms.Form):
    insutype = forms.ChoiceField(label=_("Scheme"))

    def __init__(self, *args: Any, schemes: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        insutype: Any = self.fields["insutype"]
        insutype.choices = [(one, name_of("insutype", one)) for one in schemes]
