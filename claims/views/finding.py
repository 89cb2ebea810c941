"""One finding: what the rule found, the lines, its course, what can be done now; on paper for the institution."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import STANDING, BillFinding, Settlement
from claims.reads.people import person_of
from claims.reads.screening.words import BY_CODE, told
from claims.rules.findings import FLOW, may_review
from claims.services.bill_checks import finding_titles, says
from claims.services.findings.states import whose
from claims.views.bill_lines import lines_context
from config.access import requires
from config.display import money_text
from config.forms import Fact
from institutions.access import AgencyRequest

from .findings import SEVERITY_TONES, TONES

ASKERS = {"handle", "inspect"}


def finding_of(bill_finding_id: int) -> BillFinding:
    related = (
        "bill__institution__county__parent",
        "bill__institution__area",
        "bill__care_county",
        "bill__insu_county",
        "other",
        "proposed_by",
        "reviewed_by",
        "deduction",
    )
    return get_object_or_404(BillFinding.objects.select_related(*related), pk=bill_finding_id)


def title_of(finding: BillFinding) -> Any:
    return finding_titles().get(finding.check_key, finding.check_key)


def facts_of(finding: BillFinding) -> list[Fact]:
    """What an act's summary says of the finding."""
    return [
        Fact(_("Check"), title_of(finding)),
        Fact(_("What was found"), says(finding)),
        Fact(_("Settlement number"), finding.bill.setl_id),
        Fact(_("Institution"), finding.bill.institution),
        Fact(_("Amount in question"), "—" if finding.amount is None else money_text(finding.amount)),
        Fact(_("State"), finding.get_state_display()),
    ]


def open_acts(finding: BillFinding, request: AgencyRequest) -> set[str]:
    """The acts that the state and the reader's duties allow; each act's service asks again."""
    duties = set(request.assignment.duties)
    payer = whose(finding)
    here = request.assignment.agency.pk in (payer.pk, payer.parent_id)
    acts: set[str] = set()
    if here and duties & ASKERS:
        acts |= {act for act in ("ask", "reply", "propose", "dismiss") if FLOW.allows(finding.state, act)}
        if not may_review(state=finding.state, due_on=finding.due_on, today=timezone.localdate()):
            acts.discard("propose")
    if here and "review" in duties and finding.proposed_by_id != request.user.pk:
        acts |= {act for act in ("deduct", "return") if FLOW.allows(finding.state, act)}
    if finding.gone_at is not None:
        acts.discard("ask")
    return acts


@requires()
def finding_page(request: AgencyRequest, bill_finding_id: int) -> HttpResponse:
    """``?print`` for paper: what the institution is asked, with the lines."""
    finding = finding_of(bill_finding_id)
    bill = finding.bill
    rule = BY_CODE.get(finding.check_key)
    stands = Settlement.objects.filter(STANDING, bill=bill).first()
    context = {
        "title": _("Finding on bill %(number)s") % {"number": bill.setl_id},
        "finding": finding,
        "name": title_of(finding),
        "compares": rule.compares if rule else "",
        "told": told(finding.params) if rule else [("", says(finding))],
        "bill": bill,
        "person": person_of(bill),
        "fund": stands.fund_pay_sumamt if stands else None,
        "tone": TONES[finding.state],
        "severity_tone": SEVERITY_TONES[finding.severity],
        "steps": finding.steps.select_related("done_by"),
        "others": [
            (one, title_of(one)) for one in BillFinding.objects.filter(bill=bill).exclude(pk=finding.pk)
        ],
        "may": open_acts(finding, request),
        "printed_at": timezone.now(),
        "agency": whose(finding),
        "period": bill.enddate.year,
        "maker": finding.proposed_by,
        "checker": finding.reviewed_by,
        "back_url": reverse("claims:bill_finding", args=[finding.pk]),
        **lines_context(bill, stands, None),
    }
    template = "claims/finding_print.html" if "print" in request.GET else "claims/finding.html"
    return render(request, template, context)
