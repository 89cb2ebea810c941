"""What is asked for when payment budgets are drafted, capped, negotiated and adjusted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import BudgetRound, BudgetShare, PaymentMethod
from config.codes import name_of
from config.forms import LineField, MoneyInput, MonthField
from config.money import TEN_THOUSAND
from enrollment.target_forms import years

SCHEMES = ("310", "390")


def schemes() -> list[tuple[str, str]]:
    return [(code, str(name_of("insutype", code))) for code in SCHEMES]


class DraftForm(forms.Form):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, choices=years)
    insutype = forms.ChoiceField(label=_("Scheme"), choices=schemes)
    growth = forms.DecimalField(
        label=_("Growth"), required=False, min_value=-100, max_value=1000, max_digits=6, decimal_places=2,
        help_text=_("In percent over last year's payments. Empty: as the policy says."),
    )  # fmt: skip
    total = MoneyInput(
        label=_("Budget"), required=False, min_value=0,
        help_text=_("In yuan, where the fund's budget fixes it. Empty: last year's payments with growth."),
    )  # fmt: skip

    def clean_growth(self) -> int | None:
        """Ten-thousandths."""
        percent: Decimal | None = self.cleaned_data["growth"]
        return None if percent is None else int(percent * (TEN_THOUSAND // 100))


class WhyForm(forms.Form):
    reason = LineField(label=_("Reason"), max_length=200)


class CapForm(forms.Form):
    """One county's row; ``prefix`` is its key."""

    cap = MoneyInput(label=_("Cap"), min_value=0)
    reason = LineField(label=_("Why the cap differs"), max_length=200, required=False)


class ReserveForm(forms.Form):
    reserved = MoneyInput(label=_("Reserved"), min_value=0)


class TalkForm(forms.Form):
    """One share's row of the negotiation: what is done with it now, if anything."""

    OFFER, SET = "offer", "set"
    NEEDS_AMOUNT = (OFFER, SET, BudgetRound.Answer.ASKS)
    NEEDS_REASON = (SET, BudgetRound.Answer.ASKS, BudgetRound.Answer.REFUSED)

    act = forms.ChoiceField(label=_("Step"), required=False)
    amount = MoneyInput(label=_("Amount"), required=False, min_value=0)
    reason = LineField(label=_("Reason"), max_length=200, required=False)
    spoke = LineField(label=_("Who spoke for the institution"), max_length=50, required=False)

    def __init__(self, data: Any, *, share: BudgetShare, waits: bool, heard: bool) -> None:
        super().__init__(data, prefix=f"share{share.pk}")
        common = share.institution_id is None and share.consortium_id is None
        if waits:
            choices = list(BudgetRound.Answer.choices)
        else:
            choices = [] if common else [(self.OFFER, _("Offer"))]
            if common or heard:
                choices.append((self.SET, _("Set by the agency")))
        self.fields["act"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]
        # The table holds eleven columns.
        for name, size in (("amount", 10), ("reason", 14), ("spoke", 6)):
            self.fields[name].widget.attrs["size"] = size

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = self.cleaned_data
        act, amount = found.get("act"), found.get("amount")
        if "act" in self.errors or "amount" in self.errors:
            return found
        if not act and any(found.get(name) not in (None, "") for name in ("amount", "reason", "spoke")):
            self.add_error("act", _("Choose what it is: an offer or an answer."))
        if act in self.NEEDS_AMOUNT and amount is None:
            self.add_error("amount", _("Give the amount in yuan."))
        if act in self.NEEDS_REASON and not found.get("reason"):
            self.add_error("reason", _("Give the reason."))
        if act in (BudgetRound.Answer.ACCEPTED, BudgetRound.Answer.REFUSED) and amount is not None:
            self.add_error("amount", _("An answer has an amount only where it asks for more."))
        return found


class AddShareForm(forms.Form):
    whose = forms.ChoiceField(label=_("Institution or consortium"))
    method = forms.ChoiceField(label=_("Payment method"), choices=PaymentMethod.choices)
    proposed = MoneyInput(label=_("Proposal"), min_value=0, initial=0)
    reason = LineField(label=_("Reason"), max_length=200)

    def __init__(self, *given: Any, whose: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["whose"].choices = whose  # type: ignore[attr-defined]


class ChangeForm(forms.Form):
    amount = MoneyInput(
        label=_("Amount of the change"), help_text=_("In yuan; below zero takes something away.")
    )
    month = MonthField(label=_("From the month"))
    reason = LineField(label=_("Reason"), max_length=200)


class UseForm(forms.Form):
    """What of the use is shown; bound to the query, it may be left out."""

    county = forms.TypedChoiceField(label=_("County"), coerce=int, required=False, empty_value=None)

    def __init__(self, asked: Any, *, counties: list[tuple[int, str]]) -> None:
        super().__init__(asked, auto_id="filter_%s")
        self.fields["county"].choices = [("", _("all")), *counties]  # type: ignore[attr-defined]
