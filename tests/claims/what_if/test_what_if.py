"""A year under another policy: the same policy gives the same year, a change moves its bills, nothing is stored."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.translation import override

from claims.models import AMOUNTS, Bill, Settlement, WhatIfReport
from claims.reads.what_if_report import unforeseen
from claims.rules.what_if import MEASURES
from claims.services import person_locks, settle_in_bulk, what_if_run
from claims.services.cancel_settlement import cancel_settlement
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from claims.services.what_if import NothingSettled, estimate, run_what_if
from claims.services.what_if_run import Question, Scenario, compare_block, count_bills
from config.scoping import system_scope
from institutions.models import Duty, PolicyVersion
from institutions.services.duties import DutyMissing
from institutions.services.policy_versions import PackageFaulty, PolicyRefused
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.claims.making import make_bill, moment
from tests.claims.what_if.asking import ask, cell, draft_of, every_table, settled_year, standing, total
from tests.support.policies import put_policy_in_force

GROUPS = {"insutype": "insutype", "insu_county": "insu_county_id", "benefit": "benefit"}


@pytest.fixture
def small_blocks(monkeypatch: Any) -> None:
    """Two people to a block."""
    for module in (person_locks, settle_in_bulk, what_if_run):
        monkeypatch.setattr(module, "BLOCK_BITS", 1)


def in_force() -> PolicyVersion:
    return PolicyVersion.objects.get(state=PolicyVersion.State.IN_FORCE)


def lower_outpatient(text: str) -> str:
    changed = text.replace("value: 0.70, clause: 四（三）1（1）", "value: 0.50, clause: 四（三）1（1）")
    assert changed != text
    return changed


def lower_inpatient(text: str) -> str:
    changed = text.replace("level_1: 0.85, level_2: 0.80,", "level_1: 0.65, level_2: 0.60,")
    assert changed != text
    return changed


def reports() -> list[int]:
    with system_scope():
        return list(WhatIfReport.objects.values_list("pk", flat=True))


def test_the_policy_in_force_gives_the_year_as_it_was(cast: Cast, small_blocks: None) -> None:
    settled_year(cast)
    report = ask(cast, in_force())
    rows = standing()
    whole = cell(report)
    assert (report.bills, whole["bills"]) == (len(rows), len(rows))
    assert report.people == whole["people"] == len({row.person_id for row in rows})
    assert whole["medfee_sumamt"] == total(rows, "medfee_sumamt")
    for name in MEASURES:
        assert whole[f"before_{name}"] == whole[f"after_{name}"] == total(rows, name), name
    assert (whole["bills_better"], whole["bills_worse"], whole["people_better"], whole["people_worse"]) == (
        0,
        0,
        0,
        0,
    )
    assert report.result["gaps"] == []
    assert whole["after_fund_pay_sumamt"] > 0


@pytest.mark.parametrize("dimension", GROUPS)
def test_every_group_adds_up_to_what_was_settled(cast: Cast, small_blocks: None, dimension: str) -> None:
    settled_year(cast)
    report = ask(cast, in_force())
    keys = report.result["cells"][dimension]
    assert len(keys) >= (1 if dimension == "insutype" else 2)
    for key in keys:
        own = cell(report, dimension, key)
        rows = standing(**{GROUPS[dimension]: key})
        assert own["bills"] == len(rows)
        assert own["people"] == len({row.person_id for row in rows})
        assert own["after_fund_pay_sumamt"] == own["before_fund_pay_sumamt"] == total(rows, "fund_pay_sumamt")


def test_every_dimension_holds_every_bill_once(cast: Cast, small_blocks: None) -> None:
    settled_year(cast)
    report = ask(cast, draft_of(cast, lower_inpatient))
    whole = cell(report)
    for dimension, keys in report.result["cells"].items():
        for name in ("bills", "bills_worse", "medfee_sumamt", *(f"after_{measure}" for measure in MEASURES)):
            assert sum(cell(report, dimension, key)[name] for key in keys) == whole[name], (dimension, name)
    burden = report.result["burden"].values()
    assert sum(row[0] for row in burden) == sum(row[2] for row in burden) == whole["people"]
    assert sum(row[1] for row in burden) == whole["before_psn_part_amt"]
    assert sum(row[3] for row in burden) == whole["after_psn_part_amt"]
    changes = report.result["changes"].values()
    assert sum(row[0] for row in changes) == whole["people"]
    assert sum(row[1] for row in changes) == whole["after_psn_part_amt"] - whole["before_psn_part_amt"]


def test_a_lower_ratio_moves_exactly_the_bills_it_governs(cast: Cast) -> None:
    """Outpatient care of one person, 100, 200 and 300 in scope within a yearly ceiling of 80; a stay beside it."""
    with system_scope():
        put_policy_in_force(cast)
        person, other = make_person(cast.east), make_person(cast.west)
        for one in (person, other):
            make_coverage(one)
        for day, amount in ((3, 40), (4, 60), (5, 300)):
            visit(person, cast, dt.date(2020, 3, day), amount)
        visit(other, cast, dt.date(2020, 3, 3), 40)
        make_bill(person, cast.hospital_east, enddate=dt.date(2020, 5, 1))
    settle(cast)
    report = ask(cast, draft_of(cast, lower_outpatient))
    # 70 %: 28, 42 and the 10 left of 80. 50 %: 20, 30 and the 30 left.
    care = cell(report, "benefit", "general_outpatient")
    assert (care["bills"], care["bills_worse"], care["bills_better"]) == (4, 3, 1)
    assert (care["before_fund_pay_sumamt"], care["after_fund_pay_sumamt"]) == (80_00 + 28_00, 80_00 + 20_00)
    # Over the year the first person loses nothing, the other 8 yuan.
    assert (care["people"], care["people_worse"], care["people_better"]) == (2, 1, 0)
    stay = cell(report, "benefit", "inpatient")
    assert stay["before_fund_pay_sumamt"] == stay["after_fund_pay_sumamt"] > 0
    assert (stay["bills_worse"], stay["bills_better"]) == (0, 0)
    assert sum(people for people, _change in report.result["changes"].values()) == 2
    assert sum(change for _people, change in report.result["changes"].values()) == 8_00


def visit(person: Any, cast: Cast, day: dt.date, amount: int) -> Bill:
    hospital = cast.hospital_east if person.county == cast.east else cast.hospital_west
    return make_bill(
        person, hospital, med_type="11", begndate=day, enddate=day, setl_time=moment(day), medfee_sumamt=amount,
        fulamt_ownpay_amt=0, overlmt_selfpay=0, preselfpay_amt=0, inscp_scp_amt=amount,
    )  # fmt: skip


def settle(cast: Cast) -> None:
    settle_waiting_bills(selection=Selection(cast.area.pk), acting_user=cast.clerk_east)


def test_two_drafts_against_each_other(cast: Cast, small_blocks: None) -> None:
    settled_year(cast)
    lower = draft_of(cast, lower_inpatient)
    forth, back = ask(cast, lower, base_version=in_force().pk), ask(cast, in_force(), base_version=lower.pk)
    real = ask(cast, lower)
    for name in MEASURES:
        assert cell(forth)[f"before_{name}"] == cell(back)[f"after_{name}"] == cell(real)[f"before_{name}"]
        assert cell(forth)[f"after_{name}"] == cell(back)[f"before_{name}"] == cell(real)[f"after_{name}"]
    assert cell(forth)["bills_worse"] == cell(back)["bills_better"] > 0


def eleven_years_on(text: str) -> str:
    return re.sub(r"\b20(19|2[0-5])-(\d\d-\d\d)", lambda day: f"20{int(day[1]) + 11}-{day[2]}", text)


def test_a_draft_of_a_later_year_is_tried_as_at_its_day(cast: Cast, small_blocks: None) -> None:
    """All its values begin in 2030: on the bills' own days it has none, as at 2030 it has them all."""
    settled_year(cast, 60)
    later = draft_of(cast, eleven_years_on)
    own_days = ask(cast, later)
    assert own_days.people == 0
    assert sum(gap[2] for gap in own_days.result["gaps"]) == own_days.bills > 0
    as_at = ask(cast, later, as_at=dt.date(2030, 7, 1))
    assert as_at.result["gaps"] == []
    assert cell(as_at)["after_fund_pay_sumamt"] == cell(as_at)["before_fund_pay_sumamt"]


def test_what_the_draft_does_not_foresee_is_counted_with_examples(cast: Cast, small_blocks: None) -> None:
    """The draft has forgotten the ceiling of outpatient care from 2020 on."""
    settled_year(cast)
    whole = ask(cast, in_force())
    forgotten = draft_of(
        cast, lambda text: text.replace("value: 80, clause", "to: 2020-01-01, value: 80, clause")
    )
    report = ask(cast, forgotten)
    [(side, reason, count, fund, examples)] = report.result["gaps"]
    assert (side, "limit.general_outpatient.amount" in reason) == ("draft", True)
    with override("zh-hans"):
        [told] = unforeseen(report)
        assert "没有规定“普通门诊 · 最高支付限额”" in told.reason
    care = standing(benefit="general_outpatient")
    paid = [row for row in care if row.fund_pay_sumamt]
    assert len(paid) > 5
    assert len(paid) <= count <= len(care)
    assert fund == total(paid, "fund_pay_sumamt")
    assert (len(examples), set(examples) <= {row.bill_id for row in care}) == (5, True)
    # Together with what is compared they are the year, to the fen.
    assert cell(report)["bills"] + count == report.bills == whole.bills
    assert cell(report)["before_fund_pay_sumamt"] + fund == cell(whole)["before_fund_pay_sumamt"]
    # Seen from the other side the base does not foresee them, and nobody knows what they would have got.
    [(side, _reason, again, unknown, _examples)] = ask(cast, in_force(), base_version=forgotten.pk).result[
        "gaps"
    ]
    assert (side, again, unknown) == ("base", count, 0)


def test_cancelled_and_waiting_bills_are_left_out(cast: Cast, small_blocks: None) -> None:
    settled_year(cast, 60)
    before = ask(cast, in_force())
    with system_scope():
        last = Settlement.objects.filter(policy_date__year=2020).order_by("-setl_time").first()
        assert last is not None
        city = make_user("handler.city", "市级经办", cast.city, Duty.HANDLE)
    cancel_settlement(
        settlement=last, setl_id="CANCEL1", setl_time=last.setl_time + dt.timedelta(days=1), acting_user=city
    )
    after = ask(cast, in_force())
    assert after.bills == before.bills - 1 == len(standing())
    assert cell(after)["after_fund_pay_sumamt"] == total(standing(), "fund_pay_sumamt")


def test_a_scheme_of_its_own(cast: Cast) -> None:
    settled_year(cast, 30)
    assert ask(cast, in_force(), insutype="390").bills == len(standing())
    with pytest.raises(NothingSettled):
        ask(cast, in_force(), insutype="310")
    with pytest.raises(NothingSettled):
        ask(cast, in_force(), year=2018)


def test_facts_are_those_of_the_settlement(cast: Cast, small_blocks: None) -> None:
    """A cover ended or a hospital upgraded since does not change what the year was."""
    settled_year(cast, 60)
    with system_scope(), connection.cursor() as cursor:
        cursor.execute("UPDATE institutions_institution SET dedc_hosp_lv = '3'")
        cursor.execute("UPDATE enrollment_coverage SET effective = false")
    whole = cell(ask(cast, in_force()))
    assert (
        whole["after_fund_pay_sumamt"]
        == whole["before_fund_pay_sumamt"]
        == total(standing(), "fund_pay_sumamt")
    )


def test_nothing_is_written_but_the_report(cast: Cast, small_blocks: None) -> None:
    settled_year(cast)
    draft = draft_of(cast, lower_inpatient)
    before = every_table()
    report = ask(cast, draft)
    assert every_table() == before
    assert reports() == [report.pk]


def test_a_report_is_never_changed(cast: Cast) -> None:
    settled_year(cast, 10)
    report = ask(cast, in_force())
    with system_scope():
        for act in (report.delete, report.save):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()


def test_who_may_ask(cast: Cast) -> None:
    settled_year(cast, 10)
    question = Question(cast.area.pk, 2020, draft_version=in_force().pk)
    for user in (cast.clerk_east, cast.reviewer_city, cast.auditor_city, cast.clerk_elsewhere):
        with pytest.raises(DutyMissing):
            run_what_if(question=question, acting_user=user)
        with pytest.raises(DutyMissing):
            estimate(question=question, acting_user=user)
    with system_scope():
        handler = make_user("handler.city", "市级经办", cast.city, Duty.HANDLE)
    assert estimate(question=question, acting_user=handler).bills == count_bills(question)[0]
    run_what_if(question=question, acting_user=handler)


def test_an_uploaded_package_is_tried_and_kept_with_the_report(cast: Cast) -> None:
    settled_year(cast, 30)
    text = lower_inpatient(in_force().text)
    question = Question(cast.area.pk, 2020, draft_text=text)
    report = run_what_if(question=question, acting_user=cast.administrator_city)
    assert (report.draft_version, report.draft_text) == (None, text)
    assert report.result == ask(cast, draft_of(cast, lower_inpatient)).result


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda text: text.replace("level_2: 700", "level_9: 700"), PackageFaulty),
        (lambda text: text.replace('area: "990100"', 'area: "980100"'), PolicyRefused),
        (lambda text: re.sub(r"(?m)^key: .*$", "key: another-document", text), PolicyRefused),
    ],
)
def test_a_package_that_does_not_fit_is_refused_before_anything_is_settled(
    cast: Cast, change: Any, refusal: type[Exception]
) -> None:
    settled_year(cast, 5)
    changed = change(in_force().text)
    assert changed != in_force().text
    question = Question(cast.area.pk, 2020, draft_text=changed)
    with pytest.raises(refusal):
        run_what_if(question=question, acting_user=cast.administrator_city)
    assert reports() == []


def test_what_stops_it_leaves_nothing(cast: Cast, small_blocks: None) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Stopped

    settled_year(cast)
    before = every_table()
    question = Question(cast.area.pk, 2020, draft_version=in_force().pk)
    with pytest.raises(Stopped):
        run_what_if(question=question, acting_user=cast.administrator_city, report=stop)
    assert reports() == []
    assert every_table() == before


@pytest.mark.slow
def test_processes_make_no_difference_and_can_only_read(
    fresh_database: str, cast: Cast, small_blocks: None, monkeypatch: Any
) -> None:
    settled_year(cast, 80)
    draft = draft_of(cast, lower_inpatient)
    before = every_table()
    one, two = ask(cast, draft), ask(cast, draft, processes=2)
    assert one.result == two.result
    assert one.bills == two.bills == len(standing())
    assert every_table() == before
    # Whatever would write in a block is refused by the database.
    with system_scope():
        scenario = Scenario(Question(cast.area.pk, 2020, draft_version=draft.pk))

    def writes(*_given: Any) -> Any:
        Bill.unscoped.update(fetus_cnt=7)

    monkeypatch.setattr(what_if_run, "read_fee_lines", writes)
    [block, *_rest] = what_if_run.blocks_of(scenario.question)
    with pytest.raises(DatabaseError, match="read-only"):
        compare_block(scenario, block)


def test_the_measures_are_amounts_of_a_settlement() -> None:
    assert set(MEASURES) <= set(AMOUNTS)
