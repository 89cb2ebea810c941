"""The yearly evaluation of service prices: rounds, one round's report, its items, and what is done with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import EvaluatedPrice, PriceEvaluation
from claims.policy_prices import NAME as PRICES
from claims.policy_prices import PricesUnsettled, price_policy
from claims.price_tasks import enqueue_evaluation
from claims.rules.price_evaluation import FLOW
from claims.services import price_evaluation as services
from config.access import requires
from config.forms import Fact, LineField, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, TextFilter
from institutions.access import AgencyRequest
from institutions.models import MUNICIPAL
from institutions.policy.reading import full_meaning
from institutions.policy.wording import value_of

TONES = {"open": "warn", "proposed": "info", "decided": "ok"}
SUGGESTED = {"raise": "warn", "keep": "plain", "lower": "bad"}
STARTS = {True: gettext_lazy("starts"), False: gettext_lazy("does not start"), None: "—"}


def address(evaluation: PriceEvaluation) -> str:
    return reverse("claims:price_evaluation", args=[evaluation.pk])


class PriceEvaluationList(Listing):
    key = "price-evaluations"
    title = gettext_lazy("Price evaluations")
    columns = (
        Column("year", gettext_lazy("Year"), "code"),
        Column("area", gettext_lazy("Pooling area")),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("computed_at", gettext_lazy("Computed at"), "minute"),
        Column("starts", gettext_lazy("Adjustment of prices"), get=lambda row: str(STARTS[row.starts])),
        Column("proposed_by", gettext_lazy("Proposed by")),
        Column("decided_by", gettext_lazy("Decided by")),
        Column("decided_on", gettext_lazy("Decided on"), "date"),
    )
    filters = (ChoiceFilter("state", gettext_lazy("State"), choices=PriceEvaluation.State),)
    empty_title = gettext_lazy("No year's prices were evaluated yet.")
    empty_hint = gettext_lazy(
        "Import prices of neighbouring areas, then begin the round of a year that is over."
    )

    def rows(self) -> QuerySet[PriceEvaluation]:
        return PriceEvaluation.objects.select_related("area", "proposed_by", "decided_by")

    def row_url(self, row: PriceEvaluation) -> str:
        return address(row)

    def actions(self) -> list[Action]:
        may = (
            self.assignment
            and self.assignment.agency.level in MUNICIPAL
            and "handle" in self.assignment.duties
        )
        if not may:
            return []
        return [
            Action(
                gettext_lazy("Import prices of neighbouring areas"),
                f"{reverse('import_upload')}?kind=neighbour_prices",
            ),
            Action(gettext_lazy("Begin a round"), reverse("claims:open_price_evaluation"), main=True),
        ]


@requires(levels=MUNICIPAL)
def evaluation_list(request: AgencyRequest) -> HttpResponseBase:
    return PriceEvaluationList.respond(request)


class EvaluatedPriceList(Listing):
    """The items of one round; its export is the round's workbook, its print the report's annex."""

    key = "evaluated-prices"
    title = gettext_lazy("Evaluated prices")
    unit = gettext_lazy("yuan")
    columns = (
        Column("med_list_codg", gettext_lazy("Catalogue code"), "code", sort="med_list_codg"),
        Column("item_name", gettext_lazy("Item")),
        Column("volume", gettext_lazy("Volume"), "quantity"),
        Column(
            "volume_growth",
            gettext_lazy("Growth of volume"),
            "percent",
            get=lambda row: _of(row.volume_growth),
        ),
        Column("fees", gettext_lazy("Fees"), "money", total=True),
        Column("fees_before", gettext_lazy("Fees the year before"), "money", total=True, default=False),
        Column("fee_growth", gettext_lazy("Growth of fees"), "percent", get=lambda row: _of(row.fee_growth)),
        Column("pric", gettext_lazy("Mean price here"), "money"),
        Column("neighbour_pric", gettext_lazy("Mean price there"), "money"),
        Column("neighbours", gettext_lazy("Neighbouring areas"), "number", default=False),
        Column(
            "price_ratio",
            gettext_lazy("Price there to here"),
            "percent",
            get=lambda row: _of(row.price_ratio),
        ),
        Column("score", gettext_lazy("Score"), "code"),
        Column("suggestion", gettext_lazy("Suggested"), "badge", tone=SUGGESTED),
        Column("conclusion", gettext_lazy("Conclusion"), "badge", tone=SUGGESTED),
        Column("reason", gettext_lazy("Reason")),
        Column("concluded_by", gettext_lazy("Concluded by"), default=False),
    )
    filters = (
        TextFilter("q", gettext_lazy("Item"), lookups=("med_list_codg__begins", "item_name__begins")),
        ChoiceFilter("suggestion", gettext_lazy("Suggested"), choices=EvaluatedPrice.Conclusion),
        ChoiceFilter("conclusion", gettext_lazy("Conclusion"), choices=EvaluatedPrice.Conclusion),
    )
    order = "pk"
    empty_title = gettext_lazy("No item yet.")
    empty_hint = gettext_lazy("Compute the round: its figures come from settled bills with fee lines.")

    def rows(self) -> QuerySet[EvaluatedPrice]:
        return EvaluatedPrice.objects.filter(evaluation=self.given["evaluation"]).select_related(
            "concluded_by"
        )

    def row_url(self, row: EvaluatedPrice) -> str | None:
        if (
            self.assignment
            and self.assignment.agency.level in MUNICIPAL
            and "handle" in self.assignment.duties
        ):
            return reverse("claims:conclude_evaluated_price", args=[row.evaluation_id, row.pk])
        return None


def _of(parts: Any) -> int | None:
    return None if parts is None else int(parts * 10_000)


@requires(levels=MUNICIPAL)
def item_list(request: AgencyRequest, price_evaluation_id: int) -> HttpResponseBase:
    return EvaluatedPriceList.respond(request, evaluation=_evaluation(price_evaluation_id).pk)


@requires(levels=MUNICIPAL)
def evaluation_page(request: AgencyRequest, price_evaluation_id: int) -> HttpResponse:
    """The round's report: what is raised, kept, lowered, with the fees it concerns; the policy's measures."""
    held = _evaluation(price_evaluation_id)
    assignment = request.assignment
    items = EvaluatedPrice.objects.filter(evaluation=held).order_by()
    by_suggestion = {
        row["suggestion"]: row
        for row in items.values("suggestion").annotate(items=Count("pk"), fees=Sum("fees"))
    }
    by_conclusion = dict(items.exclude(conclusion="").values_list("conclusion").annotate(Count("pk")))
    acts = set(FLOW.open_in(held.state)) if assignment.agency.level in MUNICIPAL else set()
    if "handle" not in assignment.duties:
        acts -= {"compute", "conclude", "propose"}
    if "approve" not in assignment.duties or held.proposed_by_id == request.user.pk:
        acts -= {"decide", "send_back"}
    context = {
        "title": _("Price evaluation of %(year)s") % {"year": held.year},
        "evaluation": held,
        "tone": TONES[held.state],
        "starts": STARTS[held.starts],
        "rows": [
            (kind, by_suggestion.get(kind.value), by_conclusion.get(kind.value, 0))
            for kind in EvaluatedPrice.Conclusion
        ],
        "measures": _measures(held),
        "may": acts,
    }
    return render(request, "claims/price_evaluation.html", context)


def _measures(held: PriceEvaluation) -> list[tuple[str, str, str, str]]:
    """Parameter, value, clause, assumption of the policy the round is evaluated by."""
    try:
        section = price_policy(held.area, services.last_day(held.year)).section
    except PricesUnsettled:
        return []
    return [
        (full_meaning(PRICES, name), value_of(given.value, given.unit), given.clause, given.assumed)
        for name, given in sorted(section.given.items())
        if name.startswith("evaluation.")
    ]


class OpenForm(forms.Form):
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)


class ConcludeForm(forms.Form):
    conclusion = forms.ChoiceField(label=gettext_lazy("Conclusion"), choices=EvaluatedPrice.Conclusion)
    reason = LineField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Needed when it is another than the suggested one."),
    )


class ProposeForm(forms.Form):
    starts = forms.TypedChoiceField(
        label=gettext_lazy("Adjustment of prices"),
        choices=[("yes", gettext_lazy("starts")), ("no", gettext_lazy("does not start"))],
        coerce=lambda value: value == "yes",
    )
    grounds = forms.CharField(
        label=gettext_lazy("Grounds"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class DecideForm(forms.Form):
    agrees = forms.TypedChoiceField(
        label=gettext_lazy("Decision"),
        choices=[("yes", gettext_lazy("As proposed")), ("no", gettext_lazy("Send back"))],
        coerce=lambda value: value == "yes",
    )


@requires(duty="handle", levels=MUNICIPAL)
@once
def open_one(request: AgencyRequest) -> HttpResponseBase:
    area = request.assignment.agency.area
    form = OpenForm(request.POST or None, initial={"year": timezone.localdate().year - 1})

    def act() -> str:
        return address(services.open_evaluation(area=area, acting_user=_user(request), **form.cleaned_data))

    return act_page(
        request, title=_("Begin a round"), facts=[Fact(_("Pooling area"), area)], form=form, do=act,
        label=_("Begin"), said=_("The round is open; compute its figures next."),
        cancel_url=reverse("claims:price_evaluations"),
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def compute(request: AgencyRequest, price_evaluation_id: int) -> HttpResponseBase:
    held = _evaluation(price_evaluation_id)

    def begin() -> str:
        agency = request.assignment.agency
        job = enqueue_evaluation(owner=request.user, agency=agency, evaluation=held)
        return reverse("job", args=[job.pk])

    return act_page(
        request, title=_("Compute the round"), facts=_facts(held), do=begin, label=_("Compute"),
        warnings=[_("What was concluded on items before is forgotten.")], said=_("The figures are computed."),
        cancel_url=address(held),
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def conclude(request: AgencyRequest, price_evaluation_id: int, evaluated_price_id: int) -> HttpResponseBase:
    held = _evaluation(price_evaluation_id)
    item = get_object_or_404(
        EvaluatedPrice.objects.select_related("evaluation__area"), pk=evaluated_price_id, evaluation=held
    )
    form = ConcludeForm(
        request.POST or None,
        initial={"conclusion": item.conclusion or item.suggestion, "reason": item.reason},
    )

    def act() -> str:
        services.conclude_item(item=item, acting_user=_user(request), **form.cleaned_data)
        return reverse("claims:evaluated_prices", args=[held.pk])

    facts = [
        *_facts(held),
        Fact(_("Item"), f"{item.med_list_codg} {item.item_name}"),
        Fact(_("Score"), "—" if item.score is None else item.score),
        Fact(_("Suggested"), item.get_suggestion_display()),
        Fact(_("Mean price here"), f"{item.pric:,.2f}"),
        Fact(_("Mean price there"), "—" if item.neighbour_pric is None else f"{item.neighbour_pric:,.2f}"),
    ]
    return act_page(
        request, title=_("Conclude on an item"), facts=facts, form=form, do=act, label=_("Save"),
        said=_("The conclusion is kept."), cancel_url=reverse("claims:evaluated_prices", args=[held.pk]),
    )  # fmt: skip


@requires(duty="handle", levels=MUNICIPAL)
@once
def propose(request: AgencyRequest, price_evaluation_id: int) -> HttpResponseBase:
    form = ProposeForm(request.POST or None)
    return _act(
        request, price_evaluation_id, services.propose_evaluation, form, title=_("Propose the result"),
        warnings=[_("Items nobody concluded on keep what their score suggests. Another person decides.")],
        label=_("Propose"), said=_("The result is proposed."),
    )  # fmt: skip


@requires(duty="approve", levels=MUNICIPAL)
@once
def decide(request: AgencyRequest, price_evaluation_id: int) -> HttpResponseBase:
    form = DecideForm(request.POST or None)
    return _act(
        request, price_evaluation_id, services.decide_evaluation, form, title=_("Decide on the evaluation"),
        warnings=[_("No price changes by this: prices change through the catalogue.")],
        label=_("Decide"), said=_("The decision is kept."),
    )  # fmt: skip


def _act(request: AgencyRequest, pk: int, do: Any, form: forms.Form, **page: Any) -> HttpResponseBase:
    held = _evaluation(pk)

    def act() -> str:
        do(evaluation=held, acting_user=_user(request), **form.cleaned_data)
        return address(held)

    return act_page(request, facts=_facts(held), form=form, do=act, cancel_url=address(held), **page)


def _facts(held: PriceEvaluation) -> list[Fact]:
    return [
        Fact(_("Pooling area"), held.area),
        Fact(_("Year"), held.year),
        Fact(_("Adjustment of prices"), STARTS[held.starts]),
        Fact(_("Grounds"), held.grounds or "—"),
    ]


def _evaluation(pk: int) -> PriceEvaluation:
    related = ("area", "opened_by", "proposed_by", "decided_by")
    return get_object_or_404(PriceEvaluation.objects.select_related(*related), pk=pk)


def _user(request: AgencyRequest) -> Any:
    return request.user
