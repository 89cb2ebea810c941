"""A column that marks values the policy documents leave open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from config.listing import Column
from config.templatetags.ui import assumed


@dataclass(frozen=True)
class Marked(Column):
    """The reason of an assumed value: the small mark on the page, the words in the workbook."""

    def html(self, row: Any) -> SafeString:
        return assumed(self.value(row))
