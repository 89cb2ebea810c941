"""A county's negotiation: one table of all its shares, filled in row by row, saved at once; one share's file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.forms_budgets import TalkForm
from claims.models import BudgetAdjustment, BudgetRound, BudgetShare, CountyBudget
from claims.reads.budgets import months_of
from claims.rules.budgets.months import rate_of
from claims.services.budgets.held import COUNTY, agencies_of
from claims.services.budgets.negotiate import make_offer, note_answer, set_share
from claims.spreadsheets.budget_proposals import proposals_to_fill
from config.access import requires
from config.display import joined, money
from config.errors import DomainError
from config.forms import done, once, refusals
from config.listing import Column, Table
from config.listing.export import tables_workbook
from config.money import from_fen, to_fen
from config.spreadsheets.web import workbook_answer

from .acts import county_in_reach, share_in_reach
from .whole import COUNTY_TONE, REFUSED, assignment_of

SHARE_TONE = {"open": "plain", "agreed": "ok", "set": "warn"}


def may_in_county(request: HttpRequest, county: CountyBudget) -> dict[str, bool]:
    """Which acts on the county's budget are open to the reader now."""
    assignment = assignment_of(request)
    here = assignment.agency in agencies_of(county)
    return {
        act: here and duty in assignment.duties and county.state in states
        for act, (states, duty) in COUNTY.items()
    }


@dataclass
class Row:
    """One share of the table; ``form`` where something can be done with it."""

    share: BudgetShare
    rounds: list[BudgetRound]
    form: TalkForm | None = None

    @property
    def amount(self) -> Decimal | None:
        return self.share.current

    @property
    def difference(self) -> Decimal | None:
        """Decided over proposed."""
        return (
            None if self.share.amount is None else Decimal(self.share.amount) - Decimal(self.share.proposed)
        )

    @property
    def rate(self) -> int | None:
        """Growth over last year's payments, ten-thousandths."""
        before = to_fen(self.share.last_year)
        return None if self.amount is None else rate_of(to_fen(self.amount) - before, before)

    @property
    def told(self) -> str:
        """The rounds in one cell of a sheet."""
        return joined(round_text(one) for one in self.rounds)


def round_text(one: BudgetRound) -> str:
    """A round in a line: what was offered, what was answered and why."""
    said = _("%(number)s. offered %(offer)s") % {"number": one.number, "offer": money(one.offer)}
    if not one.answer:
        return said
    answer = str(one.get_answer_display())
    if one.asked is not None:
        answer = _("asks for %(asked)s") % {"asked": money(one.asked)}
    reason = _(" (%(reason)s)") % {"reason": one.answer_reason} if one.answer_reason else ""
    return f"{said} → {answer}{reason}"


def rows_of(county: CountyBudget) -> list[Row]:
    shares = BudgetShare.objects.filter(county_budget=county).select_related("institution", "consortium")
    rounds: dict[int, list[BudgetRound]] = {}
    for one in BudgetRound.objects.filter(share__county_budget=county).order_by("number"):
        rounds.setdefault(one.share_id, []).append(one)
    ordered = shares.order_by("institution__fixmedins_code", "consortium__name", "method")
    return [Row(share, rounds.get(share.pk, [])) for share in ordered]


def negotiation_table(county: CountyBudget, rows: list[Row]) -> Table:
    """The sheet both sides sign: last year, proposal, rounds, decided, difference."""
    sums = {
        "last_year": sum((Decimal(row.share.last_year) for row in rows), Decimal(0)),
        "proposed": sum((Decimal(row.share.proposed) for row in rows), Decimal(0)),
        "amount": sum((row.amount or Decimal(0) for row in rows), Decimal(0)),
        "difference": sum((row.difference or Decimal(0) for row in rows), Decimal(0)),
    }
    return Table(
        caption=_("Negotiation with institutions"),
        columns=[
            Column("code", _("Institution code"), "code",
                   get=lambda row: row.share.institution.fixmedins_code if row.share.institution else ""),
            Column("whose", _("Institution"), get=lambda row: row.share.subject),
            Column("method", _("Payment method"), get=lambda row: row.share.get_method_display()),
            Column("last_year", _("Paid last year"), "money", get=lambda row: row.share.last_year),
            Column("proposed", _("Proposal"), "money", get=lambda row: row.share.proposed),
            Column("told", _("Rounds")),
            Column("amount", _("Amount decided"), "money"),
            Column("difference", _("Over the proposal"), "money"),
            Column("rate", _("Growth over last year"), "percent"),
            Column("state", _("State"), get=lambda row: row.share.get_state_display()),
            Column("reason", _("Reason"), get=lambda row: row.share.reason),
        ],
        rows=rows,
        totals=sums if rows else None,
        total_title=_("Together"),
        unit=_("yuan"),
    )  # fmt: skip


@requires()
@once
def county_page(request: HttpRequest, county_budget_id: int) -> HttpResponseBase:
    """On screen to be worked in, with ``print`` on paper, with ``export`` as a workbook."""
    county = county_in_reach(request, county_budget_id)
    rows, may = rows_of(county), may_in_county(request, county)
    aside = not {"print", "export", "fill"}.isdisjoint(request.GET)
    errors: list[str] = []
    if may["negotiate"] and not aside:
        _add_forms(request, rows)
        if request.method == "POST":
            count, errors = _save(request, rows)
            if not errors:
                return done(request, _("%(count)s rows saved.") % {"count": count}, county)
    table = negotiation_table(county, rows)
    if "fill" in request.GET:
        return workbook_answer(proposals_to_fill(county), f"{county} {_('Budget proposals')}")
    if "export" in request.GET:
        return workbook_answer(tables_workbook([table]), str(county))
    totals: Any = table.totals or {}
    given = totals.get("amount", Decimal(0))
    context: dict[str, Any] = {
        "title": str(county), "county": county, "budget": county.budget, "rows": rows, "may": may,
        "tone": COUNTY_TONE[county.state], "tones": SHARE_TONE, "errors": errors, "totals": totals,
        "tables": [table], "given": given, "left": county.current - given,
        "over": given > county.current, "editing": may["negotiate"],
        "unsettled": sum(row.share.amount is None for row in rows),
        "agency": county.county, "period": str(county.budget.year), "printed_at": timezone.now(),
        "maker": county.submitted_by, "checker": county.decided_by, "back_url": county.get_absolute_url(),
    }  # fmt: skip
    name = "county_print" if "print" in request.GET else "county"
    return render(request, f"claims/budgets/{name}.html", context, status=REFUSED if errors else 200)


def _add_forms(request: HttpRequest, rows: list[Row]) -> None:
    data = request.POST if request.method == "POST" else None
    for row in rows:
        waits = bool(row.rounds) and not row.rounds[-1].answer
        row.form = TalkForm(data, share=row.share, waits=waits, heard=bool(row.rounds) and not waits)


def _save(request: HttpRequest, rows: list[Row]) -> tuple[int, list[str]]:
    """Everything typed is done or nothing; how many rows, and what was refused, which each row tells too."""
    changed = [(row, row.form) for row in rows if row.form is not None and row.form.has_changed()]
    valid = [form.is_valid() for _row, form in changed]
    if not all(valid):
        return 0, [_("Some rows cannot be saved: see below. Nothing was changed.")]
    acts = [(row, form) for row, form in changed if form.cleaned_data["act"]]
    if not acts:
        return 0, [_("Nothing was typed.")]
    form = None
    try:
        with transaction.atomic():
            for row, form in acts:
                _do(request.user, row.share, form.cleaned_data)
    except (DomainError, ValidationError) as refusal:
        said = refusals(refusal)
        if form is not None:
            for text in said:
                form.add_error(None, text)
        return 0, said
    return len(acts), []


def _do(user: Any, share: BudgetShare, typed: dict[str, Any]) -> None:
    act, amount, reason = typed["act"], typed["amount"], typed["reason"] or ""
    if act == TalkForm.OFFER:
        make_offer(share=share, amount=amount, reason=reason, acting_user=user)
    elif act == TalkForm.SET:
        set_share(share=share, amount=amount, reason=reason, acting_user=user)
    else:
        note_answer(
            share=share, answer=act, asked=amount, reason=reason, spoke=typed["spoke"] or "", acting_user=user
        )


@requires()
def share_page(request: HttpRequest, budget_share_id: int) -> HttpResponseBase:
    """One share: how it came about, its rounds, its months, its adjustments."""
    share = share_in_reach(request, budget_share_id)
    county = share.county_budget
    changes = list(BudgetAdjustment.objects.filter(share=share).select_related("prepared_by", "decided_by"))
    months = months_of([share])[share.pk]
    rounds = share.rounds.select_related("offered_by", "answer_noted_by").order_by("number")
    context = {
        "title": str(share), "share": share, "county": county, "budget": county.budget, "rounds": rounds,
        "changes": changes, "may": may_in_county(request, county), "tone": SHARE_TONE[share.state],
        "months": [(f"{county.budget.year}-{n:02d}", from_fen(fen)) for n, fen in enumerate(months, start=1)],
    }  # fmt: skip
    return render(request, "claims/budgets/share.html", context)
