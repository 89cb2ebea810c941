"""Policies: which versions there are, and how one comes into force."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requirement_of, requires
from config.forms import DayField, Fact, act_page, once
from config.listing import Column, Table
from config.scoping import current_scope
from institutions.access import AgencyRequest
from institutions.models import PolicyVersion
from institutions.policy.comparing import Side, compare
from institutions.policy.in_force import package_of
from institutions.policy.reading import Entry, entries_of
from institutions.services.policy_versions import (
    PolicyRefused,
    load_draft,
    put_in_force,
    review,
)

MOST_CHANGES = 40


def versions_in_reach() -> QuerySet[PolicyVersion]:
    """Versions of the areas the reader works in, and of the regions above them."""
    versions = PolicyVersion.objects.select_related("document__area", "prepared_by", "reviewed_by")
    scope = current_scope()
    if scope.everything:
        return versions
    areas = scope.member_areas
    return versions.filter(document__area__in=areas) | versions.filter(document__area__children__in=areas)


@requires(region=True)
def policy_list(request: AgencyRequest) -> HttpResponse:
    versions = versions_in_reach().distinct().order_by("document__area__code", "document__key", "-number")
    may_load = requirement_of(load_policy).met_by(request.assignment)
    return render(
        request,
        "institutions/policies.html",
        {"title": _("Policies"), "versions": versions, "may_load": may_load},
    )


class PackageForm(forms.Form):
    package = forms.FileField(
        label=gettext_lazy("Package"),
        help_text=gettext_lazy("A YAML file as described in the policy language."),
    )


@requires(duty="administer", levels=("city", "region"))
@once
def load_policy(request: AgencyRequest) -> HttpResponseBase:
    """Upload a package: it becomes a draft, or the faults say where and why."""
    form = PackageForm(request.POST or None, request.FILES or None)

    def load() -> str:
        upload = form.cleaned_data["package"]
        try:
            text = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError as exc:
            raise PolicyRefused(_("The file is not UTF-8 text.")) from exc
        version, _is_new = load_draft(text=text, acting_user=request.user, file=upload.name)
        return _page(version)

    return act_page(
        request,
        title=_("Load a policy package"),
        warnings=[_("The package becomes a draft; a second person reviews it before it can be in force.")],
        form=form,
        do=load,
        label=_("Load"),
        said=_("The draft is loaded."),
        cancel_url=reverse("institutions:policies"),
    )


class ReviewForm(forms.Form):
    scan = forms.FileField(
        label=gettext_lazy("Scan of the document"),
        required=False,
        help_text=gettext_lazy(
            "What the draft was compared with: PDF, PNG, JPEG or TIFF, at most 20 MB. Whoever puts it in force reads"
            " it."
        ),
    )


@requires(duty="review", levels=("city", "region"))
@once
def review_policy(request: AgencyRequest, version_id: int) -> HttpResponseBase:
    version = get_object_or_404(versions_in_reach().distinct(), pk=version_id)
    form = ReviewForm(request.POST or None, request.FILES or None)

    def confirm() -> str:
        review(version=version, acting_user=request.user, scan=form.cleaned_data["scan"])
        return _page(version)

    return act_page(
        request,
        title=_("Review policy version"),
        facts=_facts(version),
        warnings=[_("A reviewed version is never edited again.")],
        affects=changes_of(version),
        form=form,
        do=confirm,
        label=_("Confirm review"),
        said=_("The version is reviewed."),
        cancel_url=_page(version),
    )


class InForceForm(forms.Form):
    effective_from = DayField(label=gettext_lazy("In force from"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why it changes"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Every county reads it in the notice."),
    )
    retroactive = forms.CharField(
        label=gettext_lazy("Why it reaches back"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Only where it changes days that are over."),
    )


@requires(duty="approve", levels=("city", "region"))
@once
def enforce_policy(request: AgencyRequest, version_id: int) -> HttpResponseBase:
    version = get_object_or_404(versions_in_reach().distinct(), pk=version_id)

    form = InForceForm(request.POST or None, initial={"effective_from": version.effective_from})

    def enforce() -> str:
        put_in_force(
            version=version,
            acting_user=request.user,
            effective_from=form.cleaned_data["effective_from"],
            reason=form.cleaned_data["reason"],
            retroactive=form.cleaned_data["retroactive"],
        )
        return _page(version)

    return act_page(
        request,
        title=_("Put policy version in force"),
        facts=_facts(version),
        warnings=[_("From that day every bill of the area is settled by this version.")],
        affects=changes_of(version),
        form=form,
        do=enforce,
        label=_("Put in force"),
        said=_("The version is in force."),
        cancel_url=_page(version),
    )


def changes_of(version: PolicyVersion) -> Table | None:
    """What the version says otherwise than the one before it; of a first version there is none."""
    before = version.document.versions.filter(number__lt=version.number).order_by("-number").first()
    if before is None:
        return None
    pairs = [one for one in compare(entries_in(before), entries_in(version)) if one.state != "same"]
    caption = _("Changes against version %(number)s") % {"number": before.number}
    if len(pairs) > MOST_CHANGES:
        caption = _("The first %(shown)s of %(count)s changes against version %(number)s") % {
            "shown": MOST_CHANGES, "count": len(pairs), "number": before.number,
        }  # fmt: skip
    return Table(caption, CHANGE_COLUMNS, pairs[:MOST_CHANGES])


def entries_in(version: PolicyVersion) -> list[Entry]:
    return entries_of(package_of(version))


def _says(side: Side | None) -> str:
    return "—" if side is None else f"{side.says}（{side.clause}）" if side.clause else side.says


CHANGE_COLUMNS = (
    Column("section", gettext_lazy("Section"), "prose", get=lambda one: one.entry.heading),
    Column("parameter", gettext_lazy("Parameter"), "prose", get=lambda one: one.entry.full_meaning),
    Column("cell", gettext_lazy("Where it depends"), "prose"),
    Column("left", gettext_lazy("So far"), "prose", get=lambda one: _says(one.left)),
    Column("right", gettext_lazy("From now on"), "prose", get=lambda one: _says(one.right)),
    Column("start", gettext_lazy("From"), "date"),
)


def _facts(version: PolicyVersion) -> list[Fact]:
    return [
        Fact(_("Document"), version.document.title),
        Fact(_("Version"), version.number),
        Fact(_("Pooling area"), version.document.area),
        Fact(_("In force from"), version.effective_from),
        Fact(_("Prepared by"), version.prepared_by),
        *([Fact(_("Reviewed by"), version.reviewed_by)] if version.reviewed_by else []),
    ]


def _page(version: Any) -> str:
    return reverse("institutions:policy", args=[version.pk])
