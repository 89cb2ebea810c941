"""Payment groups in words: methods of grouped cases, and why a case has no group."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims.models import GroupMethod
from claims.rules.payment.grouping import (
    NO_CATALOGUE,
    NO_CODE,
    NO_DIAGNOSIS,
    NO_GROUP,
    NO_QUOTA,
    PAID_BY_ITEM,
    POLICY_SILENT,
    UNKNOWN_CODE,
)
from claims.rules.payment.section import BY_ITEM

METHODS: dict[str, object] = {**dict(GroupMethod.choices), BY_ITEM: _("By item")}
REASONS: dict[str, object] = {
    NO_DIAGNOSIS: _("neither the record nor the bill names a diagnosis"),
    NO_GROUP: _("no group of the catalogue has this diagnosis and treatment"),
    NO_CODE: _("the record names no DRG code"),
    UNKNOWN_CODE: _("the catalogue does not know the DRG code of the record"),
    NO_CATALOGUE: _("no catalogue is in force on the day of discharge"),
    NO_QUOTA: _("the group has no quota for the institution's level"),
    POLICY_SILENT: _("no policy in force says how payment methods work"),
    PAID_BY_ITEM: _("in no group of the methods in use: paid by item"),
}
TONES = {
    "normal": "ok",
    "low": "info",
    "high": "warn",
    "review": "bad",
    "decided": "ok",
    "unmeasured": "plain",
}


def reason_text(code: str) -> str:
    return str(REASONS.get(code, code)) if code else ""


def method_text(code: str) -> str:
    return str(METHODS.get(code, code))
