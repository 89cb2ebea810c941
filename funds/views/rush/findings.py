"""Unusual outlays: the list, one with its reasons and entries, the look at a month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from config.access import requires
from config.codes import name_of
from config.display import joined
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, MonthFilter, Table
from config.listing.export import tables_workbook
from config.money import from_fen
from config.periods import Month
from config.spreadsheets.web import dated, workbook_answer
from funds.forms_control import LookForm
from funds.models import RushFinding, RushMonth, RushReason
from funds.policy_control import RUSH, section_at
from funds.reads.outlays import entries_of
from funds.reads.rounds import kind_names
from funds.services.rush.course import RUSH_COURSE
from funds.services.rush.look import start_look
from institutions.access import AgencyRequest
from institutions.models import Agency, Duty
from institutions.views.institutions import counties_in_reach

from ..answering import TONES, act_links, steps_table, who_goes_on

# What a reason was measured by: the parameter of the policy.
MEASURED_BY = {
    RushReason.OVER_PLAN: "over_plan", RushReason.ABOVE_YEARS: "above_years", RushReason.ABOVE_MONTHS: "spreads",
    RushReason.NO_BILLS: "no_bills", RushReason.ONE_PAYEE: "one_payee", RushReason.BACKDATED: "backdated",
}  # fmt: skip


def reasons_in_words(finding: RushFinding) -> str:
    return joined(str(RushReason(one["code"]).label) for one in finding.reasons)


class RushList(Listing):
    key = "funds.rush"
    title = gettext_lazy("Unusual outlays before year end")
    unit = gettext_lazy("yuan")
    columns = (
        Column("unit", gettext_lazy("Unit")),
        Column("month", gettext_lazy("Month"), "month"),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column(
            "kind", gettext_lazy("Kind of spending"), get=lambda row: kind_names().get(row.kind, row.kind)
        ),
        Column("spent", pgettext_lazy("rush", "Paid out"), "money", total=True),
        Column("reasons", gettext_lazy("Reasons"), "prose", get=reasons_in_words),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("verdict", gettext_lazy("Verdict"), get=lambda row: row.verdict_text),
        Column("due_on", gettext_lazy("Deadline"), "date"),
    )
    filters = (
        ChoiceFilter("state", gettext_lazy("State"), choices=RushFinding.State),
        MonthFilter("month", gettext_lazy("Month"), stored="first"),
        ChoiceFilter("unit", gettext_lazy("County"), choices=counties_in_reach),
    )
    order = "-pk"
    empty_title = gettext_lazy("No unusual outlay was found.")
    empty_hint = gettext_lazy("The last months of a year are looked at on the day the policy names.")

    def rows(self) -> QuerySet[RushFinding]:
        found: QuerySet[RushFinding] = RushFinding.objects.select_related("unit")
        return found

    def row_url(self, row: Any) -> str:
        return str(row.get_absolute_url())

    def actions(self) -> Iterator[Action]:
        at_city = self.assignment.agency.level == Agency.Level.CITY
        if at_city and Duty.FINANCE in self.assignment.duties:
            yield Action(_("Look at a month"), reverse("funds:look_at_rush"), main=True)


@requires()
def rush_list(request: AgencyRequest) -> HttpResponseBase:
    return RushList.respond(request)


def finding_of(pk: int) -> RushFinding:
    known = RushFinding.objects.select_related("unit", "area", "answered_by", "accepted_by", "closed_by")
    found: RushFinding = get_object_or_404(known, pk=pk)
    return found


@requires()
def finding_page(request: AgencyRequest, rush_finding_id: int) -> HttpResponseBase:
    """On screen, with ``export`` as a workbook, with ``print`` on paper."""
    finding = finding_of(rush_finding_id)
    tables = [reasons_table(finding), compared_table(finding), entries_table(finding), steps_table(finding)]
    title = f"{finding} · {kind_names().get(finding.kind, finding.kind)}"
    if "export" in request.GET:
        return workbook_answer(tables_workbook(tables), dated(title))
    context = {
        "title": title, "finding": finding, "tone": TONES[finding.state], "tables": tables,
        "acts": act_links(request, finding, RUSH_COURSE, "rush"),
        "another": who_goes_on(request, finding, RUSH_COURSE), "list_url": reverse("funds:rush"),
        "facts": [
            (_("Unit"), finding.unit), (_("Month"), f"{finding.month:%Y-%m}"),
            (_("Paid out (yuan)"), f"{finding.spent:,.2f}"),
        ],
    }  # fmt: skip
    template = "print" if "print" in request.GET else "finding"
    return render(request, f"funds/audits/{template}.html", context)


def reasons_table(finding: RushFinding) -> Table:
    section = section_at(finding.area, RUSH.name, finding.month)

    def given(row: dict[str, Any], what: str) -> str:
        name = MEASURED_BY.get(row["code"])
        found = section.get(name) if section is not None and name else None
        return str(getattr(found, what, "") or "") if found is not None else ""

    return Table(
        _("Why it is unusual"),
        [
            Column("code", _("Reason"), get=lambda row: RushReason(row["code"]).label),
            Column("figure", _("Amount"), "money", get=lambda row: from_fen(row["figure"])),
            Column("bound", _("Bound"), "money", get=lambda row: from_fen(row["bound"])),
            Column("beyond", _("Beyond it"), "money", get=lambda row: from_fen(row["beyond"])),
            Column("clause", _("Clause"), get=lambda row: given(row, "clause")),
            Column("assumed", _("Assumed"), "assumed", get=lambda row: given(row, "assumed")),
        ],
        finding.reasons,
        unit=_("yuan"),
    )


def compared_table(finding: RushFinding) -> Table:
    facts = finding.facts
    rows: list[tuple[Any, int | None]] = [(_("The month's plan"), facts.get("plan"))]
    rows.append((_("Left of the year's budget before the month"), facts.get("budget_left")))
    rows += [
        (_("Same month, %(n)s years before") % {"n": n}, fen)
        for n, fen in enumerate(facts.get("years", []), start=1)
    ]
    rows += [
        (_("%(n)s months before") % {"n": n}, fen) for n, fen in enumerate(facts.get("months", []), start=1)
    ]
    rows += [
        (_("Covered by settled bills"), facts.get("bills")),
        (_("Largest entry"), facts.get("largest")),
    ]
    return Table(
        _("Compared with"),
        [
            Column("what", _("What"), get=lambda row: row[0]),
            Column("amount", _("Amount"), "money", get=lambda row: from_fen(row[1])),
        ],
        [row for row in rows if row[1] is not None],
        unit=_("yuan"),
    )


def entries_table(finding: RushFinding) -> Table:
    entries = entries_of(finding.unit, Month.of(finding.month), finding.insutype, finding.kind)
    return Table(
        _("Entries behind it"),
        [
            Column("booked_on", _("Booked on"), "date"),
            Column("voucher", _("Number"), "code", link=lambda row: reverse("funds:entry", args=[row.pk])),
            Column("summary", _("Summary")),
            Column("amount", _("Amount of the entry"), "money"),
        ],
        list(entries[:200]),
        unit=_("yuan"),
    )


@requires(duty="finance", levels="city")
@once
def look(request: AgencyRequest) -> HttpResponseBase:
    """Look at a month now, or again."""
    area = request.assignment.agency.area
    form = LookForm(request.POST or None)
    last = RushMonth.objects.filter(area=area).first()

    def do() -> str:
        job = start_look(area=area, month=form.cleaned_data["month"], acting_user=request.user)
        return reverse("job", args=[job.pk])

    return act_page(
        request,
        title=_("Look at a month's outlays"),
        facts=[
            Fact(_("Pooling area"), area),
            *(
                [Fact(_("Looked at last"), f"{last.month:%Y-%m}: {last.found}/{last.outlays}")]
                if last
                else []
            ),
        ],
        warnings=(_("What is unusual opens a finding; the unit explains it by the day the policy names."),),
        form=form,
        do=do,
        label=_("Look at the month"),
        cancel_url=reverse("funds:rush"),
    )
