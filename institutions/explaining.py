"""Steps in words: what every app that explains an amount shares; the sentences are the app's own.

WORDING = Wording(texts=TEXTS, formats={"ratio": percent, "benefit": named(BENEFITS)})
WORDING.explain(steps)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from config.money import from_fen
from institutions.rules.steps import Step

Text = str | Promise
Format = Callable[[Any], str]


@dataclass(frozen=True)
class Explained:
    """One line of an explanation, ready to show.

    ``amount`` in yuan, ``path`` of the parameter it used, ``from_lines`` the numbers of the lines it is made of.
    """

    text: str
    amount: Decimal | None
    clause: str
    assumed: str
    document: str
    path: str = ""
    from_lines: str = ""

    def __str__(self) -> str:
        clause = _(" [clause %(clause)s]") % {"clause": self.clause} if self.clause else ""
        assumed = _(" (assumed: %(reason)s)") % {"reason": self.assumed} if self.assumed else ""
        return f"{self.text}{clause}{assumed}"


def yuan(fen: int | None) -> str:
    """Thousands separators and two decimals; an open end of a band has no amount."""
    return _("no limit") if fen is None else f"{from_fen(fen):,.2f}"


def percent(ten_thousandths: int) -> str:
    return f"{Decimal(ten_thousandths) / 100:f}%"


def named(names: Mapping[str, Text]) -> Format:
    """A name in the reader's language; one that a package chose itself stays as it is."""
    return lambda name: str(names.get(str(name), name))


@dataclass(frozen=True)
class Wording:
    """The sentences of one app.

    ``texts`` by the code of the step, ``formats`` by the name of a parameter (else an amount in fen). A step
    whose value a package gave a title of its own shows that in place of the parameter ``titled`` names.
    """

    texts: Mapping[str, Text]
    formats: Mapping[str, Format] = field(default_factory=dict)
    titled: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[tuple[str, str], tuple[str, Format]] = field(default_factory=dict)

    def explain(self, steps: Iterable[Step]) -> list[Explained]:
        """The steps in the active language."""
        return [self.explained(one) for one in steps]

    def explained(self, one: Step) -> Explained:
        words: dict[str, str] = {"amount": yuan(one.amount)}
        for name, value in one.params.items():
            if name == "title":
                continue
            shown, form = self.renamed.get((one.code, name), (name, self.formats.get(name, yuan)))
            words[shown] = form(value)
        if "title" in one.params and one.code in self.titled:
            words[self.titled[one.code]] = one.params["title"]
        amount = None if one.amount is None else from_fen(one.amount)
        text = str(self.texts[one.code]) % words
        return Explained(text, amount, one.clause, one.assumed, one.document, one.path)
