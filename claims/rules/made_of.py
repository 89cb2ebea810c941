"""Which earlier steps of a bill a step's amount is made of, told by the rule each step stands for.

The walk follows :func:`claims.rules.benefit.settle`: it knows from the code of a step what the rule takes, never
from amounts that happen to be the same. A step that takes what no line shows (a ceiling's room, a band's part, the
balance of an account) names no line; neither does one whose lines do not give its amount to the fen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from config.money import TEN_THOUSAND, half_up

from .steps import Step


class Part(NamedTuple):
    """What one line gives: its ``amount`` in fen, added or taken off, whole or a ``ratio`` of it (ten-thousandths).

    ``of`` says which of a line's amounts it is where it is not the line's result: the ``total`` of the bill or its
    ``first`` share, what ``stays`` below a payer's line.
    """

    line: int
    amount: int
    of: str = ""
    minus: bool = False
    ratio: int | None = None


class Made(NamedTuple):
    """The parts of an amount, together times ``times`` or a ``ratio``, rounded once; no parts: no line is named."""

    parts: tuple[Part, ...] = ()
    ratio: int | None = None
    times: int = 1

    @property
    def fen(self) -> int:
        weighted = sum(
            (-1 if part.minus else 1) * part.amount * (TEN_THOUSAND if part.ratio is None else part.ratio)
            for part in self.parts
        )
        ratio = TEN_THOUSAND if self.ratio is None else self.ratio
        return half_up(weighted * ratio * self.times, TEN_THOUSAND * TEN_THOUSAND)


NOTHING = Made()


def made_of(steps: Iterable[Step]) -> list[Made]:
    """For each step of a whole bill, in order, what it is made of."""
    walk = _Walk()
    return [walk.read(number, one) for number, one in enumerate(steps, 1)]


def _minus(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(part._replace(minus=not part.minus) for part in parts)


def _lower(one: Made, other: Made) -> Made:
    return one if one.fen <= other.fen else other


class _Walk:
    """What the rules hold in hand after each step."""

    def __init__(self) -> None:
        self.fees: list[Part] = []
        self.total: tuple[Part, ...] = ()
        self.first: tuple[Part, ...] = ()
        self.scope: tuple[Part, ...] = ()
        self.entering = NOTHING
        """What a ratio or bands are applied to."""
        self.after_deductible: tuple[Part, ...] = ()
        self.above: tuple[Part, ...] | None = ()
        """What ceilings of the basic fund cut off what is in scope; None where no line shows it."""
        self.fixed: list[Part] = []
        self.bands: list[Part] = []
        self.points: list[Part] = []
        self.ratio_done = False
        self.refused: tuple[Part, ...] = ()
        self.due = NOTHING
        """What the payer at hand pays so far: the basic fund, then one layer after the other."""
        self.layer = False
        self.paid: tuple[Part, ...] = ()
        self.payable = NOTHING

    def read(self, number: int, one: Step) -> Made:
        kind = one.code.partition("_")[0]
        reader = _READERS.get(one.code) or _READERS_OF_KINDS.get(kind)
        made = reader(self, number, one) if reader else NOTHING
        # A step made otherwise than its rule says would be a wrong pointer, which is worse than none.
        return made if made.parts and made.fen == one.amount else NOTHING

    # The basic fund.

    def _fee(self, number: int, one: Step) -> Made:
        self.fees.append(_of(number, one))
        return NOTHING

    def _in_scope(self, number: int, one: Step) -> Made:
        self.scope = (_of(number, one),)
        self.total = (Part(number, one.params["total"], "total"),)
        self.first = (Part(number, one.params["first"], "first"),)
        self.after_deductible = self.scope
        self.entering = Made(self.scope)
        return Made(tuple(self.fees))

    def _refused(self, number: int, one: Step) -> Made:
        self.refused = (_of(number, one),)
        return NOTHING

    def _factor(self, number: int, one: Step) -> Made:
        self.fixed = [_of(number, one)]
        return NOTHING

    def _deductible(self, number: int, one: Step) -> Made:
        borne = _of(number, one)
        standard, self.fixed = Made(tuple(self.fixed)), []
        self.after_deductible = (*self.scope, *_minus([borne]))
        self.entering = Made(self.after_deductible)
        left = one.params["standard"] - one.params["before"]
        if Made(self.scope).fen <= left:
            return Made(self.scope)
        return standard if one.params["before"] == 0 else NOTHING

    def _limit(self, number: int, one: Step) -> Made:
        within = _of(number, one)
        if not self.ratio_done:
            before, self.entering = self.entering, Made((within,))
            if one.code == "limit_cut":
                self.above = (*self.after_deductible, *_minus([within]))
            return before if one.code == "limit" else NOTHING
        before, self.due = self._basic_due(), Made((within,))
        if one.code == "limit_cut":
            # What a ceiling kept from being paid is turned back into an amount in scope by its ratio: no line
            # shows that, unless nothing at all is paid.
            self.above = None if within.amount else self.after_deductible
        return before if one.code == "limit" else NOTHING

    def _band(self, number: int, one: Step) -> Made:
        self.bands.append(_of(number, one)._replace(ratio=one.params["ratio"]))
        # A band that is as large as all that enters is all that enters.
        return self.entering

    def _bands_due(self, number: int, one: Step) -> Made:
        bands, self.bands, self.ratio_done = tuple(self.bands), [], True
        if sum(part.amount for part in bands) < self.entering.fen:
            self.above = (*self.after_deductible, *_minus(part._replace(ratio=None) for part in bands))
        self.due = Made((_of(number, one),))
        return Made(bands)

    def _ratio_due(self, number: int, one: Step) -> Made:
        self.ratio_done = True
        self.due = Made((_of(number, one),))
        return Made(self.entering.parts, one.params["ratio"])

    def _item_points(self, number: int, one: Step) -> Made:
        self.points.append(_of(number, one))
        return NOTHING

    def _fixed(self, number: int, one: Step) -> Made:
        self.fixed, self.ratio_done = [_of(number, one)], True
        return NOTHING

    def _fixed_days(self, number: int, one: Step) -> Made:
        a_day, self.fixed = tuple(self.fixed), [_of(number, one)]
        return Made(a_day, times=one.params["days"])

    def _fixed_further(self, number: int, one: Step) -> Made:
        self.fixed.append(_of(number, one))
        return NOTHING

    def _fixed_due(self, number: int, one: Step) -> Made:
        standard, self.fixed = Made(tuple(self.fixed)), []
        self.due = Made((_of(number, one),))
        return _lower(standard, Made(self.total))

    def _basic_due(self) -> Made:
        """The points for some items are added once, up to what entered the ratio."""
        if sum(part.amount for part in self.points):
            together = Made((*self.due.parts, *self.points))
            self.due = _lower(together, self.entering) if together.fen >= 0 else NOTHING
        self.points = []
        return self.due

    def _pay(self) -> None:
        """The basic fund is through: what it pays is what the first layer finds paid."""
        if not self.layer and not self.paid:
            self.paid = self._basic_due().parts
        self.due, self.bands, self.layer = NOTHING, [], True

    # The layers.

    def _measured(self, number: int, one: Step) -> Made:
        self._pay()
        taken = _minus(self.paid)
        left = Made((*self.scope, *taken))
        if one.code == "layer_with_first_share":
            left = Made((*self.scope, *self.first, *taken))
        elif one.code == "layer_all_left":
            left = Made((*self.total, *taken))
        elif one.code == "layer_above_ceiling":
            left = NOTHING if self.above is None else _lower(Made(self.above), left)
        self.entering = Made((_of(number, one),))
        return left

    def _layer_line(self, number: int, one: Step) -> Made:
        stays = min(self.entering.fen, max(0, one.params["line"] - one.params["before"]))
        if stays:
            self.entering = Made((*self.entering.parts, Part(number, stays, "stays", minus=True)))
        return NOTHING

    def _layer_due(self) -> Made:
        if self.bands:
            self.due, self.bands = Made(tuple(self.bands)), []
        return _lower(self.due, Made((*self.total, *_minus(self.paid)))) if self.due.parts else NOTHING

    def _layer_cut(self, number: int, one: Step) -> Made:
        self.bands = []
        self.due = Made((_of(number, one),))
        return NOTHING

    def _layer_paid(self, number: int, one: Step) -> Made:
        made = self._layer_due()
        if one.amount:
            self.paid = (*self.paid, _of(number, one))
        return made

    # The person's account, and all funds together.

    def _account(self, number: int, one: Step) -> Made:
        self._pay()
        taken = _minus(self.paid)
        payable = Made((*self.total, *taken))
        if one.code == "account_in_scope":
            payable = _lower(payable, Made((*self.scope, *taken)))
        elif one.code == "account_with_first_share":
            payable = _lower(payable, Made((*self.scope, *self.first, *taken)))
        self.payable = Made((*payable.parts, *_minus([_of(number, one)])))
        return payable

    def _family(self, _number: int, _one: Step) -> Made:
        return self.payable

    def _paid(self, _number: int, _one: Step) -> Made:
        self._pay()
        return Made(self.paid or self.refused)


def _of(number: int, one: Step) -> Part:
    return Part(number, one.amount or 0)


_Reader = Callable[[_Walk, int, Step], Made]
# What a code's first word stands for where its own name is not below.
_READERS_OF_KINDS: dict[str, _Reader] = {
    "fee": _Walk._fee,
    "refused": _Walk._refused,
    "deductible": _Walk._deductible,
}
_READERS: dict[str, _Reader] = {
    "in_scope": _Walk._in_scope,
    "deductible_factor": _Walk._factor,
    "limit": _Walk._limit,
    "limit_cut": _Walk._limit,
    "band": _Walk._band,
    "bands_due": _Walk._bands_due,
    "ratio_due": _Walk._ratio_due,
    "item_points": _Walk._item_points,
    "fixed": _Walk._fixed,
    "fixed_days": _Walk._fixed_days,
    "fixed_further": _Walk._fixed_further,
    "fixed_due": _Walk._fixed_due,
    "layer_in_scope_left": _Walk._measured,
    "layer_with_first_share": _Walk._measured,
    "layer_all_left": _Walk._measured,
    "layer_above_ceiling": _Walk._measured,
    "layer_line": _Walk._layer_line,
    "layer_line_year": _Walk._layer_line,
    "layer_cut": _Walk._layer_cut,
    "layer_paid": _Walk._layer_paid,
    "account_in_scope": _Walk._account,
    "account_with_first_share": _Walk._account,
    "account_all": _Walk._account,
    "account_family": _Walk._family,
    "paid": _Walk._paid,
}
