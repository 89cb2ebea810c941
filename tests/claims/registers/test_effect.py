"""What the registers change about a bill, at the counter and in bulk, and that it can be explained afterwards."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from claims.models import Bill, BillProblem, Settlement
from claims.services.explain_settlement import explain_settlement, steps_of
from claims.services.registers import certificates, deciding, filings, maternity
from claims.services.registers.accidents import decide_accident
from claims.services.settle_bill import settle_bill
from claims.waiting import describe
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from tests.cast import Cast
from tests.claims.making import make_bill
from tests.claims.test_settle_in_bulk import at_the_counter, everything, settle_all, undone

from .making import MARCH, accident_of, amend, certificate_of, filing_of, rule, sign_up_of

CHRONIC = {
    "med_type": "14", "dise_code": "M01600", "begndate": dt.date(2020, 3, 5), "medfee_sumamt": 1_000,
    "fulamt_ownpay_amt": 0, "overlmt_selfpay": 0, "preselfpay_amt": 0, "inscp_scp_amt": 1_000,
}  # fmt: skip
OUTPATIENT = {**CHRONIC, "med_type": "11", "dise_code": "", "medfee_sumamt": 100, "inscp_scp_amt": 100}
REGISTERED = "    chronic.certificate: {values: [{from: 2019-07-01, value: registered, clause: 测试}]}\n"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def bill_of(person: Person, institution: Any, **given: Any) -> Bill:
    with system_scope():
        return make_bill(person, institution, **given)


def settled(cast: Cast, bill: Bill) -> Settlement:
    settlement = settle_bill(bill=bill, acting_user=cast.clerk_east)
    with system_scope():
        assert settlement is not None, BillProblem.objects.get(bill=bill).code
        assert steps_of(settlement)
        assert explain_settlement(settlement)
    return settlement


def waits(cast: Cast, bill: Bill) -> str:
    assert settle_bill(bill=bill, acting_user=cast.clerk_east) is None
    with system_scope():
        problem = BillProblem.objects.get(bill=bill)
    assert "%(" not in describe(problem.code, problem.params)
    return problem.code


# --- filings --------------------------------------------------------------------------------------------------------


@pytest.mark.duty("ZY-11")
def test_a_registered_filing_counts_where_the_bill_says_none(cast: Cast, person: Person) -> None:
    unfiled = settled(cast, bill_of(person, cast.hospital_outside))
    assert (float(unfiled.pool_prop_selfpay), "filing" in unfiled.circumstances) == (0.55, False)
    filing_of(cast, person)
    filed = settled(cast, bill_of(person, cast.hospital_outside))
    assert (float(filed.pool_prop_selfpay), filed.circumstances["filing"]) == (0.65, "filed_residence")
    # In East no filing is needed, and before it began none holds.
    assert "filing" not in settled(cast, bill_of(person, cast.hospital_east)).circumstances
    early = bill_of(person, cast.hospital_outside, begndate=day("2020-02-27"))
    assert float(settled(cast, early).pool_prop_selfpay) == 0.55


@pytest.mark.duty("ZY-11")
@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("transfer", {}, "filed_transfer"),
        ("residence", {}, "filed_residence"),
        ("migrant", {"missing_papers": "务工证明"}, "promise"),
        ("migrant", {}, "filed"),
        ("emergency", {}, "emergency"),
    ],
)
def test_each_kind_of_filing_saves_the_ten_points(
    cast: Cast, person: Person, kind: str, given: dict[str, Any], expected: str
) -> None:
    """Across counties of the city as well as outside it."""
    for place, institution, ratio in (
        ("970000", cast.hospital_outside, 0.65),
        ("990102", cast.hospital_west, 0.75),
    ):
        filing = filing_of(cast, person, kind=kind, place=place, **given)
        settlement = settled(cast, bill_of(person, institution, handling_county=cast.east))
        assert (float(settlement.pool_prop_selfpay), settlement.circumstances["filing"]) == (ratio, expected)
        with acting_as(cast.reviewer_east):
            deciding.void(record=filing, reason="下一种", acting_user=cast.reviewer_east)


@pytest.mark.parametrize(
    ("mode", "reported", "expected"),
    [
        ("reported", "filed", 0.65),
        ("registered", "filed", 0.55),
        ("wait", "filed", "filing_differs"),
        ("wait", "none", 0.55),
        ("registered", "none", 0.55),
    ],
)
def test_a_filing_the_register_does_not_know(
    cast: Cast, person: Person, mode: str, reported: str, expected: float | str
) -> None:
    rule(cast, f"filing.counts={mode}")
    bill = bill_of(person, cast.hospital_outside, filing=reported)
    if isinstance(expected, str):
        assert waits(cast, bill) == expected
        filing_of(cast, person)
        assert float(settled(cast, bill).pool_prop_selfpay) == 0.65
    else:
        assert float(settled(cast, bill).pool_prop_selfpay) == expected


def test_a_filing_may_have_to_hold_when_care_ends(cast: Cast, person: Person) -> None:
    stay = {"begndate": day("2020-02-25"), "enddate": day("2020-03-05")}
    filing_of(cast, person)
    assert float(settled(cast, bill_of(person, cast.hospital_outside, **stay)).pool_prop_selfpay) == 0.55
    rule(cast, "filing.day=end")
    assert float(settled(cast, bill_of(person, cast.hospital_outside, **stay)).pool_prop_selfpay) == 0.65


def test_a_broken_promise_no_longer_counts(cast: Cast, person: Person) -> None:
    filing = filing_of(cast, person, kind="migrant", missing_papers="务工证明")
    with acting_as(cast.clerk_east):
        filings.check_promise(filing=filing, kept=False, day=day("2020-03-04"), acting_user=cast.clerk_east)
    before, after = (
        settled(cast, bill_of(person, cast.hospital_outside, begndate=day(when), enddate=day("2020-03-06")))
        for when in ("2020-03-03", "2020-03-04")
    )
    assert (float(before.pool_prop_selfpay), float(after.pool_prop_selfpay)) == (0.65, 0.55)


@pytest.mark.duty("NM-08")
def test_nothing_requires_a_filing_where_the_policy_makes_nothing_of_it(cast: Cast, person: Person) -> None:
    """One list of steps for a whole region: its table gives no loss, and no code asks for a filing."""
    rule(cast, "filing.counts=registered")
    amend(cast, lambda text: text.replace('"*": {none: -10,', '"*": {none: 0,'))
    for institution in (cast.hospital_west, cast.hospital_outside):
        without = settled(cast, bill_of(person, institution, handling_county=cast.east))
        promised = settled(cast, bill_of(person, institution, handling_county=cast.east, filing="promise"))
        assert without.pool_prop_selfpay == promised.pool_prop_selfpay
        assert without.act_pay_dedc == promised.act_pay_dedc


# --- certificates ---------------------------------------------------------------------------------------------------


def certified(cast: Cast, person: Person, **given: Any) -> Any:
    return certificate_of(cast, person, kind="two_disease", **given)


@pytest.mark.duty("ZY-06")
def test_a_chronic_bill_waits_until_its_disease_is_certified(cast: Cast, person: Person) -> None:
    trusted = settled(cast, bill_of(person, cast.hospital_east, **CHRONIC))
    assert (trusted.benefit, float(trusted.hifp_pay)) == ("chronic", 700)
    rule(cast, benefits=REGISTERED)
    bill = bill_of(person, cast.hospital_east, **CHRONIC)
    assert waits(cast, bill) == "certificate_missing"
    held = certified(cast, person)
    settlement = settled(cast, bill)
    assert (settlement.circumstances["certificate"], float(settlement.hifp_pay)) == ("valid", 700)
    with acting_as(cast.clerk_east):
        deciding.end(record=held, last_day=day("2020-04-30"), reason="治愈", acting_user=cast.clerk_east)
    later = {**CHRONIC, "begndate": day("2020-05-01"), "enddate": day("2020-05-01")}
    assert waits(cast, bill_of(person, cast.hospital_east, **later)) == "certificate_expired"
    # Another disease, another certificate; a bill that is refused anyway does not wait for one.
    other = bill_of(person, cast.hospital_east, **{**CHRONIC, "dise_code": "M00500"})
    assert waits(cast, other) == "certificate_missing"
    undiagnosed = settled(cast, bill_of(person, cast.hospital_east, **{**CHRONIC, "dise_code": ""}))
    assert undiagnosed.hifp_pay == 0


@pytest.mark.parametrize(("mode", "refused"), [("reported", False), ("asked", True)])
def test_where_the_register_is_asked_the_tables_decide(
    cast: Cast, person: Person, mode: str, refused: bool
) -> None:
    amend(cast, lambda text: text.replace("chronic.ratio:", f"""chronic.certificate:
      values: [{{from: 2019-07-01, value: {mode}, clause: 测试}}]
    chronic.adjust.expired:
      unit: points
      by: [certificate]
      values: [{{from: 2019-07-01, value: {{"none, expired": -100, "*": 0}}, clause: 测试}}]
    chronic.ratio:""", 1))  # fmt: skip
    settlement = settled(cast, bill_of(person, cast.hospital_east, **CHRONIC))
    assert settlement.circumstances.get("certificate", "reported") == ("none" if refused else "reported")
    assert (settlement.hifp_pay == 0) is refused


def test_a_certificate_that_expires_during_a_stay_has_its_own_message(cast: Cast, person: Person) -> None:
    rule(cast, benefits=REGISTERED.replace("chronic", "inpatient"))
    held = certified(cast, person)
    with acting_as(cast.clerk_east):
        deciding.end(record=held, last_day=day("2020-03-03"), reason="到期", acting_user=cast.clerk_east)
    stay = bill_of(person, cast.hospital_east, dise_code="M01600", begndate=day("2020-03-02"))
    assert waits(cast, stay) == "certificate_expired_midstay"
    with system_scope():
        assert BillProblem.objects.get(bill=stay).params["last"] == "2020-03-03"
    after = bill_of(person, cast.hospital_east, dise_code="M01600", begndate=day("2020-03-04"))
    assert waits(cast, after) == "certificate_expired"
    certified(cast, person, first=day("2020-03-04"))
    assert settled(cast, stay).circumstances["certificate"] == "valid"


@pytest.mark.duty("ZY-22")
def test_chronic_care_at_the_chosen_institutions(cast: Cast, person: Person) -> None:
    """Elsewhere only when living away and filed; where nothing is chosen, at any nearby institution."""
    at_home, elsewhere = cast.hospital_east, cast.hospital_west
    west = {"handling_county": cast.east}
    open_choice = certified(cast, person)
    assert float(settled(cast, bill_of(person, elsewhere, **CHRONIC, **west)).hifp_pay) == 700
    with acting_as(cast.clerk_east):
        certificates.choose_institutions(
            certificate=open_choice,
            institutions=[at_home],
            from_day=day("2020-04-01"),
            acting_user=cast.clerk_east,
        )
    april = {**CHRONIC, "begndate": day("2020-04-05"), "enddate": day("2020-04-05"), "inscp_scp_amt": 100,
             "medfee_sumamt": 100}  # fmt: skip
    chosen = settled(cast, bill_of(person, at_home, **april))
    assert (chosen.circumstances["chosen"], float(chosen.hifp_pay)) == (True, 70)
    refused = settled(cast, bill_of(person, elsewhere, **april, **west))
    assert (refused.circumstances["chosen"], refused.hifp_pay) == (False, 0)
    assert "refused_not_chosen" in [step.code for step in steps_of(refused)]
    filing_of(cast, person, place="990102", first=day("2020-04-01"), applied_on=day("2020-04-01"))
    away = settled(cast, bill_of(person, elsewhere, **april, **west))
    assert (away.circumstances["filing"], float(away.hifp_pay)) == ("filed_residence", 70)


@pytest.mark.duty("ZY-22")
def test_general_outpatient_care_in_ones_own_county_or_filed_elsewhere(cast: Cast, person: Person) -> None:
    assert float(settled(cast, bill_of(person, cast.hospital_east, **OUTPATIENT)).hifp_pay) == 70
    for institution in (cast.hospital_west, cast.hospital_outside):
        elsewhere = bill_of(person, institution, handling_county=cast.east, **OUTPATIENT)
        assert settled(cast, elsewhere).hifp_pay == 0
    filing_of(cast, person)
    # Ten yuan of the year's eighty are left; living away and filed, they are paid by papers at home.
    away = settled(cast, bill_of(person, cast.hospital_outside, handling_county=cast.east, **OUTPATIENT))
    assert float(away.hifp_pay) == 10


# --- accidents, births, sign-ups, chains ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "reported", "decision", "expected"),
    [
        ("reported", "no_third_party", "", "no_third_party"),
        ("reported", "no_third_party", "third_party", "no_third_party"),
        ("registered", "no_third_party", "third_party", "third_party"),
        ("registered", "no_third_party", "", "accident_undecided"),
        ("wait", "no_third_party", "third_party", "accident_differs"),
        ("wait", "no_third_party", "no_third_party", "no_third_party"),
    ],
)
def test_the_decision_on_an_accident(
    cast: Cast, person: Person, mode: str, reported: str, decision: str, expected: str
) -> None:
    rule(cast, f"accident.counts={mode}")
    declared = accident_of(cast, person)
    if decision:
        with acting_as(cast.reviewer_east):
            decide_accident(
                declaration=declared, decision=decision, liable_party="肇事方", acting_user=cast.reviewer_east
            )
    bill = bill_of(person, cast.hospital_east, med_type="22", accident=reported)
    if expected.startswith("accident"):
        assert waits(cast, bill) == expected
        return
    settlement = settled(cast, bill)
    assert settlement.circumstances.get("accident", reported) == expected
    assert (settlement.hifp_pay == 0) is (expected == "third_party")


@pytest.mark.duty("ZY-09")
def test_a_stay_named_in_a_decided_accident_belongs_to_it(cast: Cast, person: Person) -> None:
    """A bill that keeps quiet about the liable driver is found by place and day of admission."""
    declared = accident_of(
        cast, person, institution=cast.hospital_east, admitted_on=day("2020-03-02"), third_party="yes",
        liable_party="肇事方",
    )  # fmt: skip
    with acting_as(cast.reviewer_east):
        decide_accident(declaration=declared, decision="third_party", acting_user=cast.reviewer_east)
    silent = settled(cast, bill_of(person, cast.hospital_east, begndate=day("2020-03-02")))
    assert (silent.circumstances["accident"], silent.benefit, silent.hifp_pay) == (
        "third_party", "accident", 0,
    )  # fmt: skip
    assert (
        settled(cast, bill_of(person, cast.hospital_east, begndate=day("2020-03-03"))).benefit == "inpatient"
    )


def test_a_birth_waits_for_its_registration_where_the_policy_says_so(cast: Cast, person: Person) -> None:
    birth = {"med_type": "52", "matn_type": "1", "fetus_cnt": 1}
    assert float(settled(cast, bill_of(person, cast.hospital_east, **birth)).hifp_pay) > 0
    rule(cast, "maternity.counts=registered")
    bill = bill_of(person, cast.hospital_east, **birth)
    assert waits(cast, bill) == "maternity_unregistered"
    with acting_as(cast.clerk_east):
        maternity.register_maternity(
            person=person, matn_type="1", planned_on=day("2020-03-05"), applied_on=MARCH,
            acting_user=cast.clerk_east,
        )  # fmt: skip
    assert settled(cast, bill).hifp_pay > 0


def test_a_family_doctor_is_told_to_the_rules(cast: Cast, person: Person) -> None:
    sign_up_of(cast, person)
    here, there = (
        settled(cast, bill_of(person, at, handling_county=cast.east))
        for at in (cast.hospital_east, cast.hospital_west)
    )
    assert (here.circumstances.get("signed_up"), there.circumstances.get("signed_up")) == (True, None)
    early = bill_of(person, cast.hospital_east, begndate=day("2020-02-01"), enddate=day("2020-02-03"))
    assert "signed_up" not in settled(cast, early).circumstances


def test_stays_of_one_transfer_share_a_chain(cast: Cast, person: Person) -> None:
    transfer = filing_of(
        cast, person, kind="transfer", institution=cast.hospital_outside, from_institution=cast.hospital_east,
        first=day("2020-03-05"), applied_on=day("2020-03-05"),
    )  # fmt: skip
    first = settled(cast, bill_of(person, cast.hospital_east, begndate=MARCH))
    onward = settled(
        cast, bill_of(person, cast.hospital_outside, begndate=day("2020-03-06"), enddate=day("2020-03-20"))
    )
    own = settled(
        cast, bill_of(person, cast.hospital_outside, begndate=day("2020-05-06"), enddate=day("2020-05-20"))
    )
    assert [one.circumstances.get("chain") for one in (first, onward, own)] == [
        transfer.chain, transfer.chain, None,
    ]  # fmt: skip


def test_in_bulk_the_registers_say_the_same(cast: Cast, person: Person) -> None:
    """The same people and bills, one by one and together, down to every pinned word."""
    rule(cast, "filing.counts=registered", "accident.counts=wait", benefits=REGISTERED)
    certified(cast, person, institutions=[cast.hospital_east])
    filing_of(cast, person)
    sign_up_of(cast, person)
    accident_of(cast, person)
    kinds: tuple[dict[str, Any], ...] = (
        CHRONIC,
        OUTPATIENT,
        {},
        {"accident": "no_third_party", "med_type": "22"},
    )
    bills = [
        bill_of(person, at, handling_county=cast.east, **{**given, "begndate": when, "enddate": when})
        for at in (cast.hospital_east, cast.hospital_west, cast.hospital_outside)
        for given in kinds
        for when in (day("2020-02-05"), day("2020-03-05"))
    ]
    with undone():
        at_the_counter(cast, bills)
        one_by_one = everything()
    together = settle_all(cast)
    assert everything() == one_by_one
    assert together.reasons == {"certificate_missing": 2, "accident_undecided": 6}
    assert together.settled == 16
