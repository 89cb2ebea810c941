"""Balances from before pooling: the list, a county's page, and the acts on it (NB-18, ZY-18)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
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
from config.forms import Fact
from config.listing import Action, ChoiceFilter, Column, Listing
from config.listing.tables import Table
from funds.models import Account, Booked, Opening, OpeningUse
from funds.reads.openings import Left, Standing, entries_of, standing_of
from funds.services.openings.agree import (
    evidence_of,
)
from funds.services.openings.faults import OpeningNotFit
from funds.services.openings.terms import Terms, opening_terms
from funds.views import year_guide
from funds.views.figure_pages import ActLink, FigurePage, Note
from institutions.access import AgencyRequest
from institutions.models import Agency
from institutions.views.institutions import counties_in_reach

TONES = {"entered": "plain", "checked": "warn", "confirmed": "warn", "booked": "ok"}
USE_TONES = {"entered": "warn", "booked": "ok", "refused": "plain"}
State, Kind = Opening.State, OpeningUse.Kind


class OpeningList(Listing):
    key = "funds.openings"
    title = gettext_lazy("Balances from before pooling")
    unit = gettext_lazy("yuan")
    purpose = year_guide.OPENING
    columns = (
        Column("county", gettext_lazy("County")),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: row.scheme),
        Column("as_of", gettext_lazy("Balance of"), "date"),
        Column("paper", gettext_lazy("Audit report")),
        Column("balance", gettext_lazy("Audited balance"), "money", total=True),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("entered_by", gettext_lazy("Entered by")),
        Column("checked_by", gettext_lazy("Checked by")),
        Column("confirmed_by", gettext_lazy("Confirmed by")),
        Column("booked_on", gettext_lazy("Booked on"), "date"),
    )
    filters = (
        ChoiceFilter("state", gettext_lazy("State"), choices=State),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )
    order = "pk"
    empty_title = gettext_lazy("No audited balance is entered yet.")
    empty_hint = gettext_lazy("Each county enters what its audit report says, scheme by scheme.")

    def rows(self) -> QuerySet[Opening]:
        found: QuerySet[Opening] = Opening.objects.all()
        return found.select_related("county", "entered_by", "checked_by", "confirmed_by")

    def row_url(self, row: Opening) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterator[Action]:
        agency = self.assignment.agency
        if agency.level == Agency.Level.COUNTY and "finance" in self.assignment.duties:
            yield Action(_("By sheet"), f"{reverse('import_upload')}?kind=opening_balances")
            yield Action(_("Enter an audited balance"), reverse("funds:enter_opening"), main=True)


@requires()
def opening_list(request: AgencyRequest) -> HttpResponseBase:
    return OpeningList.respond(request)


def opening_or_404(opening_id: int) -> Opening:
    known = Opening.objects.select_related(
        "county__area", "county__parent", "entered_by", "checked_by", "confirmed_by", "booked_by"
    )
    found: Opening = get_object_or_404(known, pk=opening_id)
    return found


def terms_or_none(opening: Opening) -> Terms | None:
    try:
        return opening_terms(opening.county.area, timezone.localdate())
    except (OpeningNotFit, LookupError):
        return None


@requires()
def opening_page(request: AgencyRequest, opening_id: int) -> HttpResponseBase:
    """Audited balance, its uses, what is left; every figure leads to its entries."""
    opening = opening_or_404(opening_id)
    terms = terms_or_none(opening)
    standing = standing_of(opening, terms) if terms and opening.state == State.BOOKED else None
    notes = (
        [Note(opening.returned_reason, "bad")]
        if opening.returned_reason and opening.state == State.ENTERED
        else []
    )
    if opening.balance < 0:
        notes.append(
            Note(_("A gap from before pooling is the county's: its finance pays it, the pool never does."))
        )
    tables = [parts_table(opening)]
    if standing is not None:
        tables = [
            _left_table(opening, standing),
            *tables,
            _uses_table(request, opening),
            _entries_table(opening),
        ]
    page = FigurePage(
        title=_("Balance from before pooling: %(what)s") % {"what": opening},
        state=opening.get_state_display(), tone=TONES[opening.state], facts=facts_of(opening), tables=tables,
        back_url=opening.get_absolute_url(), notes=notes, acts=_acts(request, opening, terms),
        scans=list(evidence_of(opening)), maker=opening.entered_by, checker=opening.checked_by,
        facts_title=_("How it was agreed"), guide=year_guide.of_opening(opening),
    )  # fmt: skip
    return page.respond(request)


def facts_of(opening: Opening) -> list[Fact]:
    return [
        Fact(_("County"), opening.county),
        Fact(_("Scheme"), opening.scheme),
        Fact(_("Balance of"), opening.as_of),
        Fact(_("Audit report"), opening.paper),
        Fact(_("Audited balance"), money_text(opening.balance)),
        Fact(_("Entered by"), opening.entered_by),
        Fact(_("Checked by"), opening.checked_by),
        Fact(_("Confirmed by"), opening.confirmed_by),
        Fact(_("Approved by"), opening.booked_by),
        Fact(_("Booked on"), opening.booked_on),
    ]


def parts_table(opening: Opening) -> Table:
    columns = (Column("get_held_display", _("Item")), Column("amount", _("Amount"), "money"))
    return Table(_("Parts of the audited balance"), columns, list(opening.lines.all()), unit=_("yuan"))


def _account_url(account: Account | None) -> str | None:
    return None if account is None else reverse("funds:account", args=[account.pk])


def _left_table(opening: Opening, standing: Standing) -> Table:
    rows: list[tuple[Any, Decimal, Account | None]] = [(_("Audited balance"), opening.balance, None)]
    for label, left in (
        (_("Free, for the county's later gaps"), standing.free),
        (_("Tied up in advances"), standing.tied),
        (_("Owed by the county for its gap"), standing.debt),
        (_("Still on the county's special account"), standing.special),
    ):
        one: Left = left
        rows.append((label, one.amount, one.account))
    columns = (
        Column("what", _("What"), get=lambda row: row[0]),
        Column("amount", _("Amount"), "money", get=lambda row: row[1], link=lambda row: _account_url(row[2])),
    )
    return Table(_("What is left, by the ledger"), columns, rows, unit=_("yuan"))


def _uses_table(request: AgencyRequest, opening: Opening) -> Table:
    decides = not {"review", "approve"}.isdisjoint(request.assignment.duties)

    def decide(row: OpeningUse) -> str | None:
        waits = decides and row.state == Booked.ENTERED
        return reverse("funds:book_opening_use", args=[row.pk]) if waits else None

    def refuse(row: OpeningUse) -> str | None:
        return reverse("funds:refuse_opening_use", args=[row.pk]) if decide(row) else None

    columns = (
        Column("happened_on", _("Day"), "date"),
        Column("kind", _("Kind"), get=lambda row: row.get_kind_display()),
        Column("back", _("Comes back"), get=lambda row: _("yes") if row.back else ""),
        Column("amount", _("Amount"), "money"),
        Column("to_debt", _("Of it the county's debt"), "money"),
        Column("bills", _("Bills"), "number", get=lambda row: row.bills.count() or None),
        Column("evidence", _("Evidence")),
        Column("entered_by", _("Entered by")),
        Column("decided_by", _("Decided by")),
        Column("state", _("State"), "badge", get=lambda row: row.get_state_display(),
               tone=lambda row: USE_TONES[row.state], link=decide),
        Column("refuse", _("Wrong?"), get=lambda row: _("Reject") if refuse(row) else "", link=refuse),
    )  # fmt: skip
    rows = opening.uses.select_related("entered_by", "decided_by")
    return Table(_("Uses and payments"), columns, list(rows), unit=_("yuan"))


def _entries_table(opening: Opening) -> Table:
    columns = (
        Column("voucher", _("Entry"), "code", link=lambda row: reverse("funds:entry", args=[row.pk])),
        Column("booked_on", _("Booked on"), "date"),
        Column("summary", _("Summary")),
    )
    return Table(_("Entries"), columns, list(entries_of([opening])))


def _acts(request: AgencyRequest, opening: Opening, terms: Terms | None) -> list[ActLink]:
    """What this reader may do now."""
    duties, agency = request.assignment.duties, request.assignment.agency
    here, city = agency.pk == opening.county_id, agency.level == Agency.Level.CITY
    keeps = terms is not None and terms.keeping.unit_of(opening.county_id) == agency.pk
    wanted = {
        "enter_opening": here and "finance" in duties and opening.state == State.ENTERED,
        "attach_opening": here and "finance" in duties and opening.state != State.BOOKED,
        "check_opening": here and "review" in duties and opening.state == State.ENTERED,
        "confirm_opening": city and "finance" in duties and opening.state == State.CHECKED,
        "return_opening": (city and "finance" in duties)
        and opening.state in (State.CHECKED, State.CONFIRMED),
        "book_opening": keeps and "approve" in duties and opening.state == State.CONFIRMED,
        "use_opening": keeps and "finance" in duties and opening.state == State.BOOKED,
        "charge_opening": keeps and "finance" in duties and opening.state == State.BOOKED,
    }
    labels = {
        "enter_opening": _("Enter anew"), "attach_opening": _("Attach a scan"), "check_opening": _("Check the balance"),
        "confirm_opening": _("Take the balance over"), "return_opening": _("Send back"),
        "book_opening": _("Approve and book"), "use_opening": _("Enter a use or payment"),
        "charge_opening": _("Charge earlier spending"),
    }  # fmt: skip
    main = ("check_opening", "confirm_opening", "book_opening")
    return [
        ActLink(
            labels[name],
            reverse("funds:enter_opening")
            if name == "enter_opening"
            else reverse(f"funds:{name}", args=[opening.pk]),
            main=name in main,
        )
        for name, allowed in wanted.items()
        if allowed
    ]
