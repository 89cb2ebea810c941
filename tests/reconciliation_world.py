"""One of everything about reconciliation with institutions and price evaluation, for ``tests.world.build_world``."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from claims.models import (
    ClearingApplication,
    Deduction,
    DeductionReversal,
    EvaluatedPrice,
    InstitutionObjection,
    NeighbourPrice,
    PriceEvaluation,
    Reconciliation,
    ReconciliationDifference,
    ReconciliationLine,
    ReconciliationTotal,
)
from tests.places import JANUARY, Place


def reconciliation_of(place: Place, deduction: Deduction) -> dict[str, int]:
    """A month with a listed bill that is missing here, an application, an objection to ``deduction``, a price round."""
    of: dict[str, Any] = {
        "institution": place.hospital,
        "area": place.county.area,
        "county": place.county,
        "month": JANUARY,
        "insutype": "390",
    }
    month = Reconciliation.unscoped.create(has_details=True, **of)
    ReconciliationTotal.unscoped.create(
        reconciliation=month,
        clr_type="21",
        fixmedins_setl_cnt=1,
        medfee_sumamt=5,
        fund_pay_sumamt=5,
        acct_pay=0,
    )
    amounts = {"medfee_sumamt": 5, "fund_pay_sumamt": 5, "acct_pay": 0}
    ReconciliationLine.unscoped.create(reconciliation=month, clr_type="21", setl_id="U1", **amounts)
    difference = ReconciliationDifference.unscoped.create(
        reconciliation=month, kind="missing_here", clr_type="21", setl_id="U1", their_medfee=5, their_fund=5
    )
    application = ClearingApplication.unscoped.create(
        number=f"QS{place.county.code}",
        clr_type="21",
        psntime=1,
        med_sumfee=5,
        fund_appy_sum=5,
        cash_payamt=0,
        medfee_sumamt=5,
        acct_pay=0,
        entered_by=place.worker,
        entered_at=timezone.now(),
        **of,
    )
    objection = InstitutionObjection.unscoped.create(
        number=f"YY{place.county.code}",
        institution=place.hospital,
        area=place.county.area,
        county=place.county,
        about="deduction",
        deduction=deduction,
        text="不认可",
        papers="申诉书",
        received_on=JANUARY,
        due_on=JANUARY,
        entered_by=place.worker,
    )
    taken = Deduction.unscoped.create(
        institution=place.hospital, insutype="390", clr_month=JANUARY, reference=f"GB{place.county.code}", amount=5,
        reason="抽查", handled_by=place.worker, reviewed_by=place.checker,
    )  # fmt: skip
    reversal = DeductionReversal.unscoped.create(
        number=f"CH{place.county.code}", deduction=taken, objection=objection, institution=place.hospital,
        insutype="390", amount=1, reason="申诉成立", proposed_by=place.worker,
    )  # fmt: skip
    return {
        "deduction_reversal_id": reversal.pk,
        "reconciliation_id": month.pk,
        "difference_id": difference.pk,
        "clearing_application_id": application.pk,
        "institution_objection_id": objection.pk,
        **_price_evaluation(place),
    }


def _price_evaluation(place: Place) -> dict[str, int]:
    area = place.county.area
    held = PriceEvaluation.unscoped.create(area=area, county=place.city, year=2020, opened_by=place.worker)
    NeighbourPrice.unscoped.create(
        area=area, county=place.city, year=2020, med_list_codg="X1", neighbour="邻市", pric=9
    )
    item = EvaluatedPrice.unscoped.create(
        evaluation=held, med_list_codg="X1", volume=1, volume_before=1, fees=8, fees_before=8, pric=8
    )
    return {"price_evaluation_id": held.pk, "evaluated_price_id": item.pk}
