"""Bills that wait: the list with its reasons, and settling one or all of those filtered again."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Bill, BillProblem, PayLoc
from claims.reads.people import person_of, with_names
from claims.services.reimbursements.open_imported import open_imported_cases
from claims.services.settle_bill import settle_bill
from claims.tasks import enqueue_settling
from claims.waiting import NAMES, advice, describe, name_of_reason
from config.access import requires
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, MonthFilter, Table, TextFilter
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach

# More than this many are settled by the import of all that waits, not from a list.
MOST_AT_ONCE = 20_000


def _open(row: Any) -> str:
    return reverse("claims:bill", args=[row.bill_id])


class WaitingBillList(Listing):
    key = "waiting-bills"
    title = gettext_lazy("Waiting bills")
    unit = gettext_lazy("yuan")
    columns = (
        Column("bill__setl_id", gettext_lazy("Settlement number"), "code", link=_open),
        Column(
            "code",
            gettext_lazy("Reason"),
            "badge",
            get=lambda row: name_of_reason(row.code),
            tone=lambda row: "warn",
        ),
        Column("reason", gettext_lazy("Why it waits"), get=lambda row: describe(row.code, row.params)),
        Column("advice", gettext_lazy("What to do"), get=lambda row: advice(row.code)),
        Column("psn_name", gettext_lazy("Full name")),
        Column("bill__institution__name", gettext_lazy("Institution")),
        Column("bill__insu_county", gettext_lazy("Insured in")),
        Column("bill__enddate", gettext_lazy("To"), "date", default=False),
        Column("bill__medfee_sumamt", gettext_lazy("Total"), "money", total=True),
        Column("noted_at", gettext_lazy("Noted at"), "minute", default=False),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Bill"),
            lookups=("bill__setl_id", "bill__person__psn_no", "bill__person__certno"),
            hint=gettext_lazy("bill, person or certificate"),
        ),
        ChoiceFilter("code", gettext_lazy("Reason"), choices=list(NAMES.items())),
        ChoiceFilter(
            "insu", gettext_lazy("Insured in"), field="bill__insu_county", choices=counties_in_reach
        ),
        MonthFilter("month", gettext_lazy("Month"), field="bill__setl_time", stored="moments"),
    )
    order = "pk"
    empty_title = gettext_lazy("No bill waits.")
    empty_hint = gettext_lazy(
        "A bill that cannot be settled appears here with its reason instead of being lost."
    )

    def rows(self) -> QuerySet[BillProblem]:
        waiting = BillProblem.objects.select_related("bill__institution", "bill__insu_county")
        return with_names(waiting, "bill__person")

    def row_url(self, row: BillProblem) -> str:
        return _open(row)

    def actions(self) -> list[Action]:
        if self.assignment is None or "handle" not in self.assignment.duties:
            return []
        query = self.parameters.urlencode()
        return [
            Action(
                gettext_lazy("Settle these again"), f"{reverse('claims:settle_waiting')}?{query}", main=True
            )
        ]


@requires()
def waiting_list(request: AgencyRequest) -> HttpResponseBase:
    return WaitingBillList.respond(request)


@requires(duty="handle")
@once
def settle_waiting(request: AgencyRequest) -> HttpResponseBase:
    """Settle every bill of the filter again, as a job."""
    listing = WaitingBillList(
        user=request.user,
        assignment=request.assignment,
        parameters=request.GET,
    )
    waiting = listing.filtered
    ids = list(waiting.values_list("bill_id", flat=True).order_by("bill_id")[: MOST_AT_ONCE + 1])
    warnings = [_("Whatever still cannot be settled goes on waiting, with its reason of today.")]
    if len(ids) > MOST_AT_ONCE:
        warnings.append(
            _("Only the first %(count)s are settled; the others afterwards.") % {"count": f"{MOST_AT_ONCE:,}"}
        )
    facts = [Fact(_("Bills"), f"{len(ids[:MOST_AT_ONCE]):,}")]
    facts += [Fact(label, text) for label, text in listing.asked_lines()]

    def begin() -> str:
        job = enqueue_settling(
            owner=request.user,
            agency=request.assignment.agency,
            bills=ids[:MOST_AT_ONCE],
        )
        return reverse("job", args=[job.pk])

    return act_page(
        request,
        title=_("Settle waiting bills again"),
        facts=facts,
        affects=Table(_("Bills by reason"), _BY_REASON, _by_reason(waiting)),
        warnings=warnings,
        do=begin,
        label=_("Settle again"),
        said=_("The bills are being settled."),
        cancel_url=reverse("claims:waiting"),
    )


_BY_REASON = (
    Column("name", gettext_lazy("Reason")),
    Column("bills", gettext_lazy("Bills"), "number"),
    Column("advice", gettext_lazy("What to do")),
)


def _by_reason(waiting: QuerySet[BillProblem]) -> list[dict[str, Any]]:
    counted = waiting.order_by("code").values_list("code").annotate(bills=Count("pk"))
    return [{"name": name_of_reason(code), "bills": bills, "advice": advice(code)} for code, bills in counted]


@requires(duty="handle")
@once
def settle_again(request: AgencyRequest, bill_id: int) -> HttpResponseBase:
    """Settle one waiting bill, now that what was missing may be there."""
    bill = get_object_or_404(Bill.objects.select_related("institution", "insu_county__area"), pk=bill_id)
    page = reverse("claims:bill", args=[bill.pk])
    problem = BillProblem.objects.filter(bill=bill).first()

    said: list[str] = []

    def again() -> str:
        settle_bill(bill=bill, acting_user=request.user)
        if bill.pay_loc == PayLoc.COUNTER:
            open_imported_cases(area_id=bill.insu_county.area_id, acting_user=request.user)
        still = BillProblem.objects.filter(bill=bill).first()
        said.append(
            _("The bill is settled.")
            if still is None
            else _("It still waits: %(reason)s") % {"reason": describe(still.code, still.params)}
        )
        return page

    return act_page(
        request,
        title=_("Settle bill %(number)s again") % {"number": bill.setl_id},
        facts=[
            Fact(_("Full name"), person_of(bill)),
            Fact(_("Institution"), bill.institution),
            Fact(_("Total medical fee"), money_text(bill.medfee_sumamt)),
            Fact(_("Why it waits"), describe(problem.code, problem.params) if problem else None),
            Fact(_("What to do"), advice(problem.code) if problem else None),
        ],
        do=again,
        label=_("Settle again"),
        said=lazy(lambda: said[-1], str)(),
        cancel_url=page,
    )
