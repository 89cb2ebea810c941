"""What is owed out of procurement: the list, one amount with its deliveries, proposing and approving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet, Sum
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms import ReasonForm
from claims.models import Delivery, ProcurementPayable
from claims.services.procurement import payables as services
from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, Table, TextFilter
from institutions.access import AgencyRequest
from institutions.models import Agency
from institutions.views.institutions import counties_in_reach

from .deliveries import address as delivery_address
from .parts import act_on, agency_of, file_page, user_of, yuan

TONES = {
    "proposed": "warn", "ready": "warn", "ordered": "info", "paid": "ok", "failed": "bad", "dropped": "plain",
}  # fmt: skip


def tone_of(row: ProcurementPayable) -> str:
    return "bad" if row.sent_back else TONES[row.state]


def scheme_of(row: Any) -> str:
    return str(name_of("insutype", row.insutype))


class PayableList(Listing):
    key = "procurement-payables"
    title = gettext_lazy("Owed out of procurement")
    unit = gettext_lazy("yuan")
    columns = (
        Column("number", gettext_lazy("Number"), "code", sort="number"),
        Column("kind", gettext_lazy("For")),
        Column("state", gettext_lazy("State"), "badge", get=lambda row: row.shown_state, tone=tone_of),
        Column("supplier", gettext_lazy("Supplier")),
        Column("institution__name", gettext_lazy("Institution")),
        Column("payer", gettext_lazy("Paid by")),
        Column("insutype", gettext_lazy("Scheme"), get=scheme_of),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column("due_on", gettext_lazy("To be paid by"), "date"),
        Column("paid_on", gettext_lazy("Paid on"), "date"),
    )
    filters = (
        TextFilter(
            "q", gettext_lazy("Number, supplier or institution"),
            lookups=("number", "supplier__name__begins", "institution__name__begins"),
            hint=gettext_lazy("number or start of the name"),
        ),
        ChoiceFilter("kind", gettext_lazy("For"), choices=ProcurementPayable.Kind),
        ChoiceFilter("state", gettext_lazy("State"), choices=ProcurementPayable.State),
        ChoiceFilter("payer", gettext_lazy("Paid by"), choices=counties_in_reach),
    )  # fmt: skip
    order = "-number"
    empty_title = gettext_lazy("Nothing is owed out of procurement.")
    empty_hint = gettext_lazy(
        "Accepted deliveries are proposed for payment; granted rewards come by themselves."
    )

    def rows(self) -> QuerySet[ProcurementPayable]:
        found: QuerySet[ProcurementPayable] = ProcurementPayable.objects.select_related(
            "supplier", "institution", "payer"
        )
        return found

    def row_url(self, row: ProcurementPayable) -> str:
        return row.get_absolute_url()

    def row_css(self, row: ProcurementPayable) -> str:
        late = row.state not in ("paid", "dropped") and row.due_on < timezone.localdate()
        return "late" if late else ""

    def actions(self) -> Iterable[Action]:
        if self.assignment and "handle" in self.assignment.duties:
            yield Action(_("Propose accepted deliveries"), reverse("claims:propose_direct"), main=True)


@requires()
def payable_list(request: AgencyRequest) -> HttpResponseBase:
    return PayableList.respond(request)


class _PayerForm(forms.Form):
    payer = forms.ModelChoiceField(
        label=gettext_lazy("Paid by"),
        queryset=Agency.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, agency: Agency, **options: Any) -> None:
        super().__init__(*args, **options)
        counties = Agency.objects.filter(area=agency.area_id, level=Agency.Level.COUNTY).order_by("code")
        field: Any = self.fields["payer"]
        field.queryset = counties if agency.is_municipal else counties.filter(pk=agency.county_id)
        field.initial = field.queryset.first()


@requires(duty="handle")
@once
def propose(request: AgencyRequest) -> HttpResponseBase:
    form = _PayerForm(request.POST or None, agency=agency_of(request))
    waiting = Delivery.objects.filter(state=Delivery.State.ACCEPTED, payable__isnull=True)
    rows = list(
        waiting.order_by("institution__county__code")
        .values("institution__county__name", "institution__name", "item__supplier__name")
        .annotate(sum=Sum("amount"))
    )

    def do() -> str:
        services.propose_direct(payer=form.cleaned_data["payer"], acting_user=user_of(request))
        return f"{reverse('claims:procurement_payables')}?state=proposed"

    return act_page(
        request,
        title=_("Propose accepted deliveries"),
        facts=[
            Fact(_("Accepted, not yet proposed"), waiting.count()),
            Fact(_("Together, yuan"), yuan(sum(row["sum"] for row in rows))),
        ],
        affects=Table(
            _("By institution and supplier"),
            (
                Column("institution__county__name", _("Paid by")),
                Column("institution__name", _("Institution")),
                Column("item__supplier__name", _("Supplier")),
                Column("sum", _("Amount"), "money"),
            ),
            rows,
            unit=_("yuan"),
        ),
        form=form,
        do=do,
        label=_("Propose"),
        said=_("The amounts are proposed; a second person approves them."),
        cancel_url=reverse("claims:procurement_payables"),
    )


def _payable(pk: int) -> ProcurementPayable:
    related = ("supplier", "institution", "payer", "prepared_by", "approved_by")
    return get_object_or_404(ProcurementPayable.objects.select_related(*related), pk=pk)


def _facts(one: ProcurementPayable) -> list[Fact]:
    return [
        Fact(_("Number"), one.number),
        Fact(_("For"), one.get_kind_display()),
        Fact(_("Supplier"), one.supplier or "—"),
        Fact(_("Institution"), f"{one.institution} {one.institution.fixmedins_code}"),
        Fact(_("Paid by"), one.payer),
        Fact(_("Scheme"), scheme_of(one)),
        Fact(_("Amount, yuan"), yuan(one.amount)),
        Fact(_("To be paid by"), one.due_on),
        Fact(_("Prepared by"), one.prepared_by),
    ]


@requires()
def payable_page(request: AgencyRequest, procurement_payable_id: int) -> HttpResponse:
    one = _payable(procurement_payable_id)
    duties = request.assignment.duties
    buttons = []
    if one.state == "proposed" and "approve" in duties and one.prepared_by_id != user_of(request).pk:
        buttons = [
            Action(_("Drop"), reverse("claims:drop_procurement_payable", args=[one.pk])),
            Action(_("Approve"), reverse("claims:approve_procurement_payable", args=[one.pk]), main=True),
        ]
    lines = Table(
        _("Deliveries"),
        (
            Column("delivery_no", _("Delivery note"), "code"),
            Column("invoice_no", _("Invoice"), "code"),
            Column("delivered_on", _("Delivered on"), "date"),
            Column("accepted_on", _("Accepted on"), "date"),
            Column("item", _("Item")),
            Column("amount", _("Amount"), "money"),
        ),
        one.deliveries(manager="objects").select_related("item").order_by("delivery_no"),
        row_url=delivery_address,
        unit=_("yuan"),
    )
    return file_page(
        request, one, title=_("Owed out of procurement %(number)s") % {"number": one.number}, tone=tone_of(one),
        buttons=buttons, facts=[*_facts(one), Fact(_("Approved by"), one.approved_by or "—"),
                                Fact(_("Paid on"), one.paid_on or "—")],
        tables=[lines] if one.kind == "direct" else [], notes=[one.dropped_reason, one.failure_reason],
        panels="procurement_payable",
    )  # fmt: skip


@requires(duty="approve")
@once
def approve(request: AgencyRequest, procurement_payable_id: int) -> HttpResponseBase:
    one = _payable(procurement_payable_id)
    return act_on(
        request, one, lambda acting_user: services.approve_payable(payable=one, acting_user=acting_user),
        title=_("Approve the amount"), facts=_facts(one), label=_("Approve"), said=_("The amount is approved."),
        warnings=[_("The fund then pays the supplier, and the institution gets that much less by its next clearing.")],
    )  # fmt: skip


@requires(duty="approve")
@once
def drop(request: AgencyRequest, procurement_payable_id: int) -> HttpResponseBase:
    one, form = _payable(procurement_payable_id), ReasonForm(request.POST or None)
    return act_on(
        request, one,
        lambda acting_user, **given: services.drop_payable(payable=one, acting_user=acting_user, **given),
        form=form, title=_("Drop the amount"), facts=_facts(one), label=_("Drop"), said=_("The amount is dropped."),
        warnings=[_("Its deliveries can be proposed anew.")],
    )  # fmt: skip
