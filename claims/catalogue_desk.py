"""What the catalogue puts on desks: codes nobody knows, drafts to put in force, drugs nowhere to be had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import CatalogueVersion, UnmatchedCode
from config.desk import DeskItem
from institutions.models import Duty


def catalogue_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: unmatched codes for whoever handles, drafts of the own area for whoever reviews."""
    if Duty.HANDLE in assignment.duties:
        unmatched = UnmatchedCode.objects.count()
        if unmatched:
            yield DeskItem(
                _("Codes that the catalogue does not know"),
                reverse("claims:unmatched_codes"),
                count=unmatched,
                detail=_("bills wait for them"),
            )
    if Duty.REVIEW in assignment.duties and assignment.agency.is_municipal:
        drafts = CatalogueVersion.objects.filter(
            area=assignment.agency.area, state="draft", items__isnull=False
        )
        waiting = drafts.distinct().count()
        if waiting:
            yield DeskItem(
                _("Catalogue drafts to put in force"),
                reverse("claims:catalogue_versions") + "?state=draft",
                count=waiting,
            )
