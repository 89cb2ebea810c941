"""What the policy in force says about payment methods, each value with where it comes from."""

from __future__ import annotations

from typing import NamedTuple

from config.money import TEN_THOUSAND
from institutions.rules.policy_package import Given, PolicyAt, SectionAt

from .section import (
    ALL,
    BY_BUDGET,
    BY_HEADS,
    BY_ITEM,
    LESS_OTHERS,
    METHOD,
    NORMAL,
    SCORE,
    SECTION,
    SIGNED_UP,
    STANDARD,
)

HOSPITAL = "hospital"


class Edges(NamedTuple):
    """Where the cost of a case leaves the normal, in ten-thousandths of the group's mean; None where it never does."""

    low: Given | None
    high: Given | None
    review: Given | None
    edge_is_normal: bool


class Terms(NamedTuple):
    """The sections that speak of payment: ``payment_methods``, ``institution_payment``, ``clearing``."""

    methods: SectionAt
    institution: SectionAt | None = None
    clearing: SectionAt | None = None

    def uses(self, method: str) -> bool:
        """Whether the area pays by the method. By item is paid whatever no other method is used for."""
        named = _get(self.institution, "methods")
        return method == BY_ITEM or named is None or method in named.value

    def edges(self, method: str) -> Edges:
        low, high, review, at_edge = (
            self.methods.get(f"{method}.{name}")
            for name in ("low_below", "high_above", "review_above", "at_edge")
        )
        return Edges(low, high, review, at_edge is None or at_edge.value == NORMAL)

    def factor(self, method: str, level: str) -> Given:
        """The factor of an institution whose own is not known, in ten-thousandths; 1 where the policy has none."""
        given = self.methods.get("institution_factor")
        return Given(TEN_THOUSAND) if given is None else given.cell({METHOD: method, "level": level}.get)

    def fund_part(self, method: str) -> Given:
        return self._by_method("fund_part", method, LESS_OTHERS)

    @property
    def heads(self) -> Given:
        return self.methods.get("per_capita.heads") or Given(ALL)

    @property
    def per_capita_by(self) -> Given:
        """Heads times quota, or the budget's sum; where the policy does not say, heads if those signed up count."""
        otherwise = BY_HEADS if self.heads.value == SIGNED_UP else BY_BUDGET
        return self.methods.get("per_capita.by") or Given(otherwise)

    def month_by(self, method: str) -> Given:
        return self._by_method("month.by", method, STANDARD)

    def month_share(self, method: str) -> Given:
        return self._by_method("month.share", method, TEN_THOUSAND)

    @property
    def deposit(self) -> Given:
        """The share held back of what is paid, in ten-thousandths; nothing where hospitals leave none."""
        given = _get(self.clearing, "quality_deposit")
        held_from = _get(self.clearing, "quality_deposit_from")
        if given is None or (held_from is not None and HOSPITAL not in held_from.value):
            return Given(0)
        return given

    @property
    def reserved(self) -> Given:
        return self.methods.get("year.reserved") or Given(0)

    @property
    def surplus_kept(self) -> Given:
        return self.methods.require("year.surplus_kept")

    @property
    def overrun_shared(self) -> Given:
        return self.methods.require("year.overrun_shared")

    def released(self, score: int) -> Given:
        return self.methods.require("deposit.released").cell({SCORE: score}.get)

    @property
    def most_reviews(self) -> Given | None:
        """Share of an institution's cases of a year that may be reviewed singly; None where nobody limits them."""
        return self.methods.get("review.most")

    @property
    def working_capital(self) -> Given | None:
        """Months of last year's mean pooled payment that are lent."""
        return _get(self.institution, "working_capital.months")

    @property
    def prepayment(self) -> Given | None:
        return self.methods.get("prepayment.months")

    def prepayment_adjusted(self, score: int) -> Given | None:
        given = self.methods.get("prepayment.adjusted")
        return None if given is None else given.cell({SCORE: score}.get)

    def _by_method(self, name: str, method: str, otherwise: object) -> Given:
        given = self.methods.get(name)
        return Given(otherwise) if given is None else given.cell({METHOD: method}.get)


def _get(section: SectionAt | None, name: str) -> Given | None:
    return None if section is None else section.get(name)


def terms_of(policy: PolicyAt) -> Terms:
    """Raises ``PolicyGap`` where no document in force says how payment methods work out."""
    others = (policy.sections.get(name) for name in ("institution_payment", "clearing"))
    return Terms(policy.section(SECTION.name), *others)
