"""What is owed for being insured, in words: items, payers, findings and the steps behind each amount."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enrollment.rules.contributions.outcome import Finding
from institutions.explaining import Explained, Text, Wording, percent, yuan
from institutions.policy.wording import word
from institutions.rules.policy_package import Given
from institutions.rules.steps import Step

__all__ = ["explain", "finding_text", "item_name", "payer_name", "percent", "yuan"]

# The other payers are words of the policy language.
PAYERS: dict[str, Text] = {
    "": gettext_lazy("shared"),
    "employer": gettext_lazy("the employer"),
    "collective": gettext_lazy("village or firm"),
    "fund": gettext_lazy("the fund"),
    "debtor": gettext_lazy("who paid late"),
}
ITEMS: dict[str, Text] = {
    "employee": gettext_lazy("Employee's contribution"),
    "employer": gettext_lazy("Employer's contribution"),
    "flexible": gettext_lazy("Flexible worker's contribution"),
    "unemployed": gettext_lazy("Contribution of the unemployed"),
    "difference": gettext_lazy("Difference by the new mean wage"),
    "settled_backwards": gettext_lazy("Month settled again by the new mean wage"),
    "contribution": gettext_lazy("Personal contribution"),
    "contribution.own": gettext_lazy("Paid by the person"),
    "contribution.aided": gettext_lazy("Paid as aid"),
    "contribution.collective": gettext_lazy("Collective aid"),
    "subsidy": gettext_lazy("Government subsidy"),
    "subsidy.central": gettext_lazy("Share of the central government"),
    "subsidy.province": gettext_lazy("Share of the province"),
    "subsidy.city": gettext_lazy("Share of the city"),
    "subsidy.county": gettext_lazy("Share of the county"),
    "accepted": gettext_lazy("Accepted"),
    "cover": gettext_lazy("Cover"),
    "begins": gettext_lazy("Covered from"),
    "refund": gettext_lazy("Refund"),
    "eligible": gettext_lazy("Keeps the benefits without further contributions"),
    "months_needed": gettext_lazy("Months needed"),
    "months_counted": gettext_lazy("Months counted"),
    "months_missing": gettext_lazy("Months missing"),
    "topup_once": gettext_lazy("Missing years at once"),
    "topup_monthly": gettext_lazy("Missing years month by month"),
    "topup_month": gettext_lazy("Contribution of the month"),
    "late_fee": gettext_lazy("Late fee"),
    "days_late": gettext_lazy("Days late"),
    "benefits_stop": gettext_lazy("Benefits stop on"),
    "benefits_restored": gettext_lazy("Benefits restored on"),
}
TEXTS: dict[str, Text] = {
    "mean_wage": gettext_lazy("Provincial mean wage in use: %(amount)s a month"),
    "base_measures": gettext_lazy("The base is the %(measures)s: %(amount)s"),
    "base_own": gettext_lazy("%(wage)s lies between %(low)s and %(high)s: base %(amount)s"),
    "base_raised": gettext_lazy("%(wage)s is below %(share)s of the mean: base %(amount)s"),
    "base_cut": gettext_lazy("%(wage)s is above %(share)s of the mean: base %(amount)s"),
    "base_of_mean": gettext_lazy("Base: %(share)s of %(mean)s = %(amount)s"),
    "base_sum": gettext_lazy("Base: the bases of %(employees)s employees together, %(amount)s"),
    "base_payroll": gettext_lazy("Base: the payroll of the prior year, %(amount)s a month"),
    "base_mean_wage_at_retirement": gettext_lazy("Base: the mean wage in use at retirement"),
    "base_mean_wage_in_force": gettext_lazy("Base: the mean wage in use in the month of payment"),
    "rated": gettext_lazy("%(base)s × %(rate)s = %(amount)s"),
    "part": gettext_lazy("Of it %(rate)s for %(part)s: %(amount)s"),
    "paid_by": gettext_lazy("Paid by: %(payer)s"),
    "not_backwards": gettext_lazy("The month stays as paid, %(amount)s: a new mean wage changes nothing backwards"),
    "backwards": gettext_lazy("By the new mean wage %(now)s instead of %(before)s: difference %(amount)s"),
    "year_amount": gettext_lazy("Contribution of a person %(each)s, %(people)s people: %(amount)s"),
    "aided": gettext_lazy("Paid as aid: %(share)s of %(base)s = %(amount)s"),
    "collective": gettext_lazy("Collective aid: %(amount)s"),
    "own": gettext_lazy("Left to the person: %(amount)s"),
    "subsidy_amount": gettext_lazy("Subsidy for a person %(each)s, %(people)s people: %(amount)s"),
    "subsidy_by_person": gettext_lazy("The government's share of %(amount)s is paid by the person as well"),
    "permit_same": gettext_lazy("Permit holders get the same subsidy as residents of the place"),
    "permit_none": gettext_lazy("Permit holders get no subsidy"),
    "government_share": gettext_lazy("%(payer)s: %(share)s of %(base)s = %(amount)s"),
    "taken_over": gettext_lazy("The county's share of %(amount)s is borne by: %(payer)s"),
    "group": gettext_lazy("%(county)s, %(people)s people: %(amount)s"),
    "late_accepted": gettext_lazy("Late enrolment for this reason is accepted: %(reason)s"),
    "late_cover": gettext_lazy("It covers: %(cover)s"),
    "newborn_accepted": gettext_lazy("A newborn is enrolled before %(until)s"),
    "cover_begins": gettext_lazy("Covered from %(day)s (%(rule)s)"),
    "refused_newborn_late": gettext_lazy("Newborns are enrolled before %(until)s: too late"),
    "refused_not_late": gettext_lazy("The window for the year is open until %(until)s: this is no late enrolment"),
    "refused_late_reason": gettext_lazy("Late enrolment is not accepted for this reason: %(reason)s"),
    "refused_refund_reason": gettext_lazy("Nothing is refunded for this reason: %(reason)s"),
    "refused_refund_late": gettext_lazy("Nothing is refunded from %(until)s on"),
    "refunded": gettext_lazy("Before %(until)s, for a listed reason (%(reason)s): the prepaid %(amount)s back"),
    "new_rule": gettext_lazy("Joined on or after %(day)s: the rule in force applies"),
    "former_rule": gettext_lazy("Insured or drawing a pension here before %(day)s: the county's former rule applies"),
    "years_needed": gettext_lazy("Years of contributions needed: %(years)s"),
    "years_counted": gettext_lazy("Months counted: %(months)s (%(sources)s)"),
    "years_actual": gettext_lazy("Of them at least %(years)s years contributed in fact: %(months)s months are lacking"),
    "missing": gettext_lazy("Months missing: %(months)s"),
    "complete": gettext_lazy("No month is missing: no further contributions"),
    "once_refused": gettext_lazy("Missing years cannot be paid at once"),
    "topup_once": gettext_lazy("%(base)s × %(rate)s × %(months)s months = %(amount)s"),
    "topup_months": gettext_lazy("%(months)s months together: %(amount)s"),
    "late_fee": gettext_lazy("Due on %(due)s, %(days)s days late: %(base)s × %(rate)s × %(days)s = %(amount)s"),
    "late_fee_cut": gettext_lazy("At most %(share)s of %(base)s: %(amount)s"),
    "stop": gettext_lazy("Unpaid from %(month)s, %(months)s further months allowed: benefits stop on %(day)s"),
    "no_stop": gettext_lazy("Paid before %(day)s: benefits do not stop"),
    "restored_back": gettext_lazy("Interrupted for %(months)s months, at most %(limit)s: restored back to %(day)s"),
    "restored": gettext_lazy("Interrupted for %(months)s months: restored from %(rule)s, %(day)s"),
    "waits": gettext_lazy("Waiting for %(months)s months: benefits from %(day)s"),
    "target_working": gettext_lazy(
        "Whole area: %(share)s of %(employed)s employed, rounded up: %(whole)s; divided by the employed, "
        "%(own)s of them here: %(people)s"
    ),
    "target_retired": gettext_lazy("With the %(retired)s retired who stay insured as employees: %(people)s"),
    "target_residents": gettext_lazy(
        "Whole area: %(share)s of %(residents)s residents, rounded up: %(whole)s, less %(employees)s employees: "
        "%(rest)s; divided by what is left of each county's population, here %(own)s with %(insured)s employees: "
        "%(people)s"
    ),
    "target_wages": gettext_lazy("Mean of the wages declared here in %(year)s: %(amount)s a month"),
    "target_no_wages": gettext_lazy("No wages were declared here in %(year)s: the provincial mean counts"),
    "target_rated": gettext_lazy("%(item)s: %(base)s × %(rate)s = %(amount)s"),
    "target_year": gettext_lazy("%(people)s paying people × %(each)s a month × 12 months = %(amount)s"),
}  # fmt: skip


def _listed(names: Iterable[str]) -> str:
    return _(", ").join(word(name) for name in names)


_WORDING = Wording(
    TEXTS,
    {
        **dict.fromkeys(
            (
                "people",
                "employees",
                "employed",
                "residents",
                "retired",
                "insured",
                "whole",
                "rest",
                "own",
                "year",
                "years",
                "months",
                "limit",
                "days",
                "day",
                "due",
                "until",
                "month",
                "county",
            ),
            str,
        ),
        **dict.fromkeys(("share", "rate"), percent),
        **dict.fromkeys(("part", "measures", "reason", "cover", "rule"), word),
        "item": lambda name: item_name(name),
        "payer": lambda name: payer_name(name),
        "sources": _listed,
    },
    {"part": "part"},
)


def explain(steps: Iterable[Step]) -> list[Explained]:
    """The steps in the active language."""
    return _WORDING.explain(steps)


def in_words(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps to be kept, in Chinese whoever asks: what was issued stays as it was issued."""
    with translation.override("zh-hans"):
        return [
            {"text": one.text, "clause": one.clause, "assumed": one.assumed, "document": one.document}
            for one in explain(steps)
        ]


def item_name(item: str, given: Given | None = None) -> str:
    """What an amount or a finding is called; for a part what the package itself calls it."""
    if item in ITEMS:
        return str(ITEMS[item])
    _whole, _dot, part = item.partition(".")
    own = given.title if given is not None else ""
    return own or word(part or item)


def payer_name(payer: str) -> str:
    """Who pays; a payer of the policy language by its word there."""
    return str(PAYERS[payer]) if payer in PAYERS else word(payer)


def finding_text(finding: Finding) -> str:
    """The value of a finding in words."""
    value = finding.value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value.isoformat() if isinstance(value, dt.date) else word(str(value))
