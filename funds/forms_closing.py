"""Forms about accounting months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from funds.services.closing.conditions import Finding


class CloseForm(forms.Form):
    """Every warning has to be accepted; without one there is nothing to fill in."""

    accepted = forms.MultipleChoiceField(
        label=_("I know of this and close the month all the same"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Accept each warning, or see to it first.")},
    )

    def __init__(self, data: Any, *, warned: Sequence[Finding]) -> None:
        super().__init__(data)
        self.warned = [one.condition.key for one in warned]
        if not warned:
            del self.fields["accepted"]
            return
        self.fields["accepted"].choices = [  # type: ignore[attr-defined]
            (
                one.condition.key,
                f"{one.condition.title}{_(': ')}{' '.join(str(told.text) for told in one.unmet)}",
            )
            for one in warned
        ]

    def clean_accepted(self) -> list[str]:
        given: list[str] = self.cleaned_data["accepted"]
        if set(given) != set(self.warned):
            raise forms.ValidationError(_("Accept each warning, or see to it first."))
        return given


class ReopenForm(forms.Form):
    reason = forms.CharField(label=_("Why it is reopened"), max_length=200)


class RefuseForm(forms.Form):
    answer = forms.CharField(label=_("Why it is refused"), max_length=200)
