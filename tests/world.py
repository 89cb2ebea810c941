"""One of everything that has an address, in two cities: what belongs to the cast's east county, and the same elsewhere.

A page about a new kind of record names it in its address (``<int:record_id>``); the walk over all addresses
fails until that name stands in :func:`build_world`, so that no page can be forgotten.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from claims.models import Bill, Deduction
from config.models import ImportRun, Job
from institutions.models import PolicyDocument, PolicyVersion
from tests.budget_world import budget_of
from tests.cast import make_payee_account, make_person
from tests.catalogue_world import catalogue_of
from tests.claims_world import claims_of
from tests.collection_world import collection_of
from tests.control_world import control_of
from tests.county_assessment_world import county_assessment_of
from tests.enrollment_world import insured_of
from tests.fund_budget_world import fund_budget_of, payers_of
from tests.funds_world import money_of
from tests.inspection_world import inspections_of
from tests.institution_world import dealings_of, proposal_of
from tests.opening_world import opening_of
from tests.oversight_world import oversight_of
from tests.payment_world import groups_of
from tests.personal_world import taken_and_shown
from tests.places import JANUARY, Place
from tests.procurement_world import procurement_of
from tests.reconciliation_world import reconciliation_of
from tests.region_world import region_of
from tests.register_world import personal_account_of, registers_of
from tests.second_factor_world import second_factor_of
from tests.settlement_world import settlement_of
from tests.watch_world import watched_of


def build_world(place: Place) -> dict[str, Any]:
    """The value of every argument an address may have, for records of ``place``."""
    person = make_person(place.county)
    account = make_payee_account(place.hospital, prepared_by=place.worker, approved_by=place.checker)
    version = _policy(place)
    bill = _bill(place, person, version)
    insured = insured_of(place, person)
    statement, money = money_of(place)
    claims = claims_of(place, person, bill, version)
    registers = registers_of(place, person)
    accounts = personal_account_of(place, person)
    deduction = _deduction(place)
    taken_and_shown(place, person)
    return {
        **insured,
        **money,
        **claims,
        **registers,
        **dealings_of(place),
        **second_factor_of(place),
        **proposal_of(place, version),
        **catalogue_of(place, bill),
        **groups_of(place, bill),
        **inspections_of(place, person),
        **oversight_of(place),
        **reconciliation_of(place, deduction),
        **budget_of(place),
        **fund_budget_of(place),
        **payers_of(place),
        **settlement_of(place),
        **opening_of(place),
        **watched_of(place),
        **control_of(place),
        **county_assessment_of(place),
        **procurement_of(place, statement),
        **collection_of(place),
        **region_of(place),
        "attachment_id": {"claims": claims["attachment_id"], "institutions": registers["attachment_id"]},
        "account_id": {
            "institutions": account.pk,
            "funds": money["account_id"],
            "claims": accounts["account"],
        },
        "batch_id": {"funds": money["batch_id"], "claims": accounts["batch"]},
        "authorisation_id": accounts["authorisation"],
        "request_id": accounts["request"],
        "version_id": version.pk,
        "user_id": place.worker.pk,
        "deduction_id": deduction.pk,
        "run_id": _import(place).pk,
        "pk": Job.objects.create(owner=place.worker, agency=place.city, kind="listing.export").pk,
    }


def _policy(place: Place) -> PolicyVersion:
    document = PolicyDocument.objects.create(
        area=place.county.area, key=f"policy-{place.county.area.code}", title="居民医保办法"
    )
    code = place.county.area.code
    head = f'area: "{code}"\nkey: {document.key}\ntitle: 办法\ndocument: {{source: "000", effective: 2019-07-01}}\n'
    text = head + "sections: {}\n"
    return PolicyVersion.objects.create(
        document=document,
        number=1,
        text=text,
        sha256=document.key,
        effective_from=JANUARY,
        prepared_by=place.worker,
    )


def _bill(place: Place, person: Any, version: PolicyVersion) -> Bill:
    bill = Bill.unscoped.create(
        setl_id=f"S{place.county.code}1", person=person, institution=place.hospital, insutype="390", psn_type="1501",
        med_type="21", begndate=JANUARY, enddate=JANUARY, setl_time=timezone.now(), insu_county=place.county,
        care_county=place.county, medfee_sumamt=100, fulamt_ownpay_amt=0, overlmt_selfpay=0, preselfpay_amt=0,
        inscp_scp_amt=100,
    )  # fmt: skip
    return bill


def _deduction(place: Place) -> Deduction:
    return Deduction.unscoped.create(
        institution=place.hospital, insutype="390", clr_month=JANUARY, reference=f"K{place.county.code}", amount=10,
        reason="重复收费", handled_by=place.worker,
    )  # fmt: skip


def _import(place: Place) -> ImportRun:
    return ImportRun.unscoped.create(
        kind="people", agency=place.county, uploaded_by=place.worker, filename="名单.xlsx", sha256="0" * 64, size=1,
        state="done", file="imports/none.xlsx",
    )  # fmt: skip
