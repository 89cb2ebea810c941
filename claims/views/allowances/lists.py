"""The list of maternity allowances."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import MaternityAllowance, Payable
from config.access import requires
from config.listing import Action, ChoiceFilter, Column, DaysFilter, FlagFilter, Listing, TextFilter
from institutions.views.institutions import counties_in_reach

PAYABLE_TONES = {"ready": "info", "ordered": "info", "paid": "ok", "failed": "bad"}
TONES = {"registered": "warn", "calculated": "info", "reviewed": "ok", "withdrawn": "plain"}


def payable_of(case: MaternityAllowance) -> Payable | None:
    return getattr(case, "payable", None)


def stands(case: MaternityAllowance) -> str:
    """Where the case stands, the payment included."""
    payable = payable_of(case)
    return str(payable.shown_state if payable is not None else case.get_state_display())


def tone(case: MaternityAllowance) -> str:
    payable = payable_of(case)
    if payable is not None:
        return "bad" if payable.sent_back else PAYABLE_TONES[payable.state]
    return "bad" if case.returned_reason and case.state == "registered" else TONES[case.state]


def address(case: Any) -> str:
    return reverse("claims:maternity_allowance", args=[case.pk])


class AllowanceList(Listing):
    key = "maternity-allowances"
    title = _("Maternity allowances")
    unit = _("yuan")
    columns = (
        Column("number", _("Case number"), "code", sort="number"),
        Column("stands", _("State"), "badge", get=stands, tone=tone),
        Column("psn_name", _("Full name")),
        Column("certno", _("Certificate"), "masked"),
        Column("employer_name", _("Employer")),
        Column("matn_type", _("Delivery")),
        Column("born_on", _("Day of the birth or loss"), "date"),
        Column("days", _("Days"), "number"),
        Column("amount", _("Amount"), "money", total=True),
        Column("insu_county", _("Insured in")),
        Column("handling_county", _("Handled at"), default=False),
        Column("received_on", _("Received on"), "date"),
        Column("due_on", _("To be finished by"), "date"),
    )
    filters = (
        TextFilter(
            "q", _("Case"), lookups=("number", "certno", "psn_name"), hint=_("case, certificate, name")
        ),
        ChoiceFilter("state", _("State"), choices=MaternityAllowance.State),
        FlagFilter("late", _("Late"), when=Q(state__in=["registered", "calculated"], due_on__lt=Now())),
        ChoiceFilter("insu", _("Insured in"), field="insu_county", choices=counties_in_reach),
        DaysFilter("born_on", _("Born on")),
    )
    order = "-number"
    empty_title = _("No maternity allowances.")
    empty_hint = _("A birth is registered at any counter of the area, with the employer's mean monthly base.")

    def rows(self) -> QuerySet[MaternityAllowance]:
        return MaternityAllowance.objects.select_related("payable", "insu_county", "handling_county")

    def row_url(self, row: MaternityAllowance) -> str:
        return address(row)

    def row_css(self, row: MaternityAllowance) -> str:
        open_ = row.state in ("registered", "calculated")
        return "late" if open_ and row.due_on and row.due_on < timezone.localdate() else ""

    def actions(self) -> Iterable[Action]:
        if self.assignment and {"register", "handle"} & set(self.assignment.duties):
            yield Action(_("Register a birth"), reverse("claims:register_maternity"), main=True)


@requires()
def allowance_list(request: HttpRequest) -> HttpResponseBase:
    return AllowanceList.respond(request)
