"""What the pages of compared lists share: the province's, the insurer's, medical aid's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from config.display import money_text
from config.errors import DomainError
from config.forms import Fact, act_page
from funds.forms_out_of_area import ExplainAllForm, ExplainForm
from funds.models import OutOfAreaLine, PayerListLine
from funds.models.compared_lines import NOT_EXPLAINED, ComparedLine
from funds.services.bill_lists.explaining import AnyMonth, not_explained
from institutions.access import AgencyRequest

Outcome = ComparedLine.Outcome
OUTCOME_TONES = {
    "agrees": "ok",
    "counter": "plain",
    "amount": "warn",
    "not_here": "bad",
    "other_month": "warn",
    "twice": "bad",
    "not_there": "warn",
}


def outcomes_of(lines: QuerySet[Any], amount: str) -> list[tuple[Outcome, str, dict[str, Any]]]:
    """How many of ``lines`` in the reader's scope have each outcome, what the list (column ``amount``) and we
    say of them, and how many wait for a word."""
    counted = (
        lines.order_by("outcome")
        .values("outcome")
        .annotate(
            count=Count("pk"),
            theirs=Sum(amount),
            ours=Sum("our_amount"),
            open=Count("pk", filter=NOT_EXPLAINED),
        )
    )
    return [(Outcome(row["outcome"]), OUTCOME_TONES[row["outcome"]], row) for row in counted]


# Of a month, lines (ids) and a sentence: keeps it.
Explain = Callable[[Iterable[int], str], Any]


def explain_line(
    request: AgencyRequest,
    line: OutOfAreaLine | PayerListLine,
    *,
    listed: Any,
    facts: list[Fact],
    do: Explain,
    where: str,
) -> HttpResponseBase:
    """One line of a list, ``listed`` there in yuan or not at all."""
    form = ExplainForm(request.POST or None, initial={"explanation": line.explanation})
    facts = [
        *facts,
        Fact(_("Settlement number"), line.setl_sn),
        Fact(_("Comparison"), line.get_outcome_display()),
        Fact(_("Listed"), "—" if listed is None else money_text(listed)),
        Fact(_("Found by the clearing"), "—" if line.our_amount is None else money_text(line.our_amount)),
    ]
    return _explain(request, lambda: [line.pk], form, facts, do, where)


def explain_all(
    request: AgencyRequest,
    month: AnyMonth,
    *,
    facts: list[Fact],
    do: Explain,
    refused: type[DomainError],
    where: str,
) -> HttpResponseBase:
    """Every line of one outcome (``?outcome=``) that nobody explained, in one sentence."""
    outcome = request.GET.get("outcome", "")
    rows = not_explained(month).filter(outcome=outcome)
    count = rows.count()
    form = ExplainAllForm(request.POST or None, initial={"seen": count})

    def lines() -> list[int]:
        ids = list(rows.values_list("pk", flat=True))
        if len(ids) != form.cleaned_data["seen"]:
            raise refused(_("The list changed since you looked at it: look again."))
        return ids

    label = dict(Outcome.choices).get(outcome, "—")
    facts = [*facts, Fact(_("Comparison"), label), Fact(_("Not explained yet"), f"{count:,}")]
    return _explain(request, lines, form, facts, do, where)


def _explain(
    request: AgencyRequest,
    lines: Callable[[], list[int]],
    form: forms.Form,
    facts: list[Fact],
    do: Explain,
    where: str,
) -> HttpResponseBase:
    def act() -> str:
        do(lines(), form.cleaned_data["explanation"])
        return where

    return act_page(
        request, title=_("Explain differences"), facts=facts, form=form, do=act, label=_("Save"),
        said=_("The explanation is kept."), cancel_url=where,
        warnings=[_("It changes neither the bill nor what is paid: that is done by its own act.")],
    )  # fmt: skip
