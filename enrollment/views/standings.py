"""A person's standings at the counter; for people of another county through the walk-in page (NB-27)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.forms import DayField, Fact, LineField, act_page, once
from enrollment.forms import DayForm
from enrollment.models import RESIDENTS, Standing
from enrollment.services.standings import end_standing, enter_standing
from enrollment.views.coverage import page_of
from enrollment.views.reach import person_in_reach
from institutions.access import AgencyRequest
from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for
from institutions.policy.wording import word
from institutions.rules.policy_tables import OTHERWISE, Table


class StandingForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Standing"), choices=Standing.Kind.choices)
    category = forms.ChoiceField(
        label=gettext_lazy("Aid category"), required=False, help_text=gettext_lazy("Of an aided person.")
    )
    code = LineField(label=gettext_lazy("Number of the permit or paper"), max_length=40, required=False)
    start = DayField(label=gettext_lazy("From"))
    end = DayField(
        label=gettext_lazy("Ends before"), required=False, help_text=gettext_lazy("Empty while it goes on.")
    )
    source = LineField(
        label=gettext_lazy("Known from"),
        max_length=60,
        help_text=gettext_lazy("The office that said so, and its list or paper."),
    )

    def __init__(self, *args: Any, categories: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *((name, word(name)) for name in categories)]
        self.fields["category"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        aided = values.get("kind") == Standing.Kind.AID
        category = values.pop("category", "")
        if aided and not category:
            self.add_error("category", _("An aided person has a category."))
        if aided:
            values["code"] = category
        return values


def categories_of(area: PoolingArea) -> list[str]:
    """The categories of aided people that the policy of today names."""
    section = policy_for(area, timezone.localdate()).sections.get(f"contributions.{RESIDENTS}")
    shares = section.get("aided.share") if section is not None else None
    if shares is None or not isinstance(shares.value, Table) or not isinstance(shares.value.root, dict):
        return []
    return [name for name in shares.value.root if name != OTHERWISE]


@requires(duty="register")
@once
def enter(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    person = person_in_reach(request, person_id)
    form = StandingForm(
        request.POST or None,
        categories=categories_of(person.county.area),
        initial={"start": timezone.localdate(), "kind": Standing.Kind.AID},
    )

    def do() -> str:
        enter_standing(person=person, acting_user=request.user, **form.cleaned_data)
        return page_of(request, person)

    return act_page(
        request,
        title=_("Standing of %(name)s") % {"name": person.psn_name},
        facts=[Fact(_("Person number"), person.psn_no), Fact(_("Born on"), person.brdy)],
        form=form,
        do=do,
        label=_("Enter"),
        said=_("The standing is entered."),
        cancel_url=page_of(request, person),
    )


@requires(duty="register")
@once
def end(request: AgencyRequest, standing_id: int) -> HttpResponseBase:
    known = Standing.objects.select_related("person__county__area")
    standing = get_object_or_404(known, pk=standing_id)
    form = DayForm(request.POST or None, initial={"day": timezone.localdate()})
    back = page_of(request, standing.person)

    def do() -> str:
        end_standing(standing=standing, acting_user=request.user, **form.cleaned_data)
        return back

    return act_page(
        request,
        title=_("End the standing"),
        facts=[
            Fact(_("Person"), standing.person.psn_name),
            Fact(_("Standing"), standing.get_kind_display()),
            Fact(
                _("Category or number"),
                word(standing.code) if standing.kind == "aid" else standing.code or "—",
            ),
            Fact(_("From"), standing.period.lower),
        ],
        warnings=(_("The day entered is the first on which it no longer holds."),),
        form=form,
        do=do,
        said=_("The standing ends."),
        cancel_url=back,
    )
