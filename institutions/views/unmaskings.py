"""Who saw whose number whole, and who did so often."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.listing import ChoiceFilter, Column, DaysFilter, Listing, Table, TextFilter
from institutions.access import AgencyRequest
from institutions.models import Duty, Unmasking, User

READERS = frozenset({Duty.ADMINISTER, Duty.AUDIT, Duty.APPROVE})
LOOKED_BACK = dt.timedelta(days=30)
MOST_NAMED = 10
FIELDS: dict[str, Any] = {
    "certno": gettext_lazy("Certificate number"),
    "certno_given": gettext_lazy("Certificate number as given"),
    "tel": gettext_lazy("Telephone"),
    "addr": gettext_lazy("Address"),
    "account_no": gettext_lazy("Account number"),
    "payee_account": gettext_lazy("Account number"),
}


def seen_by(user: User) -> QuerySet[Unmasking]:
    """Numbers shown at the agencies where ``user`` supervises, audits or administers, and below them."""
    seen: QuerySet[Unmasking] = Unmasking.objects.within(user.scope(duties=READERS))
    return seen


class UnmaskingList(Listing):
    key = "unmaskings"
    title = gettext_lazy("Numbers shown whole")
    purpose = gettext_lazy(
        "Who had which number of a person shown whole, when and what for; above, who did so most."
    )
    template = "institutions/unmaskings.html"
    columns = (
        Column("at", gettext_lazy("At"), "minute", sort="at"),
        Column("user", gettext_lazy("Shown to")),
        Column("user__username", gettext_lazy("User name"), "code", default=False),
        Column("agency", gettext_lazy("Agency")),
        Column("subject", gettext_lazy("Whose")),
        Column("field", gettext_lazy("Which number"), get=lambda row: FIELDS.get(row.field, row.field)),
        Column("purpose", gettext_lazy("Purpose")),
        Column("reason", gettext_lazy("Why, in words"), "prose"),
        Column("address", gettext_lazy("Network address"), "code"),
    )
    filters = (
        TextFilter("user", gettext_lazy("User name"), lookups=("user__username",)),
        TextFilter("subject", gettext_lazy("Whose"), lookups=("subject__startswith",)),
        ChoiceFilter("purpose", gettext_lazy("Purpose"), choices=Unmasking.Purpose),
        DaysFilter("at", gettext_lazy("Day"), stored="moments"),
    )
    order = "-at"
    empty_title = gettext_lazy("No number was shown whole.")
    empty_hint = gettext_lazy("Whoever holds the duty to see full numbers leaves a line here each time.")

    def rows(self) -> QuerySet[Any]:
        return seen_by(self.user).select_related("user", "agency")


@requires(duty=READERS, region=True)
def unmaskings(request: AgencyRequest) -> HttpResponseBase:
    since = timezone.now() - LOOKED_BACK
    most = (
        seen_by(request.user)
        .filter(at__gte=since)
        .values("user__username", "user__name")
        .annotate(
            numbers=Count("pk"),
            records=Count("subject_id", distinct=True),
        )
        .order_by("-numbers", "user__username")[:MOST_NAMED]
    )
    columns = (
        Column("user__username", _("User name"), "code"),
        Column("user__name", _("Full name")),
        Column("numbers", _("Numbers shown"), "number"),
        Column("records", _("Records concerned"), "number"),
        Column("often", _("Note"), "badge", get=_often, tone=lambda row: "bad"),
    )
    rows = list(most)
    table = Table(_("Most shown in the last 30 days"), columns, rows)
    return UnmaskingList.respond(request, context={"most": table if rows else None})


def _often(row: dict[str, Any]) -> str:
    return _("many: ask why") if row["numbers"] >= settings.UNMASKINGS_ASKED_ABOUT else ""
