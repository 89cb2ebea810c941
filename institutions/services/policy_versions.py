"""Policy packages into versions: loaded as a draft, reviewed by a second person, put in force; never edited.

Needed at the municipal (or regional) agency of the area: administer to load, review to review, approve to
put in force. Locks the document, then the version.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import Agency, Attachment, Duty, PolicyDocument, PolicyVersion, PoolingArea, User
from institutions.policy.faults import describe_with_place
from institutions.policy.in_force import calendar_of, package_of
from institutions.policy.registry import read_package
from institutions.policy.retroactive import changed_from
from institutions.rules.policy_faults import PolicyError
from institutions.rules.policy_package import Applicable, Package

from .attach import attach
from .duties import require_another, require_duty

State = PolicyVersion.State


class PolicyRefused(DomainError):
    """The package or the step is refused; nothing was changed."""


class PackageFaulty(PolicyRefused):
    """The strict loader refuses the text; ``faults`` says where and why."""

    def __init__(self, error: PolicyError) -> None:
        self.faults = error.faults
        super().__init__(
            _("The package has %(count)s faults:\n%(faults)s"),
            count=len(error.faults),
            faults="\n".join(describe_with_place(fault) for fault in error.faults),
        )


@transaction.atomic
def load_draft(*, text: str, acting_user: User, file: str = "package.yaml") -> tuple[PolicyVersion, bool]:
    """(version, whether it is new) for a package's text; the same text twice is the same version.

    Raises :class:`PackageFaulty` with file, line and key of everything wrong, and :class:`PolicyRefused`
    for an unknown area.
    """
    try:
        package = read_package(text, file=file)
    except PolicyError as error:
        raise PackageFaulty(error) from error
    area = PoolingArea.objects.filter(code=package.area).first()
    if area is None:
        raise PolicyRefused(_("There is no pooling area %(code)s."), code=package.area)
    require_duty(user=acting_user, duty=Duty.ADMINISTER, agency=municipal_agency(area))
    document = _document(area, package)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    same = document.versions.filter(sha256=sha256).first()
    if same is not None:
        return same, False
    last = document.versions.order_by("-number").first()
    version = PolicyVersion(
        document=document,
        number=1 if last is None else last.number + 1,
        text=text,
        sha256=sha256,
        effective_from=package.document.effective,
        prepared_by=acting_user,
    )
    version.full_clean()
    version.save()
    return version, True


@transaction.atomic
def review(
    *, version: PolicyVersion, acting_user: User, scan: UploadedFile[Any] | None = None
) -> PolicyVersion:
    """A second person has compared the draft with the document; ``scan`` is that document, kept as evidence."""
    agency = municipal_agency(version.document.area)
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=agency)
    version = _locked(version)
    require_another(user=acting_user, previous=version.prepared_by, act=_("Policy version"))
    _require_state(version, State.DRAFT)
    version.state = State.REVIEWED
    version.reviewed_by = acting_user
    version.reviewed_at = timezone.now()
    version.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    if scan is not None:
        title = version.document.number or version.document.title
        attach(
            subject=version,
            title=title,
            upload=scan,
            agency=agency,
            acting_user=acting_user,
            duty=Duty.REVIEW,
        )
    return version


def scans_of(version: PolicyVersion) -> QuerySet[Attachment]:
    """The evidence of the review, for whoever may see the municipal agency's papers."""
    kept: QuerySet[Attachment] = Attachment.objects.filter(
        subject_type=PolicyVersion._meta.label_lower, subject_id=version.pk
    )
    return kept.order_by("pk")


@transaction.atomic
def put_in_force(
    *,
    version: PolicyVersion,
    acting_user: User,
    effective_from: dt.date | None = None,
    reason: str = "",
    retroactive: str = "",
) -> PolicyVersion:
    """In force from ``effective_from``, by default the date its document gives; ``reason`` tells the counties why.

    The version before is superseded; it goes on applying to the days before the new one begins. Where the new one
    says something else of days that are over, ``retroactive`` says why, or it is refused. The first version of a
    document replaces nothing and is entered as the document stands.
    """
    require_duty(user=acting_user, duty=Duty.APPROVE, agency=municipal_agency(version.document.area))
    version = _locked(version)
    require_another(user=acting_user, previous=version.prepared_by, act=_("Policy version"))
    _require_state(version, State.REVIEWED)
    _require_no_conflict(version)
    before = _versions_of(version)
    version.document.versions.filter(state=State.IN_FORCE).update(state=State.SUPERSEDED)
    version.state = State.IN_FORCE
    version.effective_from = effective_from or version.effective_from
    version.put_in_force_at, version.put_in_force_by = timezone.now(), acting_user
    version.reason, version.retroactive = reason.strip()[:500], retroactive.strip()[:500]
    version.changed_from = version.effective_from
    if before:
        version.changed_from = changed_from(before, _followed_by(before, version))
        _require_named(version)
    put = [
        "state",
        "effective_from",
        "put_in_force_at",
        "put_in_force_by",
        "reason",
        "retroactive",
        "changed_from",
    ]
    version.save(update_fields=put)
    # What cannot be read is not put in force.
    calendar_of(version.document.area).at(version.effective_from)
    return version


def _followed_by(before: list[Applicable], version: PolicyVersion) -> list[Applicable]:
    """The days of each version once ``version`` applies from its first day on."""
    first = version.effective_from
    earlier = [
        one._replace(end=first if one.end is None else min(one.end, first))
        for one in before
        if one.start < first
    ]
    return [*earlier, Applicable(package_of(version), first, None, version.pk)]


def _versions_of(version: PolicyVersion) -> list[Applicable]:
    """The versions of this document that are or were in force, with their days."""
    own = set(version.document.versions.values_list("pk", flat=True))
    return [one for one in calendar_of(version.document.area).applicable if one.version in own]


def _require_named(version: PolicyVersion) -> None:
    first, today = version.changed_from, timezone.localdate()
    reaches_back = first is not None and first < today
    if reaches_back and not version.retroactive:
        raise PolicyRefused(
            _(
                "This version changes days that are over, from %(day)s on: say why it reaches back, or let it begin"
                " later."
            ),
            day=first,
        )
    if version.retroactive and not reaches_back:
        raise PolicyRefused(_("This version changes no day that is over: give no reason for reaching back."))


def municipal_agency(area: PoolingArea) -> Agency:
    """The agency that makes policy in an area: its city's, or its region's."""
    levels = (Agency.Level.CITY, Agency.Level.REGION)
    agency = Agency.objects.filter(area=area, level__in=levels).order_by("level").first()
    if agency is None:
        raise PolicyRefused(_("%(area)s has no municipal agency."), area=area)
    return agency


def _document(area: PoolingArea, package: Package) -> PolicyDocument:
    document, _created = PolicyDocument.objects.get_or_create(
        key=package.key,
        defaults={
            "area": area,
            "title": package.title,
            "number": package.document.number,
            "source": package.document.source,
            "issued_on": package.document.issued,
        },
    )
    if document.area_id != area.pk:
        raise PolicyRefused(_("The key “%(key)s” belongs to another area."), key=package.key)
    return PolicyDocument.objects.select_for_update().get(pk=document.pk)


def _locked(version: PolicyVersion) -> PolicyVersion:
    PolicyDocument.objects.select_for_update().get(pk=version.document_id)
    return (
        PolicyVersion.objects.select_for_update(of=("self",))
        .select_related("document__area")
        .get(pk=version.pk)
    )


def _require_state(version: PolicyVersion, state: str) -> None:
    if version.state != state:
        raise PolicyRefused(
            _("%(version)s is “%(state)s”; this step needs “%(needed)s”."),
            version=version,
            state=version.get_state_display(),
            needed=State(state).label,
        )


def _require_no_conflict(version: PolicyVersion) -> None:
    """Two documents of one area never give the same parameter: nobody could say which holds."""
    mine = set(_parameters(version.text))
    others = PolicyVersion.objects.filter(document__area=version.document.area, state=State.IN_FORCE)
    for other in others.exclude(document=version.document).select_related("document"):
        both = mine.intersection(_parameters(other.text))
        if both:
            raise PolicyRefused(_("%(other)s already gives %(parameter)s."), other=other, parameter=min(both))


def _parameters(text: str) -> Iterable[str]:
    for section in read_package(text).sections.values():
        for name in section.parameters:
            yield f"{section.full_name}.{name}"
