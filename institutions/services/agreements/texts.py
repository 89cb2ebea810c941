"""The city's model agreement: drafted as versions, reviewed by a second person, filled in for an institution."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Agency, Agreement, AgreementText, Duty, PoolingArea, User
from institutions.policy.designation import designation_policy
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_another, require_duty

from .states import AgreementRefused

# What a text may leave open: {name} in it is filled from the agreement when it is printed.
BLANKS = {
    "number": _("number of the agreement"),
    "agency": _("agency that signs"),
    "institution": _("name of the institution"),
    "code": _("its national code"),
    "level": _("its grade"),
    "services": _("services"),
    "first_day": _("first day"),
    "last_day": _("last day"),
    "signed_on": _("day of signature"),
    "terms": _("agreed beside the text"),
}
_BLANK = re.compile(r"\{([a-z_]+)\}")


def may_write_texts(*, area: PoolingArea, agency: Agency) -> bool:
    """Whether ``agency`` revises the model agreement of the area (ZY-13: the city; as the policy says)."""
    try:
        level = designation_policy(policy_for(area, timezone.localdate())).model_by
    except PolicyGap:
        level = "city"
    return agency.area_id == area.pk and agency.level == level


@transaction.atomic
def draft_text(
    *, agency: Agency, kind: str, title: str, body: str, effective_from: dt.date, acting_user: User
) -> AgreementText:
    """A new version for institutions of ``kind``; it waits for its review. Needs the duty to handle at the agency
    that the policy names for the model agreement."""
    _require_owner(agency)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=agency)
    unknown = sorted(set(_BLANK.findall(body)) - BLANKS.keys())
    if unknown:
        raise AgreementRefused(
            _("The text leaves open what no agreement fills in: %(names)s. Known: %(known)s."),
            names="、".join(unknown),
            known="、".join(BLANKS),
        )
    PoolingArea.objects.select_for_update(of=("self",)).get(pk=agency.area_id)
    last = AgreementText.objects.filter(area=agency.area, kind=kind).aggregate(last=Max("number"))["last"]
    text = AgreementText(
        area=agency.area, kind=kind, number=(last or 0) + 1, title=title, body=body,
        effective_from=effective_from, prepared_by=acting_user,
    )  # fmt: skip
    text.full_clean()
    text.save()
    return text


@transaction.atomic
def review_text(*, text: AgreementText, acting_user: User) -> AgreementText:
    """A second person's review: from then on agreements are signed on it and it is never changed."""
    text = (
        AgreementText.objects.select_for_update(of=("self",))
        .select_related("area", "prepared_by")
        .get(pk=text.pk)
    )
    agency = _owner(text.area)
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=agency)
    require_another(user=acting_user, previous=text.prepared_by, act=_("Agreement text"))
    if text.reviewed_by_id is not None:
        raise AgreementRefused(_("%(text)s is reviewed already."), text=text)
    text.reviewed_by, text.reviewed_at = acting_user, timezone.now()
    text.save(update_fields=["reviewed_by", "reviewed_at"])
    return text


def text_for(*, area: PoolingArea, kind: str, day: dt.date) -> AgreementText:
    """The reviewed text for agreements that begin on ``day``; refuses where there is none."""
    found = (
        AgreementText.objects.filter(area=area, kind=kind, reviewed_by__isnull=False, effective_from__lte=day)
        .order_by("-effective_from", "-number")
        .first()
    )
    if found is None:
        raise AgreementRefused(
            _("No reviewed agreement text is in use in %(area)s on %(day)s."), area=area, day=day
        )
    return found  # type: ignore[no-any-return]


def filled_in(agreement: Agreement) -> str:
    """The text of the agreement with its values; what is not agreed yet stays a line to write on."""
    if agreement.text is None:
        return ""
    values = blanks_of(agreement)
    return _BLANK.sub(lambda found: values.get(found[1]) or "＿＿＿＿", agreement.text.body)


def blanks_of(agreement: Agreement) -> dict[str, str]:
    """What the agreement fills in."""
    institution, period = agreement.institution, agreement.period
    labels = dict(Agreement.Service.choices)
    return {
        "number": agreement.number,
        "agency": agreement.agency.name,
        "institution": institution.name,
        "code": institution.fixmedins_code,
        "level": institution.get_dedc_hosp_lv_display(),
        "services": "、".join(str(labels[one]) for one in agreement.services),
        "first_day": "" if period is None else f"{period.lower:%Y-%m-%d}",
        "last_day": "" if agreement.last_day is None else f"{agreement.last_day:%Y-%m-%d}",
        "signed_on": "" if agreement.signed_on is None else f"{agreement.signed_on:%Y-%m-%d}",
        "terms": agreement.terms or str(_("nothing beside the text")),
    }


def _require_owner(agency: Agency) -> None:
    if not may_write_texts(area=agency.area, agency=agency):
        raise AgreementRefused(
            _("%(agency)s does not revise the model agreement of %(area)s."), agency=agency, area=agency.area
        )


def _owner(area: PoolingArea) -> Agency:
    """The agency that owns the texts: the city's, for a county has no text of its own."""
    return Agency.objects.get(area=area, level=Agency.Level.CITY)
