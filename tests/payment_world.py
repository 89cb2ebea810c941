"""One of everything of payment groups that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

from typing import Any

from claims.models import (
    Bill,
    CaseOpinion,
    CaseRecord,
    CaseReview,
    Expert,
    GroupCatalogue,
    GroupedCase,
    InstitutionFactor,
    PaymentGroup,
)
from tests.places import JANUARY, Place


def groups_of(place: Place, bill: Bill) -> dict[str, Any]:
    """A draft with a group and a factor; the case of ``bill`` without a group, under review with one opinion."""
    county, area = place.county, place.county.area
    draft = GroupCatalogue.objects.create(
        area=area, method="dip", year=2020, effective_from=JANUARY, handled_by=place.worker
    )
    group = PaymentGroup.objects.create(catalogue=draft, code="K35", name="病种", diagnoses="K35", weight=100)
    InstitutionFactor.objects.create(catalogue=draft, institution=place.hospital, factor=1)
    CaseRecord.unscoped.create(bill=bill, main_diagnosis="Z99")
    GroupedCase.unscoped.create(
        settlement_id=bill.pk, bill=bill, area=area, institution=place.hospital, insu_county=county, care_county=county,
        insutype="390", year=2020, month=1, day=JANUARY, level="2", method="dip", reason="no_group", cost=100, pooled=0,
        owed=0,
    )  # fmt: skip
    review = CaseReview.unscoped.create(
        number=f"PY{county.code}", area=area, county=county, bill=bill, institution=place.hospital, insutype="390",
        year=2020, cause="high_cost", grounds="费用高", applied_on=JANUARY, entered_by=place.worker,
    )  # fmt: skip
    expert = Expert.unscoped.create(area=area, code=f"D{county.code}", name="专家乙")
    CaseOpinion.unscoped.create(
        review=review, expert=expert, agrees=True, opinion="同意", given_on=JANUARY, entered_by=place.worker
    )
    return {"group_catalogue_id": draft.pk, "payment_group_id": group.pk, "case_review_id": review.pk}
