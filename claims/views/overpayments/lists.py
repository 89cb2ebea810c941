"""The list of overpayments, late ones among them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Instalment, Overpayment, Recovery
from config.access import requires
from config.codes import name_of
from config.listing import Action, ChoiceFilter, Column, DaysFilter, FlagFilter, Listing, TextFilter
from config.money import MoneyField
from institutions.views.institutions import counties_in_reach

TONES = {
    "found": "warn", "confirmed": "info", "agreed": "info", "asked": "warn", "closed": "ok", "written_off": "plain",
    "withdrawn": "plain",
}  # fmt: skip

_OPEN = ("agreed", "asked")


def _left(row: Any) -> Any:
    return row.amount - row.came_back if row.state not in ("written_off", "withdrawn") else 0


def address(debt: Any) -> str:
    return reverse("claims:overpayment", args=[debt.pk])


def with_standing(debts: QuerySet[Overpayment]) -> QuerySet[Any]:
    """``came_back`` and ``overdue`` beside each debt, in fen-exact sums of the database.

    What came back since the agreement is what was agreed over less what is still owed; an instalment whose day
    is over and that it does not cover is overdue.
    """
    money = MoneyField()
    checked = Recovery.unscoped.filter(overpayment=OuterRef("pk"), checked_by__isnull=False)
    parts = Instalment.unscoped.filter(overpayment=OuterRef("pk"))
    fallen_due = parts.filter(due_on__lt=timezone.localdate())
    return debts.annotate(
        came_back=_sum(checked), agreed_over=_sum(parts), fallen_due=_sum(fallen_due)
    ).annotate(
        overdue=Case(
            When(
                state__in=_OPEN,
                then=Greatest(
                    F("fallen_due") - F("agreed_over") + F("amount") - F("came_back"),
                    Value(0),
                    output_field=money,
                ),
            ),
            default=Value(0),
            output_field=money,
        )
    )


def _sum(rows: QuerySet[Any]) -> Coalesce:
    sums = rows.order_by().values("overpayment").annotate(sum=Sum("amount")).values("sum")
    return Coalesce(Subquery(sums), Value(0), output_field=MoneyField())


class OverpaymentList(Listing):
    key = "overpayments"
    title = _("Overpayments")
    unit = _("yuan")
    columns = (
        Column("number", _("Number"), "code", sort="number"),
        Column("state", _("State"), "badge", tone=TONES),
        Column("psn_name", _("Full name")),
        Column("tel", _("Telephone"), "telephone", default=False),
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("insu_county", _("Insured in")),
        Column("source", _("Found by way of")),
        Column("found_on", _("Found on"), "date"),
        Column("amount", _("Amount"), "money", total=True),
        Column("came_back", _("Recovered"), "money"),
        Column("left", _("Still owed"), "money", get=lambda row: _left(row)),
        Column("overdue", _("Overdue"), "money"),
    )
    filters = (
        TextFilter(
            "q", _("Number or person"), lookups=("number", "psn_no", "psn_name"), hint=_("number or name")
        ),
        ChoiceFilter("state", _("State"), choices=Overpayment.State),
        FlagFilter("late", _("Instalment overdue"), when=Q(overdue__gt=0)),
        ChoiceFilter("insu", _("Insured in"), field="insu_county", choices=counties_in_reach),
        DaysFilter("found_on", _("Found on")),
    )
    order = "-number"
    empty_title = _("No overpayments.")
    empty_hint = _("What people were paid too much is recorded here, confirmed, agreed upon and paid back.")

    def rows(self) -> QuerySet[Any]:
        return with_standing(Overpayment.objects.select_related("insu_county"))

    def row_url(self, row: Overpayment) -> str:
        return address(row)

    def row_css(self, row: Any) -> str:
        return "late" if row.overdue else ""

    def actions(self) -> Iterable[Action]:
        if self.assignment and {"handle", "inspect"} & set(self.assignment.duties):
            yield Action(_("Record an overpayment"), reverse("claims:record_overpayment"), main=True)


@requires()
def overpayment_list(request: HttpRequest) -> HttpResponseBase:
    return OverpaymentList.respond(request)
