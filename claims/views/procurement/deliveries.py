"""Deliveries under batches: the list, a second person's answer."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms import ReasonForm
from claims.forms_procurement import AcceptForm
from claims.models import Delivery
from claims.services.procurement.deliveries import accept_delivery, refuse_delivery
from config.access import requires
from config.display import quantity
from config.forms import Fact, once
from config.listing import Action, ChoiceFilter, Column, DaysFilter, FlagFilter, Listing, TextFilter
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach

from .parts import act_on, file_page, user_of, yuan

TONES = {"reported": "warn", "accepted": "ok", "refused": "bad"}


def address(delivery: Delivery) -> str:
    return reverse("claims:delivery", args=[delivery.pk])


class DeliveryList(Listing):
    key = "procurement-deliveries"
    title = gettext_lazy("Deliveries")
    unit = gettext_lazy("yuan")
    columns = (
        Column("delivery_no", gettext_lazy("Delivery note"), "code"),
        Column("invoice_no", gettext_lazy("Invoice"), "code"),
        Column("delivered_on", gettext_lazy("Delivered on"), "date"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("item__med_list_codg", gettext_lazy("Catalogue code"), "code"),
        Column("item__item_name", gettext_lazy("Item")),
        Column("item__supplier", gettext_lazy("Supplier")),
        Column("quantity", gettext_lazy("Quantity"), "quantity"),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("accepted_on", gettext_lazy("Accepted on"), "date"),
        Column("payable", gettext_lazy("Paid with"), "code"),
        Column("item__batch__number", gettext_lazy("Batch"), "code", default=False),
        Column("reporter", gettext_lazy("Reported by"), default=False),
    )
    filters = (
        TextFilter(
            "q", gettext_lazy("Delivery note"),
            lookups=("delivery_no", "invoice_no", "institution__name__begins", "item__med_list_codg__begins"),
            hint=gettext_lazy("number, code or name"),
        ),
        ChoiceFilter("state", gettext_lazy("State"), choices=Delivery.State),
        FlagFilter("open", gettext_lazy("Not yet with a payment"), field="payable__isnull"),
        ChoiceFilter("county", gettext_lazy("County"), field="institution__county", choices=counties_in_reach),
        DaysFilter("delivered_on", gettext_lazy("Delivered on")),
    )  # fmt: skip
    empty_title = gettext_lazy("No deliveries.")
    empty_hint = gettext_lazy(
        "Institutions or suppliers report them by sheet; each is accepted by a second person."
    )

    def rows(self) -> QuerySet[Delivery]:
        related = ("institution", "item__supplier", "item__batch", "payable")
        found: QuerySet[Delivery] = Delivery.objects.select_related(*related)
        return found

    def row_url(self, row: Delivery) -> str:
        return address(row)

    def actions(self) -> Iterable[Action]:
        if self.assignment and "handle" in self.assignment.duties:
            yield Action(_("Import"), reverse("import_upload") + "?kind=procurement_deliveries", main=True)


@requires()
def delivery_list(request: AgencyRequest) -> HttpResponseBase:
    return DeliveryList.respond(request)


def _delivery(pk: int) -> Delivery:
    related = ("institution", "item__supplier", "item__batch", "payable", "handled_by", "decided_by")
    return get_object_or_404(Delivery.objects.select_related(*related), pk=pk)


def _facts(one: Delivery) -> list[Fact]:
    return [
        Fact(_("Delivery note"), one.delivery_no),
        Fact(_("Invoice"), one.invoice_no),
        Fact(_("Procurement batch"), f"{one.item.batch.number} {one.item.batch}"),
        Fact(_("Item"), f"{one.item.med_list_codg} {one.item.item_name}"),
        Fact(_("Institution"), f"{one.institution} {one.institution.fixmedins_code}"),
        Fact(_("Supplier"), one.item.supplier),
        Fact(_("Delivered on"), one.delivered_on),
        Fact(_("Quantity"), f"{quantity(one.quantity)} {one.item.unit}"),
        Fact(_("Amount, yuan"), yuan(one.amount)),
        Fact(_("Reported by"), one.get_reporter_display()),
        Fact(_("Handled by"), one.handled_by),
    ]


@requires()
def delivery_page(request: AgencyRequest, delivery_id: int) -> HttpResponse:
    one = _delivery(delivery_id)
    duties = request.assignment.duties
    buttons = [
        Action(_("All deliveries"), reverse("claims:deliveries")),
        Action(_("Procurement batch"), one.item.batch.get_absolute_url()),
    ]
    if one.payable is not None:
        buttons.append(Action(_("Payment"), one.payable.get_absolute_url()))
    if one.state == "reported" and "review" in duties and one.handled_by_id != user_of(request).pk:
        buttons += [
            Action(_("Refuse"), reverse("claims:refuse_delivery", args=[one.pk])),
            Action(_("Accept"), reverse("claims:accept_delivery", args=[one.pk]), main=True),
        ]
    decided = [Fact(_("Decided by"), one.decided_by or "—"), Fact(_("Accepted on"), one.accepted_on or "—")]
    return file_page(
        request, one, title=_("Delivery %(number)s") % {"number": one.delivery_no}, tone=TONES[one.state],
        buttons=buttons, facts=[*_facts(one), *decided], notes=[one.refused_reason],
    )  # fmt: skip


@requires(duty="review")
@once
def accept(request: AgencyRequest, delivery_id: int) -> HttpResponseBase:
    one = _delivery(delivery_id)
    form = AcceptForm(request.POST or None, initial={"day": timezone.localdate()})
    return act_on(
        request, one, lambda acting_user, **given: accept_delivery(delivery=one, acting_user=acting_user, **given),
        where=address(one), form=form, title=_("Accept the delivery"), facts=_facts(one), label=_("Accept"),
        said=_("The delivery is accepted."), warnings=[_("It then counts for the agreed volume and is owed.")],
    )  # fmt: skip


@requires(duty="review")
@once
def refuse(request: AgencyRequest, delivery_id: int) -> HttpResponseBase:
    one, form = _delivery(delivery_id), ReasonForm(request.POST or None)
    return act_on(
        request, one, lambda acting_user, **given: refuse_delivery(delivery=one, acting_user=acting_user, **given),
        where=address(one), form=form, title=_("Refuse the delivery"), facts=_facts(one), label=_("Refuse"),
        said=_("The delivery is refused."),
    )  # fmt: skip
