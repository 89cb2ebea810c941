"""Suppliers: the list with this year's rating, one of them with accounts and credit events, what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_budgets import WhyForm
from claims.forms_procurement import EventForm, SupplierForm
from claims.models import Supplier, SupplierAccount, SupplierCreditEvent
from claims.services.procurement import suppliers as services
from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import Action, Column, Listing, Table, TextFilter
from institutions.access import AgencyRequest
from institutions.models import MUNICIPAL, Duty
from institutions.policy.credit import SUPPLIER, credit_policy_or_none
from institutions.policy.wording import word
from institutions.views.credit import TONES, buttons_of, decision_page, facts_of, repair_page
from institutions.views.institutions import PayeeAccountForm

from .parts import act_on, agency_of, file_page, user_of


def _left() -> str:
    """Standings are those of the year that runs."""
    return _("Points left in %(year)s") % {"year": timezone.localdate().year}


class SupplierList(Listing):
    key = "suppliers"
    title = gettext_lazy("Suppliers")
    columns = (
        Column("code", gettext_lazy("Unified social credit code"), "code", sort="code"),
        Column("name", gettext_lazy("Supplier")),
        Column("entered_by", gettext_lazy("Entered by"), default=False),
    )  # fmt: skip
    filters = (
        TextFilter(
            "q", gettext_lazy("Supplier"), lookups=("code", "name__contains"),
            hint=gettext_lazy("code or part of the name"),
        ),
    )  # fmt: skip
    order = "code"
    empty_title = gettext_lazy("No suppliers.")
    empty_hint = gettext_lazy(
        "Whom the fund pays directly is entered here, with an account two people agree on."
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        rated = self.standings
        self.columns = (
            *type(self).columns[:2],
            Column("left", _left(), "number", get=lambda row: rated[row.pk].left if row.pk in rated else None),
            Column("rating", _("Rating"), get=lambda row: word(rated[row.pk].rating) if row.pk in rated else ""),
            Column("barred", _("How it stands"), "badge", tone=lambda row: "bad",
                   get=lambda row: _("in no batch") if row.pk in rated and rated[row.pk].barred else ""),
            *type(self).columns[2:],
        )  # fmt: skip

    @cached_property
    def standings(self) -> dict[int, services.SupplierStanding]:
        if self.assignment is None:
            return {}
        area = self.assignment.agency.area
        return services.standings(area, timezone.localdate(), Supplier.objects.filter(area=area))

    def rows(self) -> QuerySet[Supplier]:
        found: QuerySet[Supplier] = Supplier.objects.select_related("entered_by")
        return found

    def row_url(self, row: Supplier) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterable[Action]:
        mine = self.assignment
        if mine and mine.agency.level in MUNICIPAL and "handle" in mine.duties:
            yield Action(_("New supplier"), reverse("claims:new_supplier"), main=True)


@requires()
def supplier_list(request: AgencyRequest) -> HttpResponseBase:
    return SupplierList.respond(request)


@requires(duty="handle", levels=MUNICIPAL)
@once
def new_supplier(request: AgencyRequest) -> HttpResponseBase:
    form = SupplierForm(request.POST or None)

    def do() -> str:
        area = agency_of(request).area
        made = services.enter_supplier(area=area, acting_user=user_of(request), **form.cleaned_data)
        return made.get_absolute_url()

    return act_page(
        request, title=_("New supplier"), form=form, do=do, label=_("Save"), said=_("The supplier is entered."),
        cancel_url=reverse("claims:suppliers"),
    )  # fmt: skip


def _supplier(pk: int) -> Supplier:
    return get_object_or_404(Supplier.objects.select_related("area", "entered_by"), pk=pk)


@requires()
def supplier_page(request: AgencyRequest, supplier_id: int) -> HttpResponse:
    supplier = _supplier(supplier_id)
    rated = services.standings(supplier.area, timezone.localdate(), [supplier]).get(supplier.pk)
    mine = request.assignment
    at_city = mine.agency.level in MUNICIPAL
    buttons = []
    if at_city and "handle" in mine.duties:
        buttons = [
            Action(_("New payee account"), reverse("claims:prepare_supplier_account", args=[supplier.pk])),
            Action(
                _("New credit event"), reverse("claims:new_supplier_event", args=[supplier.pk]), main=True
            ),
        ]
    facts = [Fact(_("Unified social credit code"), supplier.code), Fact(_("Supplier"), supplier.name)]
    if rated is not None:
        facts += [
            Fact(_left(), f"{rated.left} / {rated.start}"),
            Fact(_("Rating"), word(rated.rating)),
        ]
    return file_page(
        request, supplier, title=supplier.name, buttons=buttons, facts=facts,
        tables=[_accounts(supplier, request.user.pk, mine.duties if at_city else ()), _events(supplier)],
        notes=[_("The supplier is rated worst: it is in no batch.") if rated and rated.barred else ""],
    )  # fmt: skip


def _accounts(supplier: Supplier, reader: int, duties: Collection[str]) -> Table:
    """``duties`` are the reader's at the city; nobody is led to approving what they entered."""

    def decide(account: SupplierAccount) -> str | None:
        if account.approved_by_id is not None or account.withdrawn_by_id is not None:
            return None
        if "approve" in duties and account.prepared_by_id != reader:
            return reverse("claims:approve_supplier_account", args=[account.pk])
        if "handle" in duties:
            return reverse("claims:withdraw_supplier_account", args=[account.pk])
        return None

    def standing(account: SupplierAccount) -> Any:
        if account.withdrawn_by_id is not None:
            return _("Withdrawn: %(reason)s") % {"reason": account.withdrawn_reason}
        return account.approved_by or _("waits for approval")

    return Table(
        _("Payee accounts"),
        (
            Column("account_name", _("Account name")),
            Column("account_no", _("Account number"), "code"),
            Column("bank_name", _("Bank")),
            Column("period", _("In force from"), "date", get=lambda row: row.period.lower),
            Column("prepared_by", _("Prepared by")),
            Column("approved_by", _("Approved by"), get=standing, link=decide),
        ),
        SupplierAccount.objects.filter(supplier=supplier).select_related("prepared_by", "approved_by").order_by("-pk"),
        empty=_("No account yet: nothing can be paid."),
    )  # fmt: skip


def _events(supplier: Supplier) -> Table:
    return Table(
        _("Credit events"),
        (
            Column("day", _("Day of the event"), "date"),
            Column("title", _("Event")),
            Column("points", _("Points"), "number"),
            Column("state", _("State"), "badge", tone=TONES),
            Column("entered_by", _("Entered by")),
        ),
        SupplierCreditEvent.objects.filter(supplier=supplier).select_related("entered_by"),
        row_url=lambda row: row.get_absolute_url(),
    )


@requires(duty="handle", levels=MUNICIPAL)
@once
def prepare_account(request: AgencyRequest, supplier_id: int) -> HttpResponseBase:
    supplier = _supplier(supplier_id)
    initial = {"account_name": supplier.name, "valid_from": timezone.localdate()}
    form = PayeeAccountForm(request.POST or None, initial=initial)
    return act_on(
        request, supplier,
        lambda acting_user, **given: services.prepare_account(supplier=supplier, acting_user=acting_user, **given),
        form=form, title=_("New payee account"), facts=[Fact(_("Supplier"), supplier)], label=_("Prepare"),
        said=_("The account is prepared; a second person must approve it."),
        warnings=[_("The account takes effect only when a second person has approved it.")],
    )  # fmt: skip


@requires(duty="approve", levels=MUNICIPAL)
@once
def approve_account(request: AgencyRequest, supplier_account_id: int) -> HttpResponseBase:
    account = _account(supplier_account_id)
    return act_on(
        request, account.supplier,
        lambda acting_user: services.approve_account(account=account, acting_user=acting_user),
        title=_("Approve payee account"), label=_("Approve"), said=_("The account is approved."),
        facts=_account_facts(account),
        warnings=[_("From that day all payments to this supplier go to this account.")],
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def withdraw_account(request: AgencyRequest, supplier_account_id: int) -> HttpResponseBase:
    """Take back an account that was entered wrongly, before it is approved."""
    account = _account(supplier_account_id)
    form = WhyForm(request.POST or None)
    return act_on(
        request, account.supplier,
        lambda acting_user, **given: services.withdraw_account(account=account, acting_user=acting_user, **given),
        form=form, title=_("Withdraw the account"), label=_("Withdraw the account"),
        said=_("The account is withdrawn."), danger=True, facts=_account_facts(account),
    )  # fmt: skip


def _account(pk: int) -> SupplierAccount:
    """It is seen by whoever sees its supplier: row-level security keeps others out."""
    known = SupplierAccount.objects.filter(supplier__in=Supplier.objects.all())
    return get_object_or_404(known.select_related("supplier__area", "prepared_by"), pk=pk)


def _account_facts(account: SupplierAccount) -> list[Fact]:
    return [
        Fact(_("Supplier"), account.supplier), Fact(_("Account name"), account.account_name),
        Fact(_("Account number"), account.account_no), Fact(_("Bank"), account.bank_name),
        Fact(_("In force from"), account.period.lower), Fact(_("Prepared by"), account.prepared_by),
    ]  # fmt: skip


@requires(duty=("handle", "inspect"), levels=MUNICIPAL)
@once
def new_event(request: AgencyRequest, supplier_id: int) -> HttpResponseBase:
    supplier, today = _supplier(supplier_id), timezone.localdate()
    policy = credit_policy_or_none(supplier.area, today)
    known = policy.events(SUPPLIER) if policy else []
    form = EventForm(request.POST or None, events=[one.choice for one in known], initial={"day": today})
    return act_on(
        request, supplier,
        lambda acting_user, **given: services.enter_credit_event(supplier=supplier, acting_user=acting_user, **given),
        form=form, title=_("New credit event"), facts=[Fact(_("Supplier"), supplier)], label=_("Save"),
        said=_("The event is entered."),
        warnings=[_("The points are taken only when a second person has confirmed the event.")],
    )  # fmt: skip


def _event(pk: int) -> SupplierCreditEvent:
    related = ("supplier", "area", "entered_by", "decided_by", "repair_asked_by", "repaired_by")
    return get_object_or_404(SupplierCreditEvent.objects.select_related(*related), pk=pk)


EVENT_PAGES = {
    "refuse": "refuse_supplier_event",
    "confirm": "confirm_supplier_event",
    "ask_repair": "ask_supplier_repair",
    "refuse_repair": "refuse_supplier_repair",
    "repair": "grant_supplier_repair",
}


@requires()
def event_page(request: AgencyRequest, supplier_event_id: int) -> HttpResponse:
    event = _event(supplier_event_id)
    addresses = {act: reverse(f"claims:{page}", args=[event.pk]) for act, page in EVENT_PAGES.items()}
    buttons = [Action(title, url, main=True) for title, url in buttons_of(request, event, addresses)]
    decided = [
        Fact(_("Decided by"), event.decided_by or "—"),
        Fact(_("Repair asked by"), event.repair_asked_by or "—"),
        Fact(_("Repair granted by"), event.repaired_by or "—"),
    ]
    return file_page(
        request, event, title=event.title, tone=TONES[event.state], facts=[*facts_of(event), *decided],
        buttons=[Action(_("Supplier"), event.supplier.get_absolute_url()), *buttons],
    )  # fmt: skip


def _decides(act: str) -> Callable[[HttpRequest, int], HttpResponseBase]:
    def view(request: AgencyRequest, supplier_event_id: int) -> HttpResponseBase:
        return decision_page(request, _event(supplier_event_id), act)

    return requires(duty=Duty.REVIEW.value, levels=MUNICIPAL)(once(view))


confirm_event, refuse_event = _decides("confirm"), _decides("refuse")
grant_repair, refuse_repair = _decides("repair"), _decides("refuse_repair")


@requires(duty="handle", levels=MUNICIPAL)
@once
def ask_repair(request: AgencyRequest, supplier_event_id: int) -> HttpResponseBase:
    return repair_page(request, _event(supplier_event_id))
