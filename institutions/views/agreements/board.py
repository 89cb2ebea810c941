"""The county's board: applications under way, agreements that end soon, what was taken in and waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, TextFilter
from config.listing.tables import Table
from institutions.access import AgencyRequest
from institutions.forms_agreements import ApplyForm
from institutions.models import Agreement, Duty, EntryCondition, Institution
from institutions.services.agreements.apply import apply
from institutions.services.agreements.expire import end_run_out, run_out
from institutions.services.agreements.take_in import sign_taken_in, waiting_at
from institutions.views.institutions import counties_in_reach

TONES = {
    "returned": "warn", "applied": "info", "accepted": "info", "failed": "bad", "evaluated": "info", "noticed": "info",
    "negotiating": "info", "proposed": "warn", "in_force": "ok", "suspended": "bad", "refused": "plain",
    "withdrawn": "plain", "terminated": "plain", "expired": "plain", "replaced": "plain",
}  # fmt: skip
RUNNING = ("in_force", "suspended")


@dataclass(frozen=True)
class ExpiringFilter(ChoiceFilter):
    """Running agreements whose term is over in so many days."""

    def condition(self, values: dict[str, Any]) -> Q:
        days = values.get(self.name)
        if not days:
            return Q()
        end = timezone.localdate() + dt.timedelta(int(days) + 1)
        return Q(state__in=RUNNING, period__endswith__lte=end)


def _spans(_listing: Listing) -> list[tuple[int, str]]:
    return [(days, _("%(days)s days") % {"days": days}) for days in (30, 60, 90)]


class AgreementList(Listing):
    key = "agreements"
    title = gettext_lazy("Agreements")
    columns = (
        Column("number", gettext_lazy("Number"), "code", sort="number"),
        Column("institution__fixmedins_code", gettext_lazy("Institution code"), "code"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("kind", gettext_lazy("Kind of application")),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("county", gettext_lazy("County")),
        Column("agency", gettext_lazy("Handled at"), default=False),
        Column("applied_on", gettext_lazy("Applied on"), "date", default=False),
        Column("due_on", gettext_lazy("To be done by"), "date"),
        Column("score", gettext_lazy("Evaluated at"), default=False),
        Column(
            "first_day", gettext_lazy("First day"), "date",
            get=lambda row: row.period.lower if row.period else None,
        ),
        Column("last_day", gettext_lazy("Last day"), "date"),
        Column("days_left", gettext_lazy("Days left"), "number"),
        Column("still_open", gettext_lazy("Open conditions"), "number"),
        Column("signed_by", gettext_lazy("Signed by"), default=False),
    )  # fmt: skip
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Agreement or institution"),
            lookups=("number__begins", "institution__fixmedins_code__begins", "institution__name__begins"),
            hint=gettext_lazy("number, code or start of the name"),
        ),
        ChoiceFilter("state", gettext_lazy("State"), choices=Agreement.State),
        ChoiceFilter("kind", gettext_lazy("Kind of application"), choices=Agreement.Kind),
        ExpiringFilter(
            "expires",
            gettext_lazy("Expires within"),
            choices=_spans,
        ),
        FlagFilter("overdue", gettext_lazy("Condition overdue"), when=Q(has_overdue=True)),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )
    order = "-number"
    empty_title = gettext_lazy("No agreements yet.")
    empty_hint = gettext_lazy(
        "Take in the institutions that are designated already by their sheet, or begin an application in an "
        "institution's file."
    )
    template = "institutions/agreements/board.html"

    def rows(self) -> QuerySet[Any]:
        still_open = EntryCondition.unscoped.filter(agreement=OuterRef("pk"), met_on=None)
        return Agreement.objects.select_related("institution", "county", "agency", "signed_by").annotate(
            still_open=Count("conditions", filter=Q(conditions__met_on=None)),
            has_overdue=Exists(still_open.filter(due_on__lt=timezone.localdate())),
        )

    def row_url(self, row: Agreement) -> str:
        return row.get_absolute_url()

    def row_css(self, row: Any) -> str:
        late = row.due_on is not None and row.due_on < timezone.localdate()
        return "late" if late or (row.has_overdue and row.state in RUNNING) else ""

    def actions(self) -> Iterable[Action]:
        yield Action(_("Agreement texts"), reverse("institutions:agreement_texts"))
        duties = set(self.assignment.duties) if self.assignment else set()
        if Duty.HANDLE in duties:
            yield Action(_("Take in by a sheet"), f"{reverse('import_upload')}?kind=legacy_agreements")
        agency = self.assignment.agency if self.assignment else None
        if Duty.APPROVE in duties and waiting_at(agency).exists():
            yield Action(_("Sign what was taken in"), reverse("institutions:sign_taken_in"), main=True)
        if Duty.HANDLE in duties and run_out().filter(agency=agency).exists():
            yield Action(_("Close what ran out"), reverse("institutions:end_run_out"), main=True)


@requires()
def agreement_board(request: AgencyRequest) -> HttpResponseBase:
    return AgreementList.respond(request, context={"figures": _figures()})


def _figures() -> list[dict[str, Any]]:
    """How many there are in each state that waits for somebody, and how many end soon."""
    today = timezone.localdate()
    counted = dict(Agreement.objects.order_by().values_list("state").annotate(Count("pk")))
    soon = Agreement.objects.filter(state__in=RUNNING, period__endswith__lte=today + dt.timedelta(91)).count()
    late = EntryCondition.objects.filter(met_on=None, due_on__lt=today, agreement__state__in=RUNNING).count()
    labels = dict(Agreement.State.choices)
    figures = [
        {"label": labels[state], "value": counted[state]}
        for state in Agreement.State.values
        if state in counted and (state in RUNNING or TONES[state] in ("info", "warn", "bad"))
    ]
    figures.append({"label": _("Term over within 90 days"), "value": soon, "tone": "warn" if soon else ""})
    figures.append({"label": _("Conditions overdue"), "value": late, "tone": "bad" if late else ""})
    return figures


@requires(duty=("register", "handle"))
@once
def apply_for_agreement(request: AgencyRequest, institution_id: int) -> HttpResponseBase:
    institution = get_object_or_404(Institution.objects.select_related("county", "area"), pk=institution_id)
    form = ApplyForm(request.POST or None, initial={"applied_on": timezone.localdate()})
    return act_page(
        request,
        title=_("New application"),
        facts=[
            Fact(_("Institution"), institution),
            Fact(_("Institution code"), institution.fixmedins_code),
            Fact(_("County"), institution.county or _("Outside the area")),
        ],
        warnings=[
            _(
                "From the day of application on only an agreement designates the institution: bills of later days "
                "wait until it is signed. One that treats insured people already is taken in by the sheet instead."
            )
        ],
        form=form,
        do=lambda: apply(institution=institution, acting_user=_user(request), **form.cleaned_data),
        label=_("Apply"),
        said=_("The application is entered."),
        cancel_url=reverse("institutions:institution", args=[institution.pk]),
    )


@requires(duty="approve")
@once
def sign_all_taken_in(request: AgencyRequest) -> HttpResponseBase:
    """What was taken in at the agency the person acts for, at once: signed as a whole or not at all."""
    agency = request.assignment.agency
    waiting = list(waiting_at(agency).select_related("institution", "prepared_by"))  # type: ignore[attr-defined]
    board = reverse("institutions:agreements")

    def sign() -> str:
        sign_taken_in(agreements=waiting, agency=agency, acting_user=_user(request))
        return board

    columns = (
        Column("institution__fixmedins_code", _("Institution code"), "code"),
        Column("institution__name", _("Institution")),
        Column("period__lower", _("First day"), "date", get=lambda row: row.period.lower),
        Column("last_day", _("Last day"), "date"),
        Column("prepared_by", _("Prepared by")),
    )
    return act_page(
        request,
        title=_("Sign what was taken in"),
        facts=[Fact(_("Agreements"), len(waiting)), Fact(_("Handled at"), agency)],
        affects=Table(caption=_("Agreements"), columns=columns, rows=waiting),
        warnings=[_("From then on these institutions are designated for the days of their agreements only.")],
        do=sign,
        label=_("Sign"),
        said=_("The agreements are in force."),
        cancel_url=board,
    )


@requires(duty="handle")
@once
def close_run_out(request: AgencyRequest) -> HttpResponseBase:
    """Agreements of the agency the person acts for whose term is over."""
    agency = request.assignment.agency
    over = run_out().filter(agency=agency).select_related("institution")
    board = reverse("institutions:agreements")

    def close() -> str:
        end_run_out(agency=agency, acting_user=_user(request))
        return board

    columns = (
        Column("number", _("Number"), "code"),
        Column("institution__name", _("Institution")),
        Column("last_day", _("Last day"), "date"),
    )
    return act_page(
        request,
        title=_("Close what ran out"),
        facts=[Fact(_("Agreements"), len(over))],
        affects=Table(caption=_("Agreements"), columns=columns, rows=over),
        do=close,
        label=_("Close"),
        said=_("The agreements are closed."),
        cancel_url=board,
    )


def _user(request: AgencyRequest) -> Any:
    return request.user
