"""A finding's course: answered with evidence, accepted or returned, closed by a second person (NB-30, ZY-23).

The finding's row is the lock of its course.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.workdays import add_workdays
from funds.models.answered_findings import AnsweredFinding
from funds.rules import answers as rules
from institutions.models import Agency, User
from institutions.services.attach import attach
from institutions.services.duties import require_another, require_duty

WRITTEN = {"answer", "reply", "verdict"}


class AnswerRefused(DomainError):
    """The finding cannot be treated so; nothing was changed."""


@dataclass(frozen=True)
class Course:
    """Whose turn it is: ``judges`` says at which agency, with which duty accepted and closed.

    ``within`` gives the working days of a turn by its policy: to answer, or to decide on the answer.
    """

    model: type[AnsweredFinding]
    answers: str
    judges: Callable[[Any], Agency]
    accepts: str
    closes: str
    within: Callable[[Any, str], int]

    @transaction.atomic
    def answer(
        self, *, finding: Any, text: str, evidence: UploadedFile[Any] | None, acting_user: User
    ) -> Any:
        """What it was and what was put right, with a scan. By the unit; raises :class:`AnswerRefused`."""
        held = self._held(finding, rules.ANSWER)
        require_duty(user=acting_user, duty=self.answers, agency=held.unit)
        if not text.strip():
            raise AnswerRefused(_("Say what it was and what was done about it."))
        if evidence is None:
            raise AnswerRefused(_("Attach the evidence: PDF or picture."))
        kept = attach(
            subject=held, title=str(_("Evidence of an answer")), upload=evidence, agency=held.unit,
            acting_user=acting_user, duty=self.answers,
        )  # fmt: skip
        held.answer, held.answered_by, held.reply = text.strip(), acting_user, ""
        return self._moved(held, rules.ANSWER, "decide", acting_user, held.answer, evidence=kept)

    @transaction.atomic
    def accept(self, *, finding: Any, verdict: str, reply: str, acting_user: User) -> Any:
        """Decided; a second person closes it. Refused to whoever answered (``SamePerson``)."""
        held = self._held(finding, rules.ACCEPT)
        require_duty(user=acting_user, duty=self.accepts, agency=self.judges(held))
        require_another(user=acting_user, previous=held.answered_by, act=_("Decision on an answer"))
        if not verdict:
            raise AnswerRefused(_("Say how it was decided."))
        held.verdict, held.reply, held.accepted_by = verdict, reply.strip()[:300], acting_user
        return self._moved(
            held, rules.ACCEPT, "decide", acting_user, f"{held.verdict_text} {held.reply}".strip()
        )

    @transaction.atomic
    def send_back(self, *, finding: Any, reply: str, acting_user: User) -> Any:
        """Back to the unit, with what is missing."""
        held = self._held(finding, rules.SEND_BACK)
        require_duty(user=acting_user, duty=self.accepts, agency=self.judges(held))
        return self._returned(held, rules.SEND_BACK, reply, acting_user)

    @transaction.atomic
    def keep_open(self, *, finding: Any, reply: str, acting_user: User) -> Any:
        """The second person does not agree: the unit answers again."""
        held = self._held(finding, rules.KEEP_OPEN)
        require_duty(user=acting_user, duty=self.closes, agency=self.judges(held))
        require_another(user=acting_user, previous=held.accepted_by, act=_("Closing of a finding"))
        held.verdict, held.accepted_by = "", None
        return self._returned(held, rules.KEEP_OPEN, reply, acting_user)

    @transaction.atomic
    def close(self, *, finding: Any, acting_user: User) -> Any:
        """By a second person (``SamePerson``); it stays as it is then."""
        held = self._held(finding, rules.CLOSE)
        require_duty(user=acting_user, duty=self.closes, agency=self.judges(held))
        for previous in (held.accepted_by, held.answered_by):
            require_another(user=acting_user, previous=previous, act=_("Closing of a finding"))
        held.closed_by, held.closed_at = acting_user, timezone.now()
        return self._moved(held, rules.CLOSE, "", acting_user, held.verdict_text)

    def due(self, finding: Any, turn: str) -> dt.date:
        """The last day of a turn that begins today."""
        return add_workdays(timezone.localdate(), self.within(finding, turn))

    def _returned(self, held: Any, act: str, reply: str, acting_user: User) -> Any:
        if not reply.strip():
            raise AnswerRefused(_("Say why it was returned."))
        held.reply = reply.strip()[:300]
        return self._moved(held, act, "answer", acting_user, held.reply)

    def _held(self, finding: Any, act: str) -> Any:
        known = self.model.objects.select_for_update(of=("self",)).select_related(
            "area", "unit", "answered_by", "accepted_by"
        )
        held: Any = known.get(pk=finding.pk)
        if not rules.COURSE.allows(held.state, act):
            raise AnswerRefused(_("“%(state)s”: that cannot be done now."), state=held.get_state_display())
        return held

    def _moved(self, held: Any, act: str, turn: str, user: User, text: str, **kept: Any) -> Any:
        held.state = rules.COURSE.after(held.state, act)
        held.due_on = self.due(held, turn) if turn else None
        # What was written, no more: the unit does not see the audit its finding belongs to.
        held.clean_fields(exclude={one.name for one in held._meta.fields} - WRITTEN)
        held.save()
        held.steps.create(finding=held, act=act, by=user, text=text, **kept)
        return held


def at_city(finding: AnsweredFinding) -> Agency:
    return Agency.objects.get(area=finding.area_id, level=Agency.Level.CITY)


def done_before(finding: Any) -> dict[str, tuple[int | None, ...]]:
    """Who did the steps that an act must not share its person with; :class:`Course` refuses each of them."""
    return {
        rules.ACCEPT: (finding.answered_by_id,),
        rules.KEEP_OPEN: (finding.accepted_by_id,),
        rules.CLOSE: (finding.accepted_by_id, finding.answered_by_id),
    }


def open_acts(finding: Any, course: Course, agency: Agency, duties: set[str] | list[str]) -> list[str]:
    """What may be done now at ``agency`` with ``duties``; the service asks again, also for a second person."""
    judge = course.judges(finding).pk == agency.pk
    mine = {
        rules.ANSWER: finding.unit_id == agency.pk and course.answers in duties,
        rules.ACCEPT: judge and course.accepts in duties,
        rules.SEND_BACK: judge and course.accepts in duties,
        rules.CLOSE: judge and course.closes in duties,
        rules.KEEP_OPEN: judge and course.closes in duties,
    }
    return [act for act, may in mine.items() if may and rules.COURSE.allows(finding.state, act)]
