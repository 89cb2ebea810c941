"""What bills put on desks: bills that wait, redos and deductions to review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import AccountBatch, AccountRequest, BillFinding, BillProblem, Deduction, Payable, Redo
from claims.services.failed_payments import without_case
from config.desk import DeskItem, Heap, Standing
from config.display import money_text
from institutions.models import Duty

MOST_COUNTED = 10_000


def bill_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: waiting bills for whoever handles, redos and deductions for whoever reviews."""
    if {Duty.HANDLE, Duty.REGISTER} & set(assignment.duties):
        yield Heap(
            _("Bills that cannot be settled"),
            BillProblem.objects.all(),
            reverse("claims:waiting"),
            detail=_("each with its reason"),
        )
    yield from _redo_items(assignment)
    if Duty.REVIEW in assignment.duties:
        unreviewed = Deduction.objects.filter(reviewed_by__isnull=True)
        yield Heap(_("Deductions to review"), unreviewed, reverse("claims:deductions"))


def _redo_items(assignment: Any) -> Iterator[DeskItem]:
    """Redos to decide on for a reviewer who did not prepare them; for whoever handles, those that wait for others."""
    reviews = Duty.REVIEW in assignment.duties
    if not reviews and Duty.HANDLE not in assignment.duties:
        return
    drafts = Redo.objects.filter(state=Redo.State.DRAFT)
    if reviews:
        drafts = drafts.exclude(prepared_by=assignment.user_id)
    told = drafts.aggregate(count=Count("pk"), fund=Sum("fund_difference"))
    if told["count"]:
        yield DeskItem(
            _("Redos to review") if reviews else _("Redos that wait for review"),
            reverse("claims:redos") + "?state=draft",
            Standing.DUE if reviews else Standing.WAITING,
            count=told["count"],
            detail=_("funds %(amount)s yuan") % {"amount": money_text(told["fund"])},
        )


def finding_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: findings to ask about, replies to enter or overdue, first reviews; second ones for reviewers."""
    duties = set(assignment.duties)
    today = timezone.localdate()
    here = BillFinding.objects.filter(gone_at__isnull=True)
    if assignment.agency.level == "county":
        here = here.filter(bill__institution__county=assignment.agency.county_id)
    address = reverse("claims:findings")
    if duties & {Duty.HANDLE, Duty.INSPECT}:
        found = here.filter(state=BillFinding.State.FOUND).exclude(severity=BillFinding.Severity.HINT)
        yield from _findings(_("Findings to put to institutions"), found, f"{address}?state=found&open=yes")
        asked = here.filter(state=BillFinding.State.ASKED)
        late = asked.filter(due_on__lt=today)
        yield from _findings(
            _("Findings without a reply in time"), late, f"{address}?state=asked", Standing.LATE
        )
        waiting = asked.filter(due_on__gte=today)
        yield from _findings(_("Replies awaited"), waiting, f"{address}?state=asked", Standing.WAITING)
        replied = here.filter(state=BillFinding.State.REPLIED)
        yield from _findings(_("Replies to review first"), replied, f"{address}?state=replied")
    if Duty.REVIEW in duties:
        proposed = here.filter(state=BillFinding.State.PROPOSED).exclude(proposed_by=assignment.user_id)
        yield from _findings(_("Findings to review again"), proposed, f"{address}?state=proposed")


def _findings(title: str, rows: Any, address: str, standing: Standing = Standing.DUE) -> Iterator[DeskItem]:
    count = rows[:MOST_COUNTED].count()
    if count:
        first = rows.order_by("due_on").values_list("due_on", flat=True)[0]
        yield DeskItem(title, address, standing, count=count, due=first)


def account_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: batches of account movements for the city's reviewers, requests on accounts for any reviewer."""
    if Duty.REVIEW not in assignment.duties:
        return
    yield Heap(
        _("Requests on personal accounts"),
        AccountRequest.objects.filter(state=AccountRequest.State.WAITING),
        f"{reverse('claims:account_requests')}?waiting=yes",
        detail=_("transfers, payments in cash, inheritances"),
    )
    if assignment.agency.level == "city":
        for batch in AccountBatch.objects.filter(
            state=AccountBatch.State.PREPARED, area=assignment.agency.area_id, lines__gt=0
        ):
            yield DeskItem(
                f"{batch.get_kind_display()} {batch.period}",
                reverse("claims:account_batch", args=[batch.pk]),
                count=batch.lines,
                detail=_("waits for review"),
            )


def payment_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: amounts without a case of their own that the bank could not pay, and accounts to check for them."""
    duties = set(assignment.duties)
    failed = without_case().filter(Payable.NOT_RECEIVED)
    entered = failed.filter(account__checked_by__isnull=True)
    if duties & {Duty.REGISTER, Duty.HANDLE}:
        for payable in failed.exclude(pk__in=entered.values("pk")).order_by("pk")[:10]:
            yield DeskItem(
                _("The bank could not pay %(number)s") % {"number": payable.number},
                reverse("claims:payable", args=[payable.pk]),
                Standing.RETURNED,
                detail=payable.failure_reason,
            )
    if Duty.REVIEW in duties:
        for payable in entered.exclude(account__entered_by=assignment.user_id).order_by("pk")[:10]:
            yield DeskItem(
                _("Check the account of %(number)s") % {"number": payable.number},
                reverse("claims:payable", args=[payable.pk]),
            )
