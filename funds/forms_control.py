"""What is asked for about unusual outlays and audits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.forms import DayField, LineField, MoneyInput, MonthField
from funds.models import AuditFinding, AuditPaper, AuditSample, RushFinding
from institutions.models import Agency


class LookForm(forms.Form):
    month = MonthField(label=_("Month"))


class ExplainForm(forms.Form):
    text = forms.CharField(
        label=_("Cause, and what was put right"), max_length=2000, widget=forms.Textarea({"rows": 5})
    )
    evidence = forms.FileField(label=_("Evidence"), help_text=_("PDF or picture."))


class ReplyForm(forms.Form):
    reply = LineField(label=pgettext_lazy("of a finding", "Reply"), max_length=300)


class RushVerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        label=pgettext_lazy("of a finding", "Verdict"), choices=RushFinding.Verdict.choices
    )
    reply = LineField(label=pgettext_lazy("of a finding", "Reply"), max_length=300, required=False)


class AuditVerdictForm(RushVerdictForm):
    verdict = forms.ChoiceField(
        label=pgettext_lazy("of a finding", "Verdict"), choices=AuditFinding.Verdict.choices
    )


class PlanForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2999)
    title = LineField(label=_("Title"), max_length=120)
    programme = forms.CharField(
        label=_("Programme"), max_length=2000, widget=forms.Textarea({"rows": 5}),
        help_text=_("What is audited, by what method, by when."),
    )  # fmt: skip
    about = forms.ModelChoiceField(
        label=_("Audited unit"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("The whole area"),
    )
    first = DayField(label=_("Audited from"))
    last = DayField(label=_("Audited to"))

    def __init__(self, *args: Any, agency: Agency, **named: Any) -> None:
        super().__init__(*args, **named)
        if agency.level == Agency.Level.CITY:
            units = Agency.objects.filter(
                area=agency.area_id, level__in=(Agency.Level.CITY, Agency.Level.COUNTY)
            )
            self.fields["about"].queryset = units.order_by("code")  # type: ignore[attr-defined]
        else:
            del self.fields["about"]


class ReasonForm(forms.Form):
    reason = LineField(label=_("Reason"), max_length=300)


class DrawForm(forms.Form):
    population = forms.ChoiceField(
        label=pgettext_lazy("audit", "Population"), choices=AuditSample.Population.choices
    )
    method = forms.ChoiceField(label=pgettext_lazy("audit", "Method"), choices=AuditSample.Method.choices)
    size = forms.IntegerField(label=_("Objects asked for"), min_value=1, max_value=5000)
    first = DayField(label=_("From"))
    last = DayField(label=_("To"))


class ResultForm(forms.Form):
    result = forms.ChoiceField(label=_("Result"), choices=AuditPaper.Result.choices[1:])
    fault = forms.ChoiceField(
        label=_("Kind of fault"), choices=[("", "—"), *AuditPaper.Fault.choices], required=False
    )
    fault_amount = MoneyInput(label=_("Fault amount"), required=False, min_value=0)
    note = LineField(label=_("Note"), max_length=500, required=False)
    evidence = forms.FileField(label=_("Evidence"), help_text=_("PDF or picture."), required=False)


class FindingForm(forms.Form):
    unit = forms.ModelChoiceField(
        label=pgettext_lazy("of a finding", "To answer"), queryset=Agency.objects.none()
    )
    title = LineField(label=_("Title"), max_length=120)
    text = forms.CharField(
        label=pgettext_lazy("audit", "What was found"), max_length=2000, widget=forms.Textarea({"rows": 5})
    )
    papers = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("audit", "Faults found"), queryset=AuditPaper.unscoped.none(),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, units: Any, papers: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["papers"].queryset = papers  # type: ignore[attr-defined]
        self.fields["papers"].label_from_instance = lambda one: (  # type: ignore[attr-defined]
            f"{one.sample} {one.position}: {one.get_fault_display()} {one.fault_amount:,.2f}"
        )


class ConclusionForm(forms.Form):
    conclusion = forms.CharField(label=_("Conclusion"), max_length=4000, widget=forms.Textarea({"rows": 8}))
