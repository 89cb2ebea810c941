"""A proposal taken for an act: locked, in a state the act needs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import PolicyProposal


class ProposalRefused(DomainError):
    """The proposal, or the act on it, is refused; nothing was changed."""


def held(proposal: PolicyProposal, *states: str) -> PolicyProposal:
    found: PolicyProposal = (
        PolicyProposal.objects.select_for_update(of=("self",))
        .select_related("area", "county__area", "document", "entered_by", "checked_by")
        .get(pk=proposal.pk)
    )
    if found.state not in states:
        raise ProposalRefused(
            _("The proposal is “%(state)s”: that cannot be done now."), state=found.get_state_display()
        )
    return found
