"""What the city does with a proposal: takes it up, asks back, declines it, or adopts it into a draft version.

Duties at the agency that makes the area's policy: administer (who writes drafts) to take up, ask back and adopt,
approve to decline. An adopted proposal changes nothing by itself: its draft is reviewed and put in force by others.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Duty, PolicyProposal, PolicyVersion, User
from institutions.policy.in_force import package_of
from institutions.services.duties import require_another, require_duty
from institutions.services.policy_versions import municipal_agency

from .states import ProposalRefused, held

State = PolicyProposal.State
OPEN = (State.SENT, State.TAKEN_UP)


def _taken(proposal: PolicyProposal, duty: Duty, user: User, *states: str) -> PolicyProposal:
    proposal = held(proposal, *states)
    require_duty(user=user, duty=duty, agency=municipal_agency(proposal.area))
    for earlier in (proposal.entered_by, proposal.checked_by):
        require_another(user=user, previous=earlier, act=_("Decision on a policy proposal"))
    return proposal


@transaction.atomic
def take_up(*, proposal: PolicyProposal, acting_user: User) -> PolicyProposal:
    """The city works on it."""
    proposal = _taken(proposal, Duty.ADMINISTER, acting_user, State.SENT)
    proposal.state, proposal.taken_up_by = State.TAKEN_UP, acting_user
    proposal.save()
    return proposal


@transaction.atomic
def ask_back(*, proposal: PolicyProposal, reason: str, acting_user: User) -> PolicyProposal:
    """Back to the county, which writes it anew and checks it again."""
    proposal = _taken(proposal, Duty.ADMINISTER, acting_user, *OPEN)
    if not reason.strip():
        raise ProposalRefused(_("Say what is asked."))
    proposal.state, proposal.returned_reason = State.ENTERED, reason.strip()[:300]
    proposal.checked_by = proposal.sent_on = proposal.answer_by = proposal.taken_up_by = None
    proposal.save()
    return proposal


@transaction.atomic
def decline(
    *, proposal: PolicyProposal, answer: str, answer_number: str, acting_user: User
) -> PolicyProposal:
    """Not adopted, with the reason and the number of the reply; nothing changes."""
    proposal = _taken(proposal, Duty.APPROVE, acting_user, *OPEN)
    return _decided(proposal, State.DECLINED, answer, answer_number, acting_user)


@transaction.atomic
def adopt(
    *, proposal: PolicyProposal, version: PolicyVersion, answer: str, answer_number: str, acting_user: User
) -> PolicyProposal:
    """Adopted into a draft version of the document, which changes every parameter proposed.

    Raises :class:`ProposalRefused` for a version that is no draft, of another document, or leaves a parameter as it is.
    """
    proposal = _taken(proposal, Duty.ADMINISTER, acting_user, *OPEN)
    version = PolicyVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if version.state != PolicyVersion.State.DRAFT or version.document_id != proposal.document_id:
        raise ProposalRefused(_("A proposal is adopted into a draft version of its document."))
    left = [
        line.meaning for line in proposal.lines.all() if not _changes(version, line.section, line.parameter)
    ]
    if left:
        raise ProposalRefused(
            _("%(version)s leaves as it is: %(left)s"), version=version, left="；".join(left)
        )
    proposal.adopted_in = version
    return _decided(proposal, State.ADOPTED, answer, answer_number, acting_user)


def _changes(version: PolicyVersion, section: str, parameter: str) -> bool:
    """Whether the draft says something else of the parameter than the version in force."""
    in_force = version.document.versions.filter(state=PolicyVersion.State.IN_FORCE).first()
    if in_force is None:
        return True

    def said(one: PolicyVersion) -> list[tuple[object, ...]]:
        found = package_of(one).sections.get(section)
        held = found.parameters.get(parameter) if found else None
        return [(value.start, value.end, value.value) for value in held.values] if held else []

    return said(version) != said(in_force)


def _decided(
    proposal: PolicyProposal, state: str, answer: str, answer_number: str, user: User
) -> PolicyProposal:
    if not answer.strip() or not answer_number.strip():
        raise ProposalRefused(_("A decision has its text and the number of the reply."))
    proposal.state, proposal.decided_by, proposal.decided_on = state, user, timezone.localdate()
    proposal.answer, proposal.answer_number = answer.strip(), answer_number.strip()[:80]
    proposal.save()
    return proposal


@transaction.atomic
def receive_decision(*, proposal: PolicyProposal, acting_user: User) -> PolicyProposal:
    """The county has read the decision. Duty handle or review there."""
    proposal = held(proposal, State.DECLINED, State.ADOPTED)
    if Duty.REVIEW not in acting_user.duties_at(proposal.county):
        require_duty(user=acting_user, duty=Duty.HANDLE, agency=proposal.county)
    if proposal.received_on is not None:
        raise ProposalRefused(_("The decision was received on %(day)s."), day=proposal.received_on)
    proposal.received_by, proposal.received_on = acting_user, timezone.localdate()
    proposal.save()
    return proposal
