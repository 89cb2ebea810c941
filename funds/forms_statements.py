"""Forms about statements that were sent to institutions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.display import money_text
from config.forms import DayField, LineField
from funds.models import Statement, StatementSending

ALL, CHOSEN = "all", "chosen"


class SendForm(forms.Form):
    """How one statement, or each of several, was sent."""

    sent_on = DayField(label=_("Sent out on"))
    way = forms.ChoiceField(label=_("Way of sending"), choices=StatementSending.Way.choices)
    receiver = LineField(label=_("Receiver"), max_length=60, required=False)
    note = LineField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("sent_on", timezone.localdate())


class SendManyForm(SendForm):
    """``statements`` are those not sent yet, with institution and payer; with too many to be ticked there is only all
    of them (``tickable``)."""

    which = forms.ChoiceField(label=_("Which statements"), widget=forms.RadioSelect, initial=ALL)
    chosen = forms.TypedMultipleChoiceField(
        label=_("Only these"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("sent_on", "way", "receiver", "note", "which", "chosen")

    def __init__(
        self, *args: Any, statements: Sequence[Statement], count: int, tickable: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["receiver"].help_text = _("Leave it empty where each institution has its own.")
        which: Any = self.fields["which"]
        everyone = (ALL, _("All %(count)s not sent yet") % {"count": count})
        if not tickable:
            which.choices = [everyone]
            del self.fields["chosen"]
            which.help_text = _("To tick single ones, narrow the list first.")
            return
        which.choices = [everyone, (CHOSEN, _("Only those ticked below"))]
        chosen: Any = self.fields["chosen"]
        chosen.choices = [
            (
                one.pk,
                f"{one.institution.fixmedins_code}  {one.institution.name}  {one.payer}  {money_text(one.act_dfr_amt)}",
            )
            for one in statements
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        ticked = cleaned.get("chosen")
        if cleaned.get("which") == CHOSEN and not ticked and "chosen" not in self.errors:
            self.add_error("chosen", _("Tick at least one statement."))
        if cleaned.get("which") == ALL and ticked:
            self.add_error("which", _("Statements are ticked below: choose those, or tick none."))
        return cleaned


class ConfirmStatementForm(forms.Form):
    confirmed_on = DayField(label=_("Confirmed on"))


class ObjectToStatementForm(forms.Form):
    objected_on = DayField(label=_("Objected on"))
    objection = forms.CharField(
        label=_("Objection"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnswerStatementForm(forms.Form):
    answered_on = DayField(label=_("Answered on"))
    answer = forms.CharField(label=_("Answer"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
