"""Forms of policy proposals and of the city's decisions on them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField, MoneyInput
from institutions.models import PolicyVersion
from institutions.policy.reading import Entry


def _text(label: Any, most: int, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class ParameterForm(forms.Form):
    """Which parameter in force, and how it should read."""

    parameter = forms.ChoiceField(label=_("Parameter in force"))
    value_wanted = _text(
        _("Proposed"),
        1000,
        3,
        help_text=_("The value as it should read, with its unit; a table line by line."),
    )

    def __init__(self, *args: Any, entries: Iterable[Entry], **options: Any) -> None:
        super().__init__(*args, **options)
        grouped = groupby(entries, key=lambda entry: entry.heading)
        self.fields["parameter"].choices = [  # type: ignore[attr-defined]
            (heading, [(key_of(one), one.full_meaning) for one in own]) for heading, own in grouped
        ]

    @property
    def line(self) -> dict[str, Any]:
        section, _bar, parameter = self.cleaned_data["parameter"].partition("|")
        return {"section": section, "parameter": parameter, "value_wanted": self.cleaned_data["value_wanted"]}


def key_of(entry: Entry) -> str:
    return f"{entry.section}|{entry.parameter}"


class ProposalForm(forms.Form):
    """What a proposal says beside its parameters."""

    title = LineField(label=_("What is proposed"), max_length=120)
    wanted_from = DayField(label=_("To hold from"))
    grounds = _text(_("Grounds"), 2000)
    effect = _text(
        _("Estimated effect"), 1000, 3, required=False,
        help_text=_("As a what-if page works it out; attach its printed result as evidence."),
    )  # fmt: skip
    effect_amount = MoneyInput(
        label=_("Estimated effect on a year's spending, yuan"),
        required=False,
        help_text=_("Yuan; below zero where it spends less."),
    )

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ProposalForm.base_fields}


class NewProposalForm(ProposalForm, ParameterForm):
    field_order = (
        "title", "parameter", "value_wanted", "wanted_from", "grounds", "effect", "effect_amount",
    )  # fmt: skip


class EvidenceForm(forms.Form):
    title = LineField(label=_("What it is"), max_length=200)
    upload = forms.FileField(label=_("Scan"), help_text=_("PDF, PNG, JPEG or TIFF, at most 20 MB."))


class AskBackForm(forms.Form):
    reason = _text(_("What is asked"), 300, 3)


class DecisionForm(forms.Form):
    answer_number = LineField(label=_("Number of the reply"), max_length=80)
    answer = _text(_("Decision"), 2000)


class AdoptForm(DecisionForm):
    version = forms.ModelChoiceField(PolicyVersion.objects.none(), label=_("Draft version"), empty_label=None)
    field_order = ("version", "answer_number", "answer")

    def __init__(self, *args: Any, document: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        drafts = PolicyVersion.objects.filter(document=document, state=PolicyVersion.State.DRAFT)
        self.fields["version"].queryset = drafts.select_related("document")  # type: ignore[attr-defined]


class ExecutedForm(forms.Form):
    how = LineField(
        label=_("How it is carried out"),
        max_length=300,
        help_text=_("For example: told to institutions, staff trained."),
    )
