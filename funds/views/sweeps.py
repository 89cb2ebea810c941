"""Sweeps: zero balances proved account by account, interest and sweeps entered and confirmed (NB-14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing.tables import Column, Table
from config.periods import Month
from config.spreadsheets.web import workbook_answer
from funds.forms_rounds import InterestForm, MonthForm, ReasonForm, SweepForm
from funds.models import AccountInterest, Booked, Sweep
from funds.reads.rounds import schemes_of
from funds.reads.sweeps import Proof, ended_spans, proofs, proofs_of_month, spans_at
from funds.services.sweeps.decide import DECIDERS, Movement, confirm, refuse
from funds.services.sweeps.enter import enter_interest, enter_sweep
from funds.spreadsheets.round_papers import table_workbook
from funds.views.asking import chosen_from
from institutions.access import AgencyRequest
from institutions.models import Agency, AgencyAccount, Duty

from .rounds import MONEY_TONES, READERS

CITY = ("city",)


def agencies_in_reach(agency: Agency) -> QuerySet[Agency]:
    """The city and its counties for the city; a county for itself."""
    found = Agency.objects.filter(area=agency.area, level__in=(Agency.Level.CITY, Agency.Level.COUNTY))
    if agency.level != Agency.Level.CITY:
        found = found.filter(Q(pk=agency.county_id))
    return found.select_related("area", "parent").order_by("code")


def _standing(proof: Proof) -> Any:
    if proof.zero:
        return _t("at zero")
    if proof.waiting >= proof.after:
        return _t("waits for confirmation")
    return _t("not yet over") if proof.span.last >= timezone.localdate() else _t("not at zero")


def _tone(proof: Proof) -> str:
    if proof.zero:
        return "ok"
    if proof.waiting >= proof.after:
        return "info"
    return "plain" if proof.span.last >= timezone.localdate() else "bad"


def _address(proof: Proof) -> str | None:
    if proof.after <= proof.waiting:
        return None
    asked = {
        "agency": proof.agency.code, "insutype": proof.insutype, "account": proof.account,
        "day": proof.span.last.isoformat(),
    }  # fmt: skip
    return f"{reverse('funds:enter_sweep')}?{urlencode(asked)}"


PROOF_COLUMNS = (
    Column("agency", _("Agency")),
    Column("scheme", _("Scheme")),
    Column("account_name", _("Bank account")),
    Column("first", _("First day"), "date", get=lambda row: row.span.first),
    Column("last", _("Last day"), "date", get=lambda row: row.span.last),
    Column("before", _("Balance before the sweep"), "money"),
    Column("swept", _("Swept"), "money"),
    Column("waiting", _("Waits for confirmation"), "money"),
    Column("after", _("Balance after"), "money"),
)
MOVED_COLUMNS = (
    Column("agency", _("Agency")),
    Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
    Column("account", _("Bank account")),
    Column("what", _("What"), get=lambda row: row._meta.verbose_name),
    Column("amount", _("Amount"), "money"),
    Column("day", _("Day"), "date", get=lambda row: getattr(row, "swept_on", None) or row.received_on),
    Column("evidence", _("Number of the bank's slip"), "code"),
    Column("state", _("State"), "badge", tone=MONEY_TONES, link=lambda row: _decide_address(row)),
    Column("entered_by", _("Entered by")),
    Column("decided_by", _("Decided by")),
    Column(
        "refuse",
        _("Wrong?"),
        get=lambda row: _("Reject") if row.state == Booked.ENTERED else "",
        link=lambda row: _refuse_address(row),
    ),
)


def proof_columns(duties: Iterable[str]) -> list[Column]:
    """A sweep is entered by finance: to others the result leads nowhere."""
    may = Duty.FINANCE in duties
    return [
        *PROOF_COLUMNS,
        Column("standing", _("Result"), "badge", get=_standing, tone=_tone, link=_address if may else None),
    ]


def moved_columns(request: AgencyRequest) -> list[Column]:
    """The acts of the second person, to whoever is one at the city."""
    may = request.assignment.agency.level == Agency.Level.CITY and not set(DECIDERS).isdisjoint(
        request.assignment.duties
    )
    if may:
        return list(MOVED_COLUMNS)
    return [replace(one, link=None) for one in MOVED_COLUMNS if one.name != "refuse"]


def _refuse_address(row: Movement) -> str | None:
    if row.state != Booked.ENTERED:
        return None
    return reverse("funds:refuse_sweep" if isinstance(row, Sweep) else "funds:refuse_interest", args=[row.pk])


def _decide_address(row: Movement) -> str | None:
    if row.state != Booked.ENTERED:
        return None
    return reverse(
        "funds:confirm_sweep" if isinstance(row, Sweep) else "funds:confirm_interest", args=[row.pk]
    )


def _table(request: AgencyRequest) -> tuple[Any, Table]:
    """The periods asked for: those of a month, else the last that are over."""
    agency = request.assignment.agency
    form = MonthForm(request.GET if request.GET.get("month") else None)
    month: Month | None = form.cleaned_data["month"] if form.is_bound and form.is_valid() else None
    within = agencies_in_reach(agency)
    if month:
        rows = proofs_of_month(agency.area, within, month)
    else:
        rows = proofs(agency.area, within, ended_spans(agency.area, timezone.localdate()))
    totals = {
        name: sum(getattr(row, name) for row in rows) for name in ("before", "swept", "waiting", "after")
    }
    table = Table(
        _t("Balances swept up"),
        proof_columns(request.assignment.duties),
        rows,
        totals=totals if rows else None,
        unit=_t("yuan"),
        empty=_t("The policy in force names no sweeping of accounts."),
    )
    return form, table


@requires(duty=READERS)
def sweep_page(request: AgencyRequest) -> HttpResponse:
    """Each account, each period: balance before, swept, after. ``?print`` for paper."""
    form, table = _table(request)
    agencies = agencies_in_reach(request.assignment.agency)
    moved = [
        row
        for model in (Sweep, AccountInterest)
        for row in model.objects.filter(agency__in=agencies)
        .select_related("agency", "entered_by", "decided_by")
        .order_by("-pk")[:50]
    ]
    context = {
        "title": _t("Sweeps and zero balances"),
        "form": form,
        "table": table,
        "moved": Table(_t("Latest sweeps and interest"), moved_columns(request), moved, unit=_t("yuan")),
        "may_enter": "finance" in request.assignment.duties,
        "back_url": reverse("funds:sweeps"),
        "period": form["month"].value() or "",
        "printed_at": timezone.now(),
        "maker": request.user,
    }
    template = "sweeps_print" if "print" in request.GET else "sweeps"
    return render(request, f"funds/rounds/{template}.html", context)


@requires(duty=READERS)
def sweep_xlsx(request: AgencyRequest) -> HttpResponseBase:
    _form, table = _table(request)
    return workbook_answer(table_workbook(table, [str(request.assignment.agency.name)]), table.caption)


@requires(duty="finance")
@once
@chosen_from("funds:sweeps")
def enter_sweep_page(request: AgencyRequest) -> HttpResponseBase:
    """An account named in the address, filled in with all it has to give up."""
    agency = get_object_or_404(
        agencies_in_reach(request.assignment.agency), code=request.GET.get("agency", "")
    )
    proof = _proof_asked(request, agency)
    form = SweepForm(
        request.POST or None,
        initial={"amount": proof.after - proof.waiting, "swept_on": timezone.localdate()},
    )

    def do() -> str:
        enter_sweep(
            agency=agency, insutype=proof.insutype, account=proof.account, span=proof.span,
            acting_user=request.user, **form.cleaned_data,
        )  # fmt: skip
        return reverse("funds:sweeps")

    return act_page(
        request,
        title=_t("Enter a sweep"),
        facts=[
            Fact(_t("Agency"), agency),
            Fact(_t("Scheme"), proof.scheme),
            Fact(_t("Bank account"), proof.account_name),
            Fact(_t("First day"), proof.span.first),
            Fact(_t("Last day"), proof.span.last),
            Fact(_t("Left to be swept, yuan"), f"{proof.after - proof.waiting:,.2f}"),
        ],
        form=form,
        do=do,
        label=_t("Save"),
        warnings=[_t("It is booked once another person at the city confirmed it.")],
        said=_t("The sweep waits for confirmation."),
        cancel_url=reverse("funds:sweeps"),
    )


def _proof_asked(request: AgencyRequest, agency: Agency) -> Proof:
    try:
        day = dt.date.fromisoformat(request.GET.get("day", ""))
    except ValueError as exc:
        raise Http404 from exc
    account, insutype = request.GET.get("account", ""), request.GET.get("insutype", "")
    spans = spans_at(agency.area, day)
    if account not in spans:
        raise Http404
    for proof in proofs(agency.area, [agency], {account: spans[account]}):
        if proof.insutype == insutype:
            return proof
    raise Http404


@requires(duty="finance")
@once
def enter_interest_page(request: AgencyRequest) -> HttpResponseBase:
    agency = request.assignment.agency
    form = InterestForm(
        request.POST or None,
        agencies=agencies_in_reach(agency),
        schemes=schemes_of(agency),
        initial={"received_on": timezone.localdate(), "account": AgencyAccount.Kind.EXPENDITURE},
    )

    def do() -> str:
        enter_interest(acting_user=request.user, **form.cleaned_data)
        return reverse("funds:sweeps")

    return act_page(
        request,
        title=_t("Enter interest"),
        form=form,
        do=do,
        label=_t("Save"),
        warnings=[_t("It is booked once another person at the city confirmed it.")],
        said=_t("The interest waits for confirmation."),
        cancel_url=reverse("funds:sweeps"),
    )


def _facts(movement: Any) -> list[Fact]:
    swept = isinstance(movement, Sweep)
    facts = [
        Fact(_t("Agency"), movement.agency),
        Fact(_t("Scheme"), name_of("insutype", movement.insutype)),
        Fact(_t("Bank account"), movement.get_account_display()),
        Fact(_t("Amount, yuan"), f"{movement.amount:,.2f}"),
        Fact(_t("Day"), movement.swept_on if swept else movement.received_on),
        Fact(_t("Number of the bank's slip"), movement.evidence),
        Fact(_t("Entered by"), movement.entered_by),
    ]
    if swept:
        facts.insert(4, Fact(_t("Balance after, yuan"), f"{movement.after:,.2f}"))
    return facts


def _confirm(request: AgencyRequest, movement: Movement) -> HttpResponseBase:
    def do() -> str:
        confirm(movement=movement, acting_user=request.user)
        return reverse("funds:sweeps")

    return act_page(
        request,
        title=_t("Confirm: %(what)s") % {"what": movement._meta.verbose_name},
        facts=_facts(movement),
        do=do,
        label=_t("Confirm"),
        said=_t("It is booked."),
        cancel_url=reverse("funds:sweeps"),
    )


def _refuse(request: AgencyRequest, movement: Movement) -> HttpResponseBase:
    form = ReasonForm(request.POST or None)

    def do() -> str:
        refuse(movement=movement, reason=form.cleaned_data["reason"], acting_user=request.user)
        return reverse("funds:sweeps")

    return act_page(
        request,
        title=_t("Refuse: %(what)s") % {"what": movement._meta.verbose_name},
        facts=_facts(movement),
        form=form,
        do=do,
        label=_t("Reject"),
        danger=True,
        said=_t("Nothing is booked."),
        cancel_url=reverse("funds:sweeps"),
    )


def _sweep_of(sweep_id: int) -> Sweep:
    found: Sweep = get_object_or_404(Sweep.objects.select_related("agency", "entered_by"), pk=sweep_id)
    return found


def _interest_of(interest_id: int) -> AccountInterest:
    found: AccountInterest = get_object_or_404(
        AccountInterest.objects.select_related("agency", "entered_by"), pk=interest_id
    )
    return found


@requires(duty=DECIDERS, levels=CITY)
@once
def confirm_sweep(request: AgencyRequest, sweep_id: int) -> HttpResponseBase:
    return _confirm(request, _sweep_of(sweep_id))


@requires(duty=DECIDERS, levels=CITY)
@once
def refuse_sweep(request: AgencyRequest, sweep_id: int) -> HttpResponseBase:
    return _refuse(request, _sweep_of(sweep_id))


@requires(duty=DECIDERS, levels=CITY)
@once
def confirm_interest(request: AgencyRequest, interest_id: int) -> HttpResponseBase:
    return _confirm(request, _interest_of(interest_id))


@requires(duty=DECIDERS, levels=CITY)
@once
def refuse_interest(request: AgencyRequest, interest_id: int) -> HttpResponseBase:
    return _refuse(request, _interest_of(interest_id))
