"""Match by hand what automatic matching leaves: a line of the bank with entries of the books; undo it with a reason."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_budgets import WhyForm
from config.access import requires
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing import Column, FlagFilter, Listing, TextFilter
from funds.forms_bank_matches import HandMatchForm
from funds.models import BankLine, HandMatch, Leg
from funds.services.bank_hand_matching import amount_of, match_by_hand, undo_hand_match, unmatched_legs
from institutions.access import AgencyRequest

from .bank_accounts import READERS

MOST_SHOWN = 100
"""Entries offered for one line: the nearest days first."""


def candidates(line: BankLine) -> list[Leg]:
    """Entries that move money the same way and are no larger, the nearest days first, the same amount before others."""
    amount = amount_of(line)
    legs = unmatched_legs(line.bank.fund_account)
    side = "debit" if amount > 0 else "credit"
    legs = legs.filter(**{f"{side}__gt": 0, f"{side}__lte": abs(amount)})

    def apart(leg: Leg) -> tuple[bool, int, int]:
        return leg.debit - leg.credit != amount, abs((leg.booked_on - line.day).days), leg.pk

    return sorted(legs, key=apart)[:MOST_SHOWN]


@requires(duty="finance")
@once
def match(request: AgencyRequest, bank_line_id: int) -> HttpResponseBase:
    known = BankLine.objects.select_related("bank__fund_account__agency")
    line: BankLine = get_object_or_404(known, pk=bank_line_id)
    account = line.bank.fund_account
    where = f"{reverse('funds:fund_account', args=[account.pk])}?month={line.day:%Y-%m}"
    form = HandMatchForm(request.POST or None, legs=candidates(line))

    def act() -> str:
        match_by_hand(line=line, acting_user=request.user, **form.cleaned_data)
        return where

    facts = [
        Fact(_("Account of the fund"), account),
        Fact(_("Day"), line.day),
        Fact(_("Bank serial number"), line.serial),
        Fact(_("In"), money_text(line.received)),
        Fact(_("Out"), money_text(line.paid)),
        Fact(_("Counterparty"), line.counterparty or "—"),
        Fact(_("Purpose"), line.purpose or "—"),
    ]
    return act_page(
        request, title=_("Match a line of the bank by hand"), facts=facts, form=form, do=act, label=_("Match"),
        said=_("The line is matched; it can be undone with a reason."), cancel_url=where,
    )  # fmt: skip


class HandMatches(Listing):
    key = "funds.hand_matches"
    title = gettext_lazy("Matches by hand")
    unit = gettext_lazy("yuan")
    columns = (
        Column("fund_account", gettext_lazy("Account of the fund")),
        Column("day", gettext_lazy("Day"), "date"),
        Column("serial", gettext_lazy("Bank serial number"), "code"),
        Column("amount", gettext_lazy("Amount"), "money"),
        Column("entries", gettext_lazy("Entries"), "number", get=lambda row: len(row.legs)),
        Column("note", gettext_lazy("Why it is the same money")),
        Column("made_by", gettext_lazy("Matched by")),
        Column("made_at", gettext_lazy("Matched at"), "minute"),
        Column("undone_by", gettext_lazy("Undone by")),
        Column("undone_reason", gettext_lazy("Why it was undone")),
    )
    filters = (
        TextFilter("q", gettext_lazy("Bank serial number"), lookups=("serial",)),
        FlagFilter("standing", gettext_lazy("Not undone"), field="undone_by__isnull"),
    )
    order = "-pk"
    empty_title = gettext_lazy("Nothing was matched by hand.")
    empty_hint = gettext_lazy("A line of a bank statement that is not in the books leads to matching it.")

    def rows(self) -> QuerySet[HandMatch]:
        found: QuerySet[HandMatch] = HandMatch.objects.all()
        return found.select_related("fund_account__agency", "made_by", "undone_by")

    def row_url(self, row: HandMatch) -> str | None:
        if row.undone_by_id is None and "finance" in self.assignment.duties:
            return reverse("funds:undo_hand_match", args=[row.pk])
        return None


@requires(duty=READERS)
def match_list(request: AgencyRequest) -> HttpResponseBase:
    return HandMatches.respond(request)


@requires(duty="finance")
@once
def undo(request: AgencyRequest, hand_match_id: int) -> HttpResponseBase:
    known = HandMatch.objects.select_related("fund_account__agency", "made_by")
    found: HandMatch = get_object_or_404(known, pk=hand_match_id)
    form = WhyForm(request.POST or None)

    def act() -> str:
        undo_hand_match(match=found, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:hand_matches")

    facts = [
        Fact(_("Account of the fund"), found.fund_account),
        Fact(_("Day"), found.day),
        Fact(_("Bank serial number"), found.serial),
        Fact(_("Amount"), money_text(Decimal(found.amount))),
        Fact(_("Why it is the same money"), found.note),
        Fact(_("Matched by"), found.made_by),
    ]
    return act_page(
        request, title=_("Undo a match by hand"), facts=facts, form=form, do=act, danger=True, label=_("Undo"),
        said=_("The line and the entries are free again."), cancel_url=reverse("funds:hand_matches"),
    )  # fmt: skip
