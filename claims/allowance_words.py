"""The steps of a maternity allowance in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from institutions.explaining import Text, Wording

TEXTS: dict[str, Text] = {
    "maternity_base": _("Days for a birth: %(more)s"),
    "maternity_kind": _("%(matn_type)s: %(more)s further days"),
    "maternity_further_child": _("%(children)s further child(ren): %(more)s further days"),
    "maternity_extension": _("Extension by the area: %(more)s days"),
    "maternity_loss": _("%(matn_type)s after %(weeks)s weeks of pregnancy: %(more)s days"),
    "maternity_days": _("Together %(days)s days"),
    "maternity_amount": _("Mean monthly base %(base)s ÷ %(month_days)s × %(days)s days = %(amount)s"),
}

WORDING = Wording(
    texts=TEXTS,
    formats={
        "matn_type": lambda code: name_of("matn_type", str(code)),
        **dict.fromkeys(("more", "children", "weeks", "days", "month_days"), str),
    },
)
