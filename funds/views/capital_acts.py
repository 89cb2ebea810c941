"""What is done with working capital, each behind its summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Count, Sum
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.errors import DomainError
from config.forms import Fact, act_page, once
from config.listing.tables import Column, Table
from config.periods import Month
from funds.forms_capital import AgreeForm, ReturnForm, SetOffForm, WhyForm, YearForm, year_now
from funds.models import CapitalLoan
from funds.services.capital import agree as agreements
from funds.services.capital import repay as repayments
from funds.services.capital.plan import PlannedLoan, plan_capital
from funds.services.capital.prepare import prepare_capital_payments
from funds.services.capital.propose import lenders_of, propose_capital
from institutions.access import AgencyRequest
from institutions.models import Agency

from .capital import address, lenders_in_reach, loan_of, repayment_of, scheme_of

PLAN_COLUMNS = (
    Column("lender", gettext_lazy("Lent by")),
    Column("institution", gettext_lazy("Institution")),
    Column("insutype", gettext_lazy("Scheme"), get=scheme_of),
    Column("kind", gettext_lazy("Kind"), get=lambda row: CapitalLoan.Kind(row.kind).label),
    Column("months_cleared", gettext_lazy("Months cleared"), "number"),
    Column("last_year_yuan", gettext_lazy("Pooled payments of the year before"), "money"),
    Column("amount_yuan", gettext_lazy("Amount"), "money"),
)
MONTHS_OF_A_YEAR = 12
MOST_SHOWN = 300


@requires(duty="finance")
@once
def propose(request: AgencyRequest) -> HttpResponseBase:
    """What the policy gives each institution for the year in the address, shown before it is stored."""
    asked = YearForm(request.GET)
    year = asked.cleaned_data["year"] if asked.is_valid() else year_now()
    lenders = lenders_of(request.assignment.agency)
    planned, warnings = _planned(lenders, year)

    def store() -> str:
        propose_capital(lenders=lenders, year=year, acting_user=request.user)
        return f"{reverse('funds:capital')}?year={year}"

    return act_page(
        request,
        title=_("Propose working capital"),
        facts=[
            Fact(_("Year"), year),
            Fact(_("Proposals"), len(planned)),
            Fact(_("Together, yuan"), f"{sum(one.amount_yuan for one in planned):,.2f}"),
        ],
        affects=Table(_("By institution"), PLAN_COLUMNS, planned[:MOST_SHOWN], unit=_("yuan")),
        warnings=warnings,
        do=store,
        label=_("Work out proposals"),
        said=_("The proposals are made."),
        cancel_url=reverse("funds:capital"),
    )


def _planned(lenders: list[Agency], year: int) -> tuple[list[PlannedLoan], list[str]]:
    try:
        planned = plan_capital(lenders, year)
    except DomainError as refusal:
        return [], [str(refusal)]
    warnings = [
        _("What is agreed on already stays as it was agreed; what is only proposed is worked out anew.")
    ]
    if not planned:
        warnings.append(_("No month of %(year)s is cleared here.") % {"year": year - 1})
    elif any(one.months_cleared < MONTHS_OF_A_YEAR for one in planned):
        warnings.append(
            _("Not all months of %(year)s are cleared: a mean of twelve months is lower than it will be.")
            % {"year": year - 1}
        )
    return planned, warnings


class GroupForm(forms.Form):
    """Which payer and scheme: groups are (payer, its name, scheme, how many, together in yuan)."""

    batch = forms.ChoiceField(label=gettext_lazy("Payer and scheme"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, groups: Sequence[tuple[int, str, str, int, Decimal]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["batch"]
        field.choices = [
            (
                f"{payer}-{insutype}",
                _("%(payer)s · %(scheme)s: %(count)s payments, %(amount)s yuan")
                % {
                    "payer": name,
                    "scheme": name_of("insutype", insutype),
                    "count": count,
                    "amount": f"{amount:,.2f}",
                },
            )
            for payer, name, insutype, count, amount in groups
        ]
        field.initial = field.choices[0][0] if groups else None
        if not groups:
            field.help_text = _("Nothing waits to be paid.")


@requires(duty="finance")
@once
def pay(request: AgencyRequest) -> HttpResponseBase:
    """One batch of all approved loans of a lender and scheme."""
    waiting = CapitalLoan.objects.filter(state=CapitalLoan.State.APPROVED)
    groups = list(
        waiting.order_by("lender__code", "insutype")
        .values("lender", "lender__name", "insutype")
        .annotate(count=Count("pk"), sum=Sum("amount"), kept=Sum("carried"))
    )
    form = GroupForm(
        request.POST or None,
        groups=[
            (one["lender"], one["lender__name"], one["insutype"], one["count"], one["sum"] - one["kept"])
            for one in groups
        ],
    )

    def make() -> str:
        lender, insutype = form.cleaned_data["batch"].split("-")
        batch = prepare_capital_payments(
            lender=lenders_in_reach(request.assignment.agency).get(pk=lender),
            insutype=insutype,
            acting_user=request.user,
        )
        return reverse("funds:batch", args=[batch.pk])

    return act_page(
        request,
        title=_("Prepare payments of working capital"),
        facts=[Fact(_("Waiting to be paid"), sum(group["count"] for group in groups))],
        warnings=[_("The batch needs another person's approval before it goes to the bank.")],
        form=form,
        do=make,
        label=_("Prepare a batch"),
        said=_("The batch is prepared."),
        cancel_url=reverse("funds:capital"),
    )


@requires(duty="finance")
@once
def agree(request: AgencyRequest, loan_id: int) -> HttpResponseBase:
    loan = loan_of(loan_id)
    before = agreements.before_it(loan).first()
    form = AgreeForm(
        request.POST or None,
        initial={"agreed_on": timezone.localdate(), "agreement_no": loan.agreement_no},
        may_carry=before is not None,
    )
    facts = (
        [Fact(_("Still open of last year's loan, yuan"), f"{before.open:,.2f}")]  # type: ignore[attr-defined]
        if before
        else []
    )
    return _act(
        request,
        loan,
        lambda: agreements.agree_loan(loan=loan, acting_user=_user(request), **form.cleaned_data),
        title=_("Enter the signed loan agreement"),
        facts=facts,
        warnings=[_("The loan then waits for another person's approval.")],
        form=form,
        label=_("Save"),
        said=_("The agreement is entered."),
    )


@requires(duty="approve")
@once
def approve(request: AgencyRequest, loan_id: int) -> HttpResponseBase:
    loan = loan_of(loan_id)
    warnings = [_("After approval the loan can be paid.")]
    if loan.carries is not None:
        warnings.append(
            _("What is open of %(number)s is carried over; the bank pays the rest.")
            % {"number": loan.carries.number}
        )
    return _act(
        request,
        loan,
        lambda: agreements.approve_loan(loan=loan, acting_user=_user(request)),
        title=_("Approve the loan"),
        facts=[
            Fact(_("Number of the loan agreement"), loan.agreement_no),
            Fact(_("Agreement signed on"), loan.agreed_on),
            Fact(_("Agreement entered by"), loan.agreed_by),
        ],
        warnings=warnings,
        label=_("Approve"),
        said=_("The loan is approved."),
    )


@requires(duty=("finance", "approve"))
@once
def drop(request: AgencyRequest, loan_id: int) -> HttpResponseBase:
    loan = loan_of(loan_id)
    form = WhyForm(request.POST or None)
    return _act(
        request,
        loan,
        lambda: agreements.drop_loan(loan=loan, acting_user=_user(request), **form.cleaned_data),
        title=_("Do not lend"),
        form=form,
        label=_("Do not lend"),
        said=_("It is not lent."),
        danger=True,
    )


@requires(duty="finance")
@once
def give_back(request: AgencyRequest, loan_id: int) -> HttpResponseBase:
    loan = loan_of(loan_id)
    form = ReturnForm(
        request.POST or None,
        initial={"amount": repayments.free_of(loan), "received_on": timezone.localdate()},
    )
    return _act(
        request,
        loan,
        lambda: repayments.enter_return(loan=loan, acting_user=_user(request), **form.cleaned_data),
        title=_("Enter money the institution returned"),
        warnings=[_("It counts and is booked once another person checked it.")],
        form=form,
        label=_("Save"),
        said=_("The repayment waits for the check."),
    )


@requires(duty="finance")
@once
def set_off(request: AgencyRequest, loan_id: int) -> HttpResponseBase:
    loan = loan_of(loan_id)
    form = SetOffForm(
        request.POST or None,
        initial={
            "amount": repayments.free_of(loan),
            "month": str(Month.of(loan.settle_by)),
        },
    )
    return _act(
        request,
        loan,
        lambda: repayments.enter_set_off(loan=loan, acting_user=_user(request), **form.cleaned_data),
        title=_("Set against what the institution is owed"),
        warnings=[
            _("The month's payment is lower by what is set off, at most by the whole payment; what was owed in full "
              "stays on the statement."),
        ],
        form=form,
        label=_("Save"),
        said=_("The repayment waits for the check."),
    )  # fmt: skip


@requires(duty="review")
@once
def check(request: AgencyRequest, repayment_id: int) -> HttpResponseBase:
    repayment = repayment_of(repayment_id)
    return _act(
        request,
        loan_of(repayment.loan_id),
        lambda: repayments.check_repayment(repayment=repayment, acting_user=_user(request)),
        title=_("Check the repayment"),
        facts=_facts_of(repayment),
        label=_("Confirm"),
        said=_("The repayment is checked."),
    )


@requires(duty="review")
@once
def refuse(request: AgencyRequest, repayment_id: int) -> HttpResponseBase:
    repayment = repayment_of(repayment_id)
    form = WhyForm(request.POST or None)
    return _act(
        request,
        loan_of(repayment.loan_id),
        lambda: repayments.refuse_repayment(
            repayment=repayment, acting_user=_user(request), **form.cleaned_data
        ),
        title=_("Refuse the repayment"),
        facts=_facts_of(repayment),
        form=form,
        label=_("Refuse"),
        said=_("The repayment is refused."),
        danger=True,
    )


def _facts_of(repayment: Any) -> list[Fact]:
    return [
        Fact(_("Kind"), repayment.get_kind_display()),
        Fact(_("Repaid, yuan"), f"{repayment.amount:,.2f}"),
        Fact(_("Came in on"), repayment.received_on or "—"),
        Fact(_("Evidence"), repayment.evidence or "—"),
        Fact(_("Entered by"), repayment.entered_by),
    ]


def _user(request: AgencyRequest) -> Any:
    return request.user


def _act(
    request: AgencyRequest, loan: Any, do: Callable[[], Any], *, facts: list[Fact] | None = None, **page: Any
) -> HttpResponseBase:
    def act() -> str:
        do()
        return address(loan)

    common = [
        Fact(_("Loan"), loan.number),
        Fact(_("Institution"), loan.institution),
        Fact(_("Year"), loan.year),
        Fact(_("Amount, yuan"), f"{loan.amount:,.2f}"),
        Fact(_("Still open, yuan"), f"{loan.open:,.2f}"),
    ]
    return act_page(request, facts=[*common, *(facts or [])], do=act, cancel_url=address(loan), **page)
