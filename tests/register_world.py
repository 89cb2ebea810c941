"""One of everything registered about a person, or kept in their account, for :func:`tests.world.build_world`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from claims.models import (
    AccidentDeclaration,
    AccountBatch,
    AccountBatchLine,
    AccountMovement,
    AccountRequest,
    CareFiling,
    Certificate,
    ChosenInstitution,
    ContributionBase,
    Expert,
    ExpertOpinion,
    FamilyAuthorisation,
    MaternityRegistration,
    PersonalAccount,
    SignUp,
)
from institutions.models import Attachment
from tests.cast import make_person
from tests.places import JANUARY, Place


def registers_of(place: Place, person: Any) -> dict[str, int]:
    """One of each register, and a paper."""
    common: dict[str, Any] = {
        "person": person, "psn_no": person.psn_no, "psn_name": person.psn_name, "county": place.county,
        "handling_county": place.county, "applied_on": JANUARY, "period": (JANUARY, dt.date(2021, 1, 1)),
        "handled_by": place.worker,
    }  # fmt: skip
    certificate = Certificate.unscoped.create(
        kind="chronic", dise_code="M01600", experts=2, state="experts", **common
    )
    expert = Expert.unscoped.create(area=place.county.area, code="ZJ1", name="专家甲")
    opinion = ExpertOpinion.unscoped.create(certificate=certificate, expert=expert, ordinal=1)
    ChosenInstitution.unscoped.create(
        certificate=certificate, institution=place.hospital, period=(JANUARY, None), chosen_by=place.worker
    )
    paper = Attachment.unscoped.create(
        agency=place.county, subject_type="claims.certificate", subject_id=certificate.pk, title="病历", file="a.pdf",
        content_type="application/pdf", size=1, sha256="1" * 64, keep_until="2050-01-01", uploaded_by=place.worker,
    )  # fmt: skip
    accident = AccidentDeclaration.unscoped.create(
        happened_on=JANUARY, happened_at="路口", account="摔倒", third_party="no", **common
    )
    in_force = {**common, "state": "in_force", "must_review": False}
    return {
        "certificate_id": certificate.pk,
        "opinion_id": opinion.pk,
        "attachment_id": paper.pk,
        "accident_id": accident.pk,
        "maternity_id": MaternityRegistration.unscoped.create(
            matn_type="1", planned_on=dt.date(2020, 6, 1), **in_force
        ).pk,
        "sign_up_id": SignUp.unscoped.create(institution=place.hospital, **in_force).pk,
        "filing_id": CareFiling.unscoped.create(
            kind="migrant", place="310000", missing_papers="务工证明", promise="补交", promise_due=dt.date(2020, 4, 1),
            **in_force,
        ).pk,
    }  # fmt: skip


def personal_account_of(place: Place, person: Any) -> dict[str, int]:
    account = PersonalAccount.unscoped.create(person=person, insutype="310", opened_on=JANUARY)
    batch = AccountBatch.unscoped.create(
        area=place.county.area, insutype="310", kind="credit", period="2020-01", state="prepared", lines=1, total=90,
        prepared_by=place.worker,
    )  # fmt: skip
    AccountBatchLine.unscoped.create(
        batch=batch, person=person, kind="101", amount=90, day=JANUARY, key="credit:2020-01"
    )
    AccountMovement.unscoped.create(
        account=account,
        kind="113",
        cause="entry",
        amount=100,
        day=JANUARY,
        key="opening",
        made_by=place.worker,
    )
    ContributionBase.unscoped.create(person=person, insutype="310", month=JANUARY, base=5000)
    authorisation = FamilyAuthorisation.unscoped.create(
        donor=person, relative=make_person(place.county), insutype="310", relation="child", period=(JANUARY, None),
        handled_by=place.worker,
    )  # fmt: skip
    request = AccountRequest.unscoped.create(
        account=account, act="transfer_in", amount=50, day=JANUARY, reason="转入", handled_by=place.worker
    )
    made = {"account": account, "batch": batch, "authorisation": authorisation, "request": request}
    return {name: row.pk for name, row in made.items()}
