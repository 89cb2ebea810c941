"""What is asked for when fund budgets are drafted, changed, handed on and answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.codes import name_of
from config.forms import DayField, LineField, MoneyInput
from enrollment.target_forms import years
from funds.reads.budget_lines import schemes


def scheme_choices() -> list[tuple[str, str]]:
    return [(code, str(name_of("insutype", code))) for code in schemes()]


class DraftForm(forms.Form):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, choices=years)
    insutype = forms.ChoiceField(label=_("Scheme"), choices=scheme_choices)


class HandInForm(forms.Form):
    explanation = LineField(
        label=_("Explanation"), max_length=300, required=False,
        help_text=_("Needed where benefits exceed what is left of the income: what covers it."),
    )  # fmt: skip


class ExplainForm(forms.Form):
    explanation = LineField(label=_("Why the budget is changed"), max_length=300)


class AnswerForm(forms.Form):
    agrees = forms.TypedChoiceField(
        label=_("Answer"), coerce=lambda value: value == "yes",
        choices=[("yes", pgettext_lazy("fund budget", "Agrees")),
                 ("no", _("Returned with reason"))], widget=forms.RadioSelect,
    )  # fmt: skip
    answered_on = DayField(label=_("Answered on"), initial=timezone.localdate)
    document_number = LineField(label=_("Document number"), max_length=60, required=False)
    reason = LineField(label=_("Reason"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = self.cleaned_data
        if found.get("agrees") is False and not found.get("reason"):
            self.add_error("reason", _("Say why it was returned."))
        return found


class LineForm(forms.Form):
    """One line of a draft; ``prefix`` is its key."""

    amount = MoneyInput(label=_("Amount"))
    reason = LineField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["amount"].widget.attrs["size"] = 16
        self.fields["reason"].widget.attrs["size"] = 48


class CountyForm(forms.Form):
    """Whose part is shown; bound to the query, it may be left out."""

    county = forms.TypedChoiceField(label=_("County"), coerce=int, empty_value=None, required=False)

    def __init__(self, data: Any, *, counties: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["county"].choices = [("", _("All together")), *counties]  # type: ignore[attr-defined]
