"""The ``registers`` section: how certificates, accidents, births, sign-ups and filings are registered, and which word
counts when a bill and the register differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import CareFiling
from claims.rules.registrations import add_months
from config.errors import DomainError
from config.workdays import add_workdays
from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for
from institutions.policy.registry import register_section
from institutions.rules.policy_package import PolicyAt, Section, SectionAt
from institutions.rules.policy_schema import Finding, ParameterSpec, SectionSchema, choice
from institutions.rules.policy_tables import OTHERWISE, PolicyGap, Table

NAME = "registers"
REPORTED, REGISTERED, WAIT = "reported", "registered", "wait"
KINDS = ("certificate.*", "filing.*", "accident", "maternity", "sign_up")
HIGHEST_SCORE = 100


def _of_each_kind() -> Iterable[ParameterSpec]:
    for kind in KINDS:
        yield ParameterSpec(f"{kind}.review", "flag", "A second person decides; yes when absent")
        yield ParameterSpec(f"{kind}.workdays", "days", "Working days within which it is decided")
        yield ParameterSpec(f"{kind}.papers", "text", "Papers to bring")
        yield ParameterSpec(
            f"{kind}.months", "months", "How long it holds; without end when absent", by=("disease",)
        )


PARAMETERS = (
    *_of_each_kind(),
    ParameterSpec("certificate.*.title", "text", "What the certificate is called"),
    ParameterSpec(
        "certificate.*.listed", "flag", "Whether a disease can be certified; any when absent", by=("disease",)
    ),
    ParameterSpec("certificate.*.disease", "text", "What the diseases are called", by=("disease",)),
    ParameterSpec(
        "certificate.*.experts", "count", "Experts whose opinions are asked; one more when they are divided"
    ),
    ParameterSpec("certificate.*.pass_score", "count", "Score from which an expert is in favour"),
    ParameterSpec("certificate.*.institutions", "count", "Institutions that may be chosen at once"),
    ParameterSpec("filing.*.promise_days", "days", "Days within which promised papers follow"),
    ParameterSpec("filing.*.promise", "text", "Text of the promise that stands for missing papers"),
    ParameterSpec("filing.*.late_days", "days", "Days after the care began within which it is still filed"),
    ParameterSpec("filing.transfer.chain_days", "days", "Days between discharge and the onward admission"),
    ParameterSpec(
        "filing.day",
        "name",
        "Whether a filing must hold when care begins or when it ends",
        choices=choice("begin", "end"),
    ),
    ParameterSpec("expiry.days", "days", "Days before the end from which the desk says so"),
    *(
        ParameterSpec(
            f"{kind}.counts",
            "name",
            "Which word counts when a bill and the register differ",
            choices=choice(REPORTED, REGISTERED, WAIT),
        )
        for kind in ("filing", "accident", "maternity")
    ),
)


def check(section: Section) -> Iterable[Finding]:
    """Kinds of filing are known to the rules; experts need a score to agree from."""
    kinds = set(CareFiling.Kind.values)
    for name in section.parameters:
        parts = name.split(".")
        if parts[0] == "filing" and len(parts) > 2 and parts[1] not in kinds:
            yield (
                name,
                "There is no filing “%(name)s”; there are: %(known)s.",
                {"name": parts[1], "known": ", ".join(sorted(kinds))},
            )
        if name.endswith(".experts") and f"certificate.{parts[1]}.pass_score" not in section.parameters:
            yield name, "The certificate “%(name)s” asks experts but has no pass_score.", {"name": parts[1]}


SECTION = SectionSchema(NAME, "Registers of rights and filings", PARAMETERS, check=check)


def register() -> None:
    """Called once from ``ClaimsConfig.ready()``."""
    register_section(SECTION)


class NotForeseen(DomainError):
    """The policy in force has no such registration."""


@dataclass(frozen=True)
class Terms:
    """What the policy says on a day about one kind of registration (``certificate.chronic``, ``filing.transfer``)."""

    section: SectionAt
    kind: str

    def _value(self, name: str, default: Any = None) -> Any:
        given = self.section.get(f"{self.kind}.{name}")
        return default if given is None else given.value

    @property
    def title(self) -> str:
        return str(self._value("title", "") or self.kind.rpartition(".")[2])

    @property
    def must_review(self) -> bool:
        return bool(self._value("review", True))

    @property
    def papers(self) -> str:
        return str(self._value("papers", ""))

    @property
    def experts(self) -> int:
        return int(self._value("experts", 0))

    @property
    def pass_score(self) -> int:
        return int(self._value("pass_score", HIGHEST_SCORE))

    @property
    def institutions(self) -> int | None:
        """How many institutions may be chosen at once; None when the policy does not limit it."""
        found: int | None = self._value("institutions")
        return found

    @property
    def promise(self) -> str:
        return str(self._value("promise", ""))

    @property
    def late_days(self) -> int | None:
        found: int | None = self._value("late_days")
        return found

    def promise_due(self, applied_on: dt.date) -> dt.date | None:
        """The day on which promised papers are due; None where the policy takes no promise."""
        days = self._value("promise_days")
        return None if days is None else applied_on + dt.timedelta(days=days)

    def due(self, applied_on: dt.date) -> dt.date | None:
        """The working day by which it is to be decided."""
        days = self._value("workdays")
        return None if days is None else add_workdays(applied_on, days)

    def end(self, first: dt.date, disease: str = "none") -> dt.date | None:
        """The day on which what begins on ``first`` no longer holds; None when it goes on."""
        months = self._value("months")
        if isinstance(months, Table):
            months = months.find({"disease": disease}.get)
        return None if months is None else add_months(first, months)

    def _of_disease(self, name: str, code: str, default: Any) -> Any:
        given = self._value(name)
        if given is None:
            return default
        return given.find({"disease": code}.get) if isinstance(given, Table) else given

    def disease_name(self, code: str) -> str:
        """What the package calls the disease (its code where it has no name); empty when it cannot be certified."""
        return str(self._of_disease("disease", code, code)) if self._of_disease("listed", code, True) else ""

    def diseases(self) -> list[tuple[str, str]]:
        """Codes and names that can be certified, as far as the policy names them."""
        tables = [table for name in ("disease", "listed") if isinstance(table := self._value(name), Table)]
        codes = dict.fromkeys(code for table in tables for code in table.root if code != OTHERWISE)
        return [(code, name) for code in codes if (name := self.disease_name(code))]


@dataclass(frozen=True)
class RegisterPolicy:
    """The section as in force on a day; without one nothing is registered and every bill is taken at its word."""

    area: str
    section: SectionAt | None

    def terms(self, kind: str) -> Terms:
        """Raises :class:`NotForeseen` unless the policy writes something about ``kind``."""
        if self.section is not None and any(name.startswith(f"{kind}.") for name in self.section.given):
            return Terms(self.section, kind)
        raise NotForeseen(
            _("The policy of %(area)s does not say how “%(kind)s” is registered (section registers)."),
            area=self.area,
            kind=kind,
        )

    def kinds_of(self, family: str) -> list[str]:
        """The kinds of certificate or filing the policy knows: chronic, two_disease …"""
        names = () if self.section is None else self.section.given
        parts = (name.split(".") for name in names)
        return list(dict.fromkeys(part[1] for part in parts if part[0] == family and len(part) > 2))

    def counts(self, family: str) -> str:
        """Whose word counts about ``family`` (filing, accident, maternity): reported, registered, or wait."""
        return REPORTED if self.section is None else str(self.section.value(f"{family}.counts", REPORTED))

    @cached_property
    def trusts_bills(self) -> bool:
        """Nothing on a bill needs the register to bear it out."""
        return all(self.counts(family) == REPORTED for family in ("filing", "accident", "maternity"))

    @property
    def chain_days(self) -> int:
        return 0 if self.section is None else int(self.section.value("filing.transfer.chain_days", 0) or 0)

    @property
    def filing_day(self) -> str:
        """ "begin" or "end": the day of care on which a filing must hold."""
        return "begin" if self.section is None else str(self.section.value("filing.day", "begin"))

    @property
    def expiry_days(self) -> int:
        given = None if self.section is None else self.section.get("expiry.days")
        return 0 if given is None else int(given.value)


def register_policy(policy: PolicyAt) -> RegisterPolicy:
    """The registers' rules out of a resolved policy."""
    try:
        section: SectionAt | None = policy.section(NAME)
    except PolicyGap:
        section = None
    return RegisterPolicy(policy.area, section)


def register_policy_for(area: PoolingArea | str, day: dt.date) -> RegisterPolicy:
    """What holds in an area on a day."""
    return register_policy(policy_for(area, day))
