"""Counties' proposals to change policy: the list, and one with its parameters, evidence and decision (NB-28)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now, TruncDate
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.display import money_text
from config.forms import Fact
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, TextFilter
from config.listing.tables import Table
from institutions.access import AgencyRequest
from institutions.models import Agency, Duty, PolicyProposal
from institutions.services.policy_proposals.propose import evidence_of
from institutions.services.policy_versions import municipal_agency
from institutions.views.institutions import counties_in_reach

State = PolicyProposal.State
TONES = {
    State.ENTERED: "plain", State.SENT: "info", State.TAKEN_UP: "warn", State.DECLINED: "bad", State.ADOPTED: "ok",
}  # fmt: skip
WAITS = ("sent", "taken_up")


class ProposalList(Listing):
    key = "institutions.policy_proposals"
    title = gettext_lazy("Policy proposals")
    columns = (
        Column("title", gettext_lazy("What is proposed")),
        Column("county", gettext_lazy("County")),
        Column("document", gettext_lazy("Document"), default=False),
        Column("wanted_from", gettext_lazy("To hold from"), "date"),
        Column("sent_on", gettext_lazy("Sent on"), "date"),
        Column("answer_by", gettext_lazy("To be answered by"), "date"),
        Column("state", gettext_lazy("State"), "badge", tone=lambda row: TONES[row.state]),
        Column("answer_number", gettext_lazy("Number of the reply")),
        Column("received_on", gettext_lazy("Received on"), "date"),
    )
    filters = (
        TextFilter("q", gettext_lazy("What is proposed"), lookups=("title__contains",)),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        ChoiceFilter("state", gettext_lazy("State"), choices=State),
        FlagFilter(
            "late",
            gettext_lazy("Answer late"),
            when=Q(answer_by__lt=TruncDate(Now()), state__in=WAITS),
        ),
    )
    order = "-pk"
    empty_title = gettext_lazy("No policy proposals yet.")
    empty_hint = gettext_lazy("A county proposes, a second person checks, the city decides.")

    def rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = PolicyProposal.objects.select_related("county", "document")
        return rows

    def row_url(self, row: PolicyProposal) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterable[Action]:
        at = self.assignment
        if at and at.agency.level == Agency.Level.COUNTY and Duty.HANDLE in at.duties:
            yield Action(_("New proposal"), reverse("institutions:new_policy_proposal"), main=True)


@requires()
def proposals(request: AgencyRequest) -> HttpResponseBase:
    return ProposalList.respond(request)


def proposal_or_404(pk: int) -> PolicyProposal:
    related = (
        "area", "county__area", "document", "entered_by", "checked_by", "taken_up_by", "decided_by", "received_by",
        "adopted_in__document",
    )  # fmt: skip
    found: PolicyProposal = get_object_or_404(PolicyProposal.objects.select_related(*related), pk=pk)
    return found


@requires()
def proposal(request: AgencyRequest, policy_proposal_id: int) -> HttpResponseBase:
    one = proposal_or_404(policy_proposal_id)
    notes = []
    if one.state == State.ENTERED and one.returned_reason:
        notes.append(("warn", _("The city asks: %(reason)s") % {"reason": one.returned_reason}))
    if one.state == State.ENTERED:
        notes.append(("info", _("Policy stays as it is until the city puts a new version in force.")))
    context = {
        "title": one.title, "one": one, "tone": TONES[State(one.state)], "facts": facts_of(one), "notes": notes,
        "lines": lines_table(request, one), "decision": _decision(one), "scans": list(evidence_of(one)),
        "acts": _acts(request, one),
    }  # fmt: skip
    return render(request, "institutions/policy_proposal.html", context)


def facts_of(one: PolicyProposal) -> list[Fact]:
    amount = "" if one.effect_amount is None else money_text(one.effect_amount)
    return [
        Fact(_("County"), one.county),
        Fact(_("Document"), one.document),
        Fact(_("To hold from"), one.wanted_from),
        Fact(_("Grounds"), one.grounds),
        Fact(_("Estimated effect"), one.effect or "—"),
        Fact(_("Estimated effect on a year's spending, yuan"), amount or "—"),
        Fact(_("Entered by"), one.entered_by),
        Fact(_("Checked by"), one.checked_by),
        Fact(_("Sent on"), one.sent_on),
        Fact(_("To be answered by"), one.answer_by),
    ]


def _decision(one: PolicyProposal) -> list[Fact]:
    if one.decided_on is None:
        return []
    version = one.adopted_in
    found = [
        Fact(_("Decision"), one.answer),
        Fact(_("Number of the reply"), one.answer_number),
        Fact(_("Decided on"), one.decided_on),
        Fact(_("Decided by"), one.decided_by),
    ]
    if version is not None:
        found += [
            Fact(_("Adopted in"), f"{version} · {version.get_state_display()}"),
            Fact(_("Number of the document"), version.document.number or "—"),
            Fact(
                _("In force from"),
                (version.changed_from or version.effective_from)
                if version.put_in_force_at
                else _("not in force yet"),
            ),
        ]
    return [*found, Fact(_("Decision received by"), one.received_by), Fact(_("Received on"), one.received_on)]


def lines_table(request: AgencyRequest, one: PolicyProposal) -> Table:
    writes = one.state == State.ENTERED and Duty.HANDLE in request.user.duties_at(one.county)

    def remove(row: Any) -> str | None:
        return reverse("institutions:remove_proposal_parameter", args=[one.pk, row.pk]) if writes else None

    columns = [
        Column("meaning", _("Parameter")),
        Column("value_now", _("Value now")),
        Column("clause_now", _("Clause")),
        Column("value_wanted", _("Value wanted")),
    ]
    if writes:
        columns.append(Column("remove", _("Wrong?"), get=lambda row: _("Remove"), link=remove))
    return Table(_("Parameters"), tuple(columns), list(one.lines.all()))


def _acts(request: AgencyRequest, one: PolicyProposal) -> list[tuple[str, str, bool]]:
    """Title, address and whether it is the main one, of what the reader may do now."""
    here = request.user.duties_at(one.county)
    city = request.user.duties_at(municipal_agency(one.area))
    not_mine = request.user.pk not in (one.entered_by_id, one.checked_by_id)
    written, waits = one.state == State.ENTERED, one.state in WAITS and not_mine
    writes = written and Duty.HANDLE in here
    decided = one.state in (State.DECLINED, State.ADOPTED) and one.received_on is None
    wanted = (
        ("attach_policy_proposal", _("Attach evidence"), writes, False),
        ("add_proposal_parameter", _("Add a parameter"), writes, False),
        ("rewrite_policy_proposal", _("Write anew"), writes, False),
        ("send_policy_proposal", _("Check and send"), written and Duty.REVIEW in here
         and request.user.pk != one.entered_by_id, True),
        ("take_up_policy_proposal", _("Take up"), waits and one.state == State.SENT and Duty.ADMINISTER in city, True),
        ("ask_back_policy_proposal", _("Ask back"), waits and Duty.ADMINISTER in city, False),
        ("adopt_policy_proposal", _("Adopt into a draft"), waits and Duty.ADMINISTER in city, False),
        ("decline_policy_proposal", _("Decline"), waits and Duty.APPROVE in city, False),
        ("receive_policy_decision", _("Confirm receipt"), decided and bool({Duty.HANDLE, Duty.REVIEW} & here), True),
    )  # fmt: skip
    return [
        (title, reverse(f"institutions:{name}", args=[one.pk]), main)
        for name, title, may, main in wanted
        if may
    ]
