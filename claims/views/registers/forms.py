"""Forms of the registers: who, when, where, and the paper that proves it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.services.registers.opening import find_insured
from config.errors import DomainError
from config.forms import LineField
from config.listing import DayField
from enrollment.models import Person
from institutions.models import Institution, PoolingArea

MOST_SUGGESTED = 500
SUGGESTIONS = "institutions"


class InstitutionField(LineField):
    """An institution of the area by its code or its whole name; the page suggests both."""

    default_error_messages = {"unknown": _("There is no institution with this code or name.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"list": SUGGESTIONS, "autocomplete": "off"}))
        super().__init__(max_length=200, **options)
        self.area: PoolingArea | None = None

    def clean(self, value: Any) -> Institution | None:  # type: ignore[override]
        text = super().clean(value)
        if not text:
            return None
        # Names and codes of institutions are no county's secret: care may be given anywhere.
        known = Institution.unscoped.filter(area=self.area)
        found = (
            known.filter(fixmedins_code=text.split(" ")[0].upper()).first() or known.filter(name=text).first()
        )
        if found is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return found


def suggestions(area: PoolingArea) -> list[tuple[str, str]]:
    """Codes and names to choose from while typing; hospitals first."""
    known = Institution.unscoped.filter(area=area).order_by("kind", "fixmedins_code")
    return list(known.values_list("fixmedins_code", "name")[:MOST_SUGGESTED])


class AreaForm(forms.Form):
    """A form that knows the area in which its user works."""

    def __init__(self, *args: Any, area: PoolingArea, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.area, self.user = area, user
        for field in self.fields.values():
            if isinstance(field, InstitutionField):
                field.area = area


class RegisterForm(AreaForm):
    """What every application begins with; topics add their own fields."""

    who = LineField(
        label=_("Person"), max_length=50, help_text=_("Person number or certificate number, from any county.")
    )
    applied_on = DayField(label=_("Applied on"), initial=timezone.localdate)
    remark = LineField(label=_("Remark"), max_length=300, required=False)
    paper_title = LineField(label=_("Name of the paper"), max_length=200, required=False)
    paper = forms.FileField(
        label=_("Scan"), required=False, help_text=_("PDF or picture; more can be added afterwards.")
    )

    def clean_who(self) -> Person:
        try:
            return find_insured(text=self.cleaned_data["who"], acting_user=self.user)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error

    def values(self) -> dict[str, Any]:
        """What the service takes: everything but the paper, the person under its name."""
        values = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("paper", "paper_title", "who")
        }
        return {"person": self.cleaned_data["who"], **values}


class DecisionForm(AreaForm):
    """In favour with its first and last day, or not and why."""

    APPROVE, REFUSE = "approve", "refuse"

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(APPROVE, _("Approve")), (REFUSE, _("Refuse"))],
        widget=forms.RadioSelect,
    )
    first = DayField(label=_("Holds from"), required=False)
    last = DayField(label=_("Last day"), required=False, help_text=_("Empty when it goes on."))
    reason = LineField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("For a refusal; it stands on the notice."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == self.REFUSE and not cleaned.get("reason"):
            self.add_error("reason", _("Give the reason."))
        return cleaned


class ReasonForm(AreaForm):
    reason = LineField(label=_("Reason"), max_length=300)


class EndForm(AreaForm):
    last_day = DayField(label=_("Last day"), initial=timezone.localdate)
    reason = LineField(label=_("Reason"), max_length=300)


class PaperForm(AreaForm):
    title = LineField(label=_("Name of the paper"), max_length=200)
    upload = forms.FileField(label=_("Scan"), help_text=_("PDF, PNG, JPEG or TIFF, up to 20 MB."))
