"""What follows in money: managerial parts entered and confirmed, incentives drawn and booked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet, Value
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.display import changed_query, percent
from config.errors import DomainError
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, Table
from config.listing.export import tables_workbook
from config.money import from_fen
from config.spreadsheets.web import workbook_answer
from enrollment.target_forms import years
from funds.forms_county_assessment import IncentiveForm, ManagerialForm
from funds.forms_fund_budgets import scheme_choices
from funds.models import Booked, CountyScheme, Incentive, IncentivePart, ManagerialFinding
from funds.services.county_assessment.states import units_of
from funds.services.county_money.incentives import (
    book_incentive,
    enter_incentive,
    refuse_incentive,
)
from funds.services.county_money.managerial import (
    confirm_part,
    enter_part,
    plan_part,
    refuse_part,
    withdraw_part,
)
from funds.views import year_guide
from funds.views.rounds import MONEY_TONES
from institutions.access import AgencyRequest
from institutions.forms_assessment import WhyForm
from institutions.models import Duty
from institutions.policy.wording import word

CITY = ("city",)
State = ManagerialFinding.State
# By state: what is offered where a part is wrong, and its page.
WRONG: dict[str, tuple[Any, str]] = {
    State.ENTERED: (gettext_lazy("Reject"), "refuse_managerial"),
    State.CONFIRMED: (gettext_lazy("Withdraw"), "withdraw_managerial"),
}
TONE = {"entered": "warn", "confirmed": "ok", "refused": "plain"}


def why_not(code: str) -> str:
    """Why a county gets no incentive."""
    return {
        "": "", "no_budget": _("no approved budget"), "low_score": _("score too low"),
        "over_budget": _("spent more than its budget"), "nothing_to_weigh": _("nothing to divide by"),
    }[code]  # fmt: skip


class ManagerialList(Listing):
    key = "funds.managerial"
    title = gettext_lazy("Managerial parts of gaps")
    purpose = year_guide.MANAGERIAL
    columns = (
        Column("year", gettext_lazy("Year"), get=lambda row: str(row.year)),
        Column("unit", gettext_lazy("County")),
        Column("scheme_name", gettext_lazy("Scheme"), default=False),
        Column("income_target", gettext_lazy("Income target"), "money"),
        Column("income", gettext_lazy("Income"), "money"),
        Column("spending_budget", gettext_lazy("Spending budget"), "money"),
        Column("spending", gettext_lazy("Spending"), "money"),
        Column("from_income", gettext_lazy("From income short"), "money"),
        Column(
            "found_spending", gettext_lazy("Share of the spending over that is managerial"), "percent", default=False
        ),
        Column("from_spending", gettext_lazy("From spending over"), "money"),
        # No total: what was refused stands here too.
        Column("amount", gettext_lazy("Managerial part"), "money"),
        Column("state", gettext_lazy("State"), "badge", tone=TONE, link=lambda row: _decide_address(row)),
        Column("reason", gettext_lazy("Reason")),
        Column("evidence", gettext_lazy("Paper of the departments"), default=False),
        Column("assumed", gettext_lazy("Assumed"), "assumed"),
        Column("entered_by", gettext_lazy("Entered by"), default=False),
        Column("decided_by", gettext_lazy("Decided by"), default=False),
        Column(
            "wrong", gettext_lazy("Wrong?"), get=lambda row: _wrong(row)[0],
            link=lambda row: _wrong_address(row),
        ),
    )  # fmt: skip
    filters = (
        ChoiceFilter("year", gettext_lazy("Year"), choices=lambda _listing: years()),
        ChoiceFilter("insutype", gettext_lazy("Scheme"), choices=lambda _listing: scheme_choices()),
        ChoiceFilter("state", gettext_lazy("State"), choices=State),
    )
    order = "-pk"
    empty_title = gettext_lazy("No managerial part yet.")
    empty_hint = gettext_lazy(
        "Once a year is over, finance works out what of a county's gap was in its own hands."
    )

    def rows(self) -> QuerySet[Any]:
        at_city = self.assignment is not None and self.assignment.agency.level in CITY
        may = at_city and Duty.APPROVE in self.assignment.duties
        found = ManagerialFinding.objects.annotate(may_decide=Value(may))
        return found.select_related("unit", "entered_by", "decided_by")

    def actions(self) -> Any:
        if "finance" in self.assignment.duties and self.assignment.agency.level == "city":
            yield Action(_("Work out"), reverse("funds:enter_managerial"), main=True)


def _decide_address(row: ManagerialFinding) -> str | None:
    waits = row.may_decide and row.state == State.ENTERED  # type: ignore[attr-defined]
    return reverse("funds:confirm_managerial", args=[row.pk]) if waits else None


def _wrong(row: ManagerialFinding) -> tuple[Any, str]:
    """What is offered to who may decide, and its page."""
    return WRONG.get(row.state, ("", "")) if row.may_decide else ("", "")  # type: ignore[attr-defined]


def _wrong_address(row: ManagerialFinding) -> str | None:
    _text, page = _wrong(row)
    return reverse(f"funds:{page}", args=[row.pk]) if page else None


@requires()
def managerial_list(request: AgencyRequest) -> HttpResponseBase:
    return ManagerialList.respond(request)


@requires(duty="finance", levels=CITY)
@once
def enter_managerial(request: AgencyRequest) -> HttpResponseBase:
    """What it comes to stands on the page of the second person; here it is worked out from ledger and budget."""
    city = request.assignment.agency
    schemes = [code for code, _name in scheme_choices()]
    form = ManagerialForm(request.POST or None, units=units_of(city), schemes=schemes)

    def do() -> str:
        enter_part(acting_user=request.user, **form.cleaned_data)
        return reverse("funds:managerial_parts")

    return act_page(
        request,
        title=_("Work out a managerial part"),
        facts=[Fact(_("Agency"), city)],
        warnings=[
            _("Income and spending are read from the ledger, targets from the approved budget with its changes. Where "
              "the policy counts all of a shortfall, the share typed here does not matter.")
        ],
        form=form,
        do=do,
        label=_("Work out"),
        said=_("Worked out: another person confirms."),
        cancel_url=reverse("funds:managerial_parts"),
    )  # fmt: skip


def _decide_part(
    request: AgencyRequest, pk: int, title: str, said: str, act: Callable[..., Any], form: forms.Form | None
) -> HttpResponseBase:
    part = get_object_or_404(ManagerialFinding.objects.select_related("unit__area", "entered_by"), pk=pk)
    yuan = [
        (_("Income target"), part.income_target), (_("Income"), part.income),
        (_("Spending budget"), part.spending_budget), (_("Spending"), part.spending),
        (_("From income short"), part.from_income), (_("From spending over"), part.from_spending),
        (_("Managerial part"), part.amount),
    ]  # fmt: skip
    facts = [
        Fact(_("County"), part.unit), Fact(_("Year"), part.year), Fact(_("Scheme"), part.scheme_name),
        *(Fact(label, f"{amount:,.2f}") for label, amount in yuan),
        Fact(_("Reason"), part.reason), Fact(_("Paper of the departments"), part.evidence),
        Fact(_("Clause"), part.clause or "—"), Fact(_("Entered by"), part.entered_by),
    ]  # fmt: skip

    def do() -> str:
        act(part=part, acting_user=request.user, **({} if form is None else form.cleaned_data))
        return reverse("funds:managerial_parts")

    return act_page(
        request, title=title, facts=facts, form=form, do=do, said=said, warnings=_moved(part),
        cancel_url=reverse("funds:managerial_parts"),
    )  # fmt: skip


def _moved(part: ManagerialFinding) -> list[str]:
    """Whether the books would give another figure by now."""
    try:
        plan = plan_part(
            unit=part.unit, insutype=part.insutype, year=part.year, found_income=part.found_income,
            found_spending=part.found_spending,
        )  # fmt: skip
    except DomainError as gone:
        return [str(gone)]
    found = plan.part.amount
    if from_fen(found) == part.amount:
        return []
    return [_("By the books of today it would be %(amount)s yuan.") % {"amount": f"{from_fen(found):,.2f}"}]


@requires(duty="approve", levels=CITY)
@once
def confirm_managerial(request: AgencyRequest, managerial_part_id: int) -> HttpResponseBase:
    title, said = _("Confirm the managerial part"), _("Confirmed: the year's settlement takes it.")
    return _decide_part(request, managerial_part_id, title, said, confirm_part, None)


@requires(duty="approve", levels=CITY)
@once
def refuse_managerial(request: AgencyRequest, managerial_part_id: int) -> HttpResponseBase:
    form = WhyForm(request.POST or None)
    return _decide_part(
        request, managerial_part_id, _("Reject the managerial part"), _("Rejected."), refuse_part, form
    )


@requires(duty="approve", levels=CITY)
@once
def withdraw_managerial(request: AgencyRequest, managerial_part_id: int) -> HttpResponseBase:
    form = WhyForm(request.POST or None)
    return _decide_part(
        request, managerial_part_id, _("Withdraw the managerial part"), _("Withdrawn."), withdraw_part, form
    )


# --- incentives ----------------------------------------------------------------------------------------------------


class IncentiveList(Listing):
    key = "funds.incentives"
    title = gettext_lazy("Incentives from the reserve")
    purpose = year_guide.INCENTIVES
    columns = (
        Column("year", gettext_lazy("Year"), get=lambda row: str(row.year)),
        Column("scheme_name", gettext_lazy("Scheme")),
        Column("balance", gettext_lazy("Reserve"), "money"),
        Column("share", gettext_lazy("Share drawn"), "percent"),
        Column("amount", gettext_lazy("Amount drawn"), "money"),
        Column("state", gettext_lazy("State"), "badge", tone=MONEY_TONES),
        Column("entered_by", gettext_lazy("Entered by")),
        Column("decided_by", gettext_lazy("Decided by")),
        Column("booked_on", gettext_lazy("Booked on"), "date"),
        Column("refused_reason", gettext_lazy("Why it was refused"), default=False),
    )
    filters = (
        ChoiceFilter("year", gettext_lazy("Year"), choices=lambda _listing: years()),
        ChoiceFilter("state", gettext_lazy("State"), choices=Booked),
    )
    order = "-pk"
    empty_title = gettext_lazy("No incentive yet.")
    empty_hint = gettext_lazy(
        "Once the results of a year are published, finance draws it where the policy has one."
    )

    def rows(self) -> QuerySet[Any]:
        return Incentive.objects.select_related("scheme", "entered_by", "decided_by")

    def row_url(self, row: Incentive) -> str:
        return reverse("funds:incentive", args=[row.pk])

    def actions(self) -> Any:
        if "finance" not in self.assignment.duties or self.assignment.agency.level != "city":
            return
        # A region's assessment of cities draws nothing from a city's reserve.
        published = CountyScheme.objects.filter(state=CountyScheme.State.PUBLISHED, agency__level__in=CITY)
        newest = published.order_by("-year").first()
        if newest is not None:
            yield Action(_("Draw an incentive"), reverse("funds:draw_incentive", args=[newest.pk]), main=True)


@requires()
def incentive_list(request: AgencyRequest) -> HttpResponseBase:
    return IncentiveList.respond(request)


@requires(duty="finance", levels=CITY)
@once
def draw_incentive(request: AgencyRequest, county_scheme_id: int) -> HttpResponseBase:
    scheme = get_object_or_404(
        CountyScheme.objects.filter(agency__level__in=CITY).select_related("agency__area", "area"),
        pk=county_scheme_id,
    )
    form = IncentiveForm(request.POST or None, schemes=[code for code, _name in scheme_choices()])

    def do() -> str:
        made = enter_incentive(scheme=scheme, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:incentive", args=[made.pk])

    return act_page(
        request,
        title=_("Draw an incentive"),
        facts=[Fact(_("Year"), scheme.year), Fact(_("Published on"), scheme.published_on or "—")],
        form=form,
        do=do,
        label=_("Work out"),
        said=_("Worked out: another person approves, then it is booked."),
        cancel_url=reverse("funds:incentives"),
    )


def _parts_table(drawn: Incentive) -> Table:
    rows = list(IncentivePart.objects.filter(incentive=drawn).select_related("unit"))
    columns = (
        Column("unit", _("County")),
        Column("score", _("Score"), "quantity"),
        Column("spending_budget", _("Spending budget"), "money"),
        Column("spending", _("Spending"), "money"),
        Column("weight", _("Weight"), "number"),
        Column("amount", _("Incentive"), "money"),
        Column("why_not", _("Why none"), get=lambda row: why_not(row.why_not)),
    )
    return Table(
        caption=_("Divided among the counties"), columns=columns, rows=rows, unit=_("yuan"),
        totals={"amount": sum(row.amount for row in rows)},
    )  # fmt: skip


@requires()
def incentive_page(request: AgencyRequest, incentive_id: int) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook. A county sees its own line."""
    drawn = get_object_or_404(
        Incentive.objects.select_related("scheme__agency", "entered_by", "decided_by"), pk=incentive_id
    )
    table = _parts_table(drawn)
    title = _("Incentive %(what)s") % {"what": drawn}
    if "export" in request.GET:
        return workbook_answer(tables_workbook([table]), title)
    rule = drawn.rule
    context = year_guide.of_booked(year_guide.INCENTIVES, drawn.state) | {
        "title": title, "drawn": drawn, "tone": MONEY_TONES[drawn.state], "tables": [table],
        "agency": drawn.scheme.agency, "period": drawn.year, "printed_at": timezone.now(),
        "may_decide": drawn.state == Booked.ENTERED and Duty.APPROVE in request.user.duties_at(drawn.scheme.agency)
        and drawn.entered_by_id != request.user.pk,
        "least": rule["least_score"] // 100,
        "within": percent(rule["within_budget"]), "divided_by": word(rule["divided_by"]), "rule": rule,
        "print_url": changed_query(request.GET, print="1"), "export_url": changed_query(request.GET, export="1"),
        "back_url": reverse("funds:incentive", args=[drawn.pk]),
    }  # fmt: skip
    name = (
        "institutions/assessment/board_print.html"
        if "print" in request.GET
        else "funds/county_assessment/incentive.html"
    )
    return render(request, name, context)


def _decide_incentive(
    request: AgencyRequest, pk: int, title: str, said: str, act: Callable[..., Any], form: forms.Form | None
) -> HttpResponseBase:
    drawn = get_object_or_404(Incentive.objects.select_related("scheme__agency", "entered_by"), pk=pk)
    address = reverse("funds:incentive", args=[drawn.pk])

    def do() -> str:
        act(drawn=drawn, acting_user=request.user, **({} if form is None else form.cleaned_data))
        return address

    facts = [
        Fact(_("Year"), drawn.year), Fact(_("Scheme"), name_of("insutype", drawn.insutype)),
        Fact(_("Reserve"), f"{drawn.balance:,.2f}"), Fact(_("Amount drawn"), f"{drawn.amount:,.2f}"),
        Fact(_("Entered by"), drawn.entered_by),
    ]  # fmt: skip
    return act_page(
        request,
        title=title,
        facts=facts,
        affects=_parts_table(drawn),
        form=form,
        do=do,
        said=said,
        cancel_url=address,
    )


@requires(duty="approve", levels=CITY)
@once
def book(request: AgencyRequest, incentive_id: int) -> HttpResponseBase:
    title, said = _("Approve and book the incentive"), _("Booked from the reserve to the counties' balances.")
    return _decide_incentive(request, incentive_id, title, said, book_incentive, None)


@requires(duty="approve", levels=CITY)
@once
def refuse(request: AgencyRequest, incentive_id: int) -> HttpResponseBase:
    form = WhyForm(request.POST or None)
    return _decide_incentive(
        request, incentive_id, _("Reject the incentive"), _("Rejected."), refuse_incentive, form
    )
