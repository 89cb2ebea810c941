"""Several funds into one: all units, one with arrears, benefits and proof, and the acts on it (HG-02, HG-07, HG-10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing
from config.listing.tables import Table
from config.money import from_fen
from funds.forms_out_of_area import SchemeForm
from funds.models import (
    ArrearPayment,
    Book,
    Booked,
    BookMerging,
    LegacyArrear,
    LegacyBenefit,
    MergingProof,
)
from funds.services.book_mergings.arrears import (
    open_of,
)
from funds.services.book_mergings.begin import begin_merging
from funds.services.book_mergings.close import hindrances, proof_of
from funds.views import year_guide
from funds.views.figure_pages import ActLink, FigurePage, Note
from institutions.access import AgencyRequest

TONES = {"open": "warn", "proposed": "warn", "closed": "ok"}
OUTCOME_TONES = {"open": "warn", "paid": "ok", "carried": "info"}
MONEY_TONES = {"entered": "warn", "booked": "ok", "refused": "plain"}
DECIDERS = ("review", "approve")
State = BookMerging.State


class MergingList(Listing):
    key = "funds.book_mergings"
    title = gettext_lazy("Old funds into one")
    purpose = year_guide.MERGING
    columns = (
        Column("unit", gettext_lazy("Accounting unit")),
        Column("sources", gettext_lazy("Old books"), get=lambda row: _old_names(row)),
        Column("into", gettext_lazy("The one book"), get=lambda row: name_of("insutype", row.into.insutype)),
        Column("merged_on", gettext_lazy("First day of the one fund"), "date"),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("proposed_by", gettext_lazy("Proposed by")),
        Column("closed_by", gettext_lazy("Books closed by")),
        Column("closed_on", gettext_lazy("Books closed on"), "date"),
    )
    filters = (ChoiceFilter("state", gettext_lazy("State"), choices=State),)
    order = "pk"
    empty_title = gettext_lazy("No old funds are being merged.")
    empty_hint = gettext_lazy("Who keeps old books begins; the policy says which and from which day.")

    def rows(self) -> QuerySet[BookMerging]:
        found: QuerySet[BookMerging] = BookMerging.objects.all()
        return found.select_related("unit", "into", "proposed_by", "closed_by").prefetch_related(
            "sources__book"
        )

    def row_url(self, row: BookMerging) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterator[Action]:
        if "finance" in self.assignment.duties:
            yield Action(_("Begin"), reverse("funds:begin_book_merging"), main=True)


def _old_names(merging: BookMerging) -> str:
    return "、".join(name_of("insutype", one.book.insutype) for one in merging.sources.all())


@requires()
def merging_list(request: AgencyRequest) -> HttpResponseBase:
    return MergingList.respond(request)


@requires(duty="finance")
@once
def begin(request: AgencyRequest) -> HttpResponseBase:
    unit = request.assignment.agency
    schemes = list(Book.unscoped.filter(unit=unit).order_by("insutype").values_list("insutype", flat=True))
    form = SchemeForm(request.POST or None, schemes=schemes)

    def do() -> str:
        made = begin_merging(unit=unit, into=form.cleaned_data["insutype"], acting_user=request.user)
        return made.get_absolute_url()

    return act_page(
        request, title=_("Begin to merge old funds"), form=form, do=do, label=_("Begin"),
        facts=[Fact(_("Accounting unit"), unit)], cancel_url=reverse("funds:book_mergings"),
        warnings=[_("The scheme is the one fund's; the old books are those the policy names.")],
        said=_("Begun: clear up arrears and benefits, then close."),
    )  # fmt: skip


def merging_or_404(book_merging_id: int) -> BookMerging:
    known = BookMerging.objects.select_related(
        "unit__area", "unit__parent", "into__unit", "proposed_by", "closed_by"
    )
    found: BookMerging = get_object_or_404(known, pk=book_merging_id)
    return found


@requires()
def merging_page(request: AgencyRequest, book_merging_id: int) -> HttpResponseBase:
    merging = merging_or_404(book_merging_id)
    closed = merging.state == State.CLOSED
    notes = [Note(text, "warn") for text in ([] if closed else hindrances(merging))]
    if closed:
        notes.append(
            Note(_("Nothing was lost: every line holds to the fen. The old books take nothing any more."))
        )
    page = FigurePage(
        title=_("Old funds into one: %(unit)s") % {"unit": merging.unit}, state=merging.get_state_display(),
        tone=TONES[merging.state], facts=facts_of(merging),
        tables=[proof_table(merging), benefits_table(merging), _arrears(request, merging), _payments(request, merging)],
        back_url=merging.get_absolute_url(), notes=notes, acts=_acts(request, merging), maker=merging.proposed_by,
        checker=merging.closed_by, facts_title=_("Merging"), guide=year_guide.of_merging(merging),
    )  # fmt: skip
    return page.respond(request)


def facts_of(merging: BookMerging) -> list[Fact]:
    return [
        Fact(_("Accounting unit"), merging.unit),
        Fact(_("Old books"), _old_names(merging)),
        Fact(_("The one book"), merging.into),
        Fact(_("First day of the one fund"), merging.merged_on),
        Fact(_("Proposed by"), merging.proposed_by),
        Fact(_("Books closed by"), merging.closed_by),
        Fact(_("Books closed on"), merging.closed_on),
    ]


def _proof_rows(merging: BookMerging) -> list[dict[str, Any]]:
    """The frozen proof once closed; before, the same reckoned as of now."""
    if merging.state == State.CLOSED:
        return [
            _proof_row(f"{one.subject_code} {one.subject_name}", one.agency, one.county, one.parts,
                       {name: getattr(one, name) for name in FIGURES})
            for one in MergingProof.objects.filter(merging=merging).select_related("agency", "county")
        ]  # fmt: skip
    return [
        _proof_row(
            str(one.account.subject), one.account.agency, one.account.county, one.parts,
            {"before": from_fen(one.before), "settled": from_fen(one.settled), "carried": from_fen(one.now),
             "own": from_fen(one.own), "after": from_fen(one.own + one.now)},
        )
        for one in proof_of(merging)
    ]  # fmt: skip


FIGURES = ("before", "settled", "carried", "own", "after")


def _proof_row(
    subject: str, agency: Any, county: Any, parts: Mapping[str, int], figures: Mapping[str, Decimal]
) -> dict[str, Any]:
    place = f"{agency}" if county is None or county == agency else f"{agency} · {county}"
    named = {f"old_{scheme}": from_fen(fen) for scheme, fen in parts.items()}
    return {"subject": subject, "place": place, **named, **figures}


def proof_table(merging: BookMerging) -> Table:
    rows = _proof_rows(merging)
    schemes = [one.book.insutype for one in merging.sources.select_related("book")]
    rows = [{**{f"old_{one}": Decimal(0) for one in schemes}, **row} for row in rows]
    columns = [
        Column("subject", _("Subject")),
        Column("place", _("Agency")),
        *(Column(f"old_{one}", name_of("insutype", one), "money") for one in schemes),
        Column("before", _("Old books together"), "money"),
        Column("settled", _("Settled since"), "money"),
        Column("carried", _("Carried into the one book"), "money"),
        Column("own", _("The one book before"), "money"),
        Column("after", _("The one book after"), "money"),
    ]
    # Debits and credits of whole books: together they are nothing. Of the one book only these accounts are told.
    totals = {name: sum((row[name] for row in rows), Decimal(0)) for name in ("before", "settled", "carried")}
    return Table(
        _("Proof that nothing is lost (debit above zero)"), columns, rows, totals=totals if rows else None,
        unit=_("yuan"), empty=_("The old books hold nothing."),
    )  # fmt: skip


def benefits_table(merging: BookMerging) -> Table:
    columns = (
        Column("scheme", _("Old book"), get=lambda row: name_of("insutype", row.source.book.insutype)),
        Column("month", _("Clearing month"), "month"),
        Column("institution", _("Institution")),
        Column("bill_count", _("Bills"), "number"),
        Column("amount", _("Amount"), "money"),
        Column("outcome", _("What became of it"), "badge", get=lambda row: row.get_outcome_display(),
               tone=lambda row: OUTCOME_TONES[row.outcome]),
        Column("reason", _("Why it is carried")),
    )  # fmt: skip
    rows = list(
        LegacyBenefit.objects.filter(source__merging=merging).select_related("source__book", "institution")
    )
    return Table(
        _("Benefits the old funds still owed"), columns, rows, unit=_("yuan"),
        totals={"amount": sum(one.amount for one in rows)} if rows else None,
        empty=_("List what is not paid yet; without bills there is nothing."),
    )  # fmt: skip


def _decides(request: AgencyRequest, merging: BookMerging) -> bool:
    at = request.assignment.agency_id in (merging.unit_id, merging.unit.parent_id)
    return at and not set(DECIDERS).isdisjoint(request.assignment.duties)


def _arrears(request: AgencyRequest, merging: BookMerging) -> Table:
    decides, agency = _decides(request, merging), request.assignment.agency
    pays = "finance" in request.assignment.duties and agency.pk == merging.unit_id

    def link(row: LegacyArrear) -> str | None:
        if row.dropped_reason:
            return None
        if row.confirmed_by_id is None:
            return reverse("funds:confirm_legacy_arrear", args=[row.pk]) if decides else None
        return reverse("funds:pay_legacy_arrear", args=[row.pk]) if pays and open_of(row) else None

    def state(row: LegacyArrear) -> Any:
        if row.dropped_reason:
            return _("dropped")
        return _("confirmed") if row.confirmed_by_id else _("waits for confirmation")

    columns = (
        Column("scheme", _("Old book"), get=lambda row: name_of("insutype", row.source.book.insutype)),
        Column("kind", _("Kind"), get=lambda row: row.get_kind_display()),
        Column("debtor", _("Owed by")),
        Column("of_year", _("Year"), get=lambda row: str(row.of_year)),
        Column("amount", _("Amount"), "money"),
        Column("open", _("Still owed"), "money",
               get=lambda row: Decimal(0) if row.dropped_reason else open_of(row, waiting=False)),
        Column("evidence", _("Evidence")),
        Column("state", _("State"), "badge", get=state, link=link,
               tone=lambda row: "ok" if row.confirmed_by_id else "warn"),
        Column("drop", _("Wrong?"),
               get=lambda row: _("Drop") if decides and not (row.confirmed_by_id or row.dropped_reason) else "",
               link=lambda row: reverse("funds:drop_legacy_arrear", args=[row.pk])
               if decides and not (row.confirmed_by_id or row.dropped_reason) else None),
    )  # fmt: skip
    rows = LegacyArrear.objects.filter(source__merging=merging).select_related("source__book")
    return Table(_("Arrears of the old accounts"), columns, list(rows), unit=_("yuan"))


def _payments(request: AgencyRequest, merging: BookMerging) -> Table:
    decides = _decides(request, merging)

    def link(row: ArrearPayment) -> str | None:
        waits = decides and row.state == Booked.ENTERED
        return reverse("funds:decide_arrear_payment", args=[row.pk]) if waits else None

    columns = (
        Column("debtor", _("Owed by"), get=lambda row: row.arrear.debtor),
        Column("received_on", _("Came in on"), "date"),
        Column("amount", _("Amount"), "money"),
        Column("evidence", _("Number of the bank's slip"), "code"),
        Column("entered_by", _("Entered by")),
        Column("decided_by", _("Decided by")),
        Column("state", _("State"), "badge", get=lambda row: row.get_state_display(),
               tone=lambda row: MONEY_TONES[row.state], link=link),
    )  # fmt: skip
    rows = ArrearPayment.objects.filter(arrear__source__merging=merging)
    return Table(
        _("Payments of arrears"),
        columns,
        list(rows.select_related("arrear", "entered_by", "decided_by")),
        unit=_("yuan"),
    )


def _acts(request: AgencyRequest, merging: BookMerging) -> list[ActLink]:
    duties, own = request.assignment.duties, request.assignment.agency_id == merging.unit_id
    open_, finance = merging.state != State.CLOSED, own and "finance" in duties
    owed = LegacyBenefit.objects.filter(source__merging=merging, outcome="open").exists()
    wanted = (
        ("enter_legacy_arrear", _("Enter an arrear"), finance and open_),
        ("list_legacy_benefits", _("List what is still owed"), finance and open_),
        ("carry_legacy_benefits", _("Carry the rest over"), finance and open_ and owed),
        ("propose_book_closing", _("Propose the closing"), finance and merging.state == State.OPEN),
        (
            "close_book_merging",
            _("Close into one"),
            own and "approve" in duties and merging.state == State.PROPOSED,
        ),
    )
    main = ("propose_book_closing", "close_book_merging")
    return [
        ActLink(label, reverse(f"funds:{name}", args=[merging.pk]), main=name in main)
        for name, label, allowed in wanted
        if allowed
    ]
