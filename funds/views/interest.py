"""Interest at agreed rates: each account's quarter, reckoned and received; rates by two people; differences (JJ-05)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Max, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.forms_budgets import WhyForm
from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Listing
from config.listing.tables import Column, Table
from config.spreadsheets.web import workbook_answer
from funds.forms_interest import ExplainInterestForm, RateForm
from funds.forms_rounds import MonthForm
from funds.models import AccountInterest, AgreedRate, Booked, FundAccount
from funds.reads.interest import InterestCheck, interest_check, interest_checks
from funds.rules.interest import quarter_of
from funds.rules.stretches import ONE_DAY
from funds.rules.sweeps import ended_before
from funds.services.interest.explain import explain_interest
from funds.services.interest.rates import approve_rate, enter_rate, withdraw_rate
from funds.spreadsheets.round_papers import table_workbook
from funds.views.asking import chosen_from
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach

from .bank_accounts import READERS
from .sweeps import agencies_in_reach

# The day most banks settle the quarter's interest on.
SETTLED_ON = 20
STATES = {
    "agrees": _("as agreed"),
    "explained": _("differs, explained"),
    "open": _("differs, not explained"),
}
TONES = {"agrees": "ok", "explained": "info", "open": "bad"}
CHECK_COLUMNS = (
    Column("agency", _("Agency")),
    Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.fund_account.insutype)),
    Column("kind", _("Bank account"), get=lambda row: row.fund_account.get_kind_display()),
    Column("first", _("First day"), "date", get=lambda row: row.span.first),
    Column("last", _("Last day"), "date", get=lambda row: row.span.last),
    Column("days", _("Days with an agreed rate"), "number"),
    Column("rates", _("Agreed rate")),
    Column("mean", _("Balance of a day on average"), "money"),
    Column("reckoned", _("By the agreed rate"), "money"),
    Column("received", _("Interest received"), "money"),
    Column("difference", _("Difference"), "money"),
    Column("state", _("State"), "badge", get=lambda row: _standing(row)[0], tone=lambda row: _standing(row)[1]),
    Column("explanation", _("Explanation"), get=lambda row: row.explanation and row.explanation.explanation),
)  # fmt: skip


def _over(check: InterestCheck) -> bool:
    return check.span.last < timezone.localdate()


def _standing(check: InterestCheck) -> tuple[Any, str]:
    if not _over(check):
        return _t("not yet over"), "plain"
    return STATES[check.state], TONES[check.state]


def _explain_url(request: AgencyRequest) -> Any:
    may = "finance" in request.assignment.duties

    def url(check: InterestCheck) -> str | None:
        if not may or not _over(check) or not check.difference:
            return None
        asked = urlencode({"account": check.fund_account.pk, "day": check.span.last.isoformat()})
        return f"{reverse('funds:explain_interest')}?{asked}"

    return url


def _last_received(request: AgencyRequest) -> dt.date | None:
    """The last day of the quarter that the newest booked interest is of."""
    booked = AccountInterest.objects.filter(
        agency__in=agencies_in_reach(request.assignment.agency), state=Booked.BOOKED
    )
    newest: dt.date | None = booked.aggregate(newest=Max("received_on"))["newest"]
    return newest and quarter_of(newest + ONE_DAY, SETTLED_ON).first - ONE_DAY


def _board(request: AgencyRequest) -> tuple[MonthForm, Table]:
    """The quarter of the month asked for, else the last that is over."""
    form = MonthForm(request.GET if request.GET.get("month") else None)
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["month"].first
    else:
        day = ended_before("quarter", timezone.localdate()).first
    rows = interest_checks(agencies_in_reach(request.assignment.agency), day)
    totals = {
        name: sum(getattr(row, name) for row in rows) for name in ("reckoned", "received", "difference")
    }
    table = Table(
        _t("Interest at agreed rates"),
        CHECK_COLUMNS,
        rows,
        totals=totals if rows else None,
        unit=_t("yuan"),
        empty=_t("No account has an agreed rate in this quarter: finance enters it from the agreement."),
        row_url=_explain_url(request),
    )
    return form, table


@requires(duty=READERS)
def board(request: AgencyRequest) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook."""
    form, table = _board(request)
    if "export" in request.GET:
        return workbook_answer(table_workbook(table, [str(request.assignment.agency.name)]), table.caption)
    context = {
        "title": table.caption, "form": form, "table": table, "tables": [table],
        "last_received": None if any(row.received for row in table.rows) else _last_received(request),
        "may_enter": "finance" in request.assignment.duties, "agency": request.assignment.agency,
        "period": form["month"].value() if form.is_bound else "", "printed_at": timezone.now(), "maker": request.user,
        "checker": None, "back_url": request.path,
    }  # fmt: skip
    if "print" in request.GET:
        return render(request, "components/tables_sheet.html", context)
    return render(request, "funds/bank/interest.html", context)


def _accounts(request: AgencyRequest) -> QuerySet[FundAccount]:
    """Those the agency keeps; the treasury's money earns nothing."""
    found: QuerySet[FundAccount] = FundAccount.objects.filter(agency=request.assignment.agency)
    return found.exclude(kind=FundAccount.Kind.TREASURY).select_related("agency")


def _approved_by(rate: AgreedRate) -> Any:
    """Who, else how it stands: a rate that waits looks like no other."""
    if rate.withdrawn_by_id is not None:
        return _t("Withdrawn: %(reason)s") % {"reason": rate.withdrawn_reason}
    return rate.approved_by or _("Waits for approval")


class AgreedRates(Listing):
    key = "funds.agreed_rates"
    title = _("Agreed rates of accounts")
    columns = (
        Column("fund_account__agency", _("Agency")),
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.fund_account.insutype)),
        Column("fund_account__kind", _("Bank account")),
        Column("rate", _("Agreed rate, % a year"), get=lambda row: f"{row.rate.normalize():f}"),
        Column("day_count", _("Day count"), default=False),
        Column("settles_on", _("Interest is settled on day"), "number"),
        Column("from", _("Valid from"), "date", get=lambda row: row.period.lower),
        Column("to", _("Ended on"), "date", get=lambda row: row.period.upper),
        Column("agreement", _("Agreement with the bank")),
        Column("prepared_by", _("Prepared by")),
        Column("approved_by", _("Approved by"), get=_approved_by),
        Column("withdrawn_reason", _("Why it was withdrawn"), default=False),
    )
    filters = (
        ChoiceFilter("kind", _("Kind"), field="fund_account__kind", choices=FundAccount.Kind),
        ChoiceFilter("agency", _("County"), field="fund_account__agency", choices=counties_in_reach),
    )
    order = "-pk"
    empty_title = _("No rate is agreed yet.")
    empty_hint = _("Finance enters what the agreement with the bank says; a second person puts it in force.")

    def rows(self) -> QuerySet[AgreedRate]:
        found: QuerySet[AgreedRate] = AgreedRate.objects.all()
        return found.select_related("fund_account__agency", "prepared_by", "approved_by")

    def row_url(self, row: AgreedRate) -> str | None:
        decided = row.approved_by_id is not None or row.withdrawn_by_id is not None
        if decided or row.fund_account.agency != self.assignment.agency:
            return None
        if "approve" in self.assignment.duties and row.prepared_by_id != self.user.pk:
            return reverse("funds:approve_rate", args=[row.pk])
        if "finance" in self.assignment.duties:
            return reverse("funds:withdraw_rate", args=[row.pk])
        return None

    def actions(self) -> Iterator[Action]:
        yield Action(_t("Interest at agreed rates"), reverse("funds:interest"))
        if "finance" in self.assignment.duties:
            yield Action(_t("Enter an agreed rate"), reverse("funds:enter_rate"), main=True)


@requires(duty=READERS)
def rate_list(request: AgencyRequest) -> HttpResponseBase:
    return AgreedRates.respond(request)


@requires(duty="finance", levels={"city", "county"})
@once
def enter(request: AgencyRequest) -> HttpResponseBase:
    form = RateForm(
        request.POST or None, accounts=_accounts(request), initial={"valid_from": timezone.localdate()}
    )

    def act() -> str:
        enter_rate(acting_user=request.user, **form.cleaned_data)
        return reverse("funds:agreed_rates")

    return act_page(
        request, title=_t("Enter an agreed rate"), facts=[Fact(_t("Agency"), request.assignment.agency)], form=form,
        warnings=[_t("It waits for another person's approval; the rate before ends when it begins.")], do=act,
        label=_t("Enter"), said=_t("The rate waits for approval."), cancel_url=reverse("funds:agreed_rates"),
    )  # fmt: skip


@requires(duty="approve")
@once
def approve(request: AgencyRequest, agreed_rate_id: int) -> HttpResponseBase:
    known = AgreedRate.objects.select_related("fund_account__agency", "prepared_by")
    agreed: AgreedRate = get_object_or_404(known, pk=agreed_rate_id)

    def act() -> str:
        approve_rate(agreed=agreed, acting_user=request.user)
        return reverse("funds:agreed_rates")

    return act_page(
        request, title=_t("Approve an agreed rate"), facts=_rate_facts(agreed), do=act, label=_t("Approve"),
        said=_t("The rate is in force."), cancel_url=reverse("funds:agreed_rates"),
    )  # fmt: skip


@requires(duty="finance", levels={"city", "county"})
@once
def withdraw(request: AgencyRequest, agreed_rate_id: int) -> HttpResponseBase:
    """Take back a rate that was entered wrongly, before it is approved."""
    known = AgreedRate.objects.select_related("fund_account__agency", "prepared_by")
    agreed: AgreedRate = get_object_or_404(known, pk=agreed_rate_id)
    form = WhyForm(request.POST or None)

    def act() -> str:
        withdraw_rate(agreed=agreed, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:agreed_rates")

    return act_page(
        request, title=_t("Withdraw an agreed rate"), facts=_rate_facts(agreed), form=form, do=act, danger=True,
        label=_t("Withdraw"), said=_t("The rate is withdrawn."), cancel_url=reverse("funds:agreed_rates"),
    )  # fmt: skip


def _rate_facts(agreed: AgreedRate) -> list[Fact]:
    return [
        Fact(_t("Account of the fund"), agreed.fund_account),
        Fact(_t("Agreed rate, % a year"), f"{agreed.rate.normalize():f}"),
        Fact(_t("Day count"), agreed.get_day_count_display()),
        Fact(_t("Interest is settled on day"), agreed.settles_on or "—"),
        Fact(_t("Valid from"), agreed.period.lower),
        Fact(_t("Agreement with the bank"), agreed.agreement),
        Fact(_t("Prepared by"), agreed.prepared_by),
    ]


def _asked(request: AgencyRequest) -> tuple[InterestCheck, dt.date]:
    """The account and quarter the address asks about, within reach."""
    try:
        day = dt.date.fromisoformat(request.GET.get("day", ""))
        pk = int(request.GET.get("account", ""))
    except ValueError as wrong:
        raise Http404 from wrong
    known = FundAccount.objects.select_related("agency__area")
    check = interest_check(get_object_or_404(known, pk=pk), day)
    if check is None:
        raise Http404
    return check, day


@requires(duty="finance")
@once
@chosen_from("funds:interest")
def explain(request: AgencyRequest) -> HttpResponse:
    check, day = _asked(request)
    said = check.explanation.explanation if check.explanation else ""
    form = ExplainInterestForm(request.POST or None, initial={"seen": check.difference, "explanation": said})

    def act() -> str:
        explain_interest(
            fund_account=check.fund_account, day=day, acting_user=request.user, **form.cleaned_data
        )
        return reverse("funds:interest") + f"?month={day:%Y-%m}"

    facts = [
        Fact(_t("Account of the fund"), check.fund_account),
        Fact(_t("First day"), check.span.first),
        Fact(_t("Last day"), check.span.last),
        Fact(_t("Agreed rate"), check.rates),
        Fact(_t("Balance of a day on average"), money_text(check.mean)),
        Fact(_t("By the agreed rate"), money_text(check.reckoned)),
        Fact(_t("Interest received"), money_text(check.received)),
        Fact(_t("Difference"), money_text(check.difference)),
    ]
    return act_page(
        request, title=_t("Explain a difference of interest"), facts=facts, form=form, do=act, label=_t("Save"),
        said=_t("The explanation is kept."), cancel_url=reverse("funds:interest"),
    )  # fmt: skip
