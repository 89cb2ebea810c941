"""What a page of the fund's year is for, and what comes next by where the thing on it stands.

Shown under the title by ``base.html`` (context ``purpose``, ``coming``).
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from config.display import day
from funds.models import (
    Booked,
    BookMerging,
    CountyScheme,
    CountySheet,
    FundWarning,
    Handover,
    Opening,
    WatchMonth,
    YearSettlement,
)

OPENING = _(
    "What a county's fund had or owed on the day before pooling, by its audit report: the county enters and checks it,"
    " the city takes it over and books it."
)
HANDOVER = _(
    "What a county hands over – money, assets, records – item by item; giver, receiver and supervisor sign."
)
MERGING = _(
    "Old funds of one unit on their way into one book: confirm what they are owed, settle what they owe, then close"
    " them with the proof that nothing was lost."
)
RESERVES = _(
    "What the common funds hold, how many months that covers, and what the policy asks for today. Open what is asked"
    " for to enter it; another person of the city books it."
)
MOVEMENT = _("One movement of a common fund: who gives or gets how much, and by which rule.")
SETTLEMENT = _(
    "Once a year and scheme by scheme: who gets the counties' surpluses and who bears their gaps, step by step as the"
    " policy orders."
)
PAYMENTS = _(
    "What governments paid for gaps: finance enters it from the voucher, a second person checks it into the books."
)
WHAT_IF = _(
    "Try who would bear a year's gaps under the policy in force: type income, spending and balances, and"
    " move the sliders. Nothing is stored."
)
ASSESSMENT = _(
    "How those below are assessed for a year: scheme, self-report, verification, review, appeal, "
    "published ranking."
)
SHEET = _("One assessment: what is reported, what the data say, and what counts.")
MANAGERIAL = _(
    "The part of a county's gap that was in its own hands: less collected than the target, more spent than the budget."
    " Finance works it out, another person confirms; the year's settlement takes what is confirmed."
)
INCENTIVES = _(
    "What counties that kept within their budgets get out of the reserve, by the published assessment: finance works it"
    " out, another person approves and books it."
)
BOARD = _(
    "Every month's key figures of the fund, county by county, beside where the policy wants them; what lies outside"
    " opens a warning."
)
UNIT = _("One unit's figures of a month, what is behind each of them, and how they went.")
INDICATOR = _("One figure of one unit: what it is worked out from, where that stands, and how it went.")
WARNINGS = _(
    "Figures that left their corridor. The unit says why and what it does; the city agrees, talks to it, and two people"
    " close the warning."
)
REPORTS = _(
    "The report of a month's fund position: drawn up by the city's finance, approved by a second person, shown to every"
    " county."
)
PROJECTION = _(
    "How the fund would go on for three to five years, by assumptions you can change. Nothing is stored."
)

_OPENING = {
    Opening.State.ENTERED: _("the county attaches the audit report, and its second person checks it."),
    Opening.State.CHECKED: _("the city's finance takes the figure over, or sends it back."),
    Opening.State.CONFIRMED: _("another person of the city approves; then it stands in the ledger."),
}
_HANDOVER = {
    Handover.State.DRAFT: _("complete the items, note what is found, then close the list to changes."),
    Handover.State.SEALED: _("who has not signed yet signs, here or on paper."),
    Handover.State.SIGNED: _("nothing; the list stays as it was signed."),
}
_MERGING = {
    BookMerging.State.OPEN: _("clear up what is told below; then finance proposes the closing."),
    BookMerging.State.PROPOSED: _("another person who approves closes the old books."),
    BookMerging.State.CLOSED: _("nothing; what is still owed is paid into the one book."),
}
_BOOKED = {
    Booked.ENTERED: _("another person of the city approves and books it, or refuses it."),
    Booked.BOOKED: _("nothing; it stands in the ledger."),
    Booked.REFUSED: _("nothing; it may be worked out anew."),
}
_SETTLEMENT = {
    YearSettlement.State.DRAWN: _("note the agreement of every department, each with its paper."),
    YearSettlement.State.AGREED: _("a second person of the city approves."),
    YearSettlement.State.APPROVED: _("the city's finance posts it, once December is closed."),
    YearSettlement.State.POSTED: _(
        "enter what governments pay, write to who is late; with the last payment the year is settled."
    ),
    YearSettlement.State.SETTLED: _("nothing; everything is paid."),
    YearSettlement.State.SUPERSEDED: _("nothing; the newer version goes on."),
}
_SCHEME = {
    CountyScheme.State.DRAFT: _("check points and days; a second person approves the scheme."),
    CountyScheme.State.APPROVED: _("when the year is over, the assessment is opened for self-reports."),
    CountyScheme.State.OPEN: _("open a sheet to see whose turn it is; all final, the results are published."),
    CountyScheme.State.PUBLISHED: _("nothing; incentives may be worked out from it."),
}
_SHEET = {
    CountySheet.State.REPORTING: _(
        "the clerk of whoever is assessed reports each value with its evidence, its reviewer hands "
        "the report in."
    ),
    CountySheet.State.SUBMITTED: _(
        "the assessor's clerk verifies value by value and concludes, or returns the report."
    ),
    CountySheet.State.VERIFIED: _("the assessor's reviewer tells the result, or sends it back."),
    CountySheet.State.FINAL: _("the results are published once every score is final."),
    CountySheet.State.PUBLISHED: _("nothing; the result is published."),
}
_WARNING = {
    FundWarning.State.OPEN: _("the unit's finance says the cause and what it does about it."),
    FundWarning.State.RETURNED: _("the unit's finance completes its answer."),
    FundWarning.State.ANSWERED: _("the city's finance agrees to the measures, or returns the answer."),
    FundWarning.State.CLOSING: _("a second person of the city closes the warning, or keeps it open."),
    FundWarning.State.CLOSED: _("nothing; a later month outside opens another."),
}
_REPORT = {
    WatchMonth.State.COUNTED: _("the city's finance writes the analysis and draws up the report."),
    WatchMonth.State.DRAWN_UP: _("a second person of the city publishes the report, or returns it."),
    WatchMonth.State.PUBLISHED: _("work off the open warnings."),
}


def of_opening(opening: Opening) -> dict[str, Any]:
    booked = (
        _("enter every payment of the county's finance; a second person books it.")
        if opening.balance < 0
        else _("enter what is handed up or charged; a second person books it.")
    )
    return {"purpose": OPENING, "coming": _OPENING.get(Opening.State(opening.state), booked)}


def of_handover(handover: Handover) -> dict[str, Any]:
    return {"purpose": HANDOVER, "coming": _HANDOVER[Handover.State(handover.state)]}


def of_merging(merging: BookMerging) -> dict[str, Any]:
    return {"purpose": MERGING, "coming": _MERGING[BookMerging.State(merging.state)]}


def of_booked(purpose: Any, state: str) -> dict[str, Any]:
    """Of what one person enters and another books."""
    return {"purpose": purpose, "coming": _BOOKED[state]}


def of_settlement(settlement: YearSettlement) -> dict[str, Any]:
    return {"purpose": SETTLEMENT, "coming": _SETTLEMENT[YearSettlement.State(settlement.state)]}


def of_scheme(scheme: CountyScheme | None) -> dict[str, Any]:
    if scheme is None:
        return {"purpose": ASSESSMENT, "coming": _("whoever assesses drafts the scheme of the year.")}
    if scheme.of_cities and scheme.state == CountyScheme.State.PUBLISHED:
        return {
            "purpose": ASSESSMENT,
            "coming": _("nothing; the scores are performance in the regional fund's distribution."),
        }
    return {"purpose": ASSESSMENT, "coming": _SCHEME[CountyScheme.State(scheme.state)]}


def of_sheet(sheet: CountySheet, *, appealed: bool) -> dict[str, Any]:
    """``appealed``: an appeal waits for its answer."""
    if sheet.state != CountySheet.State.TOLD:
        coming: Any = _SHEET[CountySheet.State(sheet.state)]
    elif appealed:
        coming = _("another person of whoever assesses decides the appeal.")
    elif sheet.accepted_on is not None:
        coming = _("another person of whoever assesses settles the score.")
    else:
        coming = _("whoever is assessed accepts the result, or appeals until %(day)s.") % {
            "day": day(sheet.appeal_by)
        }
    return {"purpose": SHEET, "coming": coming}


def of_warning(warning: FundWarning) -> dict[str, Any]:
    if warning.state != FundWarning.State.ACCEPTED:
        coming: Any = _WARNING[FundWarning.State(warning.state)]
    elif warning.needs_talk:
        coming = _("the city's finance holds the talk and records it with its minutes.")
    elif warning.needs_report:
        coming = _("the city's finance notes the report to the government.")
    else:
        coming = _("once the measures work, the city's finance asks for closing.")
    return {"purpose": WARNINGS, "coming": coming}


def of_report(watched: WatchMonth) -> dict[str, Any]:
    return {"purpose": REPORTS, "coming": _REPORT[WatchMonth.State(watched.state)]}


def of_board(watched: WatchMonth | None) -> dict[str, Any]:
    if watched is None:
        return {"purpose": BOARD, "coming": _("the city's finance has a month counted.")}
    return {"purpose": BOARD, "coming": _REPORT[WatchMonth.State(watched.state)]}
