"""The list of reimbursement cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.models import Payable, Reimbursement
from config.access import requires
from config.codes import name_of
from config.listing import Action, ChoiceFilter, Column, DaysFilter, FlagFilter, Listing, TextFilter
from config.search import Hit
from institutions.views.institutions import counties_in_reach

OPEN = Q(reim_stas__in=["10", "11", "12"])
LATE = OPEN & Q(due_on__lt=Now()) | Q(payable__state__in=["ready", "ordered", "failed"], due_on__lt=Now())
PAYABLE_TONES = {"ready": "info", "ordered": "info", "paid": "ok", "failed": "bad"}
TONES = {"10": "warn", "11": "info", "12": "info", "13": "ok", "90": "plain"}


def payable_of(case: Reimbursement) -> Payable | None:
    return getattr(case, "payable", None)


def stands(case: Reimbursement) -> str:
    """Where the case stands, the payment included."""
    payable = payable_of(case)
    if payable is not None:
        return str(payable.shown_state)
    if case.waits_for_papers:
        return _t("Papers missing")
    if case.reim_stas == Reimbursement.State.ENTERED and case.returned_reason:
        return _t("Sent back")
    if case.reim_stas == Reimbursement.State.REVIEWED:
        return _t("Reviewed, nothing to pay")
    return str(case.get_reim_stas_display())


def tone(case: Reimbursement) -> str:
    payable = payable_of(case)
    if payable is not None:
        return "bad" if payable.sent_back else PAYABLE_TONES[payable.state]
    return "bad" if case.returned_reason and case.reim_stas == "11" else TONES[case.reim_stas]


class ReimbursementList(Listing):
    key = "reimbursements"
    title = _("Counter reimbursements")
    unit = _("yuan")
    columns = (
        Column("number", _("Case number"), "code", sort="number"),
        Column("stands", _("State"), "badge", get=stands, tone=tone),
        Column("psn_name", _("Full name")),
        Column("certno", _("Certificate"), "masked"),
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("insu_county", _("Insured in")),
        Column("handling_county", _("Handled at")),
        Column("manl_reim_rea", _("Reason")),
        Column("received_on", _("Received on"), "date"),
        Column("due_on", _("To be finished by"), "date"),
        Column("amount", _("To be paid"), "money", get=lambda row: getattr(payable_of(row), "amount", None)),
        Column("paid_on", _("Paid on"), "date", get=lambda row: getattr(payable_of(row), "paid_on", None)),
        Column("registered_by", _("Registered by"), default=False),
        Column("reviewed_by", _("Reviewed by"), default=False),
    )
    filters = (
        TextFilter(
            "q",
            _("Case"),
            lookups=("number", "psn_no", "certno", "psn_name"),
            hint=_("case, certificate, name"),
        ),
        ChoiceFilter("state", _("State"), field="reim_stas", choices=Reimbursement.State),
        FlagFilter("late", _("Late"), when=LATE),
        FlagFilter("imported", _("Brought by a sheet"), when=Q(import_run_id__isnull=False)),
        ChoiceFilter("insu", _("Insured in"), field="insu_county", choices=counties_in_reach),
        DaysFilter("received_on", _("Received on")),
    )
    order = "-number"
    empty_title = _("No reimbursements.")
    empty_hint = _("A person who paid a bill brings the papers to any counter of the area; it opens a case.")

    def rows(self) -> QuerySet[Reimbursement]:
        return Reimbursement.objects.select_related(
            "payable", "insu_county", "handling_county", "registered_by", "reviewed_by"
        )

    def row_url(self, row: Reimbursement) -> str:
        return address(row)

    def row_css(self, row: Reimbursement) -> str:
        payable = payable_of(row)
        done = row.reim_stas == "90" or (
            row.reim_stas == "13" and (payable is None or payable.state == "paid")
        )
        return "late" if not done and row.due_on and row.due_on < timezone.localdate() else ""

    def actions(self) -> Iterable[Action]:
        if self.assignment and {"register", "handle"} & set(self.assignment.duties):
            yield Action(_("Open a case"), reverse("claims:register_reimbursement"), main=True)


def address(case: Any) -> str:
    return reverse("claims:reimbursement", args=[case.pk])


@requires()
def reimbursement_list(request: HttpRequest) -> HttpResponseBase:
    return ReimbursementList.respond(request)


def find_cases(text: str, user: Any) -> Iterator[Hit]:
    """Search provider: by case number."""
    for case in Reimbursement.objects.filter(number=text.upper()):
        yield Hit(case.number, address(case), f"{case.psn_name} · {stands(case)}")


def cases_of_person(request: HttpRequest, person: Any) -> dict[str, Any]:
    """Panel of the person file: the latest cases."""
    cases = Reimbursement.objects.filter(person=person).select_related("payable", "handling_county")
    return {"cases": [(case, stands(case), tone(case)) for case in cases.order_by("-pk")[:10]]}
