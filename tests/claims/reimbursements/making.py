"""A case at East's counter, brought from state to state by the people whose duty it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from claims.models import Payable, Reimbursement, ReimbursementBill
from claims.services.reimbursements.account import check_account, enter_account
from claims.services.reimbursements.enter import enter_bill
from claims.services.reimbursements.register import register_case
from claims.services.reimbursements.review import review_case
from claims.services.reimbursements.settle import settle_case
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from tests.cast import Cast

WHOLE = {"invoice": 1, "fee_list": 1, "identity": 1}
CARE = dt.date(2020, 3, 5)
FACTS: dict[str, Any] = {
    "med_type": "21", "begndate": dt.date(2020, 3, 1), "enddate": CARE, "dise_code": "", "filing": "filed",
    "accident": "none", "matn_type": "", "fetus_cnt": 0, "complication": False, "medfee_sumamt": 10_000,
    "fulamt_ownpay_amt": 500, "overlmt_selfpay": 200, "preselfpay_amt": 300, "inscp_scp_amt": 9_000,
}  # fmt: skip
ACCOUNT = {
    "holder": "person", "account_name": "测试甲", "account_no": "622200001111", "bank_name": "示例银行",
    "bank_code": "", "evidence": "",
}  # fmt: skip


@dataclass
class Counter:
    """East's clerk and reviewer; every method opens the scope of whoever acts and gives the case as it is then."""

    cast: Cast

    def register(self, person: Person, **given: Any) -> Reimbursement:
        values: dict[str, Any] = {
            "number": person.certno, "name": person.psn_name, "insutype": "390", "manl_reim_rea": "03",
            "received_on": dt.date(2020, 4, 1), "papers": WHOLE, "agency": self.cast.east,
            "acting_user": self.cast.clerk_east, **given,
        }  # fmt: skip
        with acting_as(values["acting_user"]):
            return register_case(**values)

    def enter(self, case: Reimbursement, **facts: Any) -> ReimbursementBill:
        code = facts.pop("fixmedins_code", self.cast.hospital_east.fixmedins_code)
        with acting_as(self.cast.clerk_east):
            return enter_bill(
                case=case, fixmedins_code=code, facts={**FACTS, **facts}, acting_user=self.cast.clerk_east
            )

    def settle(self, case: Reimbursement) -> Reimbursement:
        with acting_as(self.cast.clerk_east):
            settle_case(case=case, acting_user=self.cast.clerk_east)
        return self.fresh(case)

    def give_account(self, case: Reimbursement, *, check: bool = True, **given: Any) -> Reimbursement:
        with acting_as(self.cast.clerk_east):
            enter_account(case=case, acting_user=self.cast.clerk_east, **{**ACCOUNT, **given})
        if check:
            with acting_as(self.cast.reviewer_east):
                check_account(case=case, acting_user=self.cast.reviewer_east)
        return self.fresh(case)

    def review(self, case: Reimbursement) -> Payable | None:
        with acting_as(self.cast.reviewer_east):
            return review_case(case=case, acting_user=self.cast.reviewer_east)

    def reviewed(self, person: Person, **facts: Any) -> Payable:
        """From papers to an amount owed."""
        case = self.register(person)
        self.enter(case, **facts)
        payable = self.review(self.settle(self.give_account(case)))
        assert payable is not None
        return payable

    @staticmethod
    def fresh(case: Reimbursement) -> Reimbursement:
        related = ("insu_county__area", "handling_county", "account", "handled_by")
        with system_scope():
            found: Reimbursement = Reimbursement.objects.select_related(*related).get(pk=case.pk)
        return found
