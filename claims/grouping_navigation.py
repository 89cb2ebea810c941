"""What payment groups add to the house: navigation and desk items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import CaseReview, GroupCatalogue, GroupedCase
from config.desk import Heap, register_desk_source
from config.navigation import NavItem, register_navigation
from institutions.models import Duty


def register() -> None:
    from claims.views.grouping.cases import unmatched

    register_navigation(
        NavItem("institutions", gettext_lazy("Grouped cases"), "claims:grouped_cases", order=32),
        NavItem(
            "institutions",
            gettext_lazy("Cases without a group"),
            "claims:ungrouped_cases",
            count=unmatched,
            order=33,
        ),
        NavItem("institutions", gettext_lazy("Single-case reviews"), "claims:case_reviews", order=34),
        NavItem("institutions", gettext_lazy("Group catalogues"), "claims:group_catalogues", order=35),
    )
    register_desk_source(grouping_items)


def grouping_items(assignment: Any) -> Iterator[Heap]:
    """Desk source: cases to put right; at the city reviews to judge and decide, drafts to put in force."""
    from claims.views.grouping.cases import AT_FAULT

    at_city = assignment.agency.is_municipal
    reviews, area = reverse("claims:case_reviews"), assignment.agency.area
    if Duty.HANDLE in assignment.duties:
        faults = GroupedCase.objects.filter(AT_FAULT)
        address = f"{reverse('claims:ungrouped_cases')}?at_fault=yes"
        yield Heap(_("Cases without a group"), faults, address)
        if at_city:
            applied = CaseReview.objects.filter(area=area, state="applied")
            yield Heap(_("Single-case reviews to judge"), applied, f"{reviews}?state=applied")
    if Duty.REVIEW in assignment.duties and at_city:
        proposed = CaseReview.objects.filter(area=area, state="proposed")
        yield Heap(_("Single-case reviews to decide"), proposed, f"{reviews}?state=proposed")
        drafts = GroupCatalogue.objects.filter(area=area, state="draft", groups__isnull=False)
        address = f"{reverse('claims:group_catalogues')}?state=draft"
        yield Heap(_("Group catalogues to put in force"), drafts.distinct(), address)
