"""What is done with the monthly round, each act behind its summary."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.errors import DomainError
from config.forms import Fact, act_page, changed_meanwhile, done, once, refusals
from config.listing.tables import Table
from config.money import from_fen
from config.periods import Month
from funds.forms_rounds import LinesForm, MonthForm, PaperForm, ReasonForm, SlipForm, TransferForm
from funds.models import Appropriation, Booked, RoundLine, RoundStep, RoundTransfer
from funds.reads import rounds as reads
from funds.rules import rounds as rules
from funds.services.rounds import money, papers, transfers
from funds.services.rounds.budget import told_of
from funds.services.rounds.open_round import open_round
from institutions.access import AgencyRequest
from institutions.models import Agency

from .rounds import TRANSFER_COLUMNS, figures_table, step_of

CITY = ("city",)


@requires(duty="finance")
@once
def open_month(request: AgencyRequest) -> HttpResponseBase:
    area = request.assignment.agency.area
    following = Month.of(timezone.localdate()).following
    form = MonthForm(request.POST or None, initial={"month": request.GET.get("month") or str(following)})

    def do() -> Any:
        return open_round(area=area, month=form.cleaned_data["month"], acting_user=request.user)

    return act_page(
        request,
        title=_("Open a month"),
        facts=[Fact(_("Pooling area"), area)],
        form=form,
        do=do,
        label=_("Open a month"),
        said=_("The round is open."),
        cancel_url=reverse("funds:rounds"),
    )


@requires(duty="finance")
@once
def fill(request: AgencyRequest, round_step_id: int) -> HttpResponseBase:
    """All rows of a plan or report, filled in from the books."""
    step = _with_lines(request, round_step_id)
    lines = {(one.insutype, one.kind): one for one in RoundLine.objects.filter(step=step)}
    plan = step.step == rules.COUNTY_PLAN
    form = LinesForm(
        request.POST or None,
        figures=papers.figures_of(step),
        lines=lines,
        names=reads.kind_names(),
        lowest=Decimal(0) if plan else None,
    )
    errors: list[str] = []
    if request.method == "POST" and form.is_valid() and not changed_meanwhile(form):
        try:
            papers.save_lines(step=step, lines=form.written, acting_user=request.user)
            return done(request, _("Saved. Hand it in when it is complete."), step.get_absolute_url())
        except DomainError as error:
            errors = refusals(error)
    context = {
        "title": _("Fill in: %(step)s") % {"step": step},
        "form": form,
        "errors": errors,
        "plan": plan,
        "cancel_url": step.get_absolute_url(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "funds/rounds/fill.html", context, status=status)


def _with_lines(request: AgencyRequest, round_step_id: int) -> RoundStep:
    step = step_of(request, round_step_id)
    if step.step not in papers.WITH_LINES:
        raise Http404
    return step


def _paper_act(
    request: AgencyRequest, step: RoundStep, do: Callable[[], Any], **page: Any
) -> HttpResponseBase:
    def act() -> str:
        do()
        return str(step.get_absolute_url())

    table = None if step.step in (rules.APPROPRIATION, rules.TRANSFER) else figures_table(step)
    return act_page(
        request,
        facts=[
            Fact(_("Step"), step.get_step_display()),
            Fact(_("Month"), f"{step.round.month:%Y-%m}"),
            Fact(_("Unit"), step.unit),
            Fact(_("To be done by"), step.due_on or "—"),
            *page.pop("facts", ()),
        ],
        affects=page.pop("affects", table),
        do=act,
        cancel_url=step.get_absolute_url(),
        **page,
    )


@requires(duty="finance")
@once
def submit(request: AgencyRequest, round_step_id: int) -> HttpResponseBase:
    step = step_of(request, round_step_id)
    form = None if step.step in papers.WITH_LINES else PaperForm(request.POST or None)

    def do() -> None:
        reference = form.cleaned_data["reference"] if form else ""
        papers.submit(step=step, reference=reference, acting_user=request.user)

    return _paper_act(
        request, step, do, form=form, title=_("Hand in: %(step)s") % {"step": step},
        warnings=[*told_of(step), _("Afterwards it can be changed only when it is sent back.")], label=_("Hand in"),
        said=_("It is handed in."),
    )  # fmt: skip


@requires(duty=("review", "approve"), levels=CITY)
@once
def accept(request: AgencyRequest, round_step_id: int) -> HttpResponseBase:
    step = step_of(request, round_step_id)
    return _paper_act(
        request, step, lambda: papers.accept(step=step, acting_user=request.user),
        title=_("Accept: %(step)s") % {"step": step}, facts=[Fact(_("Prepared by"), step.submitted_by or "—")],
        warnings=told_of(step), label=_("Accept the paper"), said=_("It is accepted."),
    )  # fmt: skip


@requires(duty=("review", "approve"), levels=CITY)
@once
def send_back(request: AgencyRequest, round_step_id: int) -> HttpResponseBase:
    step = step_of(request, round_step_id)
    form = ReasonForm(request.POST or None)
    return _paper_act(
        request, step,
        lambda: papers.send_back(step=step, reason=form.cleaned_data["reason"], acting_user=request.user),
        title=_("Send back: %(step)s") % {"step": step}, form=form, label=_("Send back"), danger=True,
        said=_("It is sent back."),
    )  # fmt: skip


@requires(duty="finance", levels=CITY)
@once
def enter_appropriation(request: AgencyRequest, round_step_id: int) -> HttpResponseBase:
    step = step_of(request, round_step_id)
    wanted, came = money.applied_for(step.round_id), money.arrived(step.round_id, waiting=True)
    schemes = sorted(wanted) or reads.schemes_of(step.unit)
    # Mostly all of it comes at once: filled in with what is open of the first scheme that lacks something.
    short = {one: fen - came.get(one, 0) for one, fen in sorted(wanted.items()) if fen > came.get(one, 0)}
    initial: dict[str, Any] = {"day": timezone.localdate()}
    if short:
        initial["insutype"], fen = next(iter(short.items()))
        initial["amount"] = from_fen(fen)
    form = SlipForm(request.POST or None, schemes=schemes, initial=initial)

    def do() -> None:
        data = form.cleaned_data
        money.enter_appropriation(
            step=step, insutype=data["insutype"], amount=data["amount"], arrived_on=data["day"],
            evidence=data["evidence"], acting_user=request.user,
        )  # fmt: skip

    open_ = [
        Fact(
            _("%(scheme)s still open, yuan") % {"scheme": name_of("insutype", one)},
            f"{from_fen(wanted.get(one, 0) - came.get(one, 0)):,.2f}",
        )
        for one in sorted(wanted)
    ]
    return _paper_act(
        request, step, do, form=form, facts=open_, title=_("Enter what finance paid"), label=_("Save"),
        warnings=[_("It is booked once another person approved it.")],
        said=_("The payment waits for approval."),
    )  # fmt: skip


def _appropriation_of(appropriation_id: int) -> tuple[Appropriation, RoundStep]:
    found: Appropriation = get_object_or_404(
        Appropriation.objects.select_related("round__area", "entered_by"), pk=appropriation_id
    )
    step: RoundStep = get_object_or_404(
        RoundStep.objects.select_related("round__area", "unit__area"),
        round=found.round_id,
        step=rules.APPROPRIATION,
    )
    return found, step


def _facts_of(one: Appropriation) -> list[Fact]:
    return [
        Fact(_("Scheme"), name_of("insutype", one.insutype)),
        Fact(_("Amount, yuan"), f"{one.amount:,.2f}"),
        Fact(_("Came in on"), one.arrived_on),
        Fact(_("Number of the bank's slip"), one.evidence),
        Fact(_("Entered by"), one.entered_by),
    ]


@requires(duty="approve", levels=CITY)
@once
def book_appropriation(request: AgencyRequest, appropriation_id: int) -> HttpResponseBase:
    one, step = _appropriation_of(appropriation_id)
    return _paper_act(
        request, step,
        lambda: money.book_appropriation(appropriation=one, acting_user=request.user),
        title=_("Approve the payment of finance"), facts=_facts_of(one), label=_("Approve"),
        said=_("The money is booked; the counties' part can go on."),
    )  # fmt: skip


@requires(duty="approve", levels=CITY)
@once
def refuse_appropriation(request: AgencyRequest, appropriation_id: int) -> HttpResponseBase:
    one, step = _appropriation_of(appropriation_id)
    form = ReasonForm(request.POST or None)
    return _paper_act(
        request, step,
        lambda: money.refuse_appropriation(
            appropriation=one, reason=form.cleaned_data["reason"], acting_user=request.user
        ),
        title=_("Refuse the payment of finance"), facts=_facts_of(one), form=form, label=_("Reject"), danger=True,
        said=_("Nothing is booked."),
    )  # fmt: skip


@requires(duty="finance", levels=CITY)
@once
def transfer(request: AgencyRequest, appropriation_id: int) -> HttpResponseBase:
    """What of it each county gets, filled in with what is open of its plan."""
    one, step = _appropriation_of(appropriation_id)
    shares = transfers.shares_of(one)
    counties = Agency.objects.filter(pk__in=shares, level=Agency.Level.COUNTY).order_by("code")
    if not counties:
        counties = Agency.objects.filter(area=one.round.area, level=Agency.Level.COUNTY).order_by("code")
    form = TransferForm(
        request.POST or None,
        shares=[(county.pk, str(county), from_fen(shares.get(county.pk, 0))) for county in counties],
        initial={"day": timezone.localdate()},
    )
    kept = sum(fen for unit, fen in shares.items() if unit == step.unit_id)
    return _paper_act(
        request, step,
        lambda: transfers.prepare_transfers(
            appropriation=one, amounts=form.amounts, transferred_on=form.cleaned_data["day"],
            evidence=form.cleaned_data["evidence"], acting_user=request.user,
        ),
        title=_("Pass the money on to the counties"),
        facts=[*_facts_of(one)[:3], Fact(_("Stays with the city, yuan"), f"{from_fen(kept):,.2f}")],
        form=form, label=_("Save"), warnings=[_("It is booked once another person approved it.")],
        said=_("The transfers wait for approval."),
    )  # fmt: skip


@requires(duty="approve", levels=CITY)
@once
def book_transfers(request: AgencyRequest, appropriation_id: int) -> HttpResponseBase:
    one, step = _appropriation_of(appropriation_id)
    return _paper_act(
        request, step, lambda: transfers.book_transfers(appropriation=one, acting_user=request.user),
        title=_("Approve the transfers"), affects=_waiting(one), label=_("Approve"),
        said=_("The transfers are booked."),
    )  # fmt: skip


@requires(duty="approve", levels=CITY)
@once
def refuse_transfers(request: AgencyRequest, appropriation_id: int) -> HttpResponseBase:
    one, step = _appropriation_of(appropriation_id)
    form = ReasonForm(request.POST or None)
    return _paper_act(
        request, step,
        lambda: transfers.refuse_transfers(
            appropriation=one, reason=form.cleaned_data["reason"], acting_user=request.user
        ),
        title=_("Refuse the transfers"), affects=_waiting(one), form=form, label=_("Reject"), danger=True,
        said=_("Nothing is booked."),
    )  # fmt: skip


def _waiting(one: Appropriation) -> Table:
    rows = RoundTransfer.objects.filter(appropriation=one, state=Booked.ENTERED)
    return Table(
        _("Transfers"),
        TRANSFER_COLUMNS[:7],
        rows.select_related("county", "prepared_by").order_by("county__code"),
        unit=_("yuan"),
    )
