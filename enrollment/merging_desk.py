"""What a merging of schemes lays on a desk: pairs that a person has to decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.desk import DeskItem
from enrollment.models import LegacyPair
from institutions.models import Duty


def merging_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: whoever registers decides the pairs of the own counties; the city those of two as well."""
    if Duty.REGISTER not in assignment.duties:
        return
    waiting = LegacyPair.objects.filter(decision="", merging__closed_at__isnull=True)
    for merging, count in waiting.order_by("merging").values_list("merging").annotate(n=Count("pk")):
        address = reverse("enrollment:legacy_pairs", args=[merging])
        yield DeskItem(_("Decide who is one person"), f"{address}?decision=waiting", count=count)
