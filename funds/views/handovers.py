"""Handover lists: all of them, one with its items and signatures, and the acts on it (HG-12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing
from config.listing.tables import Table
from funds.forms_openings import FoundForm, HandoverForm, ItemForm, PaperSignatureForm, PartForm
from funds.models import Handover, HandoverItem, HandoverSignature, Opening
from funds.services.handovers.prepare import make_handover, note_found, put_item, remove_item, seal_handover
from funds.services.handovers.sign import enter_paper_signature, sign_handover
from funds.views import year_guide
from funds.views.figure_pages import ActLink, FigurePage, Note
from institutions.access import AgencyRequest
from institutions.models import Agency
from institutions.views.institutions import counties_in_reach

TONES = {"draft": "plain", "sealed": "warn", "signed": "ok"}
MAKERS = ("finance", "handle")
State = Handover.State


class HandoverList(Listing):
    key = "funds.handovers"
    title = gettext_lazy("Handover lists")
    purpose = year_guide.HANDOVER
    columns = (
        Column("county", gettext_lazy("County")),
        Column("kind", gettext_lazy("Kind")),
        Column("title", gettext_lazy("Title")),
        Column("giver", gettext_lazy("Handed over by")),
        Column("receiver", gettext_lazy("Office taking over")),
        Column("supervisor", gettext_lazy("Supervised by")),
        Column("due_on", gettext_lazy("To be handed over by"), "date"),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
    )
    filters = (
        ChoiceFilter("kind", gettext_lazy("Kind"), choices=Handover.Kind),
        ChoiceFilter("state", gettext_lazy("State"), choices=State),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )
    order = "-pk"
    empty_title = gettext_lazy("Nothing was handed over yet.")
    empty_hint = gettext_lazy("Make a list for the money, one for assets and one for records.")

    def rows(self) -> QuerySet[Handover]:
        found: QuerySet[Handover] = Handover.objects.all()
        return found.select_related("county")

    def row_url(self, row: Handover) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterator[Action]:
        county = self.assignment.agency.level == Agency.Level.COUNTY
        if county and not set(MAKERS).isdisjoint(self.assignment.duties):
            yield Action(_("By sheet"), f"{reverse('import_upload')}?kind=handover_items")
            yield Action(_("Make a list"), reverse("funds:make_handover"), main=True)


@requires()
def handover_list(request: AgencyRequest) -> HttpResponseBase:
    return HandoverList.respond(request)


@requires(duty=MAKERS, levels="county")
@once
def make(request: AgencyRequest) -> HttpResponseBase:
    county = request.assignment.agency
    openings = Opening.objects.filter(county=county, handovers__isnull=True).exclude(state="entered")
    form = HandoverForm(
        request.POST or None,
        openings=openings.select_related("county"),
        initial={"giver": county.name, "receiver": county.parent},
    )

    def do() -> str:
        return make_handover(county=county, acting_user=request.user, **form.cleaned_data).get_absolute_url()

    return act_page(
        request, title=_("Make a handover list"), form=form, do=do, label=_("Make"), facts=[Fact(_("County"), county)],
        said=_("Made: complete it and close it to changes."), cancel_url=reverse("funds:handovers"),
    )  # fmt: skip


def _handover(handover_id: int) -> Handover:
    known = Handover.objects.select_related(
        "county__area", "county__parent", "opening__county", "prepared_by"
    )
    found: Handover = get_object_or_404(known, pk=handover_id)
    return found


@requires()
def handover_page(request: AgencyRequest, handover_id: int) -> HttpResponseBase:
    found = _handover(handover_id)
    notes = []
    if found.opening is not None:
        notes.append(
            Note(_("The list equals the audited balance to the fen, or it cannot be closed to changes."))
        )
    page = FigurePage(
        title=_("Handover list: %(what)s") % {"what": found}, state=found.get_state_display(),
        tone=TONES[found.state], facts=_facts(found), tables=[_items(request, found), _signatures(found)],
        back_url=found.get_absolute_url(), notes=notes, acts=_acts(request, found), maker=found.prepared_by,
        facts_title=_("Handover"), guide=year_guide.of_handover(found),
    )  # fmt: skip
    return page.respond(request)


def _facts(found: Handover) -> list[Fact]:
    facts = [
        Fact(_("County"), found.county),
        Fact(_("Kind"), found.get_kind_display()),
        Fact(_("Handed over by"), found.giver),
        Fact(_("Office taking over"), found.receiver),
        Fact(_("Supervised by"), found.supervisor),
        Fact(_("To be handed over by"), found.due_on),
        Fact(_("Prepared by"), found.prepared_by),
    ]
    if found.opening is not None:
        facts.append(Fact(_("Audited balance"), money_text(found.opening.balance)))
    if found.digest:
        facts.append(Fact(_("Fingerprint"), found.digest))
    return facts


def _makes(request: AgencyRequest, found: Handover) -> bool:
    agency = request.assignment.agency
    at = agency.pk in (found.county_id, found.county.parent_id)
    return at and not set(MAKERS).isdisjoint(request.assignment.duties)


def _items(request: AgencyRequest, found: Handover) -> Table:
    may_note = found.state == State.DRAFT and _makes(request, found)

    def note(row: HandoverItem) -> str | None:
        return reverse("funds:handover_found", args=[row.pk]) if may_note else None

    def remove(row: HandoverItem) -> str | None:
        return reverse("funds:remove_handover_item", args=[row.pk])

    columns = [
        Column("number", _("Number"), "number"),
        Column("name", _("Item"), link=note),
        Column("quantity", _("Quantity"), "quantity"),
        Column("unit", _("Unit of quantity")),
        Column("amount", _("Amount"), "money"),
        Column("found_quantity", _("Quantity found"), "quantity"),
        Column("found_amount", _("Amount found"), "money"),
        Column("difference", _("Difference found")),
    ]
    if may_note and found.opening is None:
        columns.append(Column("remove", _("Wrong?"), get=lambda row: _("Remove"), link=remove))
    rows = list(HandoverItem.objects.filter(handover=found))
    total = {"amount": sum(one.amount for one in rows)} if found.opening is None else None
    return Table(_("Items handed over"), tuple(columns), rows, totals=total, unit=_("yuan"))


def _signatures(found: Handover) -> Table:
    columns = (
        Column("part", _("Signs as"), get=lambda row: row.get_part_display()),
        Column("name", _("Name of the signer")),
        Column("signed_on", _("Day of signature"), "date"),
        Column("how", _("How"), get=lambda row: _("on paper") if row.scan_id else _("signed in"),
               link=lambda row: reverse("institutions:paper", args=[row.scan_id]) if row.scan_id else None),
        Column("entered_by", _("Entered by")),
    )  # fmt: skip
    rows = HandoverSignature.objects.filter(handover=found).select_related("entered_by")
    return Table(_("Signatures"), columns, list(rows), empty=_("Nobody has signed yet: three people do."))


def _acts(request: AgencyRequest, found: Handover) -> list[ActLink]:
    makes = _makes(request, found)
    wanted = (
        (
            "put_handover_item",
            _("Add an item"),
            makes and found.state == State.DRAFT and found.opening_id is None,
        ),
        ("seal_handover", _("Close to changes"), makes and found.state == State.DRAFT),
        ("paper_signature", _("Enter a signature on paper"), makes and found.state == State.SEALED),
        ("sign_handover", _("Sign the list"), found.state == State.SEALED),
    )
    return [
        ActLink(label, reverse(f"funds:{name}", args=[found.pk]), main=name != "paper_signature")
        for name, label, allowed in wanted
        if allowed
    ]


def _step(
    request: AgencyRequest, found: Handover, title: Any, service: Any, said: Any, form: Any = None
) -> HttpResponseBase:
    def do() -> str:
        given = form.cleaned_data if form is not None else {}
        service(handover=found, acting_user=request.user, **given)
        return found.get_absolute_url()

    return act_page(
        request, title=title, facts=_facts(found), form=form, do=do, said=said, cancel_url=found.get_absolute_url()
    )  # fmt: skip


@requires(duty=MAKERS)
@once
def put(request: AgencyRequest, handover_id: int) -> HttpResponseBase:
    form = ItemForm(request.POST or None)

    def service(*, handover: Handover, acting_user: Any, **given: Any) -> None:
        put_item(handover=handover, acting_user=acting_user, **{**given, "amount": given["amount"] or 0})

    return _step(request, _handover(handover_id), _("Add an item"), service, _("Added."), form)


def _item(pk: int) -> HandoverItem:
    related = ("handover__county__area", "handover__opening")
    item: HandoverItem = get_object_or_404(HandoverItem.objects.select_related(*related), pk=pk)
    return item


def _item_facts(item: HandoverItem) -> list[Fact]:
    return [
        Fact(_("Item"), item.name),
        Fact(_("Quantity"), item.quantity),
        Fact(_("Amount"), money_text(item.amount)),
    ]


@requires(duty=MAKERS)
@once
def remove(request: AgencyRequest, handover_item_id: int) -> HttpResponseBase:
    """An item entered wrongly."""
    item = _item(handover_item_id)
    url: str = item.handover.get_absolute_url()

    def do() -> str:
        remove_item(item=item, acting_user=request.user)
        return url

    return act_page(
        request, title=_("Remove an item"), facts=_item_facts(item), do=do, label=_("Remove"), said=_("Removed."),
        danger=True, cancel_url=url,
    )  # fmt: skip


@requires(duty=MAKERS)
@once
def found(request: AgencyRequest, handover_item_id: int) -> HttpResponseBase:
    """What the receiver found of one item."""
    item = _item(handover_item_id)
    form = FoundForm(request.POST or None, initial={"difference": item.difference})

    def do() -> str:
        note_found(item=item, acting_user=request.user, **form.cleaned_data)
        url: str = item.handover.get_absolute_url()
        return url

    return act_page(
        request, title=_("Note what was found"), facts=_item_facts(item), form=form, do=do, label=_("Save"),
        said=_("Noted."), cancel_url=item.handover.get_absolute_url(),
    )  # fmt: skip


@requires(duty=MAKERS)
@once
def seal(request: AgencyRequest, handover_id: int) -> HttpResponseBase:
    said = _("Closed to changes: three people sign it now.")
    return _step(request, _handover(handover_id), _("Close a handover list to changes"), seal_handover, said)


@requires(duty=("finance", "handle", "review", "approve", "audit"))
@once
def sign(request: AgencyRequest, handover_id: int) -> HttpResponseBase:
    form = PartForm(request.POST or None)
    return _step(
        request, _handover(handover_id), _("Sign a handover list"), sign_handover, _("Signed."), form
    )


@requires(duty=MAKERS)
@once
def paper_signature(request: AgencyRequest, handover_id: int) -> HttpResponseBase:
    form = PaperSignatureForm(
        request.POST or None, request.FILES or None, initial={"signed_on": timezone.localdate()}
    )
    title = _("Enter a signature on paper")
    return _step(request, _handover(handover_id), title, enter_paper_signature, _("Entered."), form)
