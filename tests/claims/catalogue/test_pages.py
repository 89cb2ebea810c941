"""The catalogue at work: drafted and reviewed on its pages, merged, matched, kept in stock."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from claims.models import (
    Bill,
    CatalogueItem,
    CatalogueMerge,
    CatalogueVersion,
    DrugStock,
    InstitutionCode,
    UnmatchedCode,
)
from claims.services.catalogue_versions import CatalogueRefused, put_in_force
from claims.services.merge_catalogues import draft_merged, plan_of
from claims.services.settle_bill import settle_bill
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_agency, make_coverage, make_person, make_user
from tests.claims.catalogue.making import add_line, day, days, item
from tests.claims.catalogue.making import put_in_force as straight_in_force
from tests.claims.making import make_bill
from tests.support.policies import put_policy_in_force


@pytest.fixture
def handler(cast: Cast) -> User:
    with system_scope():
        return make_user("handler.city", "市级经办", cast.city, Duty.HANDLE, Duty.REVIEW)


def bring(cast: Cast, *items: CatalogueItem, **given: Any) -> CatalogueVersion:
    people = {"by": cast.clerk_east, "reviewed_by": cast.reviewer_city}
    with system_scope():
        return straight_in_force(given.pop("area", cast.area), items, **people, **given)


def post(client: Client, user: User, name: str, *args: Any, **values: Any) -> HttpResponse:
    client.force_login(user)
    return client.post(reverse(name, args=args), {"submission": uuid4(), **values})


def page(client: Client, user: User, name: str, *args: Any, **query: Any) -> Any:
    client.force_login(user)
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response


NEW = {
    "med_list_codg": "MY01",
    "change": "entry",
    "begndate": "2020-03-01",
    "item_name": "民族药甲",
    "list_type": "104",
    "chrgitm_lv": "02",
    "selfpay_prop": "0.1",
    "insutype": "",
}


@pytest.mark.duty("NM-10")
def test_entry_and_exit_by_two_people(cast: Cast, handler: User, client: Client) -> None:
    """An ethnic drug enters and leaves: each time one person drafts, another puts it in force, and both are told."""
    assert post(client, handler, "claims:propose_item", **NEW).status_code == 302
    with system_scope():
        draft = CatalogueVersion.objects.get()
    # Whoever drafted cannot review, though they hold the duty.
    refused = post(client, handler, "claims:enforce_catalogue", draft.pk)
    assert refused.status_code == 422
    assert post(client, cast.reviewer_city, "claims:enforce_catalogue", draft.pk).status_code == 302
    exit_row = {"med_list_codg": "MY01", "change": "exit", "begndate": "2021-03-01", "reason": "评估不合格"}
    assert post(client, handler, "claims:propose_change", "MY01", **exit_row, insutype="").status_code == 302
    with system_scope():
        second = CatalogueVersion.objects.get(state="draft")
    assert post(client, cast.reviewer_city, "claims:enforce_catalogue", second.pk).status_code == 302
    shown = page(client, cast.clerk_east, "claims:catalogue_item", "MY01").content.decode()
    for text in ("民族药甲", "2020-03-01", "2021-03-01", "评估不合格", "市级经办", "市级复核"):
        assert text in shown


def test_a_row_typed_wrong_is_told_beside_its_field(cast: Cast, handler: User, client: Client) -> None:
    for wrong, where in (
        ({"begndate": "x"}, "begndate"),
        ({"enddate": "2020-02-01"}, "enddate"),
        ({"med_list_codg": "a/b"}, "med_list_codg"),
        ({"item_name": ""}, "__all__"),
        ({"change": "exit", "reason": "x"}, "__all__"),
    ):
        response = post(client, handler, "claims:propose_item", **{**NEW, **wrong})
        assert response.status_code == 422
        assert where in response.context["form"].errors, wrong
    with system_scope():
        assert not CatalogueItem.objects.exists()


def test_a_version_in_force_stays(cast: Cast) -> None:
    version = bring(cast, item("X1"))
    with system_scope():
        row = version.items.get()
        for act in (
            lambda: CatalogueItem.objects.update(chrgitm_lv="03"),
            lambda: CatalogueItem.objects.all().delete(),
            lambda: CatalogueVersion.objects.update(title="x"),
            lambda: CatalogueItem.objects.create(
                version=version,
                med_list_codg="X2",
                period=row.period,
                change="overlay",
                handled_by=cast.clerk_east,
            ),
        ):
            with pytest.raises(DatabaseError, match="in force"), transaction.atomic():
                act()


def test_who_wrote_a_row_does_not_review_it(cast: Cast, handler: User) -> None:
    with system_scope():
        draft = CatalogueVersion.objects.create(area=cast.area, title="草稿", handled_by=cast.clerk_east)
        row = item("X1")
        row.version, row.handled_by = draft, handler
        row.save()
        with pytest.raises(SamePerson):
            put_in_force(version=draft, acting_user=handler)
        with pytest.raises(DutyMissing):
            put_in_force(version=draft, acting_user=cast.reviewer_east)
        empty = CatalogueVersion.objects.create(
            area=cast.area, insutype="390", title="空", handled_by=cast.clerk_east
        )
        with pytest.raises(CatalogueRefused):
            put_in_force(version=empty, acting_user=cast.reviewer_city)


def test_the_list_is_read_as_on_a_day(cast: Cast, client: Client) -> None:
    bring(cast, item("X1", period=days("2020-01-01", "2020-06-01")), item("X2", negotiated=True))
    bring(cast, item("X2", change="change", chrgitm_lv="02", period=days("2021-01-01")))
    bring(cast, item("F1"), area=cast.elsewhere.area)

    def told(**query: Any) -> list[tuple[str, str]]:
        listing = page(client, cast.clerk_east, "claims:catalogue", **query).context["listing"]
        return [(row.med_list_codg, row.chrgitm_lv) for row in listing.page.rows]

    assert told() == [("X2", "02")]
    assert told(day="2020-03-01") == [("X1", "01"), ("X2", "01")]
    assert told(day="2020-03-01", negotiated="yes") == [("X2", "01")]
    assert told(**{"class": "01"}) == []
    client.force_login(cast.clerk_east)
    assert client.get(reverse("claims:catalogue_item", args=["F1"])).status_code == 404


def test_a_city_overrides_its_region(cast: Cast, handler: User, client: Client) -> None:
    with system_scope():
        region = PoolingArea.objects.create(code="990000", name="示例自治区")
        make_agency("990000", "自治区医保中心", Agency.Level.REGION, region)
        PoolingArea.objects.filter(pk=cast.area.pk).update(parent=region)
    bring(cast, item("R1", chrgitm_lv="02"), area=region)
    values = {
        "med_list_codg": "R1",
        "change": "overlay",
        "begndate": "2020-06-01",
        "chrgitm_lv": "01",
        "insutype": "",
    }
    assert post(client, handler, "claims:propose_change", "R1", **values).status_code == 302
    with system_scope():
        draft = CatalogueVersion.objects.get(state="draft")
        assert draft.area == cast.area
    assert post(client, cast.reviewer_city, "claims:enforce_catalogue", draft.pk).status_code == 302
    [(_scheme, life)] = page(client, cast.clerk_east, "claims:catalogue_item", "R1").context["lives"]
    assert [(str(one["start"]), one["overridden"], one["terms"][0][1]) for one in life] == [
        ("2020-01-01", False, "乙类"),
        ("2020-06-01", True, "甲类"),
    ]


# --- merging -----------------------------------------------------------------------------------------------------


@pytest.fixture
def legacy(cast: Cast) -> None:
    """The catalogues of two former schemes of one city."""
    bring(
        cast,
        item("A", chrgitm_lv="02", unit="盒"),
        item("B"),
        item("C", restriction="限住院"),
        insutype="380",
    )
    bring(cast, item("A", unit="片"), item("C"), item("D"), insutype="391")


MERGE = {"left_insutype": "380", "right_insutype": "391", "as_at": "2020-06-01", "insutype": "390"}


@pytest.mark.duty("HG-03")
def test_two_catalogues_become_one(cast: Cast, handler: User, client: Client, legacy: None) -> None:
    """Planned, decided, drafted by one person; in force by another from its day."""
    areas = {"left_area": cast.area.pk, "right_area": cast.area.pk}
    begun = post(client, handler, "claims:begin_merge", **areas, **MERGE, valid_from="2021-01-01")
    assert begun.status_code == 302
    with system_scope():
        merge = CatalogueMerge.objects.get()
    context = page(client, handler, "claims:catalogue_merge", merge.pk).context
    assert [(one["code"], one["field"]) for one in context["conflicts"]] == [
        ("A", "unit"),
        ("C", "restriction"),
    ]
    assert not context["may_draft"]
    assert post(client, handler, "claims:draft_merge", merge.pk).status_code == 422
    chosen = {"choice:A:unit": "right", "field": "restriction", "side": "right"}
    assert post(client, handler, "claims:catalogue_merge", merge.pk, **chosen).status_code == 302
    assert post(client, handler, "claims:draft_merge", merge.pk).status_code == 302
    with system_scope():
        draft = CatalogueVersion.objects.get(state="draft")
        told = draft.items.order_by("med_list_codg").values_list(
            "med_list_codg", "chrgitm_lv", "unit", "restriction"
        )
        assert list(told) == [
            ("A", "01", "片", ""),
            ("B", "01", "", ""),
            ("C", "01", "", ""),
            ("D", "01", "", ""),
        ]
        assert (draft.insutype, draft.complete_from) == ("390", day("2021-01-01"))
        assert {one.period.lower for one in draft.items.all()} == {day("2021-01-01")}
    assert post(client, handler, "claims:enforce_catalogue", draft.pk).status_code == 422
    assert post(client, cast.reviewer_city, "claims:enforce_catalogue", draft.pk).status_code == 302


def test_a_merge_takes_what_the_catalogues_say_themselves(cast: Cast, handler: User, legacy: None) -> None:
    """What both inherit (here from the list for all schemes) goes on following its source."""
    bring(cast, item("G1"), item("G2", chrgitm_lv="02"))
    bring(cast, item("G2", change="overlay", chrgitm_lv="01"), insutype="380")
    with acting_as(handler):
        merge = CatalogueMerge(
            area=cast.area, insutype="390", left_area=cast.area, left_insutype="380", right_area=cast.area,
            right_insutype="391", as_at=day("2020-06-01"), valid_from=day("2021-01-01"),
        )  # fmt: skip
        items = {one.code: one.terms.chrgitm_lv for one in plan_of(merge).plan.items}
    assert items == {"A": "01", "B": "01", "C": "01", "D": "01", "G2": "01"}


def test_a_plan_that_is_no_longer_true_is_not_drafted(cast: Cast, handler: User, legacy: None) -> None:
    with acting_as(handler):
        merge = CatalogueMerge.objects.create(
            area=cast.area, insutype="390", left_area=cast.area, left_insutype="380", right_area=cast.area,
            right_insutype="391", as_at=day("2020-06-01"), valid_from=day("2021-01-01"), handled_by=handler,
            decisions={"A": {"unit": "left"}, "C": {"restriction": "left"}},
        )  # fmt: skip
        planned = plan_of(merge)
    bring(cast, item("E"), insutype="380")
    with acting_as(handler), pytest.raises(CatalogueRefused):
        draft_merged(planned=planned, acting_user=handler)
    with acting_as(handler):
        draft_merged(planned=plan_of(merge), acting_user=handler)
        with pytest.raises(CatalogueRefused):
            draft_merged(planned=plan_of(merge), acting_user=handler)


# --- own codes and stock -----------------------------------------------------------------------------------------


@pytest.fixture
def waiting(cast: Cast) -> Bill:
    with system_scope():
        put_policy_in_force(cast)
        person: Person = make_person(cast.east)
        make_coverage(person)
        parts = dict.fromkeys(("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"))
        bill = make_bill(person, cast.hospital_east, medfee_sumamt=30, **parts)
        add_line(bill, 1, "?", 10, medins_list_codg="yp-1", item_name="院内药")
        add_line(bill, 2, "?", 20, medins_list_codg="yp-1", item_name="院内药")
    bring(cast, item("X1", chrgitm_lv="02"), complete_from=day("2020-01-01"))
    assert settle_bill(bill=bill, acting_user=cast.clerk_east) is None
    return bill


def test_an_unmatched_code_is_matched_and_its_bill_settled(cast: Cast, client: Client, waiting: Bill) -> None:
    [row] = page(client, cast.clerk_east, "claims:unmatched_codes").context["listing"].page.rows
    assert (row.own_code, row.lines, row.bills, row.amount, row.item_name) == ("yp-1", 2, 1, 30, "院内药")
    assert "院内药" in page(client, cast.clerk_east, "claims:bill", waiting.pk).content.decode()
    assert "目录未收录的编码" in page(client, cast.clerk_east, "desk").content.decode()
    with acting_as(cast.clerk_west):
        assert not UnmatchedCode.objects.exists()
    wrong = {"med_list_codg": "Z9", "valid_from": "2020-03-01"}
    assert post(client, cast.clerk_east, "claims:match_code", row.pk, **wrong).status_code == 422
    assert (
        post(client, cast.clerk_east, "claims:match_code", row.pk, valid_from="2020-03-01").status_code == 422
    )
    right = {"med_list_codg": "X1", "valid_from": "2020-03-01"}
    assert post(client, cast.clerk_east, "claims:match_code", row.pk, **right).status_code == 302
    settlement = settle_bill(bill=waiting, acting_user=cast.clerk_east)
    assert settlement is not None
    assert (settlement.preselfpay_amt, settlement.inscp_scp_amt) == (6, 24)
    assert not page(client, cast.clerk_east, "claims:unmatched_codes").context["listing"].page.rows
    shown = page(client, cast.clerk_east, "claims:bill", waiting.pk)
    assert [(one["code"], one["mapped"], one["first"]) for one in shown.context["fee_lines"]] == [
        ("X1", True, 2), ("X1", True, 4),
    ]  # fmt: skip
    assert [one["holds"] for one in shown.context["lines_agree"]] == [True]


def test_an_own_code_is_corrected_by_its_county(cast: Cast, client: Client, waiting: Bill) -> None:
    with system_scope():
        meaning = InstitutionCode.objects.create(
            institution=cast.hospital_east,
            medins_list_codg="yp-1",
            period=days("2020-01-01"),
            handled_by=cast.clerk_east,
        )
    values = {"med_list_codg": "X1", "last_day": "2020-12-31"}
    assert post(client, cast.clerk_west, "claims:institution_code", meaning.pk, **values).status_code == 404
    assert post(client, cast.clerk_east, "claims:institution_code", meaning.pk, **values).status_code == 302
    with system_scope():
        meaning.refresh_from_db()
        assert (meaning.med_list_codg, str(meaning.period.upper)) == ("X1", "2021-01-01")


@pytest.mark.duty("NM-10")
def test_negotiated_drugs_are_tracked_to_where_they_are(cast: Cast, client: Client) -> None:
    bring(cast, item("N1", negotiated=True), item("N2", negotiated=True), item("X1"))
    with system_scope():
        stock = DrugStock.objects.create(
            institution=cast.hospital_east,
            med_list_codg="N1",
            period=days("2020-01-01"),
            handled_by=cast.clerk_east,
        )
    rows = page(client, cast.clerk_west, "claims:negotiated_drugs").context["listing"].page.rows
    assert [(row.med_list_codg, row.is_kept, row.hospitals, row.counties) for row in rows] == [
        ("N1", True, 1, 1), ("N2", False, 0, 0),
    ]  # fmt: skip
    assert "东山县人民医院" in page(client, cast.clerk_west, "claims:catalogue_item", "N1").content.decode()
    assert (
        post(client, cast.clerk_west, "claims:end_stock", stock.pk, last_day="2020-12-31").status_code == 422
    )
    assert (
        post(client, cast.clerk_east, "claims:end_stock", stock.pk, last_day="2020-12-31").status_code == 302
    )
    rows = page(client, cast.clerk_west, "claims:negotiated_drugs", kept="no").context["listing"].page.rows
    assert [row.med_list_codg for row in rows] == ["N1", "N2"]
