"""Whether the year ended: carried to net assets, stated, accounted for, and the next one's budget approved."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from config.demo.year.town import SCHEMES, Town
from config.display import money_text
from config.money import from_fen, to_fen
from funds.models import Entry, FundBudget, FundBudgetLine, Leg, Subject
from funds.reads.financial_statements import Asked, FinancialStatements
from funds.services.fund_budgets.change import ledger_of

Kind, State = FundBudget.Kind, FundBudget.State


def faults(town: Town) -> Iterator[str]:
    """Within a scope over the whole area."""
    for insutype in SCHEMES:
        yield from _carried(town, insutype)
        yield from _stated(town, insutype)
        yield from _budgets(town, insutype)


def result_of_ledger(town: Town, insutype: str, month: int) -> int:
    """Fen of income less expenditure of the year until the end of ``month``, added up from the legs."""
    legs = Leg.objects.filter(
        account__book=town.books[insutype], memorandum=False,
        booked_on__range=(town.day(1, 1), town.month(month).last),
        account__subject__klass__in=("income", "expense"),
    ).exclude(entry__kind=Entry.Kind.CLOSING)  # fmt: skip
    sums = legs.aggregate(credit=Sum("credit"), debit=Sum("debit"))
    return to_fen(sums["credit"] or 0) - to_fen(sums["debit"] or 0)


def _carried(town: Town, insutype: str) -> Iterator[str]:
    """Nothing is left on income and expenditure, and net assets took over the year's result."""
    until = {"account__book": town.books[insutype], "booked_on__lte": town.month(town.last).last}
    left = (
        Leg.objects.filter(account__subject__klass__in=("income", "expense"), **until)
        .order_by().values("account__subject__role", "account__agency__name", "account__county__name")
        .annotate(debits=Sum("debit"), credits=Sum("credit")).exclude(debits=F("credits"))
    )  # fmt: skip
    for row in left:
        yield _("%(scheme)s: %(account)s of %(agency)s is not at zero after the year's end: %(amount)s") % {
            "scheme": insutype, "account": Subject.objects.get(role=row["account__subject__role"]).label,
            "agency": row["account__county__name"] or row["account__agency__name"],
            "amount": money_text(row["debits"] - row["credits"]),
        }  # fmt: skip
    taken = Leg.objects.filter(
        entry__kind=Entry.Kind.CLOSING, account__subject__klass="net", **until
    ).aggregate(credit=Sum("credit"), debit=Sum("debit"))  # fmt: skip
    carried = to_fen(taken["credit"] or 0) - to_fen(taken["debit"] or 0)
    result = result_of_ledger(town, insutype, town.last)
    if carried != result:
        yield _("%(scheme)s: %(carried)s were carried to net assets, the year's result is %(result)s") % {
            "scheme": insutype, "carried": money_text(from_fen(carried)),
            "result": money_text(from_fen(result)),
        }  # fmt: skip


def _stated(town: Town, insutype: str) -> Iterator[str]:
    """The year's statements add up and say what its months say together."""
    year = FinancialStatements(Asked(town.area, insutype, None, town.month(town.last), yearly=True))
    if not year.balanced() or year.not_agreeing:
        yield _("%(scheme)s %(month)s: the statements do not add up") % {
            "scheme": insutype,
            "month": town.year,
        }
    of_year = year.income_expenditure.cell("result", "year-all")
    of_months = sum(
        FinancialStatements(Asked(town.area, insutype, None, month)).income_expenditure.cell(
            "result", "month-all"
        )
        for month in town.played
    )
    if of_year != of_months:
        yield _("%(scheme)s: the year's result is %(year)s, its months come to %(months)s") % {
            "scheme": insutype, "year": money_text(from_fen(of_year)),
            "months": money_text(from_fen(of_months)),
        }  # fmt: skip


def _budgets(town: Town, insutype: str) -> Iterator[str]:
    """Budget, its change, final accounts and the next budget are approved; the accounts are the ledger's."""
    wanted = ((Kind.BUDGET, town.year), (Kind.ADJUSTMENT, town.year), (Kind.ACCOUNTS, town.year),
              (Kind.BUDGET, town.year + 1))  # fmt: skip
    papers = FundBudget.objects.filter(area=town.area, insutype=insutype, state=State.APPROVED)
    for kind, year in wanted:
        if not papers.filter(kind=kind, year=year).exists():
            yield _("%(scheme)s %(year)s: no approved %(kind)s") % {
                "scheme": insutype, "year": year, "kind": kind.label,
            }  # fmt: skip
    accounts = papers.filter(kind=Kind.ACCOUNTS, year=town.year).select_related("area", "unit").first()
    if accounts is None:
        return
    lines = FundBudgetLine.objects.filter(budget=accounts).exclude(amount=0)
    stated = {(line.county_id, line.code): to_fen(line.amount) for line in lines}
    if stated != ledger_of(accounts):
        yield _("%(scheme)s %(year)s: the final accounts are not what the ledger says") % {
            "scheme": insutype, "year": town.year,
        }  # fmt: skip
