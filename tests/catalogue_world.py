"""One of everything of the catalogue that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

from typing import Any

from claims.models import (
    Bill,
    BillProblem,
    CatalogueItem,
    CatalogueMerge,
    CatalogueVersion,
    DrugStock,
    Expert,
    FeeLine,
    InstitutionCode,
    PriceApplication,
    PriceInquiry,
    PriceOpinion,
)
from tests.places import JANUARY, Place


def catalogue_of(place: Place, bill: Bill) -> dict[str, Any]:
    """A draft with a row, a merge, an own code, a drug in stock, and a code of ``bill`` that nobody knows."""
    area = place.county.area
    draft = CatalogueVersion.objects.create(area=area, title="目录", handled_by=place.worker)
    row = CatalogueItem.objects.create(
        version=draft, med_list_codg="X1", period=(JANUARY, None), item_name="药品", list_type="101", chrgitm_lv="01",
        handled_by=place.worker,
    )  # fmt: skip
    merge = CatalogueMerge.objects.create(
        area=area, left_area=area, left_insutype="380", right_area=area, right_insutype="391", as_at=JANUARY,
        valid_from=JANUARY, handled_by=place.worker,
    )  # fmt: skip
    kept = {"institution": place.hospital, "period": (JANUARY, None), "handled_by": place.worker}
    return {
        "unmatched_id": _unmatched(bill).pk,
        "price_inquiry_id": PriceInquiry.unscoped.create(
            number=f"JH{place.county.code}",
            area=area,
            county=place.county,
            institution=place.hospital,
            med_list_codg="X1",
            item_name="药品",
            price=10,
            question="价格",
            opened_on=JANUARY,
            due_on=JANUARY,
            opened_by=place.worker,
        ).pk,
        "price_application_id": _price_application(place).pk,
        "catalogue_version_id": draft.pk,
        "catalogue_row_id": row.pk,
        "merge_id": merge.pk,
        "institution_code_id": InstitutionCode.unscoped.create(
            medins_list_codg="Y1", med_list_codg="X1", **kept
        ).pk,
        "stock_id": DrugStock.unscoped.create(med_list_codg="X1", **kept).pk,
    }


def _unmatched(bill: Bill) -> FeeLine:
    """A line whose code nobody knows; the list of unmatched codes goes by its id."""
    line = FeeLine.objects.create(
        bill=bill,
        feedetl_sn="9",
        med_list_codg="Z9",
        chrgitm_lv="01",
        cnt=1,
        pric=100,
        det_item_fee_sumamt=100,
    )
    params = {"line": "9", "code": "Z9", "day": "2020-01-01", "count": 1, "lines": ["9"]}
    BillProblem.unscoped.create(bill=bill, code="unknown_item", params=params)
    return line


def _price_application(place: Place) -> PriceApplication:
    """One with the experts, scored once."""
    county = place.county
    application = PriceApplication.unscoped.create(
        number=f"JG{county.code}", area=county.area, county=county, institution=place.hospital, item_name="新项目",
        content="内容", unit="次", proposed_price=100, papers="申请表", received_on=JANUARY, entered_by=place.worker,
        state="accepted", accepted_on=JANUARY,
    )  # fmt: skip
    expert = Expert.unscoped.create(area=county.area, code=f"J{county.code}", name="专家甲")
    PriceOpinion.unscoped.create(
        application=application,
        expert=expert,
        score=80,
        opinion="同意",
        given_on=JANUARY,
        entered_by=place.worker,
    )
    return application
