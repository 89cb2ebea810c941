"""Agreed volumes: how much was delivered and used of each, and who is behind; purchases made on the platform."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import AgreedVolume, PlatformPurchase, ProcurementBatch
from claims.policy_procurement import procurement_policy_or_none
from claims.rules.procurement import completion, is_behind, platform_share
from claims.services.procurement.volumes import done_of, over_of, with_delivered
from config.access import requires
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, MonthFilter, TextFilter
from config.money import TEN_THOUSAND, to_fen
from institutions.views.institutions import counties_in_reach


def _batches(listing: Listing) -> list[tuple[int, str]]:
    found = ProcurementBatch.objects.exclude(state="drafted").order_by("-number")
    return [(one.pk, f"{one.number} {one.name}") for one in found]


def _asked(listing: Listing, parameter: str) -> int:
    """What the policy of today asks for; nothing where it is silent."""
    area = listing.assignment.agency.area if listing.assignment else None
    policy = procurement_policy_or_none(area, timezone.localdate()) if area else None
    return policy.share(parameter) if policy else 0


class VolumeList(Listing):
    key = "agreed-volumes"
    title = gettext_lazy("Agreed volumes and completion")
    columns = (
        Column("item__batch__number", gettext_lazy("Batch"), "code"),
        Column("institution__fixmedins_code", gettext_lazy("Institution code"), "code"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("item__med_list_codg", gettext_lazy("Catalogue code"), "code"),
        Column("item__item_name", gettext_lazy("Item")),
        Column("item__unit", gettext_lazy("Unit")),
        Column("quantity", gettext_lazy("Agreed volume"), "quantity"),
        Column("delivered", gettext_lazy("Delivered"), "quantity"),
        Column("done", gettext_lazy("Completion"), "percent", get=done_of),
        Column("used", gettext_lazy("Used by bills"), "quantity"),
        Column("used_share", gettext_lazy("Used of the agreed volume"), "percent", default=False,
               get=lambda row: None if row.used is None else completion(row.quantity, row.used)),
        Column("over", gettext_lazy("Time gone"), "percent",
               get=lambda row: over_of(row.item.batch, timezone.localdate())),
        Column("standing", gettext_lazy("How it stands"), "badge", get=lambda row: _standing(row)[0],
               tone=lambda row: _standing(row)[1]),
    )  # fmt: skip
    filters = (
        ChoiceFilter("batch", gettext_lazy("Batch"), field="item__batch", choices=_batches),
        TextFilter(
            "q", gettext_lazy("Institution or item"),
            lookups=("institution__fixmedins_code", "institution__name__begins", "item__med_list_codg__begins"),
            hint=gettext_lazy("code or start of the name"),
        ),
        ChoiceFilter("county", gettext_lazy("County"), field="institution__county", choices=counties_in_reach),
        ChoiceFilter("state", gettext_lazy("State"), field="item__batch__state", choices=ProcurementBatch.State),
    )  # fmt: skip
    empty_title = gettext_lazy("No agreed volumes.")
    empty_hint = gettext_lazy("Import how much of which item each institution agreed to take.")

    def rows(self) -> QuerySet[Any]:
        tolerated = _asked(self, "volumes.behind_below")
        found = AgreedVolume.objects.select_related("item__batch", "institution")
        return with_delivered(found).annotate(tolerated=Value(tolerated))

    def row_url(self, row: Any) -> str:
        address: str = row.item.batch.get_absolute_url()
        return address

    def row_css(self, row: Any) -> str:
        return "late" if _standing(row)[1] == "bad" else ""

    def actions(self) -> Iterable[Action]:
        if self.assignment and "handle" in self.assignment.duties:
            yield Action(_("Import"), reverse("import_upload") + "?kind=agreed_volumes", main=True)


def _standing(row: Any) -> tuple[str, str]:
    done, over = done_of(row), over_of(row.item.batch, timezone.localdate())
    if done >= TEN_THOUSAND:
        return str(_("completed")), "ok"
    if row.item.batch.state == "closed":
        return str(_("not completed")), "bad"
    if is_behind(done=done, over=over, tolerated=row.tolerated):
        return str(_("behind")), "bad"
    return str(_("under way")), "info"


@requires()
def volume_list(request: HttpRequest) -> HttpResponseBase:
    return VolumeList.respond(request)


class PurchaseList(Listing):
    key = "platform-purchases"
    title = gettext_lazy("Purchases on the platform")
    unit = gettext_lazy("yuan")
    columns = (
        Column("month", gettext_lazy("Month"), "month"),
        Column("institution__fixmedins_code", gettext_lazy("Institution code"), "code"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("institution__county", gettext_lazy("County")),
        Column("kind", gettext_lazy("Kind")),
        Column("bought", gettext_lazy("Bought in all"), "money", total=True),
        Column("on_platform", gettext_lazy("Bought on the platform"), "money", total=True),
        Column("share", gettext_lazy("Share on the platform"), "percent", get=lambda row: share_of(row)),
        Column("standing", gettext_lazy("How it stands"), "badge", get=lambda row: _bought(row)[0],
               tone=lambda row: _bought(row)[1]),
    )  # fmt: skip
    filters = (
        TextFilter(
            "q", gettext_lazy("Institution"), lookups=("institution__fixmedins_code", "institution__name__begins"),
            hint=gettext_lazy("code or start of the name"),
        ),
        MonthFilter("month", gettext_lazy("Month")),
        ChoiceFilter("kind", gettext_lazy("Kind"), choices=PlatformPurchase.Kind),
        ChoiceFilter("county", gettext_lazy("County"), field="institution__county", choices=counties_in_reach),
        FlagFilter("off", gettext_lazy("Bought elsewhere too"), when=Q(on_platform__lt=F("bought"))),
    )  # fmt: skip
    empty_title = gettext_lazy("No purchases are reported.")
    empty_hint = gettext_lazy(
        "Import what institutions bought in a month, and how much of it on the platform."
    )

    def rows(self) -> QuerySet[Any]:
        found = PlatformPurchase.objects.select_related("institution__county")
        return found.annotate(asked=Value(_asked(self, "platform.share_from")))

    def row_css(self, row: Any) -> str:
        return "late" if share_of(row) < row.asked else ""

    def actions(self) -> Iterable[Action]:
        if self.assignment and "handle" in self.assignment.duties:
            yield Action(_("Import"), reverse("import_upload") + "?kind=platform_purchases", main=True)


def share_of(row: PlatformPurchase) -> int:
    return platform_share([to_fen(row.on_platform)], [to_fen(row.bought)]) or 0


def _bought(row: Any) -> tuple[str, str]:
    return (str(_("below")), "bad") if share_of(row) < row.asked else (str(_("reached")), "ok")


@requires()
def purchase_list(request: HttpRequest) -> HttpResponseBase:
    return PurchaseList.respond(request)
