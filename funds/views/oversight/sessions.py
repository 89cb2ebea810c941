"""Sessions of the supervision committee: the list, one session with its papers and opinions, its acts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms import ReasonForm
from claims.models import RosterMember
from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, DaysFilter, Listing, Table, TextFilter
from config.listing.export import tables_workbook
from config.money import from_fen
from config.periods import Month
from config.spreadsheets.web import workbook_answer
from funds.forms_oversight import SCHEMES, CallForm, HeldForm, SessionForm
from funds.models import Aspect, CommitteeSession, SessionOpinion
from funds.policy_oversight import OversightUnsettled, oversight_policy
from funds.reads.committee_papers import COUNT, MONTHS, PERCENT
from funds.rules.oversight import SESSION
from funds.services.oversight import sessions
from institutions.access import AgencyRequest
from institutions.models import Duty

from .acting import OPINION_TONES, address_of, may, one_act, record_page

TONES = {"prepared": "plain", "laid": "info", "held": "warn", "closed": "ok", "withdrawn": "plain"}


class SessionList(Listing):
    key = "committee-sessions"
    title = gettext_lazy("Sessions of the supervision committee")
    columns = (
        Column("number", gettext_lazy("Number"), "code", sort="number"),
        Column("title", gettext_lazy("Title")),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("month", gettext_lazy("Figures up to"), get=lambda row: str(Month.of(row.month))),
        Column("held_on", gettext_lazy("Day of the session"), "date", sort="held_on"),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("called", gettext_lazy("Members called"), "number"),
        Column("came", gettext_lazy("Came"), "number"),
        Column("said", gettext_lazy("Opinions"), "number"),
        Column("left", gettext_lazy("Not answered"), "number"),
        Column("county", gettext_lazy("Called by")),
    )
    filters = (
        TextFilter("q", gettext_lazy("Number"), lookups=("number", "title__contains")),
        ChoiceFilter("state", gettext_lazy("State"), choices=CommitteeSession.State),
        DaysFilter("held_on", gettext_lazy("Day of the session")),
    )
    order = "-held_on"
    empty_title = gettext_lazy("No sessions.")
    empty_hint = gettext_lazy("The fund's figures are laid before the committee; its opinions are answered.")

    def rows(self) -> QuerySet[CommitteeSession]:
        open_ones = Q(opinions__isnull=False) & ~Q(opinions__state="approved")
        found: QuerySet[CommitteeSession] = CommitteeSession.objects.select_related("county").annotate(
            called=Count("members", distinct=True),
            came=Count("members", distinct=True, filter=Q(members__came=True)),
            said=Count("opinions", distinct=True),
            left=Count("opinions", distinct=True, filter=open_ones),
        )
        return found

    def row_url(self, row: CommitteeSession) -> str:
        return address_of(row)

    def actions(self) -> Iterable[Action]:
        if self.assignment and Duty.INSPECT in self.assignment.duties:
            yield Action(_("Prepare a session"), reverse("funds:prepare_session"), main=True)


@requires()
def session_list(request: AgencyRequest) -> HttpResponseBase:
    return SessionList.respond(request)


def session_of(session_id: int) -> CommitteeSession:
    found: CommitteeSession = get_object_or_404(
        CommitteeSession.objects.select_related("county", "area", "prepared_by", "laid_by"), pk=session_id
    )
    return found


@requires()
def session_page(request: AgencyRequest, committee_session_id: int) -> HttpResponseBase:
    """One session; ``?print`` for the members' copy, ``?export`` for the papers as a workbook."""
    session = session_of(committee_session_id)
    papers = [_paper(part) for part in session.papers]
    if "export" in request.GET:
        return workbook_answer(tables_workbook(papers), session.title)
    warnings = sessions.missing_groups(session) if session.state == "prepared" else []
    facts = _facts(session)
    if warnings:
        facts.append(Fact(_("Nobody is called for"), "、".join(warnings)))
    return record_page(
        request, session, tone=TONES[session.state], facts=facts, buttons=_buttons(request, session),
        tables=[*papers, _members(session), _opinions(session)],
    )  # fmt: skip


def _facts(session: CommitteeSession) -> list[Fact]:
    return [
        Fact(_("Number"), session.number),
        Fact(_("Scheme"), name_of("insutype", session.insutype)),
        Fact(_("Figures up to"), str(Month.of(session.month))),
        Fact(_("Day of the session"), session.held_on),
        Fact(CommitteeSession._meta.get_field("place").verbose_name, session.place or "—"),
        Fact(_("Called by"), session.county),
        Fact(_("Prepared by"), session.prepared_by),
        Fact(_("Laid before it by"), session.laid_by or "—"),
        Fact(_("Laid before it at"), session.laid_at or "—"),
        Fact(_("Minutes"), session.minutes or "—"),
        *([Fact(_("Reason"), session.reason)] if session.reason else []),
    ]


def _buttons(request: AgencyRequest, session: CommitteeSession) -> list[tuple[str, str]]:
    acts = may(request, session, SESSION)
    if session.prepared_by == request.user:
        acts.discard("lay")
    names = [
        ("withdraw", _("Withdraw"), "withdraw_session"),
        ("invite", _("Call a member"), "call_member"),
        ("lay", _("Lay the papers before the committee"), "lay_papers"),
        ("hold", _("Record the session"), "record_session"),
        ("opinion", _("Enter an opinion"), "enter_opinion"),
        ("close", _("Close"), "close_session"),
    ]
    shown = [
        (title, reverse(f"funds:{page}", args=[session.pk])) for act, title, page in names if act in acts
    ]
    papers = [(_("Papers as a workbook"), "?export")] if session.papers else []
    return [(_("All sessions"), reverse("funds:committee_sessions")), (_("Print"), "?print"), *papers, *shown]


def shown_figure(figure: dict[str, Any], name: str) -> str:
    """A frozen figure in its unit; a dash where there was nothing to tell."""
    value = figure[name]
    if value is None:
        return "—"
    unit = figure["unit"]
    if unit == PERCENT:
        return f"{Decimal(value) / 100:.2f}%"
    if unit == MONTHS:
        return f"{Decimal(value) / 10:.1f}"
    return f"{value:,}" if unit == COUNT else money_text(from_fen(value))


class FigureColumn(Column):
    """Figures in units of their own, set like figures."""

    @property
    def css(self) -> str:
        return "figure"


def _paper(part: dict[str, Any]) -> Table:
    columns = (
        Column("name", _("Figure")),
        FigureColumn("value", _("This year"), get=lambda row: shown_figure(row, "value")),
        FigureColumn("before", _("Same months of the year before"), get=lambda row: shown_figure(row, "before")),
    )  # fmt: skip
    return Table(
        caption=str(Aspect(part["aspect"]).label), columns=columns, rows=part["figures"], unit=_("yuan")
    )


def _members(session: CommitteeSession) -> Table:
    columns = (
        Column("member__code", _("Roster number"), "code"),
        Column("member__name", _("Full name")),
        Column("member__stands_for", _("Stands for"), get=lambda row: row.member.get_stands_for_display()),
        Column("member__organisation", _("Sent by")),
        Column(
            "came",
            _("Came"),
            get=lambda row: "—" if row.came is None else (_("yes") if row.came else _("no")),
        ),
    )
    return Table(caption=_("Members called"), columns=columns, rows=session.members.select_related("member"))


def _opinions(session: CommitteeSession) -> Table:
    columns = (
        Column("member", _("Said by"), get=lambda row: row.member.member.name),
        Column("aspect", _("Aspect"), get=lambda row: row.get_aspect_display()),
        Column("text", _("Opinion"), link=_opinion_address),
        Column("due_on", _("To be answered by"), "date"),
        Column("state", _("State"), "badge", get=lambda row: row.get_state_display(),
               tone=lambda row: OPINION_TONES[row.state]),
        Column("answer", _("Answer"), get=lambda row: row.answer if row.state == "approved" else ""),
        Column("approved_on", _("Answered on"), "date"),
    )  # fmt: skip
    rows = session.opinions.select_related("member__member", "session")
    return Table(caption=_("Opinions of the committee"), columns=columns, rows=rows)


def _opinion_address(opinion: SessionOpinion) -> str:
    return reverse("funds:session_opinion", args=[opinion.session_id, opinion.pk])


@requires(duty="inspect")
@once
def prepare(request: AgencyRequest) -> HttpResponseBase:
    agency = request.assignment.agency
    try:
        policy = oversight_policy(agency.area, timezone.localdate())
    except OversightUnsettled as unsettled:
        messages.error(request, str(unsettled))
        return redirect("funds:committee_sessions")
    form = SessionForm(
        request.POST or None,
        schemes=[(one, name_of("insutype", one)) for one in SCHEMES if policy.supervises(one)],
    )
    return act_page(
        request, title=_("Prepare a session"), form=form, facts=[Fact(_("Called by"), agency)], label=_("Save"),
        do=lambda: address_of(
            sessions.prepare_session(agency=agency, acting_user=request.user, **form.cleaned_data)
        ),
        said=_("The session is prepared; everybody on the committee's roster is called."),
        cancel_url=reverse("funds:committee_sessions"),
    )  # fmt: skip


@requires(duty="inspect")
@once
def call(request: AgencyRequest, committee_session_id: int) -> HttpResponseBase:
    session = session_of(committee_session_id)
    on_roster = sessions.committee_on(session.county, session.held_on)
    called = set(session.members.values_list("member", flat=True))
    left = RosterMember.objects.filter(pk__in=[one.pk for one in on_roster if one.pk not in called])
    form = CallForm(request.POST or None, members=left)
    return one_act(
        request, session,
        lambda: sessions.call_member(session=session, acting_user=request.user, **form.cleaned_data),
        title=_("Call a member"), form=form, label=_("Save"), said=_("The member is called."),
    )  # fmt: skip


@requires(duty=("review", "approve"))
@once
def lay(request: AgencyRequest, committee_session_id: int) -> HttpResponseBase:
    session = session_of(committee_session_id)
    return one_act(
        request, session, lambda: sessions.lay_papers(session=session, acting_user=request.user),
        title=_("Lay the papers before the committee"), said=_("The papers are laid before the committee."),
        warnings=[_("The figures are kept as they are now.")],
    )  # fmt: skip


@requires(duty="inspect")
@once
def record(request: AgencyRequest, committee_session_id: int) -> HttpResponseBase:
    session = session_of(committee_session_id)
    form = HeldForm(request.POST or None, session=session)
    return one_act(
        request, session,
        lambda: sessions.record_session(session=session, acting_user=request.user, **form.cleaned_data),
        title=_("Record the session"), form=form, label=_("Save"), said=_("The session is recorded."),
    )  # fmt: skip


@requires(duty="inspect")
@once
def close(request: AgencyRequest, committee_session_id: int) -> HttpResponseBase:
    session = session_of(committee_session_id)
    return one_act(
        request, session, lambda: sessions.close_session(session=session, acting_user=request.user),
        title=_("Close the session"), said=_("The session is closed."),
    )  # fmt: skip


@requires(duty="inspect")
@once
def withdraw(request: AgencyRequest, committee_session_id: int) -> HttpResponseBase:
    session, form = session_of(committee_session_id), ReasonForm(request.POST or None)
    return one_act(
        request, session,
        lambda: sessions.withdraw_session(session=session, acting_user=request.user, **form.cleaned_data),
        title=_("Withdraw the session"), form=form, danger=True, said=_("The session is withdrawn."),
    )  # fmt: skip
