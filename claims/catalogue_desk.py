"""What the catalogue puts on desks: codes nobody knows, drafts to put in force, drugs nowhere to be had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import CatalogueVersion, UnmatchedCode
from config.desk import Heap
from institutions.models import Duty


def catalogue_items(assignment: Any) -> Iterator[Heap]:
    """Desk source: unmatched codes for whoever handles, drafts of the own area for whoever reviews."""
    if Duty.HANDLE in assignment.duties:
        yield Heap(
            _("Codes that the catalogue does not know"),
            UnmatchedCode.objects.all(),
            reverse("claims:unmatched_codes"),
            detail=_("bills wait for them"),
        )
    if Duty.REVIEW in assignment.duties and assignment.agency.is_municipal:
        drafts = CatalogueVersion.objects.filter(
            area=assignment.agency.area, state="draft", items__isnull=False
        )
        address = reverse("claims:catalogue_versions") + "?state=draft"
        yield Heap(_("Catalogue drafts to put in force"), drafts.distinct(), address)
