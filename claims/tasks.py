"""Settling, and redos of many people, as jobs."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from celery import shared_task
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import tasks_groups as tasks_groups
from claims.budget_tasks import draft_in_job
from claims.models import BillFinding, Budget, ProcurementBatch, Redo, Registration
from claims.price_tasks import evaluate_prices
from claims.reads.screening.words import BY_CODE
from claims.reconciliation_tasks import compare_anew, make_result
from claims.services.apply_reported_cancels import apply_reported_cancels
from claims.services.bill_checks import CheckRange, known_checks, run_bill_checks
from claims.services.budgets.use import COUNT_USE, budgets_to_count, count_use
from claims.services.decide_redo import approve_redo
from claims.services.findings.ask import ask_institution, dismiss
from claims.services.personal_accounts.batches import POST, PREPARE
from claims.services.personal_accounts.post import post_batch
from claims.services.personal_accounts.prepare import prepare_batch
from claims.services.procurement.volumes import count_used
from claims.services.redo_finding import draft_all, draft_late, latest_settlement
from claims.services.registers.late import draft_after_import
from claims.services.reimbursements.open_imported import open_imported_cases
from claims.services.screening import screen_bills
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from claims.services.what_if import run_what_if
from claims.services.what_if_run import Question
from claims.waiting import name_of_reason
from config.errors import DomainError
from config.jobs import JobContext, enqueue, job_kind
from config.models import Job
from config.periods import Month
from config.scoping import acting_as, system_scope
from institutions.models import Agency

# Jobs that live in a module of their own become known with these.
__all__ = ["compare_anew", "draft_in_job", "evaluate_prices", "make_result"]

SETTLE = "claims.settle"
REDO_YEAR = "claims.redo_year"
WHAT_IF = "claims.what_if"
APPROVE_REDOS = "claims.approve_redos"
CHECK = "claims.check_bills"
FINDINGS = "claims.findings"
COUNT_USED = "claims.count_used"
REDO_REGISTERED = "claims.redo_registered"


def enqueue_settling(
    *, owner: Any, agency: Agency, import_run_id: int | None = None, bills: Sequence[int] | None = None
) -> Job:
    """Queue the settling of an agency's area: all its waiting bills, those of one import, or the ``bills`` given."""
    with system_scope():
        since = latest_settlement()
    params = {"area": agency.area_id, "import_run": import_run_id, "since": since}
    if bills is not None:
        return enqueue(SETTLE, owner=owner, agency=agency, params={**params, "bills": list(bills)})
    return enqueue(
        SETTLE,
        owner=owner,
        agency=agency,
        params=params,
        unique_key=f"{SETTLE}:{agency.area_id}:{import_run_id or ''}",
    )


def enqueue_redo_year(*, owner: Any, agency: Agency, insutype: str, year: int) -> Job:
    """Queue a full look at a year: every person of the agency's area reckoned anew."""
    return enqueue(
        REDO_YEAR,
        owner=owner,
        agency=agency,
        params={"area": agency.area_id, "insutype": insutype, "year": year},
        unique_key=f"{REDO_YEAR}:{agency.area_id}:{insutype}:{year}",
    )


def enqueue_approving(*, owner: Any, agency: Agency, seen: Mapping[int, str]) -> Job:
    """Queue the approval of redos by id, each with the digest of what ``owner`` was shown."""
    params = {"seen": [[redo, digest] for redo, digest in seen.items()]}
    return enqueue(APPROVE_REDOS, owner=owner, agency=agency, params=params)


def enqueue_checking(
    *, owner: Any, agency: Agency, first: Month, last: Month, county: int | None = None
) -> Job:
    """Queue every bill check and screening rule over the months ``first`` to ``last`` of the agency's area; the rules
    keep to bills of institutions of ``county`` where it is given."""
    params = {"area": agency.area_id, "first": str(first), "last": str(last), "county": county}
    return enqueue(CHECK, owner=owner, agency=agency, params=params, unique_key=f"{CHECK}:{agency.area_id}")


def enqueue_counting(*, owner: Any, agency: Agency, batch: int) -> Job:
    """Queue the count of what settled bills used of a procurement batch's agreed volumes."""
    key = f"{COUNT_USED}:{batch}"
    return enqueue(COUNT_USED, owner=owner, agency=agency, params={"batch": batch}, unique_key=key)


@job_kind(COUNT_USED, title=gettext_lazy("Count of used volumes"), duty="handle")
def count_used_volumes(context: JobContext) -> None:
    with acting_as(context.owner):
        batch = ProcurementBatch.objects.get(pk=context.params["batch"])
        counted = count_used(batch=batch, acting_user=context.owner)
    context.log(_("%(count)s agreed volumes are counted.") % {"count": counted})
    context.link_result(f"{reverse('claims:agreed_volumes')}?batch={batch.pk}")


def enqueue_findings(
    *, owner: Any, agency: Agency, act: str, findings: Sequence[int], reason: str = ""
) -> Job:
    """Queue ``act`` ("ask" or "dismiss") on findings by id; ``reason`` is why they are dismissed."""
    params = {"act": act, "findings": list(findings), "reason": reason}
    return enqueue(FINDINGS, owner=owner, agency=agency, params=params)


def enqueue_redo_registered(
    *, owner: Any, agency: Agency, model: type[Registration], import_run_id: int
) -> Job:
    """Queue the look at years settled before a sheet's registrations came into force."""
    params = {"model": model._meta.model_name, "import_run": import_run_id}
    key = f"{REDO_REGISTERED}:{import_run_id}"
    return enqueue(REDO_REGISTERED, owner=owner, agency=agency, params=params, unique_key=key)


@job_kind(REDO_REGISTERED, title=gettext_lazy("Bills settled before their registration came"))
def redo_registered(context: JobContext) -> None:
    model = apps.get_model("claims", context.params["model"])
    drafts = draft_after_import(
        model=model,
        run_id=context.params["import_run"],
        report=lambda done, total: context.progress(done, total),
    )
    context.log(_("%(count)s years wait for the review of their redo.") % {"count": drafts})
    context.link_result(reverse("claims:redos") + "?state=draft")


@job_kind(SETTLE, title=gettext_lazy("Settling of waiting bills"), duty="handle")
def settle(context: JobContext) -> None:
    bills = context.params.get("bills")
    selection = Selection(
        context.params["area"],
        import_run_id=context.params.get("import_run"),
        bills=None if bills is None else tuple(bills),
    )
    tally = settle_waiting_bills(
        selection=selection,
        acting_user=context.owner,
        report=lambda done, total: context.progress(done, total),
    )
    cancelled = apply_reported_cancels(area_id=selection.area_id, acting_user=context.owner)
    context.log(
        _("%(settled)s bills settled, %(waiting)s wait, %(cancelled)s cancelled.")
        % {"settled": tally.settled, "waiting": tally.waiting, "cancelled": cancelled}
    )
    for code, count in sorted(tally.reasons.items()):
        context.log(f"{count} × {name_of_reason(code)}", "warning")
    cases = open_imported_cases(area_id=selection.area_id, acting_user=context.owner)
    if cases:
        context.log(
            _("%(count)s counter reimbursements wait for their review.") % {"count": cases}, "warning"
        )
    drafts = draft_late(
        area_id=selection.area_id,
        since=context.params.get("since", 0),
        acting_user=context.owner,
        report=lambda done, total: context.progress(done, total, _("Late bills: years reckoned again")),
    )
    if drafts:
        context.log(_("%(count)s years wait for the review of their redo.") % {"count": drafts}, "warning")
    context.link_result(reverse("claims:waiting" if tally.waiting else "claims:bills"))


@job_kind(REDO_YEAR, title=gettext_lazy("Reckoning a year again"), duty="handle")
def redo_year(context: JobContext) -> None:
    drafts = draft_all(
        area_id=context.params["area"],
        insutype=context.params["insutype"],
        year=context.params["year"],
        acting_user=context.owner,
        report=lambda done, total: context.progress(done, total, _("blocks of people")),
    )
    context.log(_("%(count)s years wait for the review of their redo.") % {"count": drafts})
    context.link_result(reverse("claims:redos") + "?state=draft")


def enqueue_what_if(*, owner: Any, agency: Agency, question: Question) -> Job:
    """Queue a re-settlement of a year in memory; whoever asks the same meanwhile gets the same job."""
    params = asdict(question)
    key = hashlib.sha256(json.dumps(params, default=str, sort_keys=True).encode()).hexdigest()
    return enqueue(WHAT_IF, owner=owner, agency=agency, params=params, unique_key=f"{WHAT_IF}:{key}")


@job_kind(WHAT_IF, title=gettext_lazy("Re-settlement of a year under another policy"))
def what_if(context: JobContext) -> None:
    params = dict(context.params)
    if params["as_at"]:
        params["as_at"] = dt.date.fromisoformat(params["as_at"])
    report = run_what_if(
        question=Question(**params),
        acting_user=context.owner,
        processes=settings.JOB_PROCESSES,
        report=lambda done, total: context.progress(done, total),
        job_id=context.job.pk,
    )
    context.log(
        _("%(bills)s bills of %(people)s people settled again; nothing but the report was stored.")
        % {"bills": report.bills, "people": report.people}
    )
    context.link_result(reverse("claims:what_if_report", args=[report.pk]))


@job_kind(APPROVE_REDOS, title=gettext_lazy("Approval of redos"), duty="review")
def approve_redos(context: JobContext) -> None:
    """Each redo is booked by itself; one that cannot be is named, and the others go on."""
    seen = context.params["seen"]
    booked = 0
    for done, (redo_id, digest) in enumerate(seen, 1):
        with acting_as(context.owner):
            redo = Redo.objects.select_related("county__parent", "person").filter(pk=redo_id).first()
        if redo is None or redo.state == Redo.State.APPLIED:
            continue  # done in an earlier start of this job
        try:
            approve_redo(redo=redo, acting_user=context.owner, seen=digest)
            booked += 1
        except DomainError as refusal:
            context.log(f"{redo.person} {redo.year}: {refusal}", "warning")
        context.progress(done, len(seen))
    context.log(_("%(booked)s redos are booked.") % {"booked": booked})
    context.link_result(reverse("claims:redos"))


@job_kind(CHECK, title=gettext_lazy("Checks of settled bills"))
def check_bills(context: JobContext) -> None:
    params = context.params
    within = CheckRange(params["area"], Month.parse(params["first"]), Month.parse(params["last"]))
    found = run_bill_checks(
        within=within,
        acting_user=context.owner,
        report=lambda done, total: context.progress(done, total),
    )
    for check in known_checks():
        context.log(f"{found[check.key]} × {check.title}")
    screened = screen_bills(
        within=within,
        acting_user=context.owner,
        county_id=params.get("county"),
        report=lambda done, total: context.progress(done, total, _("Screening")),
    )
    context.log(_("%(count)s settled bills screened.") % {"count": screened.bills})
    for rule in screened.left_out:
        context.log(_("No limit in the policy: %(rule)s") % {"rule": rule.title}, "warning")
    for code, count in screened.found.items():
        if count:
            context.log(f"{count} × {BY_CODE[code].title}")
    context.link_result(reverse("claims:findings") + "?open=yes")


@job_kind(FINDINGS, title=gettext_lazy("Findings asked or dismissed"))
def work_through_findings(context: JobContext) -> None:
    wanted, done = context.params["findings"], 0
    for number, pk in enumerate(wanted, 1):
        # Whoever started the job answers for it: what they may not see they do not touch.
        with acting_as(context.owner):
            found = BillFinding.objects.filter(pk=pk, state=BillFinding.State.FOUND).first()
            try:
                done += _on_finding(found, context) if found is not None else 0
            except DomainError as refusal:
                context.log(f"{found}: {refusal}", "warning")
        context.progress(number, len(wanted))
    context.log(_("%(done)s of %(wanted)s findings done.") % {"done": done, "wanted": len(wanted)})
    context.link_result(reverse("claims:findings"))


def _on_finding(finding: BillFinding, context: JobContext) -> int:
    if context.params["act"] == "ask":
        ask_institution(finding=finding, acting_user=context.owner)
    else:
        dismiss(finding=finding, reason=context.params["reason"], acting_user=context.owner)
    return 1


@job_kind(PREPARE, title=gettext_lazy("Preparing of account movements"), duty="handle")
def prepare_account_batch(context: JobContext) -> None:
    batch = prepare_batch(context.params["batch"], context.progress)
    context.log(
        _("%(lines)s accounts, %(total)s yuan in all.")
        % {"lines": batch.lines, "total": f"{batch.total:,.2f}"}
    )
    context.link_result(reverse("claims:account_batch", args=[batch.pk]))


@job_kind(POST, title=gettext_lazy("Posting of account movements"), duty="review")
def post_account_batch(context: JobContext) -> None:
    moved = post_batch(context.params["batch"], context.progress)
    context.log(_("%(moved)s movements posted.") % {"moved": moved})
    context.link_result(reverse("claims:account_batch", args=[context.params["batch"]]))


@job_kind(COUNT_USE, title=gettext_lazy("Count of the use of payment budgets"))
def count_budget_use(context: JobContext) -> None:
    with acting_as(context.owner):
        budget = Budget.objects.select_related("area").get(pk=context.params["budget"])
        written = count_use(budget=budget)
    context.log(_("%(count)s months of budgets counted.") % {"count": written})
    context.link_result(reverse("claims:budget_use", args=[budget.pk]))


@shared_task(name="claims.tasks.count_budget_uses")
def count_budget_uses() -> int:
    """Every night: the use of this year's budgets and of last year's. How many figures were written."""
    # Nobody asked: the calendar did, for all areas.
    with system_scope():
        found = budgets_to_count(Month.of(timezone.localdate()))
    written = 0
    for budget in found:
        with system_scope():
            written += count_use(budget=budget)
    return written
