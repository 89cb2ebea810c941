"""Merging two catalogues: which two, the plan with its conflicts, and the draft made of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import CatalogueItem, CatalogueMerge, ItemClass
from claims.rules.catalogue_merging import LEFT, RIGHT, SIDES, Conflict
from claims.services.merge_catalogues import Planned, begin_merge, decide, draft_merged, plan_of
from claims.views.catalogue import kind_text, price_text, scheme_text, share_text, versions_in_reach
from claims.views.catalogue_versions import page_of
from config.access import requires
from config.codes import CODES
from config.display import day as day_text
from config.errors import DomainError
from config.forms import DayField, Fact, act_page, done, once
from config.listing import Action, Column, Listing
from config.scoping import current_scope
from institutions.access import AgencyRequest
from institutions.models import MUNICIPAL, PoolingArea

# What a page can show of conflicts and of the result; decisions for all are given by field.
SHOWN = 200


def merges_in_reach() -> QuerySet[CatalogueMerge]:
    merges = CatalogueMerge.objects.select_related("area", "left_area", "right_area", "handled_by", "draft")
    scope = current_scope()
    return merges if scope.everything else merges.filter(area__in=scope.member_areas)


class MergeList(Listing):
    key = "catalogue-merges"
    title = gettext_lazy("Merges of catalogues")
    columns = (
        Column("left", gettext_lazy("First catalogue"), get=lambda row: source_text(row.left_area, row.left_insutype)),
        Column("right", gettext_lazy("Second catalogue"),
               get=lambda row: source_text(row.right_area, row.right_insutype)),
        Column("as_at", gettext_lazy("As at"), "date"),
        Column("result", gettext_lazy("Result"), get=lambda row: source_text(row.area, row.insutype)),
        Column("valid_from", gettext_lazy("In force from"), "date"),
        Column("state", gettext_lazy("State"), "badge", get=lambda row: _state(row), tone=lambda row: _tone(row)),
        Column("handled_by", gettext_lazy("Handled by")),
    )  # fmt: skip
    empty_title = gettext_lazy("No catalogues were merged.")
    empty_hint = gettext_lazy(
        "Two catalogues become one: the wider list, the better class, the lower share; what differs otherwise is "
        "decided by a person."
    )

    def rows(self) -> QuerySet[CatalogueMerge]:
        return merges_in_reach()

    def row_url(self, row: CatalogueMerge) -> str:
        return merge_url(row)

    def actions(self) -> list[Action]:
        return [Action(_("Merge catalogues"), reverse("claims:begin_merge"), main=True)]


def source_text(area: PoolingArea, insutype: str) -> str:
    return f"{area} · {scheme_text(insutype)}"


def _state(merge: CatalogueMerge) -> str:
    if merge.draft is None:
        return str(_("Being decided"))
    return str(merge.draft.get_state_display())


def _tone(merge: CatalogueMerge) -> str:
    return "warn" if merge.draft is None or merge.draft.is_draft else "ok"


def merge_url(merge: CatalogueMerge) -> str:
    return reverse("claims:catalogue_merge", args=[merge.pk])


@requires(duty={"handle", "review", "audit"}, levels=MUNICIPAL)
def merge_list(request: AgencyRequest) -> HttpResponseBase:
    return MergeList.respond(request)


def _scheme_choices() -> list[tuple[str, Any]]:
    return [("", _("all schemes")), *CODES["insutype"].items()]


class MergeForm(forms.Form):
    """A source is an area with a scheme: legacy schemes of one area have catalogues of their own."""

    left_area = forms.ModelChoiceField(
        label=gettext_lazy("First catalogue of"), queryset=PoolingArea.objects.none()
    )
    left_insutype = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False, choices=_scheme_choices)
    right_area = forms.ModelChoiceField(
        label=gettext_lazy("Second catalogue of"), queryset=PoolingArea.objects.none()
    )
    right_insutype = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False, choices=_scheme_choices)
    as_at = DayField(
        label=gettext_lazy("As at"),
        help_text=gettext_lazy("The two catalogues are read as they stand on this day."),
    )
    insutype = forms.ChoiceField(
        label=gettext_lazy("Result for the scheme"), required=False, choices=_scheme_choices
    )
    valid_from = DayField(label=gettext_lazy("In force from"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        versions = versions_in_reach().filter(state="in_force")
        for name in ("left_area", "right_area"):
            field: Any = self.fields[name]
            field.queryset = PoolingArea.objects.filter(catalogue_versions__in=versions).distinct()


@requires(duty="handle", levels=MUNICIPAL)
@once
def begin(request: AgencyRequest) -> HttpResponse:
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        merge = CatalogueMerge(area=request.assignment.agency.area, **form.cleaned_data)
        try:
            begin_merge(merge=merge, acting_user=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)  # type: ignore[arg-type]
        else:
            return done(request, _("Here is the plan."), merge_url(merge))
    return render(
        request,
        "components/form_page.html",
        {
            "title": _("Merge catalogues"),
            "form": form,
            "save_label": _("Show the plan"),
            "cancel_url": reverse("claims:catalogue_merges"),
        },
        status=422 if form.errors else 200,
    )


@requires(duty={"handle", "review", "audit"}, levels=MUNICIPAL)
@once
def merge_page(request: AgencyRequest, merge_id: int) -> HttpResponse:
    """The plan: what each side brings, what a person must decide. A handler decides on the same page."""
    merge = get_object_or_404(merges_in_reach(), pk=merge_id)
    planned = plan_of(merge)
    errors: list[str] = []
    if request.method == "POST":
        try:
            decide(merge=merge, choices=_choices(request, planned), acting_user=request.user)
        except DomainError as error:
            errors = [str(error)]
        else:
            return done(request, _("Decided."), merge_url(merge))
    return render(
        request,
        "claims/catalogue_merge.html",
        _context(request, planned) | {"errors": errors},
        status=422 if errors else 200,
    )


def _context(request: AgencyRequest, planned: Planned) -> dict[str, Any]:
    merge, plan = planned.merge, planned.plan
    handles = "handle" in request.assignment.duties
    return {
        "title": _("Merge of catalogues"),
        "merge": merge,
        "left": source_text(merge.left_area, merge.left_insutype),
        "right": source_text(merge.right_area, merge.right_insutype),
        "result": source_text(merge.area, merge.insutype),
        "figures": [
            {"label": _("Items of the result"), "value": f"{len(plan.items):,}"},
            {"label": _("Only in the first"), "value": f"{plan.only(LEFT):,}"},
            {"label": _("Only in the second"), "value": f"{plan.only(RIGHT):,}"},
            {"label": _("In both, with differences"), "value": f"{plan.improved:,}"},
            {
                "label": _("Undecided differences"),
                "value": f"{plan.undecided:,}",
                "tone": "bad" if plan.undecided else "ok",
            },
        ],
        "conflicts": [_shown(conflict) for conflict in _undecided_first(plan.conflicts)[:SHOWN]],
        "more_conflicts": max(0, len(plan.conflicts) - SHOWN),
        "fields": sorted({(c.field, field_text(c.field)) for c in plan.conflicts if not c.choice}),
        "items": [(item, _terms(item.terms)) for item in plan.items[:SHOWN]],
        "more_items": max(0, len(plan.items) - SHOWN),
        "may_decide": handles and merge.draft_id is None,
        "may_draft": handles and merge.draft_id is None and not plan.undecided and bool(plan.items),
    }


def _undecided_first(conflicts: tuple[Conflict, ...]) -> list[Conflict]:
    return sorted(conflicts, key=lambda conflict: (bool(conflict.choice), conflict.code, conflict.field))


def _choices(request: AgencyRequest, planned: Planned) -> dict[str, dict[str, str]]:
    """What was ticked, row by row, or for every open row of one field."""
    field, side = request.POST.get("field", ""), request.POST.get("side", "")
    choices: dict[str, dict[str, str]] = {}
    for conflict in planned.plan.conflicts:
        chosen = request.POST.get(f"choice:{conflict.code}:{conflict.field}", "")
        if not chosen and side in SIDES and conflict.field == field and not conflict.choice:
            chosen = side
        if chosen:
            choices.setdefault(conflict.code, {})[conflict.field] = chosen
    return choices


def field_text(name: str) -> str:
    return str(CatalogueItem._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def value_text(name: str, value: Any) -> str:
    """A term as a clerk reads it; a dash for nothing."""
    if name == "list_type":
        return kind_text(value)
    if name == "selfpay_prop":
        return share_text(value) or str(_("as the policy says"))
    if name == "domestic_standard":
        return price_text(value) or "—"
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return str(value) or "—"


def _shown(conflict: Conflict) -> dict[str, Any]:
    return {
        "code": conflict.code,
        "field": conflict.field,
        "label": field_text(conflict.field),
        "left": value_text(conflict.field, conflict.left),
        "right": value_text(conflict.field, conflict.right),
        "choice": conflict.choice,
        "name": f"choice:{conflict.code}:{conflict.field}",
    }


def _terms(terms: Any) -> dict[str, str]:
    return {
        "class": str(dict(ItemClass.choices).get(terms.chrgitm_lv, terms.chrgitm_lv)),
        "share": share_text(terms.selfpay_prop),
        "ceiling": price_text(terms.pric_uplmt_amt),
        "standard": price_text(terms.standard()),
    }


@requires(duty="handle", levels=MUNICIPAL)
@once
def draft(request: AgencyRequest, merge_id: int) -> HttpResponseBase:
    """Make the plan a draft of the result's area and scheme."""
    merge = get_object_or_404(merges_in_reach(), pk=merge_id)
    planned = plan_of(merge)
    plan = planned.plan

    def make() -> str:
        return page_of(draft_merged(planned=planned, acting_user=request.user))

    return act_page(
        request,
        title=_("Draft the merged catalogue"),
        facts=[
            Fact(_("First catalogue"), source_text(merge.left_area, merge.left_insutype)),
            Fact(_("Second catalogue"), source_text(merge.right_area, merge.right_insutype)),
            Fact(_("Result"), source_text(merge.area, merge.insutype)),
            Fact(_("In force from"), day_text(merge.valid_from)),
            Fact(_("Items of the result"), f"{len(plan.items):,}"),
            Fact(_("Decided by hand"), f"{len(plan.conflicts) - plan.undecided:,}"),
        ],
        warnings=[_("A second person reviews the draft; only then it is in force.")],
        do=make,
        label=_("Make the draft"),
        said=_("The draft is made."),
        cancel_url=merge_url(merge),
    )
