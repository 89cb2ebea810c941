"""A session of the committee with an opinion, a question to experts, for :func:`tests.world.build_world`."""

from __future__ import annotations

from django.utils import timezone

from claims.models import RosterMember
from funds.models import CommitteeSession, Consultation, ConsultationOpinion, SessionMember, SessionOpinion
from tests.cast import ALWAYS
from tests.places import JANUARY, Place


def oversight_of(place: Place) -> dict[str, int]:
    """Held, its opinion to be answered; asked, one expert's opinion in."""
    area, county = place.county.area, place.county
    people = {
        kind: RosterMember.unscoped.create(
            area=area, county=county, kind=kind, code=f"{kind[0].upper()}V{county.code}", name="委员甲", period=ALWAYS,
            entered_by=place.worker, stands_for="insured" if kind == "committee" else "",
        )
        for kind in ("committee", "expert")
    }  # fmt: skip
    session = CommitteeSession.unscoped.create(
        number=f"HY{county.code}", area=area, county=county, insutype="390", title="上半年会议", month=JANUARY,
        held_on=JANUARY, state="held", papers=[{"aspect": "running", "figures": []}], laid_at=timezone.now(),
        minutes="纪要", prepared_by=place.worker, laid_by=place.checker,
    )  # fmt: skip
    called = SessionMember.unscoped.create(session=session, member=people["committee"], came=True)
    opinion = SessionOpinion.unscoped.create(
        session=session,
        member=called,
        aspect="use",
        text="住院支出增长",
        entered_by=place.worker,
        due_on=JANUARY,
    )
    question = Consultation.unscoped.create(
        number=f"ZX{county.code}", area=area, county=county, title="门诊统筹", question="是否提高限额", state="asked",
        proposed_by=place.worker, approved_by=place.checker, answer_by=JANUARY, seed="5eed",
        candidates=[[people["expert"].code, "委员甲"]], drawn=[people["expert"].code], drawn_by=place.worker,
    )  # fmt: skip
    ConsultationOpinion.unscoped.create(
        consultation=question, member=people["expert"], stance="for", grounds="基金可承受", given_on=JANUARY,
        entered_by=place.worker,
    )  # fmt: skip
    return {
        "committee_session_id": session.pk,
        "session_opinion_id": opinion.pk,
        "consultation_id": question.pk,
    }
