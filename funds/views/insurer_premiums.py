"""Premiums to the serious-illness insurer: worked out, approved, put into a batch; the insurers' accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_budgets import WhyForm
from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, Table
from config.money import from_fen
from funds.forms_insurer import InsurerAccountForm, PremiumForm
from funds.models import InsurerAccount, InsurerPremium
from funds.reads.paybacks import not_received
from funds.services.insurer.accounts import (
    approve_insurer_account,
    prepare_insurer_account,
    withdraw_insurer_account,
)
from funds.services.insurer.premium import approve_premium, drop_premium, work_out_premium
from funds.services.insurer.prepare import prepare_premium_payments, waiting_premiums
from institutions.access import AgencyRequest
from institutions.models import Agency

from .capital_acts import GroupForm

PREMIUM_TONE = {"draft": "plain", "approved": "warn", "paid": "ok", "dropped": "plain"}


def _state_of(premium: Any) -> str:
    return str(_("Sent back by the bank") if premium.not_received else premium.get_state_display())


class PremiumList(Listing):
    key = "funds.premiums"
    title = gettext_lazy("Premiums to the insurer")
    unit = gettext_lazy("yuan")
    columns = (
        Column("year", gettext_lazy("Year"), get=lambda row: str(row.year)),
        Column("instalment", gettext_lazy("Instalment"), "number"),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("unit", gettext_lazy("Paid by")),
        Column("insurer", gettext_lazy("Insurer")),
        Column("people", gettext_lazy("People"), "number"),
        Column("each", gettext_lazy("Premium of a head"), "money"),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column(
            "state",
            gettext_lazy("State"),
            "badge",
            get=lambda row: _state_of(row),
            tone=lambda row: "bad" if row.not_received else PREMIUM_TONE[row.state],
        ),
        Column("prepared_by", gettext_lazy("Prepared by")),
        Column("approved_by", gettext_lazy("Approved by")),
        Column("paid_on", gettext_lazy("Paid on"), "date"),
    )
    filters = (ChoiceFilter("state", gettext_lazy("State"), choices=InsurerPremium.State),)
    order = "-pk"
    empty_title = gettext_lazy("No premium yet.")
    empty_hint = gettext_lazy("It is worked out from the people insured and the policy's premium of a head.")

    def rows(self) -> QuerySet[InsurerPremium]:
        premiums: QuerySet[InsurerPremium] = InsurerPremium.objects.all()
        return premiums.select_related("unit", "prepared_by", "approved_by").annotate(
            not_received=not_received("premium")
        )

    def row_url(self, row: InsurerPremium) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterator[Action]:
        yield Action(_("Accounts of insurers"), reverse("funds:insurer_accounts"))
        if "finance" in self.assignment.duties:
            yield Action(_("Work out a premium"), reverse("funds:work_out_premium"))
            yield Action(_("Prepare a batch"), reverse("funds:pay_premiums"), main=True)


@requires()
def premium_list(request: AgencyRequest) -> HttpResponseBase:
    return PremiumList.respond(request)


@requires(duty="finance", levels=("city", "county"))
@once
def work_out(request: AgencyRequest) -> HttpResponseBase:
    agency = request.assignment.agency
    form = PremiumForm(request.POST or None, unit=agency)
    return act_page(
        request, title=_("Work out a premium"), facts=[Fact(_("Paid by"), agency)], form=form, label=_("Work out"),
        do=lambda: work_out_premium(unit=agency, acting_user=request.user, **form.cleaned_data),
        said=_("Worked out: a second person approves."), cancel_url=reverse("funds:premiums"),
    )  # fmt: skip


def _premium(premium_id: int) -> InsurerPremium:
    known = InsurerPremium.objects.select_related("unit__area", "prepared_by", "approved_by")
    found: InsurerPremium = get_object_or_404(known, pk=premium_id)
    return found


def parts_table(premium: InsurerPremium) -> Table:
    """People × premium = the year; less earlier instalments = this one. Every row multiplies out."""

    def year(row: dict[str, Any]) -> Decimal:
        return premium.each * int(row["people"])

    def before(row: dict[str, Any]) -> Decimal:
        return year(row) - from_fen(row["fen"])

    codes = [part["county"] for part in premium.parts]
    names = dict(Agency.objects.filter(code__in=codes).values_list("code", "name"))
    return Table(
        caption=_("By county"),
        columns=[
            Column("county", _("Code of the county"), "code"),
            Column("name", _("County"), get=lambda row: names.get(row["county"])),
            Column("people", _("People"), "number"),
            Column("each", _("Premium of a head"), "money", get=lambda row: premium.each),
            Column("year", _("Premium of the year"), "money", get=year),
            Column("before", _("Earlier instalments"), "money", get=before),
            Column("amount", _("This instalment"), "money", get=lambda row: from_fen(row["fen"])),
        ],
        rows=premium.parts,
        totals={
            "people": premium.people,
            "year": sum((year(row) for row in premium.parts), Decimal(0)),
            "before": sum((before(row) for row in premium.parts), Decimal(0)),
            "amount": premium.amount,
        },
        total_title=_("Together"),
        unit=_("yuan"),
    )


@requires()
def premium_page(request: AgencyRequest, insurer_premium_id: int) -> HttpResponseBase:
    """One instalment: how it was reckoned, who approved, how it was paid. ``?print`` for paper."""
    premium = _premium(insurer_premium_id)
    duties = set(request.assignment.duties) if premium.unit == request.assignment.agency else set()
    year = premium.each * premium.people
    context = {
        "title": str(premium), "premium": premium, "year_sum": year, "before": year - premium.amount,
        "tone": PREMIUM_TONE[premium.state], "table": parts_table(premium),
        "may_approve": premium.state == "draft" and "approve" in duties,
        "payments": premium.payments.select_related("batch").order_by("pk"),
        "may_pay": "finance" in duties and waiting_premiums(premium.unit).filter(pk=premium.pk).exists(),
        "may_drop": (premium.state == "draft" and "finance" in duties)
        or (premium.state == "approved" and "approve" in duties),
    }  # fmt: skip
    if "print" in request.GET:
        return render(request, "components/tables_sheet.html", context | {
            "tables": [context["table"]], "agency": premium.unit, "period": str(premium.year),
            "printed_at": timezone.now(), "maker": premium.prepared_by, "checker": premium.approved_by,
            "back_url": request.path,
        })  # fmt: skip
    return render(request, "funds/insurer/premium.html", context)


def _on_premium(
    request: AgencyRequest,
    premium_id: int,
    title: str,
    said: str,
    do: Callable[..., Any],
    form: forms.Form | None = None,
) -> HttpResponseBase:
    premium = _premium(premium_id)
    facts = [
        Fact(_("Insurer"), premium.insurer),
        Fact(_("Account of the insurer"), premium.account_no),
        Fact(_("People"), premium.people),
        Fact(_("Premium of a head"), money_text(premium.each)),
        Fact(_("Amount"), money_text(premium.amount)),
        Fact(_("Prepared by"), premium.prepared_by),
    ]
    return act_page(
        request, title=title, facts=facts, affects=parts_table(premium), form=form, said=said,
        do=lambda: do(premium=premium, acting_user=request.user, **({} if form is None else form.cleaned_data)),
        cancel_url=premium.get_absolute_url(),
    )  # fmt: skip


@requires(duty="approve")
@once
def approve(request: AgencyRequest, insurer_premium_id: int) -> HttpResponseBase:
    return _on_premium(
        request,
        insurer_premium_id,
        _("Approve the premium"),
        _("Approved: it is to be paid."),
        approve_premium,
    )


@requires(duty=("finance", "approve"))
@once
def drop_one(request: AgencyRequest, insurer_premium_id: int) -> HttpResponseBase:
    form = WhyForm(request.POST or None)
    return _on_premium(request, insurer_premium_id, _("Drop the premium"), _("Dropped."), drop_premium, form)


@requires(duty="finance", levels=("city", "county"))
@once
def pay(request: AgencyRequest) -> HttpResponseBase:
    """One batch of every approved premium of a scheme."""
    agency = request.assignment.agency
    groups = list(
        waiting_premiums(agency)
        .order_by("insutype")
        .values("insutype")
        .annotate(count=Count("pk"), sum=Sum("amount"))
    )
    form = GroupForm(
        request.POST or None,
        groups=[(agency.pk, str(agency), one["insutype"], one["count"], one["sum"]) for one in groups],
    )

    def act() -> str:
        insutype = form.cleaned_data["batch"].split("-")[1]
        batch = prepare_premium_payments(unit=agency, insutype=insutype, acting_user=request.user)
        return reverse("funds:batch", args=[batch.pk])

    return act_page(
        request, title=_("Prepare payments of premiums"),
        facts=[Fact(_("Waiting to be paid"), sum(one["count"] for one in groups))],
        warnings=[_("The batch needs another person's approval before it goes to the bank.")],
        form=form, do=act, label=_("Prepare a batch"), said=_("The batch is prepared."),
        cancel_url=reverse("funds:premiums"),
    )  # fmt: skip


class InsurerAccounts(Listing):
    key = "funds.insurer_accounts"
    title = gettext_lazy("Accounts of insurers")
    columns = (
        Column("insurer", gettext_lazy("Insurer")),
        Column("insurer__unit", gettext_lazy("Paid by")),
        Column("account_name", gettext_lazy("Account name")),
        Column("account_no", gettext_lazy("Account number"), "code"),
        Column("bank_name", gettext_lazy("Bank")),
        Column("from", gettext_lazy("Valid from"), "date", get=lambda row: row.period.lower),
        Column("to", gettext_lazy("Ended on"), "date", get=lambda row: row.period.upper),
        Column("prepared_by", gettext_lazy("Prepared by")),
        Column("approved_by", gettext_lazy("Approved by")),
        Column("withdrawn_reason", gettext_lazy("Why it was withdrawn")),
    )
    order = "-pk"
    empty_title = gettext_lazy("No insurer has an account yet.")
    empty_hint = gettext_lazy(
        "Finance enters the account the insurer is paid to; a second person puts it in force."
    )

    def rows(self) -> QuerySet[InsurerAccount]:
        found: QuerySet[InsurerAccount] = InsurerAccount.objects.all()
        return found.select_related("insurer__unit", "prepared_by", "approved_by")

    def row_url(self, row: InsurerAccount) -> str | None:
        decided = row.approved_by_id is not None or row.withdrawn_by_id is not None
        if decided or row.insurer.unit != self.assignment.agency:
            return None
        if "approve" in self.assignment.duties:
            return reverse("funds:approve_insurer_account", args=[row.pk])
        if "finance" in self.assignment.duties:
            return reverse("funds:withdraw_insurer_account", args=[row.pk])
        return None

    def actions(self) -> Iterator[Action]:
        if "finance" in self.assignment.duties:
            yield Action(_("Enter an account"), reverse("funds:insurer_account"), main=True)


@requires()
def account_list(request: AgencyRequest) -> HttpResponseBase:
    return InsurerAccounts.respond(request)


@requires(duty="finance", levels=("city", "county"))
@once
def account(request: AgencyRequest) -> HttpResponseBase:
    agency = request.assignment.agency
    form = InsurerAccountForm(request.POST or None)

    def act() -> str:
        prepare_insurer_account(unit=agency, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:insurer_accounts")

    return act_page(
        request, title=_("Enter the account of an insurer"), facts=[Fact(_("Paid by"), agency)], form=form, do=act,
        warnings=[_("It is paid to once another person approved it.")], label=_("Save"),
        said=_("The account waits for approval."), cancel_url=reverse("funds:insurer_accounts"),
    )  # fmt: skip


@requires(duty="approve")
@once
def approve_account(request: AgencyRequest, insurer_account_id: int) -> HttpResponseBase:
    known = InsurerAccount.objects.select_related("insurer__unit", "prepared_by")
    found: InsurerAccount = get_object_or_404(known, pk=insurer_account_id)

    def act() -> str:
        approve_insurer_account(account=found, acting_user=request.user)
        return reverse("funds:insurer_accounts")

    return act_page(
        request, title=_("Approve the account of an insurer"), facts=_account_facts(found), do=act, label=_("Approve"),
        said=_("The account is in force."), cancel_url=reverse("funds:insurer_accounts"),
    )  # fmt: skip


@requires(duty="finance")
@once
def withdraw_account(request: AgencyRequest, insurer_account_id: int) -> HttpResponseBase:
    """Take back an account that was entered wrongly, before it is approved."""
    known = InsurerAccount.objects.select_related("insurer__unit", "prepared_by")
    found: InsurerAccount = get_object_or_404(known, pk=insurer_account_id)
    form = WhyForm(request.POST or None)

    def act() -> str:
        withdraw_insurer_account(account=found, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:insurer_accounts")

    return act_page(
        request, title=_("Withdraw the account"), facts=_account_facts(found), form=form, do=act, danger=True,
        label=_("Withdraw the account"), said=_("The account is withdrawn."),
        cancel_url=reverse("funds:insurer_accounts"),
    )  # fmt: skip


def _account_facts(found: InsurerAccount) -> list[Fact]:
    return [
        Fact(_("Insurer"), found.insurer),
        Fact(_("Account name"), found.account_name),
        Fact(_("Account number"), found.account_no),
        Fact(_("Bank"), found.bank_name),
        Fact(_("Valid from"), found.period.lower),
        Fact(_("Prepared by"), found.prepared_by),
    ]
