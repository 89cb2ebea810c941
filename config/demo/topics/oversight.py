"""The supervision committee met once; a major question was put to experts and decided."""

from __future__ import annotations

from claims.models import RosterMember
from claims.services.inspections.roster import enrol
from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year.clock import standing_on
from config.scoping import acting_as, system_scope
from funds.models import CommitteeSession
from funds.policy_oversight import oversight_policy
from funds.services.oversight import consultations, opinions, sessions
from institutions.models import Duty


def fill(stage: Stage) -> int:
    """Where a document knows a committee: six members, five experts, a session, a question; how many rows."""
    if not stage.says("oversight"):
        return 0
    with system_scope():
        if CommitteeSession.objects.filter(area=stage.area).exists():
            return 0
        supervises = oversight_policy(stage.area, stage.day(12, 31)).supervises(SCHEME)
    _rosters(stage)
    if supervises:
        with standing_on(stage.day(10, 21)):
            _session(stage)
    with standing_on(stage.day(10, 22)):
        _question(stage)
    return 13


def _rosters(stage: Stage) -> None:
    inspector, words = stage.at(Duty.INSPECT), said()["oversight"]
    names = said()["inspections"]["names"]
    groups = zip(RosterMember.StandsFor.values, words["committee"], strict=True)
    for number, (group, office) in enumerate(groups):
        act(
            inspector, enrol, agency=stage.city, kind="committee", code=f"W{stage.city.code}{number + 1}",
            name=names[number], first=stage.day(1, 1), organisation=office, stands_for=group,
        )  # fmt: skip
    for number, office in enumerate(words["pool"]):
        act(
            inspector, enrol, agency=stage.city, kind="expert", code=f"Z{stage.city.code}{number + 1}",
            name=names[-number - 1], first=stage.day(1, 1), organisation=office,
        )  # fmt: skip


def _session(stage: Stage) -> None:
    """One opinion is answered, one still to be."""
    inspector, second, words = stage.at(Duty.INSPECT), stage.at(Duty.APPROVE), said()["oversight"]
    session = act(
        inspector, sessions.prepare_session, agency=stage.city, insutype=SCHEME,
        title=words["session"].format(year=stage.year), month=stage.month(9), held_on=stage.day(10, 20),
        place=words["place"],
    )  # fmt: skip
    act(second, sessions.lay_papers, session=session)
    with acting_as(inspector):
        absent = session.members.filter(member__stands_for="consultative").values("pk")
        came = list(session.members.exclude(pk__in=absent).values_list("pk", flat=True))
    act(inspector, sessions.record_session, session=session, minutes=words["minutes"], came=came)
    with acting_as(inspector):
        members = {one.member.stands_for: one for one in session.members.select_related("member", "session")}
    made = [
        act(inspector, opinions.enter_opinion, member=members[group], aspect=aspect, text=text)
        for group, aspect, text in words["said"]
    ]
    act(inspector, opinions.answer_opinion, opinion=made[0], answer=words["answer"])
    act(second, opinions.approve_answer, opinion=made[0])


def _question(stage: Stage) -> None:
    inspector, second, words = stage.at(Duty.INSPECT), stage.at(Duty.APPROVE), said()["oversight"]
    question = act(
        inspector, consultations.propose_question, agency=stage.city, title=words["title"],
        question=words["question"], answer_by=stage.day(10, 31),
    )  # fmt: skip
    act(second, consultations.approve_question, consultation=question)
    drawn = act(inspector, consultations.draw_experts, consultation=question, size=3).drawn
    with acting_as(inspector):
        experts = {one.code: one for one in RosterMember.objects.filter(code__in=drawn)}
    for number, code in enumerate(drawn):
        act(
            inspector, consultations.enter_expert_opinion, consultation=question, member=experts[code],
            stance="conditional" if number else "for", grounds=words["grounds"], given_on=stage.day(10, 22),
        )  # fmt: skip
    act(inspector, consultations.conclude, consultation=question, conclusion=words["conclusion"])
    act(second, consultations.decide, consultation=question)
