"""Payment methods in words: the amounts of a case, a year and a common budget, and the formula behind each."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from claims.models import PaymentMethod
from institutions.explaining import Explained, Text, Wording, percent
from institutions.rules.steps import Step

__all__ = ["DEVIATIONS", "TITLES", "explain", "explained", "in_words", "title_of"]

DEVIATIONS: dict[str, Text] = {
    "normal": _("normal"),
    "low": _("low-cost case"),
    "high": _("high-cost case"),
    "review": _("awaits a review of its own"),
    "decided": _("decided by review"),
    "unmeasured": _("not measured"),
}
TITLES: dict[str, Text] = {
    "due_points": _("Due by points"),
    "due_budget": _("Due by its own budget"),
    "due_owed": _("Due by what the method owes"),
    "used_billed": _("Drawn on the fund by bills"),
    "used_owed": _("Owed by the method"),
    "surplus": _("Surplus"),
    "surplus_band": _("Of it kept, by band"),
    "kept": _("Surplus kept"),
    "overrun": _("Overrun"),
    "overrun_band": _("Of it asked of the fund, by band"),
    "shared": _("Overrun borne by the fund"),
    "year_deducted": _("Deducted"),
    "cleared": _("Cleared for the year"),
    "unit_due": _("Due for the year"),
    "deposit_held": _("Quality deposit held"),
    "deposit_open": _("Quality deposit released"),
    "deposit_released": _("Quality deposit released"),
    "deposit_withheld": _("Quality deposit not released"),
    "year_prepaid": _("Prepaid in the months"),
    "capital_settled": _("Working capital settled"),
    "deducted_beyond": _("Deductions beyond what is due"),
    "year_paid": _("Paid at year end"),
    "year_recovered": _("Taken back at year end"),
    "year_paid_beyond": _("Paid at year end"),
    "year_recovered_beyond": _("Taken back at year end"),
    "working_capital": _("Working capital lent"),
    "prepayment": _("Prepayment of the next year"),
    "prepayment_adjusted": _("Prepayment by the assessment"),
    "pool_budget": _("Budget of all institutions"),
    "pool_reserved": _("Kept back for overruns"),
    "pool_divided": _("Divided by points"),
    "point_value": _("Value of a point, fund's part"),
    "clearing_point_value": _("Clearing point value"),
    "pool_overrun": _("Overruns borne by the fund"),
    "pool_paid": _("Cleared for all institutions"),
    "pool_left": _("Stays with the fund"),
}
TEXTS: dict[str, Text] = {
    "by_item": _("As billed item by item: %(amount)s"),
    "bed_days": _("%(days)s bed-days × factor %(factor)s = %(units)s"),
    "decided": _("The review decided %(units)s"),
    "points": _("%(weight)s × %(cases)s case(s) × factor %(factor)s = %(units)s"),
    "heads_all": _("%(people)s people insured"),
    "heads_months": _(
        "Signed up on the first of each month, from January on: %(monthly)s; together %(people)s"
    ),
    "heads_signed_up": _("%(people)s people signed up with a family doctor"),
    "unmeasured": _("No mean of the group is given: whether the case deviates was not measured"),
    "normal": _("Cost %(cost)s lies within the edges of the mean %(mean)s"),
    "low": _("Cost %(cost)s below %(edge)s of the mean %(mean)s: × cost ÷ mean = %(units)s"),
    "high": _(
        "Cost %(cost)s above %(edge)s of the mean %(mean)s: × (cost ÷ mean − %(edge)s + 1) = %(units)s"
    ),
    "review": _("Cost %(cost)s above %(edge)s of the mean %(mean)s: a review decides; until then as above"),
    "procured_budget": _("Agreed volumes of %(items)s items at the prices before: %(amount)s"),
    "procured_spent": _("Delivered and accepted, at the agreed prices: %(amount)s"),
    "procured_saved": _(
        "Price difference on %(reached)s of %(items)s items with %(share)s of the agreed volume taken: %(amount)s"
    ),
    "procured_measured": _(
        "The lesser of %(saved)s and budget less spent %(left)s, not below zero: %(amount)s"
    ),
    "procured_surplus": _("%(measured)s × %(share)s borne by the fund = %(amount)s"),
    "procured_kept": _("%(surplus)s × %(share)s kept at a score of %(score)s = %(amount)s"),
    "standard": _("Payment standard: %(units)s × %(price)s yuan = %(amount)s"),
    "standard_months": _("%(people)s × %(price)s yuan × %(months)s ÷ 12 months = %(amount)s"),
    "standard_factor_months": _(
        "%(people)s × %(price)s yuan × factor %(factor)s × %(months)s ÷ 12 months = %(amount)s"
    ),
    "less_outside": _("%(standard)s − %(outside)s paid elsewhere = %(amount)s, all of it the fund's"),
    "fund_by_ratio": _("Fund's part: %(standard)s × %(fund)s ÷ %(cost)s = %(amount)s"),
    "fund_less_others": _("Fund's part: %(standard)s − %(others)s borne by others = %(amount)s"),
    "month_standard": _("The month pays %(share)s of the fund's part %(whole)s = %(amount)s"),
    "month_billed": _("The month pays %(share)s of what was billed, %(whole)s = %(amount)s"),
    "month_owed": _("%(cases)s grouped cases, %(units)s units: the method owes %(amount)s, billed %(fund)s"),
    "month_no_rate": _("No rate or point value is decided yet: paid as billed, %(amount)s"),
    "month_in_cap": _("Within the budget's part of the month, %(cap)s"),
    "month_capped": _(
        "All together %(whole)s exceed the budget's part of the month %(cap)s: of %(base)s is paid %(amount)s"
    ),
    "year_in_cap": _("Within the budget of the year, %(cap)s"),
    "year_capped": _(
        "All together %(whole)s exceed the budget of the year %(cap)s: of %(base)s is due %(amount)s"
    ),
    "month_lump": _("Lump sum of the month by the decided budget: %(amount)s of %(whole)s"),
    "month_method": _("%(method)s: %(base)s instead of %(billed)s billed = %(amount)s"),
    "member_part": _("Member's part of %(whole)s by what was billed, %(billed)s of %(all)s = %(amount)s"),
    "member_deducted": _("The member's own deductions: %(amount)s"),
    "deposit": _("Deposit of the month: %(share)s after deductions; of this case %(amount)s"),
    "month_paid": _("%(base)s − %(deducted)s deducted − %(deposit)s deposit = %(amount)s prepaid"),
    "due_points": _("%(budget)s × %(units)s ÷ %(all_units)s points = %(amount)s"),
    "due_budget": _("Own budget of the year: %(amount)s"),
    "due_owed": _("What the method owes for the year, no budget being given: %(amount)s"),
    "used_billed": _("Bills of the year: %(amount)s"),
    "used_owed": _("What the method owes for the year: %(amount)s"),
    "surplus": _("%(due)s − %(used)s = %(amount)s"),
    "surplus_band": _("Surplus from %(low)s to %(high)s of what is due: %(ratio)s of it = %(amount)s"),
    "kept": _("All bands together %(amount)s; %(returned)s goes back to the fund"),
    "overrun": _("%(used)s − %(due)s = %(amount)s"),
    "overrun_band": _("Overrun from %(low)s to %(high)s of what is due: %(ratio)s of it = %(amount)s"),
    "shared": _("Of %(asked)s asked the fund bears %(amount)s; the institution bears %(borne)s"),
    "year_deducted": _("Deductions of the year: %(amount)s"),
    "cleared": _("Used + kept, or due + borne by the fund, less deductions: %(amount)s"),
    "unit_due": _("All methods together: %(amount)s"),
    "deposit_held": _("Deposits of the months, at most what is due: %(amount)s"),
    "deposit_open": _("No assessment is given: the deposit stays held"),
    "deposit_released": _("Score %(score)s: %(share)s of %(held)s = %(amount)s"),
    "deposit_withheld": _("Held − released: %(amount)s"),
    "year_prepaid": _("Payments of the months: %(amount)s"),
    "capital_settled": _("Lent at the start of the year, settled at its end: %(amount)s"),
    "deducted_beyond": _(
        "More was deducted than all methods owe for the year: %(amount)s, taken back with the rest"
    ),
    "year_paid": _("%(due)s − %(withheld)s deposit − %(prepaid)s prepaid − %(lent)s lent = %(amount)s"),
    "year_recovered": _("%(prepaid)s prepaid + %(lent)s lent + %(withheld)s deposit − %(due)s = %(amount)s"),
    "year_paid_beyond": _(
        "%(due)s − %(withheld)s deposit − %(prepaid)s prepaid − %(lent)s lent − %(beyond)s deducted beyond = %(amount)s"
    ),
    "year_recovered_beyond": _(
        "%(prepaid)s prepaid + %(lent)s lent + %(withheld)s deposit + %(beyond)s deducted beyond − %(due)s = %(amount)s"
    ),
    "working_capital": _("Last year's pooled payments %(last_year)s ÷ 12 × %(months)s months = %(amount)s"),
    "prepayment": _("Last year's pooled payments %(last_year)s ÷ 12 × %(months)s months = %(amount)s"),
    "prepayment_adjusted": _("%(prepayment)s × %(share)s by the assessment = %(amount)s"),
    "pool_budget": _("Budget of the year: %(amount)s"),
    "pool_reserved": _("%(share)s of %(budget)s = %(amount)s"),
    "pool_divided": _("%(amount)s over %(units)s points, to the fen by the largest remainder"),
    "point_value": _("%(budget)s ÷ %(units)s points = %(value)s yuan"),
    "clearing_point_value": _(
        "%(budget)s ÷ fund's share of the cost (%(fund)s ÷ %(cost)s) ÷ %(units)s points = %(value)s yuan"
    ),
    "pool_overrun": _("Of %(asked)s asked, at most the %(reserve)s kept back: %(amount)s"),
    "pool_paid": _("All institutions together: %(amount)s"),
    "pool_left": _(
        "%(unused)s kept back and not used + %(returned)s of surpluses + %(taken)s deducted = %(amount)s"
    ),
}


def _places(places: int) -> Any:
    return lambda number: f"{Decimal(number).scaleb(-places).normalize():f}"


def _edge(ten_thousandths: int | None) -> str:
    return str(_("no limit")) if ten_thousandths is None else percent(ten_thousandths)


def method_name(method: str) -> str:
    """What a payment method is called."""
    return str(PaymentMethod(method).label)


_WORDING = Wording(
    TEXTS,
    {
        **dict.fromkeys(("units", "all_units"), _places(8)),
        **dict.fromkeys(("price", "value"), _places(6)),
        **dict.fromkeys(("weight", "factor"), _places(4)),
        **dict.fromkeys(("edge", "share", "ratio"), percent),
        **dict.fromkeys(("low", "high"), _edge),
        **dict.fromkeys(("cases", "days", "people", "months", "score", "items", "reached"), str),
        "monthly": lambda heads: "、".join(map(str, heads)),
        "method": method_name,
    },
)


def explain(steps: Iterable[Step]) -> list[Explained]:
    """The steps in the active language."""
    return _WORDING.explain(steps)


def in_words(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps to be kept, in Chinese whoever asks: what was agreed on stays as it was agreed."""
    with translation.override("zh-hans"):
        return [
            {"text": one.text, "clause": one.clause, "assumed": one.assumed, "document": one.document}
            for one in explain(steps)
        ]


def explained(one: Step) -> Explained:
    return _WORDING.explained(one)


def title_of(item: str) -> str:
    """What an amount of a year is called."""
    return str(TITLES.get(item, item))
