"""A year in the ledger of the cast's city (2020), and people to draft the budget of 2021."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from config.money import to_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Book, Entry, FundBudget, FundBudgetLine
from funds.services.accounts import account_for
from funds.services.close_period import close_period, reopen_period
from funds.services.closing.conditions import warnings_of
from funds.services.fund_budgets.course import check, hand_in, note_answer, waiting_step
from funds.services.fund_budgets.draft import draft_fund_budget
from funds.services.open_book import open_book, open_months
from funds.services.post_entry import LegDraft, post_entry
from institutions.models import Agency, Duty, User
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.support.policies import put_policy_in_force

YEAR = 2021
WHY = "动用累计结余"


def act(user: User, do: Callable[..., Any], **given: Any) -> Any:
    with acting_as(user):
        return do(acting_user=user, **given)


@dataclass
class Town:
    cast: Cast
    book: Book
    finance_east: User
    reviewer_west: User
    finance_west: User

    def post(self, role: str, county: Agency, yuan: str, day: dt.date, *, income: bool = False) -> None:
        """Cash against ``role``, of a county."""
        fen = to_fen(Decimal(yuan))
        with system_scope():
            cash, other = (
                account_for(self.book, "expenditure_account", county),
                account_for(self.book, role, county),
            )
            legs = [LegDraft(cash, debit=fen), LegDraft(other, credit=fen)] if income else [
                LegDraft(other, debit=fen), LegDraft(cash, credit=fen)
            ]  # fmt: skip
            post_entry(
                book=self.book, booked_on=day, kind=Entry.Kind.RECEIPT,
                key=f"{role}{county.code}{day}{yuan}", legs=legs,
                summary="测试", acting_user=self.cast.finance_city,
            )  # fmt: skip

    def draft(self, unit: Agency, user: User, **given: Any) -> FundBudget:
        return act(user, draft_fund_budget, unit=unit, insutype="390", year=YEAR, **given)  # type: ignore[no-any-return]

    def proposed(self) -> FundBudget:
        """East's first draft, handed in and checked: it waits for the city."""
        paper = self.draft(self.cast.east, self.finance_east)
        act(self.finance_east, hand_in, budget=paper, explanation=WHY)
        return act(self.cast.reviewer_east, check, budget=paper)  # type: ignore[no-any-return]

    def approved(self) -> FundBudget:
        """The city's budget of 2021, through every step."""
        paper = self.draft(self.cast.city, self.cast.finance_city)
        return self.through(paper)

    def through(self, paper: FundBudget) -> FundBudget:
        act(self.cast.finance_city, hand_in, budget=paper, explanation=WHY)
        act(self.cast.reviewer_city, check, budget=paper)
        while (paper := self.again(paper)).state == "review":
            act(self.cast.finance_city, note_answer, budget=paper, agrees=True, answered_on=timezone.localdate(),
                document_number="财社〔2020〕1号")  # fmt: skip
        return paper

    def close_december(self, year: int = YEAR) -> None:
        """Every month that is open still, through the last one of the budget's year."""
        checker, last = self.cast.reviewer_city, Month(year, 12)
        with system_scope():
            open_months(book=self.book, through=last, acting_user=self.cast.finance_city)
            still = self.book.periods.filter(state="open", month__lte=last.first).order_by("month")
            for period in list(still):
                close_period(
                    book=self.book, month=Month.of(period.month), acting_user=self.cast.finance_city,
                    checked_by=checker, accepted=warnings_of(period),
                )  # fmt: skip

    def reopen_december(self) -> None:
        with system_scope():
            reopen_period(
                book=self.book, month=Month(YEAR, 12), reason="漏记", acting_user=self.cast.finance_city,
                checked_by=self.cast.approver_city,
            )  # fmt: skip

    def again(self, paper: FundBudget) -> FundBudget:
        with system_scope():
            return FundBudget.objects.select_related("unit__area", "area").get(pk=paper.pk)  # type: ignore[no-any-return]

    def offices(self, paper: FundBudget) -> list[str]:
        with system_scope():
            return [step.office for step in paper.steps.order_by("position")]

    def waits_for(self, paper: FundBudget) -> str:
        with system_scope():
            step = waiting_step(self.again(paper))
            return "" if step is None else step.office

    def line(self, paper: FundBudget, county: Agency, code: str) -> FundBudgetLine:
        with system_scope():
            return FundBudgetLine.objects.get(budget=paper, county=county, code=code)  # type: ignore[no-any-return]


@pytest.fixture
def town(cast: Cast) -> Town:
    """East: two insured, 3,000.00 came in and 1,800.00 went out in 2020; West a tenth of it, nobody insured."""
    with system_scope():
        put_policy_in_force(cast, "zhangye.yaml")
        book = open_book(insutype="390", unit=cast.city, first=Month(2020, 1), acting_user=cast.finance_city)
        open_months(book=book, through=Month(2021, 12), acting_user=cast.finance_city)
        for _n in range(2):
            make_coverage(make_person(cast.east))
        found = Town(
            cast, book, make_user("finance.east", "东山财务", cast.east, Duty.FINANCE),
            make_user("reviewer.west", "西水复核", cast.west, Duty.REVIEW),
            make_user("finance.west", "西水财务", cast.west, Duty.FINANCE),
        )  # fmt: skip
    for county, tenth in ((cast.east, "0"), (cast.west, "")):
        found.post("personal_contribution", county, f"100{tenth}", dt.date(2020, 1, 5), income=True)
        found.post("fiscal_subsidy_income", county, f"200{tenth}", dt.date(2020, 3, 5), income=True)
        found.post("benefit_expense", county, f"180{tenth}", dt.date(2020, 6, 5))
    return found
