"""What clerks type about agreements."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.forms import DayField, LineField
from institutions.models import Agreement, AgreementDecision, Institution
from institutions.rules.agreements import Item
from institutions.services.agreements.texts import BLANKS


class ServicesField(forms.MultipleChoiceField):
    """Which services the agreement is about."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Services"), choices=Agreement.Service, widget=forms.CheckboxSelectMultiple, **options
        )


class ApplyForm(forms.Form):
    services = ServicesField()
    applied_on = DayField(label=_("Applied on"))
    reason = LineField(label=_("What is applied for"), required=False, max_length=300)


class RenewForm(forms.Form):
    applied_on = DayField(label=_("Applied on"))


class ChangeForm(forms.Form):
    services = ServicesField()
    reason = LineField(label=_("What is to change"), max_length=300)
    applied_on = DayField(label=_("Applied on"))


class PapersForm(forms.Form):
    """The papers of an application, ticked where they are in."""

    papers = forms.MultipleChoiceField(
        label=_("Papers handed in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    day = DayField(label=_("Handed in on"))

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        papers = list(agreement.papers.all())
        self.fields["papers"].choices = [(paper.key, paper.title) for paper in papers]  # type: ignore[attr-defined]
        self.fields["papers"].initial = [paper.key for paper in papers if paper.received_on]


class ScanForm(forms.Form):
    scan = forms.FileField(label=_("Scan"), help_text=_("PDF, PNG, JPEG or TIFF."))


class RemarkForm(forms.Form):
    reason = LineField(label=_("Remark"), required=False, max_length=300)


class ReasonForm(forms.Form):
    reason = LineField(label=_("Reason"), max_length=300)


class MetForm(forms.Form):
    met_on = DayField(label=_("Met on"))
    evidence = LineField(label=_("Evidence"), max_length=200)


class SheetForm(forms.Form):
    """One evaluator's sheet: a field for every item the policy has evaluated."""

    evaluator = LineField(label=_("Evaluator"), max_length=50)

    def __init__(self, *args: Any, items: list[Item], titles: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = items
        for item in items:
            self.fields[f"item_{item.key}"] = forms.DecimalField(
                label=titles[item.key], min_value=Decimal(0), max_value=Decimal(item.points), decimal_places=1,
                help_text=_("0 to %(points)s, mean at least %(lowest)s")
                % {"points": item.points, "lowest": item.lowest},
                widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
            )  # fmt: skip

    def points(self) -> dict[str, Decimal]:
        return {item.key: self.cleaned_data[f"item_{item.key}"] for item in self.items}


class NoticeForm(forms.Form):
    first = DayField(label=_("Published from"))
    place = LineField(label=_("Where it is published"), max_length=200)


class ObjectionForm(forms.Form):
    received_on = DayField(label=_("Raised on"))
    raised_by = LineField(label=_("Raised by"), max_length=100)
    text = LineField(label=_("Objection"), max_length=500)


class AnswerForm(forms.Form):
    answer = LineField(label=_("Answer"), max_length=500)
    upheld = forms.ChoiceField(
        label=_("The objection is"),
        widget=forms.RadioSelect,
        choices=[("no", _("not upheld")), ("yes", _("upheld: the application can only be refused"))],
    )


class ProposeForm(forms.Form):
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    terms = forms.CharField(
        label=_("Agreed beside the text"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class AskForm(forms.Form):
    """Suspension, resumption or termination, whatever the state allows."""

    act = forms.ChoiceField(label=_("Act"), widget=forms.RadioSelect)
    from_day = DayField(label=_("From"), help_text=_("The first day on which it is so."))
    until_day = DayField(
        label=_("Until"), required=False, help_text=_("By when a suspension is looked at again.")
    )
    reason = LineField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        suspended = agreement.state == Agreement.State.SUSPENDED
        acts = [
            AgreementDecision.Act.RESUME if suspended else AgreementDecision.Act.SUSPEND,
            AgreementDecision.Act.TERMINATE,
        ]
        self.fields["act"].choices = [(act.value, act.label) for act in acts]  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[("yes", _("Approve")), ("no", _("Turn the request down"))],
    )  # fmt: skip


class TextForm(forms.Form):
    """A version of the model agreement."""

    kind = forms.ChoiceField(label=_("Kind of institution"), choices=Institution.Kind)
    title = LineField(label=_("Title"), max_length=200)
    effective_from = DayField(label=_("For agreements from"))
    body = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 24}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        blanks = " ".join(f"{{{name}}} {label};" for name, label in BLANKS.items())
        self.fields["body"].help_text = _("Filled in for each institution: %(blanks)s") % {"blanks": blanks}
