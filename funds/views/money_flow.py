"""The month's money as it went: into the fund's accounts, between them, out of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.money import from_fen
from config.periods import Month
from funds.reads.money_flow import MoneyFlow, money_flow
from funds.rules.money_flow import Link, Place, Stage

from .ledger import READERS, books_asked


@dataclass(frozen=True)
class Names:
    """Places of a flow in the reader's words, with the page behind those that are accounts."""

    flow: MoneyFlow
    month: Month

    def of(self, place: Place) -> str:
        if not place.role:
            return _("Accounts of other agencies")
        label = self.flow.subjects[place.role].label
        return f"{label} · {self.flow.agencies[place.agency]}" if place.agency else label

    def address(self, place: Place) -> str:
        account = self.flow.accounts.get(place)
        return f"{reverse('funds:account', args=[account])}?month={self.month}" if account else ""


@requires(duty=READERS, region=True)
def money_flow_page(request: HttpRequest) -> HttpResponse:
    """A chart of the month's money and the table it is drawn from; every account opens with its entries."""
    asked = books_asked(request)
    flow = money_flow(books=asked.chosen, month=asked.month) if asked.books and asked.month else None
    names = Names(flow, asked.month) if flow and asked.month else None
    return render(
        request,
        "funds/money_flow.html",
        {
            "title": _("Where the month's money went"),
            **asked.context,
            "flow": flow,
            "spec": _spec(flow, names) if flow and names else None,
            "stages": _stages(flow, names) if flow and names else [],
            "accounts": _accounts(flow, names) if flow and names else [],
        },
    )


def _stages(flow: MoneyFlow, names: Names) -> list[dict[str, Any]]:
    titles = {
        Stage.IN: _("Into the accounts"),
        Stage.BETWEEN: _("Between the accounts"),
        Stage.OUT: _("Out of the accounts"),
    }
    return [
        {
            "title": title,
            "total": flow.total(stage),
            "rows": [
                (names.of(link.source), names.address(link.source), names.of(link.target),
                 names.address(link.target), amount)
                for link, amount in flow.of(stage)
            ],
        }
        for stage, title in titles.items()
        if flow.total(stage)
    ]  # fmt: skip


def _accounts(flow: MoneyFlow, names: Names) -> list[tuple[str, str, int, int, int]]:
    """Per account: name, page, what it took in, gave out and gained, in fen."""
    return [
        (names.of(place), names.address(place), taken, given, taken - given)
        for place, (taken, given) in sorted(flow.passed.items(), key=lambda one: flow.order(one[0]))
    ]


def _spec(flow: MoneyFlow, names: Names) -> dict[str, Any]:
    """For the chart, which knows no circles: what goes back to an earlier account ends there and begins anew."""
    labels: dict[str, str] = {}

    def node(place: Place, end: str = "") -> str:
        key = f"{end}{place.role}-{place.agency}"
        labels[key] = (
            _("Back: %(account)s") % {"account": names.of(place)} if end and place.money else names.of(place)
        )
        return key

    def links(link: Link) -> list[tuple[str, str]]:
        source, target = link.source, link.target
        if link.stage != Stage.BETWEEN:
            return [
                (node(source, "" if source.money else "from-"), node(target, "" if target.money else "to-"))
            ]
        if flow.order(source) < flow.order(target):
            return [(node(source), node(target))]
        return [(node(source), node(target, "to-")), (node(source, "from-"), node(target))]

    drawn = [
        {"source": start, "target": end, "value": from_fen(amount)}
        for link, amount in flow.links.items()
        for start, end in links(link)
    ]
    return {"nodes": [{"name": key, "label": label} for key, label in labels.items()], "links": drawn}
