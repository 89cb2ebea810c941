"""What the supervision committee and the experts put on desks: papers to lay, answers, conclusions, effects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Heap, Standing
from funds.models import CommitteeSession, Consultation, SessionOpinion
from funds.policy_oversight import OversightUnsettled, oversight_policy
from funds.views.oversight.acting import CHECKERS
from institutions.models import Agency, Duty


def oversight_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: of the sessions and questions of ``assignment``'s agency."""
    duties = set(assignment.duties)
    sessions = CommitteeSession.objects.filter(county=assignment.agency)
    questions = Consultation.objects.filter(county=assignment.agency)
    said = SessionOpinion.objects.filter(session__county=assignment.agency, session__state="held")
    if duties & CHECKERS:
        user = assignment.user_id
        yield _heap(_("Papers to lay before the committee"), "committee_sessions", "state=prepared",
                    sessions.filter(state="prepared").exclude(prepared_by=user))  # fmt: skip
        yield _heap(_("Answers to the committee to approve"), "committee_sessions", "state=held",
                    said.filter(state="answered").exclude(answered_by=user))  # fmt: skip
        yield _heap(_("Questions to experts to approve"), "consultations", "state=proposed",
                    questions.filter(state="proposed").exclude(proposed_by=user))  # fmt: skip
        yield _heap(_("Conclusions on questions to decide"), "consultations", "state=concluded",
                    questions.filter(state="concluded").exclude(concluded_by=user))  # fmt: skip
    if Duty.INSPECT in duties:
        yield from _clerks(sessions, questions, said)
        yield from _sessions_missing(assignment.agency, sessions)


def _clerks(
    sessions: QuerySet[CommitteeSession], questions: QuerySet[Consultation], said: QuerySet[SessionOpinion]
) -> Iterator[Heap]:
    today = timezone.localdate()
    over = sessions.filter(state="laid", held_on__lte=today)
    yield _heap(_("Sessions of the committee to record"), "committee_sessions", "state=laid", over)
    unanswered = said.filter(state="open")
    late = unanswered.filter(due_on__lt=today)
    yield _heap(_("Opinions of the committee, late"), "committee_sessions", "state=held", late, Standing.LATE)
    yield _heap(_("Opinions of the committee to answer"), "committee_sessions", "state=held",
                unanswered.filter(due_on__gte=today))  # fmt: skip
    drawn = questions.filter(state="approved")
    yield _heap(_("Experts to draw"), "consultations", "state=approved", drawn)
    asked = questions.filter(state="asked").annotate(given=Count("opinions"))
    done = asked.filter(Q(answer_by__lt=today) | Q(given__gte=F("drawn__len")))
    yield _heap(_("Questions to conclude on"), "consultations", "state=asked", done)
    effects = questions.filter(state="decided", assess_by__lte=today)
    yield _heap(_("Effects of decisions to look at"), "consultations", "state=decided", effects)


def _sessions_missing(agency: Agency, sessions: QuerySet[CommitteeSession]) -> Iterator[DeskItem]:
    """From the last quarter on, where the committee met less often this year than the policy says."""
    today = timezone.localdate()
    if today.month < 10 or not agency.is_municipal:
        return
    try:
        wanted = oversight_policy(agency.area, today).needed("committee.sessions")
    except OversightUnsettled:
        return
    held = sessions.filter(held_on__year=today.year).exclude(state="withdrawn").count()
    if held < wanted:
        yield DeskItem(
            _("Sessions of the committee still to be held this year"), reverse("funds:committee_sessions"),
            count=wanted - held,
        )  # fmt: skip


def _heap(title: str, page: str, query: str, rows: QuerySet[Any], standing: Standing = Standing.DUE) -> Heap:
    return Heap(title, rows, f"{reverse(f'funds:{page}')}?{query}", standing)
