"""What a birth gives: days by its kind, times a thirtieth of the employer's mean monthly base. Integer fen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from config.money import half_up
from institutions.policy.typed import origins, parameter, read_into
from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_schema import Dimension, ParameterSpec, SectionSchema
from institutions.rules.policy_tables import PolicyGap

from .flow import Flow
from .steps import Step, step

WEEKS = "pregnancy_weeks"
# matn_type: a child was born, or the pregnancy ended without one.
BIRTHS, LOSSES = frozenset("1234"), frozenset("56")
DIMENSION = Dimension(WEEKS, "Weeks of pregnancy", range_unit="count")

SECTION = SectionSchema(
    "maternity_allowance",
    "Maternity allowance",
    (
        ParameterSpec("days.base", "days", "Days for a birth", required=True),
        ParameterSpec("days.kind", "days", "Further days by kind of delivery", by=("matn_type",)),
        ParameterSpec("days.further_child", "days", "Further days for each child beyond the first"),
        ParameterSpec("days.extension", "days", "Days by which the area extends the leave"),
        ParameterSpec("days.loss", "days", "Days where no child was born", by=(WEEKS, "matn_type")),
        ParameterSpec("month_days", "days", "Days a month has for the daily wage"),
        ParameterSpec("days.finish", "days", "Working days from registration to the payment"),
        ParameterSpec("submit.months", "months", "Months after the birth in which it may be applied for"),
    ),
    per_scheme=True,
)

FLOW = Flow(
    {
        ("registered", "change"): "registered",
        ("registered", "account"): "registered",
        ("calculated", "account"): "calculated",
        # After the review only where the bank could not pay: the service asks for a failed payment.
        ("reviewed", "account"): "reviewed",
        ("registered", "calculate"): "calculated",
        ("calculated", "return"): "registered",
        ("calculated", "review"): "reviewed",
        ("registered", "withdraw"): "withdrawn",
    }
)


@dataclass(frozen=True)
class AllowancePolicy:
    """The allowance of a scheme as in force on a day."""

    month_days: int = parameter("month_days", default=30)
    days_finish: int | None = parameter("days.finish", default=None)
    submit_months: int | None = parameter("submit.months", default=None)
    given: Mapping[str, Given] = origins()


def allowance_policy(policy: PolicyAt, insutype: str) -> AllowancePolicy:
    """Raises ``PolicyGap`` where the area pays no allowance under the scheme."""
    return read_into(AllowancePolicy, policy.section(f"{SECTION.name}.{insutype}"))


class Birth(NamedTuple):
    """The facts: national kind of delivery, children born, weeks of pregnancy where none was; base in fen."""

    matn_type: str
    children: int
    weeks: int | None
    monthly_base: int


class Allowance(NamedTuple):
    days: int
    amount: int


def allowance(birth: Birth, policy: AllowancePolicy, steps: list[Step] | None = None) -> Allowance:
    """Days and amount in fen, rounded half up once; raises ``PolicyGap`` where the policy is silent."""
    trace: list[Step] = [] if steps is None else steps
    if birth.monthly_base <= 0:
        raise ValueError("the base is above zero")
    days = (
        _days_of_birth(birth, policy, trace)
        if birth.matn_type in BIRTHS
        else _days_of_loss(birth, policy, trace)
    )
    amount = half_up(birth.monthly_base * days, policy.month_days)
    trace.append(step("maternity_days", days=days))
    trace.append(
        step(
            "maternity_amount",
            policy.given.get("month_days"),
            amount,
            base=birth.monthly_base,
            month_days=policy.month_days,
            days=days,
        )
    )
    return Allowance(days, amount)


def _days_of_birth(birth: Birth, policy: AllowancePolicy, trace: list[Step]) -> int:
    facts: dict[str, Any] = {"matn_type": birth.matn_type}
    days = 0
    parts = [("days.base", 1), ("days.kind", 1), ("days.further_child", max(0, birth.children - 1))]
    for name, times in [*parts, ("days.extension", 1)]:
        given = policy.given.get(name)
        if given is None:
            if name == "days.base":
                raise PolicyGap(f"{SECTION.name}: no value for {name}")
            continue
        found = given.cell(facts.get)
        if found.value * times:
            days += found.value * times
            code = "maternity_" + name.removeprefix("days.")
            trace.append(
                step(code, found, more=found.value * times, children=times, matn_type=birth.matn_type)
            )
    return days


def _days_of_loss(birth: Birth, policy: AllowancePolicy, trace: list[Step]) -> int:
    if birth.matn_type not in LOSSES or birth.weeks is None:
        raise PolicyGap(f"{SECTION.name}: nothing is paid for delivery {birth.matn_type}")
    given = policy.given.get("days.loss")
    if given is None:
        raise PolicyGap(f"{SECTION.name}: no value for days.loss")
    found = given.cell({WEEKS: birth.weeks, "matn_type": birth.matn_type}.get)
    trace.append(
        step("maternity_loss", found, more=found.value, weeks=birth.weeks, matn_type=birth.matn_type)
    )
    return int(found.value)
