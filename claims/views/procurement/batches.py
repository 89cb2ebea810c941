"""Batches of central procurement: the list, one of them with its items and rewards, and what is done with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_procurement import BatchForm
from claims.models import AgreedVolume, ProcurementBatch, SurplusReward
from claims.services.procurement import batches as services
from claims.services.procurement.rewards import propose_rewards
from claims.tasks import enqueue_counting
from claims.views.catalogue import item_url, price_text
from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, Table, TextFilter
from institutions.access import AgencyRequest
from institutions.models import MUNICIPAL

from .parts import act_on, agency_of, file_page, user_of, yuan
from .rewards import REWARD_COLUMNS, reward_address

TONES = {"drafted": "warn", "in_force": "ok", "closed": "plain"}


def last_day(batch: ProcurementBatch) -> dt.date:
    upper: dt.date = batch.period.upper
    return upper - dt.timedelta(days=1)


class BatchList(Listing):
    key = "procurement-batches"
    title = gettext_lazy("Procurement batches")
    columns = (
        Column("number", gettext_lazy("Number"), "code", sort="number"),
        Column("name", gettext_lazy("Name")),
        Column("tier", gettext_lazy("Kind")),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("first", gettext_lazy("First day"), "date", get=lambda row: row.period.lower),
        Column("last", gettext_lazy("Last day"), "date", get=last_day),
        Column("count", gettext_lazy("Items"), "number"),
        Column(
            "insutype",
            gettext_lazy("Paid from the fund of"),
            get=lambda row: name_of("insutype", row.insutype),
        ),
        Column("basis", gettext_lazy("Basis document"), default=False),
        Column("drafted_by", gettext_lazy("Drafted by"), default=False),
        Column("approved_by", gettext_lazy("Put in force by"), default=False),
    )
    filters = (
        TextFilter(
            "q", gettext_lazy("Batch"), lookups=("number", "name__contains"),
            hint=gettext_lazy("number or part of the name"),
        ),
        ChoiceFilter("state", gettext_lazy("State"), choices=ProcurementBatch.State),
    )  # fmt: skip
    order = "-number"
    empty_title = gettext_lazy("No procurement batches.")
    empty_hint = gettext_lazy(
        "A batch is drafted with its period, its items come by sheet, a second person puts it in force."
    )

    def rows(self) -> QuerySet[ProcurementBatch]:
        found: QuerySet[ProcurementBatch] = ProcurementBatch.objects.select_related(
            "drafted_by", "approved_by"
        )
        return found.annotate(count=Count("items"))

    def row_url(self, row: ProcurementBatch) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterable[Action]:
        mine = self.assignment
        if mine and mine.agency.level in MUNICIPAL and "handle" in mine.duties:
            yield Action(_("New batch"), reverse("claims:draft_procurement"), main=True)


@requires()
def batch_list(request: AgencyRequest) -> HttpResponseBase:
    return BatchList.respond(request)


def batch_of(pk: int) -> ProcurementBatch:
    return get_object_or_404(
        ProcurementBatch.objects.select_related("area", "drafted_by", "approved_by"), pk=pk
    )


@requires(duty="handle", levels=MUNICIPAL)
@once
def draft(request: AgencyRequest) -> HttpResponseBase:
    form = BatchForm(request.POST or None)

    def do() -> str:
        facts = dict(form.cleaned_data)
        days = {name: facts.pop(name) for name in ("first_day", "last_day")}
        made = services.draft_batch(
            area=agency_of(request).area, facts=facts, acting_user=user_of(request), **days
        )
        return made.get_absolute_url()

    return act_page(
        request, title=_("New procurement batch"), form=form, do=do, label=_("Save"), said=_("The batch is drafted."),
        warnings=[_("Its items come by sheet; a second person puts it in force.")],
        cancel_url=reverse("claims:procurement_batches"),
    )  # fmt: skip


@requires()
def batch_page(request: AgencyRequest, procurement_batch_id: int) -> HttpResponse:
    batch = batch_of(procurement_batch_id)
    rows = list(services.rows_of(batch))
    items = Table(
        _("Items"),
        (
            Column(
                "med_list_codg", _("Catalogue code"), "code", link=lambda row: item_url(row.med_list_codg)
            ),
            Column("item_name", _("Item")),
            Column("unit", _("Unit")),
            Column("price", _("Agreed price"), "code", get=lambda row: price_text(row.price)),
            Column("former_price", _("Price before"), "code", get=lambda row: price_text(row.former_price)),
            Column("maker", _("Maker")),
            Column("supplier", _("Supplier"), link=lambda row: row.supplier.get_absolute_url()),
        ),
        batch.items(manager="objects").select_related("supplier"),
        unit=_("yuan per unit"),
        empty=_("Import the items of the batch."),
    )
    granted = SurplusReward.objects.filter(batch=batch)
    rewards = Table(
        _("Surplus rewards"),
        REWARD_COLUMNS,
        granted.select_related("institution").order_by("pk"),
        totals=granted.exclude(state=SurplusReward.State.REFUSED).aggregate(
            **{name: Sum(name) for name in ("budget", "surplus", "amount")}
        ),
        row_url=reward_address,
        unit=_("yuan"),
    )
    counted = AgreedVolume.objects.filter(item__batch=batch).order_by("-counted_at").first()
    drafted, in_force = (
        sum(one.version.is_draft for one in rows),
        len({one.version.number for one in rows} - {None}),
    )
    return file_page(
        request,
        batch,
        title=batch.name,
        tone=TONES[batch.state],
        buttons=_buttons(request, batch, has_rows=bool(rows)),
        facts=[
            Fact(_("Number"), batch.number),
            Fact(_("Kind"), batch.get_tier_display()),
            Fact(_("Basis document"), batch.basis),
            Fact(_("First day"), batch.period.lower),
            Fact(_("Last day"), last_day(batch)),
            Fact(_("Paid from the fund of"), name_of("insutype", batch.insutype)),
            Fact(_("Drafted by"), batch.drafted_by),
            Fact(_("Put in force by"), batch.approved_by or "—"),
            Fact(_("Rows of the catalogue drafted"), drafted),
            Fact(_("Catalogue versions in force"), in_force),
            Fact(_("Used volume counted on"), counted.counted_at.date() if counted and counted.counted_at else "—"),
        ],
        tables=[items, rewards] if batch.state == "closed" else [items],
    )  # fmt: skip


def _buttons(request: AgencyRequest, batch: ProcurementBatch, *, has_rows: bool) -> Iterator[Action]:
    yield Action(_("Agreed volumes"), f"{reverse('claims:agreed_volumes')}?batch={batch.pk}")
    mine = request.assignment
    if mine.agency.level not in MUNICIPAL:
        return
    pk, duties, state = batch.pk, mine.duties, batch.state
    if "handle" in duties:
        if state == "drafted":
            yield Action(_("Import items"), reverse("import_upload") + "?kind=procurement_items", main=True)
        else:
            yield Action(_("Count used volume"), reverse("claims:count_procurement", args=[pk]))
        if state == "in_force" and not has_rows:
            yield Action(
                _("Draft for the catalogue"), reverse("claims:draft_procurement_rows", args=[pk]), main=True
            )
        if state == "closed":
            yield Action(_("Compute rewards"), reverse("claims:propose_rewards", args=[pk]), main=True)
    if "approve" in duties and state == "drafted":
        yield Action(_("Put in force"), reverse("claims:approve_procurement", args=[pk]), main=True)
    if "approve" in duties and state == "in_force" and batch.period.upper <= timezone.localdate():
        yield Action(_("Close the batch"), reverse("claims:close_procurement", args=[pk]), main=True)


def _facts(batch: ProcurementBatch) -> list[Fact]:
    prices = list(batch.items(manager="objects").values_list("price", flat=True))
    return [
        Fact(_("Procurement batch"), f"{batch.number} {batch.name}"),
        Fact(_("First day"), batch.period.lower),
        Fact(_("Last day"), last_day(batch)),
        Fact(_("Items"), len(prices)),
    ]


@requires(duty="approve", levels=MUNICIPAL)
@once
def approve(request: AgencyRequest, procurement_batch_id: int) -> HttpResponseBase:
    batch = batch_of(procurement_batch_id)
    return act_on(
        request, batch, lambda acting_user: services.approve_batch(batch=batch, acting_user=acting_user),
        title=_("Put the batch in force"), facts=_facts(batch), label=_("Put in force"),
        said=_("The batch is in force."), warnings=[_("From then on its items stay as they are.")],
    )  # fmt: skip


@requires(duty="approve", levels=MUNICIPAL)
@once
def close(request: AgencyRequest, procurement_batch_id: int) -> HttpResponseBase:
    batch = batch_of(procurement_batch_id)
    return act_on(
        request, batch, lambda acting_user: services.close_batch(batch=batch, acting_user=acting_user),
        title=_("Close the batch"), facts=_facts(batch), label=_("Close the batch"), said=_("The batch is closed."),
        warnings=[_("No delivery is taken in any more; rewards can be computed.")],
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def draft_rows(request: AgencyRequest, procurement_batch_id: int) -> HttpResponseBase:
    batch = batch_of(procurement_batch_id)
    return act_on(
        request, batch, lambda acting_user: services.draft_rows(batch=batch, acting_user=acting_user),
        title=_("Draft for the catalogue"), facts=_facts(batch), label=_("Draft the rows"),
        said=_("The rows are drafted; a second person puts the catalogue version in force."),
        warnings=[_("On the days of the batch the agreed price becomes the payment standard.")],
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def count(request: AgencyRequest, procurement_batch_id: int) -> HttpResponseBase:
    """The count reads bills of months: a job."""
    batch = batch_of(procurement_batch_id)

    def do() -> str:
        job = enqueue_counting(owner=request.user, agency=agency_of(request), batch=batch.pk)
        return reverse("job", args=[job.pk])

    return act_page(
        request, title=_("Count used volume"), facts=_facts(batch), do=do, label=_("Count"),
        said=_("The count is queued."), cancel_url=batch.get_absolute_url(),
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def rewards(request: AgencyRequest, procurement_batch_id: int) -> HttpResponseBase:
    batch = batch_of(procurement_batch_id)
    proposed = SurplusReward.objects.filter(batch=batch, state=SurplusReward.State.PROPOSED)
    return act_on(
        request, batch, lambda acting_user: propose_rewards(batch=batch, acting_user=acting_user),
        title=_("Compute rewards"),
        facts=[*_facts(batch), Fact(_("Proposed before, yuan"), yuan(sum(one.amount for one in proposed)))],
        label=_("Compute rewards"), said=_("The rewards are proposed."),
        warnings=[_("What is only proposed is computed anew; a second person reviews each.")],
    )  # fmt: skip
