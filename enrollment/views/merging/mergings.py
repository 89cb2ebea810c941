"""A merging of schemes: the counts of both sides, matching, taking over, closing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import display
from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing import Action, Column, Listing, Table
from config.listing.export import TYPES
from config.scoping import EVERYTHING, system_scope
from config.spreadsheets.web import dated, workbook_answer
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from enrollment.models import LegacyPair, LegacyRoll, SchemeMerging
from enrollment.reads.merging import Line, MergingReport, report_of
from enrollment.reads.merging_rule import MergingRule, rule_in_area
from enrollment.services.merging.close import close_merging, still_open
from enrollment.tasks.merging import enqueue_matching, enqueue_taking_over
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.policy.wording import word
from institutions.rules.policy_tables import PolicyGap


def _counted(rows: QuerySet[Any], what: Any) -> Coalesce:
    """``what`` of the rows of a merging, in the reader's scope."""
    found = rows.filter(merging=OuterRef("pk")).order_by().values("merging").annotate(n=what).values("n")
    return Coalesce(Subquery(found), Value(0), output_field=IntegerField())


class MergingList(Listing):
    key = "enrollment.mergings"
    title = gettext_lazy("Merging of schemes")
    columns = (
        Column("area", gettext_lazy("Pooling area")),
        Column("insutype", gettext_lazy("Merged scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("begins", gettext_lazy("First day of the merged scheme"), "date"),
        Column("files", gettext_lazy("Rolls"), "number"),
        Column("waiting", gettext_lazy("Pairs to be decided"), "number"),
        Column("matched_at", gettext_lazy("Matched at"), "minute"),
        Column("closed_at", gettext_lazy("Closed at"), "minute"),
    )
    empty_title = gettext_lazy("No roll of a former scheme was imported yet.")
    empty_hint = gettext_lazy("Import the rolls that the former schemes handed over.")

    def rows(self) -> QuerySet[SchemeMerging]:
        return SchemeMerging.objects.select_related("area").annotate(
            files=_counted(LegacyRoll.objects.all(), Count("pk")),
            waiting=_counted(LegacyPair.objects.filter(decision=""), Count("pk")),
        )

    def row_url(self, row: SchemeMerging) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterator[Action]:
        if Duty.REGISTER in self.assignment.duties:
            yield Action(_("Import"), reverse("import_upload") + "?kind=legacy_roll", main=True)


@requires()
def mergings(request: AgencyRequest) -> HttpResponseBase:
    return MergingList.respond(request)


def merging_in_reach(merging_id: int) -> SchemeMerging:
    return get_object_or_404(SchemeMerging.objects.select_related("area", "closed_by"), pk=merging_id)


# --- the report --------------------------------------------------------------------------------------------------

HEADS = (
    ("files", gettext_lazy("Files")),
    ("file_rows", gettext_lazy("Rows in the files")),
    ("returned", gettext_lazy("Returned")),
    ("rows", gettext_lazy("Rows stored")),
    ("people", gettext_lazy("People")),
    ("people_in_both", gettext_lazy("People in both")),
)
PLACES = (
    ("rows", gettext_lazy("Rows stored")),
    ("single", gettext_lazy("Alone")),
    ("twice", gettext_lazy("Twice on one roll")),
    ("in_both", gettext_lazy("In both")),
    ("set_aside", gettext_lazy("Set aside")),
    ("unmatched", gettext_lazy("Not yet matched")),
)
STATES = (
    ("surviving", gettext_lazy("Cover taken over")),
    ("given_up", gettext_lazy("Given up for another cover")),
    ("without", gettext_lazy("Without cover")),
    ("ready", gettext_lazy("Wait to be taken over")),
    ("undecided", gettext_lazy("In doubt")),
    ("hindered", gettext_lazy("Hindered")),
)


@dataclass(frozen=True)
class Page:
    """The report's tables, for screen, paper and workbook."""

    report: MergingReport
    rule: MergingRule | None

    @property
    def title(self) -> str:
        merging = self.report.merging
        return _("Merging into %(scheme)s on %(day)s") % {
            "scheme": name_of("insutype", merging.insutype), "day": display.day(merging.begins),
        }  # fmt: skip

    def tables(self) -> list[Table]:
        return [
            self._counts(_("Both sides"), HEADS),
            self._counts(_("Where the rows stand"), PLACES),
            self._counts(_("What became of the rows"), STATES),
            self.pairs(),
            self.identities(),
        ]

    def _counts(self, caption: str, heads: Any) -> Table:
        columns = [
            Column("county", _("County"), get=lambda line: line.county or _("all counties")),
            Column("insutype", _("Former scheme"), get=_scheme),
            *(Column(name, title, "number") for name, title in heads),
        ]
        report = self.report
        # People of both schemes stand in either line: sums are counted anew, not added.
        totals = {name: getattr(report.total, name) for name, _title in heads}
        return Table(caption=caption, columns=columns, rows=[*report.lines, *report.schemes], totals=totals)

    def pairs(self) -> Table:
        return Table(
            caption=_("Pairs proposed"),
            columns=[
                Column("proposed", _("Proposed"), "number"),
                Column("same", _("The same person"), "number"),
                Column("different", _("Two people"), "number"),
                Column("waiting", _("To be decided"), "number"),
            ],
            rows=[self.report.pairs],
        )

    def identities(self) -> Table:
        return Table(
            caption=_("Sums that must hold"),
            columns=[
                Column("text", _("Sum")),
                Column("left", _("Left side"), "number"),
                Column("right", _("Right side"), "number"),
                Column(
                    "holds", _("Holds"), "badge", get=lambda one: _("holds") if one.holds else _("does not hold"),
                    tone=lambda one: "ok" if one.holds else "bad",
                ),
            ],
            rows=self.report.identities,
        )  # fmt: skip

    def order(self) -> str:
        """In what order covers of one person take days, in words."""
        if self.rule is None:
            return ""
        return "；".join(word(name) for name in self.rule.rule.prefer)


def _scheme(line: Line) -> str:
    return name_of("insutype", line.insutype)


def _rule(merging: SchemeMerging) -> MergingRule | None:
    try:
        return rule_in_area(merging.area, merging.insutype, merging.begins)
    except PolicyGap:
        return None


@requires()
def merging(request: AgencyRequest, merging_id: int) -> HttpResponseBase:
    """The counts of the reader's counties: on screen, with ``print`` on paper, with ``export`` as a workbook."""
    found = merging_in_reach(merging_id)
    page = Page(report_of(found), _rule(found))
    if "export" in request.GET:
        return _workbook(page)
    assignment = request.assignment
    context = {
        "title": page.title, "page": page, "merging": found, "report": page.report, "agency": assignment.agency,
        "may_register": Duty.REGISTER in assignment.duties and found.closed_at is None,
        "may_close": Duty.REVIEW in assignment.duties and assignment.agency.level == "city" and found.closed_at is None,
        "printed_at": timezone.now(), "as_of": timezone.localdate(), "period": display.day(found.begins),
        "back_url": request.path,
    }  # fmt: skip
    name = "report_print" if "print" in request.GET else "report"
    return render(request, f"enrollment/merging/{name}.html", context)


def _workbook(page: Page) -> HttpResponseBase:
    content = BytesIO()
    write_workbook(
        content,
        [
            Sheet(
                str(table.caption),
                [OutColumn(str(column.title), TYPES.get(column.kind, "text")) for column in table.columns],
                [[_cell(column, row) for column in table.columns] for row in table.rows],
            )
            for table in page.tables()
        ],
    )
    content.seek(0)
    return workbook_answer(content, dated(page.title))


def _cell(column: Column, row: Any) -> Any:
    value = column.export(row)
    return value if isinstance(value, int) or value is None else str(value)


# --- acts --------------------------------------------------------------------------------------------------------


@requires(duty="register")
@once
def match(request: AgencyRequest, merging_id: int) -> HttpResponseBase:
    """Match both rolls, all counties of the area, as a job."""
    found = merging_in_reach(merging_id)
    agency = request.assignment.agency
    total = report_of(found).total

    def do() -> str:
        return reverse("job", args=[enqueue_matching(owner=request.user, agency=agency, merging=found).pk])

    return act_page(
        request,
        title=_("Match the rolls"),
        facts=[Fact(_("Rows stored"), total.rows), Fact(_("Not yet matched"), total.unmatched)],
        warnings=[
            _(
                "Rows with the same sound certificate and name become one person. What is in doubt is proposed to be"
                " decided; decisions stand."
            )
        ],
        label=_("Match"),
        do=do,
        said=_("The matching is under way."),
        cancel_url=found.get_absolute_url(),
    )  # fmt: skip


@requires(duty="register")
@once
def take(request: AgencyRequest, merging_id: int) -> HttpResponseBase:
    """Take over the covers of the reader's counties, as a job."""
    found = merging_in_reach(merging_id)
    agency = request.assignment.agency
    total, rule = report_of(found).total, _rule(found)

    def do() -> str:
        return reverse("job", args=[enqueue_taking_over(owner=request.user, agency=agency, merging=found).pk])

    facts = [
        Fact(_("Wait to be taken over"), total.ready),
        Fact(_("In doubt"), total.undecided),
        Fact(_("Hindered"), total.hindered),
    ]
    warnings = [
        _("Whoever is in doubt waits. Days before the merged scheme began are covered under the former one.")
    ]
    if rule is not None:
        facts.append(Fact(_("Of several covers goes on"), "；".join(word(name) for name in rule.rule.prefer)))
        if rule.assumed:
            warnings.append(_("Assumed: %(reason)s") % {"reason": rule.assumed})
    return act_page(
        request,
        title=_("Take over the covers"),
        facts=facts,
        warnings=warnings,
        label=_("Take over"),
        do=do,
        said=_("The taking over is under way."),
        cancel_url=found.get_absolute_url(),
    )


@requires(duty="review", levels="city")
@once
def close(request: AgencyRequest, merging_id: int) -> HttpResponseBase:
    """Close it; what is still open is named before."""
    found = merging_in_reach(merging_id)
    with system_scope():
        report = report_of(found, EVERYTHING)
        hindering = [str(message) % params for message, params in still_open(report)]

    def do() -> str:
        return close_merging(merging=found, acting_user=request.user).get_absolute_url()

    return act_page(
        request,
        title=_("Close the merging"),
        facts=[
            Fact(_("Rows stored"), report.total.rows),
            Fact(_("People"), report.total.people),
            Fact(_("Cover taken over"), report.total.surviving),
            Fact(_("Set aside"), report.total.set_aside),
        ],
        warnings=[*hindering, _("Closed, decisions and covers of this merging can no longer be taken back here.")],
        label=_("Close"),
        danger=True,
        do=do,
        said=_("The merging is closed."),
        cancel_url=found.get_absolute_url(),
    )  # fmt: skip
