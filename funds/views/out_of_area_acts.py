"""What is done about care outside the area, each behind its summary."""

from __future__ import annotations

from django.db.models import Count, Sum
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, once
from funds.forms_capital import WhyForm
from funds.forms_out_of_area import (
    AdvanceForm,
    ConfirmForm,
    ProvinceAccountForm,
    ProvinceReceiptForm,
)
from funds.models import Book, OutOfAreaLine, OutOfAreaMonth, ProvinceAccount, ProvinceDue, ProvinceReceipt
from funds.services.bill_lists.explaining import not_explained
from funds.services.out_of_area.accounts import (
    approve_province_account,
    prepare_province_account,
    withdraw_province_account,
)
from funds.services.out_of_area.advances import (
    Reckoned,
    check_receipt,
    enter_advance,
    enter_receipt,
    reckoned_advance,
    withdraw_advance,
    withdraw_receipt,
)
from funds.services.out_of_area.compare import enqueue_comparing
from funds.services.out_of_area.decide import brought_to, confirm_month, explain
from funds.services.out_of_area.faults import OutOfAreaRefused
from funds.services.out_of_area.prepare import prepare_province_payments, waiting_dues
from institutions.access import AgencyRequest
from institutions.models import PoolingArea

from .capital_acts import GroupForm
from .compared_lists import Explain, explain_all, explain_line
from .out_of_area import month_of


@requires(duty="handle", levels="city")
@once
def compare(request: AgencyRequest, out_of_area_month_id: int) -> HttpResponseBase:
    """Compare once more with what is settled by now, as a job."""
    found = month_of(out_of_area_month_id)

    def act() -> str:
        job = enqueue_comparing(month=found, acting_user=request.user)
        return reverse("job", args=[job.pk])

    return act_page(
        request, title=_("Compare anew"), facts=_facts(found), do=act, label=_("Compare anew"),
        said=_("The comparison is running."), cancel_url=found.get_absolute_url(),
    )  # fmt: skip


@requires(duty="handle", levels="city")
@once
def explain_one(
    request: AgencyRequest, out_of_area_month_id: int, out_of_area_line_id: int
) -> HttpResponseBase:
    found = month_of(out_of_area_month_id)
    line = get_object_or_404(OutOfAreaLine.objects, pk=out_of_area_line_id, statement_month=found)
    where = reverse("funds:out_of_area_lines", args=[found.pk]) + "?open=yes"
    return explain_line(
        request, line, listed=line.optins_pay_sumamt, facts=_facts(found), do=_explains(request, found), where=where
    )  # fmt: skip


@requires(duty="handle", levels="city")
@once
def explain_outcome(request: AgencyRequest, out_of_area_month_id: int) -> HttpResponseBase:
    """Every line of one outcome (``?outcome=``) that nobody explained, in one sentence."""
    found = month_of(out_of_area_month_id)
    return explain_all(
        request, found, facts=_facts(found), do=_explains(request, found), refused=OutOfAreaRefused,
        where=found.get_absolute_url(),
    )  # fmt: skip


def _explains(request: AgencyRequest, found: OutOfAreaMonth) -> Explain:
    return lambda lines, said: explain(month=found, lines=lines, explanation=said, acting_user=request.user)


@requires(duty="review", levels="city")
@once
def confirm(request: AgencyRequest, out_of_area_month_id: int) -> HttpResponseBase:
    found = month_of(out_of_area_month_id)
    form = ConfirmForm(request.POST or None, initial={"seen": found.owed})
    facts = [*_facts(found), Fact(_("Not explained yet"), f"{not_explained(found).count():,}")]
    if brought := brought_to(found):
        facts.append(Fact(_("Taken back in other months"), money_text(brought)))

    def act() -> str:
        confirm_month(month=found, acting_user=request.user, **form.cleaned_data)
        return found.get_absolute_url()

    return act_page(
        request, title=_("Confirm to the province"),
        facts=facts,
        warnings=[_("What is owed waits for its payment from then on; the list does not change any more.")],
        form=form, do=act, label=_("Confirm"), said=_("The month is confirmed."),
        cancel_url=found.get_absolute_url(),
    )  # fmt: skip


@requires(duty="finance", levels="city")
@once
def advance(request: AgencyRequest) -> HttpResponseBase:
    """Enter what a notice asks for, beside what the policy's months come to."""
    area = _area(request)
    year = timezone.localdate().year
    schemes = _schemes(area)
    form = AdvanceForm(request.POST or None, schemes=schemes, initial={"year": year})

    def act() -> str:
        enter_advance(area=area, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:province")

    facts = []
    for insutype in schemes:
        reckoned = reckoned_advance(area, insutype, year)
        facts.append(Fact(name_of("insutype", insutype), _reckoned_text(reckoned, year)))
    return act_page(
        request, title=_("Enter an advance"), facts=facts, form=form, do=act, label=_("Save"),
        warnings=[_("The batch needs another person's approval before it goes to the bank.")],
        said=_("The advance is entered; it waits for its payment."), cancel_url=reverse("funds:province"),
    )  # fmt: skip


def _reckoned_text(reckoned: Reckoned, year: int) -> str:
    """How the policy's months come to the sum, or why they come to none."""
    if reckoned.months is None:
        return _("The policy says no number of months: only the notice counts.")
    if reckoned.advance is None:
        return _("No month of %(year)s is cleared: nothing to reckon from, only the notice counts.") % {
            "year": year - 1
        }
    return _("%(months)s months of the mean of %(cleared)s months cleared of %(year)s: %(amount)s yuan") % {
        "months": reckoned.months, "cleared": reckoned.months_cleared, "year": year - 1,
        "amount": f"{reckoned.advance:,.2f}",
    }  # fmt: skip


@requires(duty="finance", levels="city")
@once
def withdraw(request: AgencyRequest, province_due_id: int) -> HttpResponseBase:
    """Take back an advance that was entered wrongly, before it is paid."""
    due = get_object_or_404(ProvinceDue.objects.select_related("area"), pk=province_due_id)
    form = WhyForm(request.POST or None)

    def act() -> str:
        withdraw_advance(due=due, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:province")

    facts = [
        Fact(_("Number"), due.number),
        Fact(_("Amount"), money_text(due.amount)),
        Fact(_("Notice of the province"), due.notice),
        Fact(_("Entered by"), due.entered_by),
    ]
    return act_page(
        request, title=_("Withdraw the advance"), facts=facts, form=form, do=act, danger=True,
        label=_("Withdraw the advance"), said=_("The advance is withdrawn."), cancel_url=reverse("funds:province"),
    )  # fmt: skip


@requires(duty="finance", levels="city")
@once
def receipt(request: AgencyRequest) -> HttpResponseBase:
    area = _area(request)
    form = ProvinceReceiptForm(
        request.POST or None, schemes=_schemes(area), initial={"received_on": timezone.localdate()}
    )

    def act() -> str:
        enter_receipt(area=area, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:province")

    return act_page(
        request, title=_("Enter money given back by the province"), form=form, do=act, label=_("Save"),
        warnings=[_("It counts and is booked once another person checked it.")],
        said=_("The receipt waits for the check."), cancel_url=reverse("funds:province"),
    )  # fmt: skip


@requires(duty="review", levels="city")
@once
def check(request: AgencyRequest, province_receipt_id: int) -> HttpResponseBase:
    found = get_object_or_404(
        ProvinceReceipt.objects.select_related("area", "entered_by"), pk=province_receipt_id
    )

    def act() -> str:
        check_receipt(receipt=found, acting_user=request.user)
        return reverse("funds:province")

    return act_page(
        request, title=_("Check money given back by the province"), facts=_receipt_facts(found), do=act,
        label=_("Confirm"), said=_("The receipt is booked."), cancel_url=reverse("funds:province"),
    )  # fmt: skip


@requires(duty="finance", levels="city")
@once
def withdraw_money(request: AgencyRequest, province_receipt_id: int) -> HttpResponseBase:
    """Take back a receipt that was entered wrongly, before it is checked."""
    found = get_object_or_404(
        ProvinceReceipt.objects.select_related("area", "entered_by"), pk=province_receipt_id
    )
    form = WhyForm(request.POST or None)

    def act() -> str:
        withdraw_receipt(receipt=found, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:province")

    return act_page(
        request, title=_("Withdraw the receipt"), facts=_receipt_facts(found), form=form, do=act, danger=True,
        label=_("Withdraw the receipt"), said=_("The receipt is withdrawn."), cancel_url=reverse("funds:province"),
    )  # fmt: skip


@requires(duty="finance", levels="city")
@once
def pay(request: AgencyRequest) -> HttpResponseBase:
    """One batch of everything owed to the province out of a scheme's fund."""
    area = _area(request)
    groups = list(
        waiting_dues(area)
        .order_by("insutype")
        .values("insutype")
        .annotate(count=Count("pk"), sum=Sum("amount"))
    )
    form = GroupForm(
        request.POST or None,
        groups=[(area.pk, str(area), one["insutype"], one["count"], one["sum"]) for one in groups],
    )

    def act() -> str:
        insutype = form.cleaned_data["batch"].split("-")[1]
        batch = prepare_province_payments(area=area, insutype=insutype, acting_user=request.user)
        return reverse("funds:batch", args=[batch.pk])

    return act_page(
        request, title=_("Prepare payments to the province"),
        facts=[Fact(_("Waiting to be paid"), sum(one["count"] for one in groups))],
        warnings=[_("The batch needs another person's approval before it goes to the bank.")],
        form=form, do=act, label=_("Prepare a batch"), said=_("The batch is prepared."),
        cancel_url=reverse("funds:province"),
    )  # fmt: skip


@requires(duty="finance", levels="city")
@once
def account(request: AgencyRequest) -> HttpResponseBase:
    area = _area(request)
    form = ProvinceAccountForm(request.POST or None, initial={"valid_from": timezone.localdate()})

    def act() -> str:
        prepare_province_account(area=area, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:province")

    return act_page(
        request, title=_("Enter the account of the province"), form=form, do=act, label=_("Save"),
        warnings=[_("It is paid to once another person approved it.")],
        said=_("The account waits for approval."), cancel_url=reverse("funds:province"),
    )  # fmt: skip


@requires(duty="approve", levels="city")
@once
def approve_account(request: AgencyRequest, province_account_id: int) -> HttpResponseBase:
    # Accounts of other areas are as good as missing; the table has no scope of its own.
    found = get_object_or_404(
        ProvinceAccount.objects.select_related("prepared_by"), pk=province_account_id, area=_area(request)
    )

    def act() -> str:
        approve_province_account(account=found, acting_user=request.user)
        return reverse("funds:province")

    return act_page(
        request, title=_("Approve the account of the province"), facts=_account_facts(found), do=act,
        label=_("Approve"), said=_("The account is in force."), cancel_url=reverse("funds:province"),
    )  # fmt: skip


@requires(duty="finance", levels="city")
@once
def withdraw_account(request: AgencyRequest, province_account_id: int) -> HttpResponseBase:
    """Take back an account that was entered wrongly, before it is approved."""
    found = get_object_or_404(
        ProvinceAccount.objects.select_related("prepared_by"), pk=province_account_id, area=_area(request)
    )
    form = WhyForm(request.POST or None)

    def act() -> str:
        withdraw_province_account(account=found, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:province")

    return act_page(
        request, title=_("Withdraw the account"), facts=_account_facts(found), form=form, do=act, danger=True,
        label=_("Withdraw the account"), said=_("The account is withdrawn."), cancel_url=reverse("funds:province"),
    )  # fmt: skip


def _account_facts(found: ProvinceAccount) -> list[Fact]:
    return [
        Fact(_("Account name"), found.account_name),
        Fact(_("Account number"), found.account_no),
        Fact(_("Bank"), found.bank_name),
        Fact(_("Valid from"), found.period.lower),
        Fact(_("Prepared by"), found.prepared_by),
    ]


def _area(request: AgencyRequest) -> PoolingArea:
    area: PoolingArea = request.assignment.agency.area
    return area


def _schemes(area: PoolingArea) -> list[str]:
    """Schemes of which the area keeps books."""
    return list(
        Book.unscoped.filter(area=area).order_by("insutype").values_list("insutype", flat=True).distinct()
    )


def _receipt_facts(found: ProvinceReceipt) -> list[Fact]:
    return [
        Fact(_("Scheme"), name_of("insutype", found.insutype)),
        Fact(_("Amount"), money_text(found.amount)),
        Fact(_("Came in on"), found.received_on),
        Fact(_("Evidence"), found.evidence),
        Fact(_("Entered by"), found.entered_by),
    ]


def _facts(found: OutOfAreaMonth) -> list[Fact]:
    return [
        Fact(_("Clearing month"), f"{found.month:%Y-%m}"),
        Fact(_("Scheme"), name_of("insutype", found.insutype)),
        Fact(_("Listed by the province"), money_text(found.listed)),
        Fact(_("Owed to the province"), money_text(found.owed)),
        Fact(_("Found by the clearing"), money_text(found.ours)),
    ]
