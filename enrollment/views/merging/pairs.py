"""The work list of pairs that may be one person, and deciding one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.display import day, masked
from config.forms import Fact, LineField, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, TextFilter
from config.listing.tables import Table
from enrollment.models import Coverage, LegacyPair, LegacyRow, Person
from enrollment.services.merging.decide import decide_pair, withdraw_decision
from enrollment.views.merging.mergings import merging_in_reach
from enrollment.views.merging.rolls import last_day
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.views.institutions import counties_in_reach

PAID = gettext_lazy("Paid by the person")
LAST_REASON = "merging_reason"
WAITING = "waiting"
DECISIONS = [(WAITING, gettext_lazy("To be decided")), *LegacyPair.Decision.choices]


class DecisionFilter(ChoiceFilter):
    """Waiting ones have an empty decision, which a form cannot ask for."""

    def condition(self, values: dict[str, Any]) -> Q:
        if values.get(self.name) == WAITING:
            return Q(decision="")
        return super().condition(values)


def other_side(pair: LegacyPair) -> str:
    return str(pair.right or pair.person)


class PairList(Listing):
    key = "enrollment.legacy_pairs"
    title = gettext_lazy("Pairs that may be one person")
    columns = (
        Column("kind", gettext_lazy("Why in doubt")),
        Column("left", gettext_lazy("Row")),
        Column("left__village", gettext_lazy("Village or community")),
        Column("left__birth", gettext_lazy("Born on"), "date"),
        Column("other", gettext_lazy("Other side"), get=other_side),
        Column("county", gettext_lazy("County"), get=lambda row: row.county or _("two counties")),
        Column("decision", gettext_lazy("Decision"), "badge",
               get=lambda row: row.get_decision_display() or _("to be decided"),
               tone={"": "warn", "same": "ok", "different": "ok"}),
        Column("reason", gettext_lazy("Reason")),
        Column("decided_by", gettext_lazy("Decided by")),
        Column("decided_at", gettext_lazy("Decided at"), "minute", default=False),
    )  # fmt: skip
    filters = (
        DecisionFilter("decision", gettext_lazy("Decision"), choices=DECISIONS),
        ChoiceFilter("kind", gettext_lazy("Why in doubt"), choices=LegacyPair.Kind),
        TextFilter("q", gettext_lazy("Row"), lookups=("left__legacy_no", "left__name__begins"),
                   hint=gettext_lazy("number or start of the name")),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )  # fmt: skip
    order = "pk"
    empty_title = gettext_lazy("Nothing is in doubt.")
    empty_hint = gettext_lazy("Match the rolls; what is in doubt then stands here.")

    @cached_property
    def merging(self) -> Any:
        return merging_in_reach(self.given["merging"])

    def rows(self) -> QuerySet[LegacyPair]:
        return LegacyPair.objects.filter(merging=self.merging).select_related(
            "left", "right", "person", "county", "decided_by"
        )

    def actions(self) -> Iterator[Action]:
        yield Action(_("Report"), self.merging.get_absolute_url())

    def row_url(self, row: LegacyPair) -> str | None:
        return row.get_absolute_url() if Duty.REGISTER in self.assignment.duties else None


@requires()
def pairs(request: AgencyRequest, merging_id: int) -> HttpResponseBase:
    return PairList.respond(request, merging=merging_in_reach(merging_id).pk)


class DecideForm(forms.Form):
    """The choice has the focus: an arrow key picks, Tab leads to the reason, Enter decides."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=LegacyPair.Decision.choices,
        widget=forms.RadioSelect(attrs={"autofocus": True}),
    )
    reason = LineField(
        label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("What was seen, and by whom.")
    )


@requires(duty="register")
@once
def pair(request: AgencyRequest, pair_id: int) -> HttpResponseBase:
    """Both sides beside each other; decided, the next one follows. A decided one can be taken back."""
    known = LegacyPair.objects.select_related(
        "merging", "area", "county", "left__county", "right__county", "person__county", "decided_by"
    )
    found = get_object_or_404(known, pk=pair_id)
    listed = reverse("enrollment:legacy_pairs", args=[found.merging_id]) + f"?decision={WAITING}"
    if found.decision:
        return _taking_back(request, found, listed)
    form = DecideForm(request.POST or None, initial={"reason": request.session.get(LAST_REASON, "")})

    def do() -> str:
        decide_pair(pair=found, acting_user=request.user, **form.cleaned_data)
        request.session[LAST_REASON] = form.cleaned_data["reason"]
        waiting = LegacyPair.objects.filter(merging=found.merging_id, decision="")
        following = waiting.filter(pk__gt=found.pk).order_by("pk").first() or waiting.order_by("pk").first()
        return following.get_absolute_url() if following else listed

    left = LegacyPair.objects.filter(merging=found.merging_id, decision="").count()
    return act_page(
        request,
        title=_("One person or two?"),
        facts=[Fact(_("Why in doubt"), found.get_kind_display()), Fact(_("Pairs to be decided"), left)],
        affects=beside(found),
        form=form,
        label=_("Decide"),
        do=do,
        said=_("Decided."),
        cancel_url=listed,
    )


def _taking_back(request: AgencyRequest, found: LegacyPair, listed: str) -> HttpResponseBase:
    def do() -> str:
        withdraw_decision(pair=found, acting_user=request.user)
        return found.get_absolute_url() if LegacyPair.objects.filter(pk=found.pk).exists() else listed

    return act_page(
        request,
        title=_("Take a decision back"),
        facts=[
            Fact(_("Decision"), found.get_decision_display()),
            Fact(_("Reason"), found.reason),
            Fact(_("Decided by"), found.decided_by),
        ],
        affects=beside(found),
        warnings=[_("Covers taken over because of it become void; who was merged because of it is two people again.")],
        label=_("Take back"),
        danger=True,
        do=do,
        said=_("The decision is taken back."),
        cancel_url=listed,
    )  # fmt: skip


# --- side by side ------------------------------------------------------------------------------------------------


def beside(found: LegacyPair) -> Table:
    """Both sides line by line, with what differs marked."""
    left = _of_row(found.left)
    right = _of_row(found.right) if found.right is not None else _of_person(found.person)
    rows = [
        {"what": title, "left": left.get(title, ""), "right": right.get(title, "")}
        for title in dict.fromkeys([*left, *right])
    ]
    return Table(
        caption=_("Both sides"),
        columns=[
            Column("what", _("Field")),
            Column("left", _("Row"), get=lambda row: _shown(row, "left")),
            Column(
                "right",
                _("Other row") if found.right is not None else _("Stored person"),
                get=lambda row: _shown(row, "right"),
            ),
            Column("agrees", _("Agrees"), "badge", get=_agrees, tone=_tone),
        ],
        rows=rows,
    )


def _shown(row: dict[str, Any], side: str) -> str:
    """Numbers are compared whole and shown masked; where they differ may lie behind the mask."""
    numbers = (_("Certificate number"), _("Certificate number as given"))
    return masked(row[side]) if row[side] and row["what"] in numbers else row[side]


def _agrees(row: dict[str, Any]) -> str:
    """Only what tells who somebody is can agree: two rolls have two numbers."""
    if not row["left"] or not row["right"] or row["what"] in (_("Number"), _("Scheme"), _("Covered"), PAID):
        return ""
    return _("agrees") if row["left"] == row["right"] else _("differs")


def _tone(row: dict[str, Any]) -> str:
    return "ok" if row["left"] == row["right"] else "warn"


def _of_row(row: LegacyRow) -> dict[str, str]:
    return {
        _("Full name"): row.name,
        _("Born on"): day(row.birth) if row.birth else "",
        _("Gender"): row.get_gend_display() if row.gend != "0" else "",
        _("Certificate number"): row.certno,
        _("Certificate number as given"): row.certno_given,
        _("Worth of the number"): row.get_certificate_display(),
        _("Village or community"): row.village,
        _("Household number"): row.household,
        _("County"): str(row.county),
        _("Scheme"): name_of("insutype", row.insutype),
        _("Number"): row.legacy_no,
        _("Covered"): f"{day(row.period.lower)} – {day(last_day(row))}",
        str(PAID): f"{row.paid:,.2f}",
    }


def _of_person(person: Person | None) -> dict[str, str]:
    assert person is not None  # noqa: S101 - a constraint: a pair has two sides
    covers = Coverage.objects.filter(person=person, effective=True).order_by("-period")[:3]
    covered = "；".join(
        f"{name_of('insutype', one.insutype)} {day(one.period.lower)} –"
        f" {day(last_day(one)) if one.period.upper else ''}"
        for one in covers
    )
    return {
        _("Full name"): person.psn_name,
        _("Born on"): day(person.brdy),
        _("Gender"): person.get_gend_display(),
        _("Certificate number"): person.certno,
        _("County"): str(person.county),
        _("Number"): person.psn_no,
        _("Covered"): covered,
    }
