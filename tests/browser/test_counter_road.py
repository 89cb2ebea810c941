"""A reimbursement in a real browser, by the people whose duty each step is: from papers on the desk to an amount
owed and the printed receipt."""

from __future__ import annotations

import re
from typing import Any

import pytest

from claims.models import Payable, Settlement
from config.scoping import system_scope
from enrollment.models import Person
from tests.browser.test_main_road import sign_in
from tests.cast import Cast, make_coverage, make_person
from tests.support.policies import put_policy_in_force

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BILL = {
    "begndate": "2020-03-01",
    "enddate": "2020-03-05",
    "medfee_sumamt": "10000.00",
    "class_a_amt": "8000",
    "class_b_amt": "1500",
    "class_c_amt": "500",
}
ACCOUNT = {"account_name": "测试甲", "account_no": "622200001111", "bank_name": "示例银行"}


def opened(page: Any, label: str) -> None:
    """Follow the button or link of an act."""
    page.get_by_role("link", name=label, exact=True).click()
    page.wait_for_load_state()


def confirmed(page: Any, case: str) -> None:
    page.click("main form button.main")
    page.wait_for_url(case)


def send(page: Any, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.fill(f"main [name={name}]", value)
    page.click("main form .form-buttons button.main")


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east, name="测试甲")
        make_coverage(person)
    return person


def test_papers_become_an_amount_owed(cast: Cast, person: Person, browser_page: Any) -> None:
    page = browser_page
    sign_in(page, cast.clerk_east)
    page.goto("/claims/reimbursements/new/")
    page.select_option("main [name=insutype]", "390")
    send(page, {"number": person.certno, "name": person.psn_name, "received_on": "2020-04-01"})
    page.wait_for_url(re.compile(r"/claims/reimbursements/\d+/$"))
    case = page.url

    opened(page, "录入单据")
    page.select_option("main [name=filing]", "filed")
    # Reversed dates are said beside the field and lose nothing that was typed.
    wrong = {**BILL, "enddate": "2020-02-27", "fixmedins_code": cast.hospital_east.fixmedins_code}
    send(page, wrong)
    page.wait_for_selector(".note-bad")
    assert page.input_value("main [name=medfee_sumamt]") == "10000.00"
    send(page, {"enddate": BILL["enddate"]})
    page.wait_for_selector("text=单据已录入")

    page.goto(case)
    opened(page, "录入账户")
    send(page, ACCOUNT)
    page.wait_for_url(case)
    opened(page, "结算")
    confirmed(page, case)

    sign_in(page, cast.reviewer_east)
    page.goto(case)
    opened(page, "核对账户")
    # Typed anew from the card: a digit too few is not taken.
    send(page, {"account_no": ACCOUNT["account_no"][:-1]})
    page.wait_for_selector(".field-error")
    send(page, {"account_no": ACCOUNT["account_no"]})
    page.wait_for_url(case)
    opened(page, "复核")
    confirmed(page, case)

    with system_scope():
        settlement, payable = Settlement.objects.get(), Payable.objects.get()
    assert payable.amount == settlement.fund_pay_sumamt > 0
    shown = page.inner_text("main")
    assert f"{payable.amount:,.2f}" in shown
    page.goto(case + "receipt/")
    assert f"{payable.amount:,.2f}" in page.inner_text("body")
