"""The monthly round: the months, one step with its figures, paper and workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.access import requires
from config.codes import name_of
from config.listing import Action, Column, Listing, MonthFilter
from config.listing.tables import Table
from config.money import half_up
from config.periods import Month
from config.spreadsheets.web import workbook_answer
from funds.models import Appropriation, Booked, MonthlyRound, RoundLine, RoundStep, RoundTransfer
from funds.reads import rounds as reads
from funds.rules import rounds as rules
from funds.services.rounds.money import applied_for
from funds.services.rounds.papers import WITH_LINES
from funds.services.rounds.terms import terms_of
from funds.services.rounds.transfers import shares_of
from funds.spreadsheets.round_papers import paper_workbook
from institutions.access import AgencyRequest
from institutions.models import Agency

from .round_tables import figures_table

READERS = ("finance", "approve", "review", "audit", "administer")
TONES = {"open": "plain", "submitted": "info", "returned": "warn", "short": "warn", "done": "ok"}
MONEY_TONES = {"entered": "info", "booked": "ok", "refused": "bad"}


class RoundList(Listing):
    key = "rounds"
    title = _("Monthly rounds")
    columns = (
        Column("month", _("Month"), "month", sort="month"),
        Column("area", _("Pooling area")),
        Column("finished", _("Steps finished"), get=lambda row: f"{row.finished} / {row.all_steps}"),
        Column("waiting", _("Wait for a decision"), "number"),
        Column("sent_back", _("Sent back or short"), "number"),
        Column("opened_by", _("Opened by")),
        Column("opened_at", _("Opened at"), "minute"),
    )
    filters = (MonthFilter("month", _("Month")),)
    order = "-month"
    empty_title = _("No monthly round was opened yet.")
    empty_hint = _("Finance opens the round of next month; its steps and days are those the policy names.")

    def rows(self) -> QuerySet[MonthlyRound]:
        found: QuerySet[MonthlyRound] = MonthlyRound.objects.select_related("area", "opened_by").annotate(
            all_steps=Count("steps"),
            finished=Count("steps", filter=Q(steps__state=rules.DONE)),
            waiting=Count("steps", filter=Q(steps__state=rules.SUBMITTED)),
            sent_back=Count("steps", filter=Q(steps__state__in=(rules.RETURNED, rules.SHORT))),
        )
        return found

    def row_url(self, row: Any) -> str:
        return str(row.get_absolute_url())

    def actions(self) -> Iterable[Action]:
        if self.assignment and "finance" in self.assignment.duties:
            yield Action(_t("Open a month"), reverse("funds:open_round"), main=True)


@requires(duty=READERS)
def round_list(request: AgencyRequest) -> HttpResponseBase:
    return RoundList.respond(request)


def tone_of(step: RoundStep) -> str:
    """Red while it is late and waits for its unit."""
    waits = step.state in (rules.OPEN, rules.RETURNED, rules.SHORT)
    return "bad" if step.late and waits else TONES[step.state]


def round_of(round_id: int) -> MonthlyRound:
    found: MonthlyRound = get_object_or_404(
        MonthlyRound.objects.select_related("area", "opened_by"), pk=round_id
    )
    return found


def step_of(request: AgencyRequest, round_step_id: int) -> RoundStep:
    """A step of the reader's own agency or of any unit of the city's; of another county's there is nothing to see."""
    agency = request.assignment.agency
    steps = RoundStep.objects.select_related(
        "round__area", "unit__area", "unit__parent", "submitted_by", "decided_by"
    )
    if agency.level not in (Agency.Level.CITY, Agency.Level.REGION):
        steps = steps.filter(unit__in=[one for one in (agency.county_id, agency.parent_id) if one])
    found: RoundStep = get_object_or_404(steps, pk=round_step_id)
    return found


PAST_COLUMNS = (
    Column("month", _("Month"), "month"),
    Column("planned", _("Planned amount"), "money"),
    Column("spent", _("Spent"), "money"),
    Column("accuracy", _("Accuracy"), "percent"),
)
ARRIVAL_COLUMNS = (
    Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
    Column("amount", _("Amount"), "money"),
    Column("arrived_on", _("Came in on"), "date"),
    Column("evidence", _("Number of the bank's slip"), "code"),
    Column("state", _("State"), "badge", tone=MONEY_TONES),
    Column("entered_by", _("Entered by")),
    Column("decided_by", _("Decided by")),
    Column("refused_reason", _("Why it was refused")),
)
TRANSFER_COLUMNS = (
    Column("county", _("County")),
    Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
    Column("amount", _("Amount"), "money"),
    Column("transferred_on", _("Transferred on"), "date"),
    Column("evidence", _("Number of the bank's slip"), "code"),
    Column("state", _("State"), "badge", tone=MONEY_TONES),
    Column("prepared_by", _("Prepared by")),
    Column("decided_by", _("Decided by")),
    Column("refused_reason", _("Why it was refused")),
)


@requires(duty=READERS)
def step_page(request: AgencyRequest, round_step_id: int) -> HttpResponse:
    """One step: whose turn, until when, its figures or money, and what may be done. ``?print`` for paper."""
    step = step_of(request, round_step_id)
    money = step.step in (rules.APPROPRIATION, rules.TRANSFER)
    context: dict[str, Any] = {
        "title": _t("%(step)s, %(month)s, %(unit)s")
        % {"step": step.get_step_display(), "month": f"{step.round.month:%Y-%m}", "unit": step.unit},
        "step": step,
        "tone": tone_of(step),
        "late": step.late,
        "term": next(
            (t for t in terms_of(step.round.area, Month.of(step.round.month)) if t.step == step.step), None
        ),
        "figures": None if money else figures_table(step),
        "acts": acts_of(request, step),
        "next": next_waiting(request, step),
        "back_url": step.get_absolute_url(),
        "printed_at": timezone.now(),
    }
    if money:
        context |= _money_context(request, step)
    elif step.step in WITH_LINES:
        past = reads.past_plans(step.unit, step.round.month)
        known = [one.accuracy for one in past if one.accuracy is not None]
        context["past"] = Table(_t("How right earlier plans were"), PAST_COLUMNS, past) if past else None
        context["mean"] = half_up(sum(known), len(known)) if known else None
    template = "print" if "print" in request.GET else "step"
    return render(request, f"funds/rounds/{template}.html", context)


def _money_context(request: AgencyRequest, step: RoundStep) -> dict[str, Any]:
    arrivals = Appropriation.objects.filter(round=step.round_id).select_related("entered_by", "decided_by")
    transfers = RoundTransfer.objects.filter(round=step.round_id).select_related(
        "county", "prepared_by", "decided_by"
    )
    if step.step == rules.TRANSFER:
        transfers = transfers.filter(county=step.unit_id)
    city = request.assignment.agency.level == Agency.Level.CITY
    duties = set(request.assignment.duties)
    waiting = set(transfers.filter(state=Booked.ENTERED).values_list("appropriation", flat=True))
    has_transfers = RoundStep.objects.filter(round=step.round_id, step=rules.TRANSFER).exists()
    return {
        "arrivals": Table(_t("What finance paid"), ARRIVAL_COLUMNS, arrivals, unit=_t("yuan")),
        "transfers": Table(_t("What went on to counties"), TRANSFER_COLUMNS, transfers, unit=_t("yuan")),
        "moves": [
            {
                "it": one,
                "scheme": name_of("insutype", one.insutype),
                "decide": "approve" in duties and one.state == Booked.ENTERED,
                "transfer": has_transfers and "finance" in duties and _goes_on(one),
                "decide_transfer": "approve" in duties and one.pk in waiting,
            }
            for one in arrivals
        ]
        if city
        else [],
    }


def _goes_on(one: Appropriation) -> bool:
    """Whether a county's plan is open that this money can meet; without plans, while no transfer was made of it."""
    if one.state != Booked.BOOKED:
        return False
    made = RoundTransfer.objects.filter(appropriation=one).exclude(state=Booked.REFUSED)
    if applied_for(one.round_id):
        counties = Agency.objects.filter(pk__in=[unit for unit, fen in shares_of(one).items() if fen])
        # Each payment goes on to a county once: what is open then waits for the next payment.
        return counties.filter(level=Agency.Level.COUNTY).exclude(pk__in=made.values("county")).exists()
    return not made.exists()


def acts_of(request: AgencyRequest, step: RoundStep) -> list[Action]:
    """What this reader may do with the step as it stands; each act checks again."""
    assignment = request.assignment
    duties, city = set(assignment.duties), assignment.agency.level == Agency.Level.CITY
    mine = step.unit_id in (assignment.agency.county_id, assignment.agency.pk)
    at, found = [step.pk], []

    def may(act: str) -> bool:
        return rules.after(step.step, act, step.state) is not None

    if "finance" in duties and (city or mine) and may(rules.SUBMIT):
        if step.step in WITH_LINES:
            found.append(Action(_t("Fill in"), reverse("funds:fill_round_step", args=at)))
        if _is_ready(step):
            found.append(Action(_t("Hand in"), reverse("funds:submit_round_step", args=at), main=True))
    own = step.unit.level == Agency.Level.CITY
    # Nobody decides on what they handed in themselves.
    decides = (
        city
        and step.submitted_by_id != request.user.pk
        and (not duties.isdisjoint({"review", "approve"}) if own else "review" in duties)
    )
    if decides and may(rules.SEND_BACK):
        found.append(Action(_t("Send back"), reverse("funds:send_back_round_step", args=at)))
    if decides and may(rules.ACCEPT):
        found.append(Action(_t("Accept the paper"), reverse("funds:accept_round_step", args=at), main=True))
    if (
        city
        and "finance" in duties
        and step.step == rules.APPROPRIATION
        and may(rules.ENTER)
        and _is_ready(step)
    ):
        found.append(
            Action(_t("Enter what finance paid"), reverse("funds:enter_appropriation", args=at), main=True)
        )
    return found


def _is_ready(step: RoundStep) -> bool:
    """Whether what the step waits for is done; the act says what is missing to whoever comes by its address."""
    if step.step in WITH_LINES:
        over = step.step == rules.COUNTY_PLAN or timezone.localdate() > Month.of(step.round.month).last
        return over and RoundLine.objects.filter(step=step).exists()
    before = RoundStep.objects.filter(round=step.round_id, step=rules.NEEDS.get(step.step))
    return not before.exclude(state=rules.DONE).exists()


def next_waiting(request: AgencyRequest, step: RoundStep) -> Action | None:
    """The next paper of the round that waits for this reader's decision, for whoever goes through all of them."""
    steps = RoundStep.objects.filter(round=step.round_id, state=rules.SUBMITTED).exclude(pk=step.pk)
    papers = steps.exclude(step__in=(rules.APPROPRIATION, rules.TRANSFER)).select_related("unit", "round")
    for one in papers.order_by("unit__code", "pk"):
        if any("accept" in action.url for action in acts_of(request, one)):
            return Action(_t("Next to decide: %(unit)s") % {"unit": one.unit}, one.get_absolute_url())
    return None


@requires(duty=READERS)
def step_xlsx(request: AgencyRequest, round_step_id: int) -> HttpResponseBase:
    step = step_of(request, round_step_id)
    if step.step in (rules.APPROPRIATION, rules.TRANSFER):
        table = _money_context(request, step)["transfers" if step.step == rules.TRANSFER else "arrivals"]
    else:
        table = figures_table(step)
    name = f"{step.get_step_display()}-{step.round.month:%Y%m}-{step.unit}"
    return workbook_answer(paper_workbook(step, table), name)
