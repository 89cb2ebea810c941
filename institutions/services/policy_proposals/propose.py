"""A county's proposal: written by one person with its parameters and papers, checked by another, sent to the city.

Duties at the county: handle to write, review to check. Nothing of it changes policy (NB-28, 四(三)4, 五(三)).
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import (
    Agency,
    Attachment,
    Duty,
    PolicyProposal,
    PolicyProposalLine,
    PolicyVersion,
    User,
)
from institutions.policy.in_force import calendar_of
from institutions.policy.policy_making import due_on
from institutions.policy.reading import Entry, entries_on
from institutions.services.attach import attach
from institutions.services.duties import require_another, require_duty

from .states import ProposalRefused, held

State = PolicyProposal.State


def entries_in_force(county: Agency, day: dt.date) -> list[Entry]:
    """Every parameter in force in the county's area on ``day`` that the area's own documents give."""
    area = county.area
    own = set(PolicyVersion.objects.filter(document__area=area).values_list("pk", flat=True))
    return entries_on([one for one in calendar_of(area).applicable if one.version in own], day)


@transaction.atomic
def enter_proposal(
    *,
    county: Agency,
    section: str,
    parameter: str,
    value_wanted: str,
    title: str,
    wanted_from: dt.date,
    grounds: str,
    effect: str = "",
    effect_amount: Decimal | None = None,
    acting_user: User,
) -> PolicyProposal:
    """A proposal with its first parameter; ``effect_amount`` yuan of a year's spending, more (+) or less (−).

    Raises :class:`ProposalRefused` for a parameter not in force or a day that is over, ``DutyMissing``.
    """
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=county)
    if wanted_from <= timezone.localdate():
        raise ProposalRefused(_("Policy is proposed for days to come."))
    entry, version = _in_force(county, section, parameter)
    made = PolicyProposal(
        area=county.area, county=county, document=version.document, title=title.strip()[:120],
        wanted_from=wanted_from, grounds=grounds.strip(), effect=effect.strip(), entered_by=acting_user,
    )  # fmt: skip
    _estimate(made, effect_amount)
    made.full_clean(exclude=["area", "county", "entered_by"])
    made.save()
    _keep_line(made, entry, value_wanted)
    return made


@transaction.atomic
def add_parameter(
    *, proposal: PolicyProposal, section: str, parameter: str, value_wanted: str, acting_user: User
) -> PolicyProposalLine:
    """One more parameter of the same document. Raises :class:`ProposalRefused`; ``ValidationError`` when there."""
    proposal = held(proposal, State.ENTERED)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=proposal.county)
    entry, version = _in_force(proposal.county, section, parameter)
    if version.document_id != proposal.document_id:
        raise ProposalRefused(_("This parameter stands in another document: write a proposal of its own."))
    return _keep_line(proposal, entry, value_wanted)


@transaction.atomic
def remove_parameter(*, line: PolicyProposalLine, acting_user: User) -> None:
    """Before it is checked; the last one stays."""
    proposal = held(line.proposal, State.ENTERED)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=proposal.county)
    if proposal.lines.count() == 1:
        raise ProposalRefused(_("A proposal names at least one parameter."))
    line.delete()


@transaction.atomic
def rewrite_proposal(
    *, proposal: PolicyProposal, title: str, wanted_from: dt.date, grounds: str, effect: str,
    effect_amount: Decimal | None, acting_user: User,
) -> PolicyProposal:  # fmt: skip
    """Written anew while nobody checked it, or after the city asked back; whoever writes it last entered it."""
    proposal = held(proposal, State.ENTERED)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=proposal.county)
    if wanted_from <= timezone.localdate():
        raise ProposalRefused(_("Policy is proposed for days to come."))
    proposal.title, proposal.wanted_from = title.strip()[:120], wanted_from
    proposal.grounds, proposal.effect = grounds.strip(), effect.strip()
    _estimate(proposal, effect_amount)
    proposal.entered_by = acting_user
    proposal.full_clean()
    proposal.save()
    return proposal


@transaction.atomic
def attach_evidence(
    *, proposal: PolicyProposal, upload: UploadedFile[Any], title: str, acting_user: User
) -> Attachment:
    proposal = held(proposal, State.ENTERED)
    return attach(
        subject=proposal, title=title, upload=upload, agency=proposal.county, acting_user=acting_user
    )


def evidence_of(proposal: PolicyProposal) -> Any:
    return Attachment.objects.filter(subject_type=PolicyProposal._meta.label_lower, subject_id=proposal.pk)


@transaction.atomic
def send_proposal(*, proposal: PolicyProposal, acting_user: User) -> PolicyProposal:
    """The county's second person checked it: it goes to the city, which answers within the policy's days.

    Raises :class:`ProposalRefused` without evidence, ``SamePerson``, ``DutyMissing``.
    """
    proposal = held(proposal, State.ENTERED)
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=proposal.county)
    require_another(user=acting_user, previous=proposal.entered_by, act=_("Check of a policy proposal"))
    if not evidence_of(proposal).exists():
        raise ProposalRefused(_("Attach the evidence for the grounds first."))
    today = timezone.localdate()
    if proposal.wanted_from <= today:
        raise ProposalRefused(_("The day it should hold from is over: write it anew."))
    proposal.state, proposal.checked_by, proposal.sent_on = State.SENT, acting_user, today
    proposal.answer_by = due_on(proposal.area, "proposals.answer_within", today)
    proposal.returned_reason = ""
    proposal.save()
    return proposal


def _estimate(proposal: Any, amount: Decimal | None) -> None:
    """Nullable money: the field takes None."""
    proposal.effect_amount = amount


def _in_force(county: Agency, section: str, parameter: str) -> tuple[Entry, PolicyVersion]:
    today = timezone.localdate()
    for entry in entries_in_force(county, today):
        if (entry.section, entry.parameter) == (section, parameter):
            return entry, _version_of(county, entry)
    raise ProposalRefused(
        _("%(section)s · %(parameter)s is not in force here."), section=section, parameter=parameter
    )


def _version_of(county: Agency, entry: Entry) -> PolicyVersion:
    """The version that gives the entry today."""
    today = timezone.localdate()
    for one in reversed(calendar_of(county.area).applicable):
        section = one.package.sections.get(entry.section)
        if today in one and section is not None and entry.parameter in section.parameters:
            return PolicyVersion.objects.select_related("document").get(pk=one.version or 0)
    raise ProposalRefused(_("No policy is in force in %(area)s."), area=county.area)


def _keep_line(proposal: PolicyProposal, entry: Entry, value_wanted: str) -> PolicyProposalLine:
    line = PolicyProposalLine(
        proposal=proposal, section=entry.section, parameter=entry.parameter,
        meaning=f"{entry.heading} · {entry.full_meaning}"[:300], value_now=entry.layout.text,
        clause_now=entry.dated.clause[:200], value_wanted=value_wanted.strip(),
    )  # fmt: skip
    if line.value_wanted == line.value_now:
        raise ProposalRefused(_("The proposed value is the one in force."))
    line.full_clean(exclude=["proposal"])
    line.save()
    return line
