"""Hold a session or a consultation, ask whether an act is open and whose it is."""

from __future__ import annotations

from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from claims.rules.flow import WrongState
from config.errors import DomainError
from funds.models import CommitteeSession, Consultation
from funds.rules.oversight import CONSULTATION, SESSION
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty

Course = TypeVar("Course", CommitteeSession, Consultation)

ACTS = {
    "invite": _("call a member"),
    "lay": _("lay papers before the committee"),
    "withdraw": _("withdraw it"),
    "hold": _("record that it was held"),
    "opinion": _("enter an opinion"),
    "answer": _("answer an opinion"),
    "approve_answer": _("approve an answer"),
    "return_answer": _("return an answer"),
    "close": _("close it"),
    "approve": _("approve the question"),
    "draw": _("draw the experts"),
    "conclude": _("draw a conclusion"),
    "return": _("return the conclusion"),
    "decide": _("decide on it"),
    "assess": _("look at its effect"),
}


class OversightRefused(DomainError):
    """The session or consultation cannot be acted on so; nothing was changed."""


def opened(record: Course, act: str, acting_user: User, duty: str = Duty.INSPECT) -> Course:
    """The record held until the transaction ends, in the state ``act`` leads to.

    ``acting_user`` needs ``duty`` at the agency it belongs to. Raises :class:`OversightRefused` in words.
    """
    held: Course = (
        type(record)
        ._default_manager.select_for_update(of=("self",))
        .select_related("area", "county")
        .get(pk=record.pk)
    )
    require_duty(user=acting_user, duty=duty, agency=held.county)
    flow = SESSION if isinstance(held, CommitteeSession) else CONSULTATION
    try:
        held.state = flow.after(held.state, act)
    except WrongState as wrong:
        raise OversightRefused(
            _("%(record)s is “%(state)s”: one cannot %(act)s now."),
            record=held,
            state=held.get_state_display(),
            act=ACTS[act],
        ) from wrong
    return held


def said(text: str, why: object) -> str:
    """``text``, which must say something; ``why`` is the refusal."""
    if not text.strip():
        raise OversightRefused(why)
    return text.strip()


def second_duty(user: User, county: Agency) -> str:
    """By which of the duties to review and to approve ``user`` is the second person at ``county``."""
    return Duty.REVIEW if Duty.REVIEW in user.duties_at(county) else Duty.APPROVE
