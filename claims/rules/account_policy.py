"""The ``personal_account.<scheme>`` section: what is credited, what interest is paid, who may share and be paid out.

What a bill may take from the account stands with the benefits (``account.pays``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from institutions.policy.typed import origins, parameter, read_into
from institutions.rules.policy_package import Given, PolicyAt, Section
from institutions.rules.policy_schema import Finding, ParameterSpec, SectionSchema, choice
from institutions.rules.policy_tables import PolicyGap, Table

PERSON = ("psn_type", "age")
FIRST_DAY, LAST_DAY, ANY_DAY = "first_day", "last_day", "any_day"
DAILY, MONTH_END = "daily", "month_end"
RELATIVES = (
    "spouse",
    "parent",
    "child",
    "sibling",
    "grandparent",
    "grandchild",
    "parent_in_law",
    "child_in_law",
)


def _check(section: Section) -> Iterable[Finding]:
    """A rate of interest says how it is reckoned, and an account is credited by some rule."""
    given = section.parameters
    if "interest.rate" in given and "interest.method" not in given:
        yield "interest.rate", "A rate of interest needs “interest.method”.", {}
    if not {"credit.ratio", "credit.fixed"} & given.keys():
        yield "credit.covered_on", "The section has neither “credit.ratio” nor “credit.fixed”.", {}


SECTION = SectionSchema(
    "personal_account",
    "Personal accounts of a scheme",
    (
        ParameterSpec(
            "credit.ratio",
            "ratio",
            "Share of the month's own contribution base credited to the account",
            by=PERSON,
            highest=Decimal(1),
        ),
        ParameterSpec("credit.fixed", "yuan", "Fixed amount credited to the account each month", by=PERSON),
        ParameterSpec(
            "credit.covered_on",
            "name",
            "On which day of the month a person must be covered to be credited",
            choices=choice(FIRST_DAY, LAST_DAY, ANY_DAY),
            required=True,
        ),
        ParameterSpec("interest.rate", "ratio", "Yearly rate of interest on accounts", highest=Decimal(1)),
        ParameterSpec(
            "interest.method",
            "name",
            "Balances that bear interest",
            choices=choice(DAILY, MONTH_END),
        ),
        ParameterSpec("interest.days", "days", "Days a year has for interest on daily balances"),
        ParameterSpec(
            "sharing.relatives",
            "names",
            "Relatives a person may share the account with",
            choices=choice(*RELATIVES),
        ),
        ParameterSpec("sharing.keep", "yuan", "Balance a person keeps when sharing"),
        ParameterSpec("sharing.most", "yuan", "Most a person may share in a year"),
    ),
    per_scheme=True,
    check=_check,
)


@dataclass(frozen=True)
class AccountPolicy:
    """Personal accounts of a scheme as in force on a day (NB-07); amounts in fen, ratios in ten-thousandths."""

    covered_on: str = parameter("credit.covered_on")
    interest_rate: int = parameter("interest.rate", default=0)
    interest_method: str = parameter("interest.method", default=DAILY)
    interest_days: int = parameter("interest.days", default=365)
    relatives: tuple[str, ...] = parameter("sharing.relatives", default=())
    keep: int = parameter("sharing.keep", default=0)
    most_shared: int | None = parameter("sharing.most", default=None)
    given: Mapping[str, Given] = origins()

    def credit_terms(self, *, psn_type: str, age: int) -> tuple[int, int]:
        """(share of the base in ten-thousandths, fixed amount in fen) for a person of this kind and age.

        Raises ``PolicyGap`` when a table does not foresee the person.
        """
        facts = {"psn_type": psn_type, "age": age}
        return self._found("credit.ratio", facts.get), self._found("credit.fixed", facts.get)

    def _found(self, name: str, fact: Callable[[str], Any]) -> int:
        given = self.given.get(name)
        if given is None:
            return 0
        try:
            return int(given.value.find(fact) if isinstance(given.value, Table) else given.value)
        except PolicyGap as gap:
            raise PolicyGap(f"{name}: {gap}") from gap


def account_policy(policy: PolicyAt, insutype: str) -> AccountPolicy:
    """The accounts of a scheme as in force; raises ``PolicyGap`` when the area has none for it."""
    return read_into(AccountPolicy, policy.section(f"personal_account.{insutype}"))
