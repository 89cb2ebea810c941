"""Policy documents and their versions: drafted, reviewed by a second person, in force, never edited."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked

from .areas import PoolingArea
from .staff import User


class PolicyDocument(models.Model):
    """A policy document of an area (政策文件); its parameters live in its versions."""

    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="policy_documents", verbose_name=_("Pooling area")
    )
    key = models.SlugField(_("Key"), max_length=60, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    number = models.CharField(_("Document number"), max_length=80, blank=True)
    source = models.CharField(_("Source"), max_length=80, blank=True)
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Policy document")
        verbose_name_plural = _("Policy documents")
        ordering = ("area", "key")

    def __str__(self) -> str:
        return self.title


@tracked()
class PolicyVersion(models.Model):
    """One text of a package. Once reviewed its content never changes; a change is a new version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEWED = "reviewed", _("Reviewed")
        IN_FORCE = "in_force", _("In force")
        SUPERSEDED = "superseded", _("Superseded")

    document = models.ForeignKey(
        PolicyDocument, models.PROTECT, related_name="versions", verbose_name=_("Policy document")
    )
    number = models.PositiveIntegerField(_("Version"))
    state = models.CharField(_("State"), max_length=12, choices=State, default=State.DRAFT)
    text = models.TextField(_("Text"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    effective_from = models.DateField(_("In force from"))
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)
    put_in_force_at = models.DateTimeField(_("Put in force at"), null=True, blank=True)
    put_in_force_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Put in force by")
    )
    reason = models.CharField(_("Why it changes"), max_length=500, blank=True)
    changed_from = models.DateField(
        _("Changes days from"),
        null=True,
        blank=True,
        help_text=_("First day on which it says something else than the version before."),
    )
    retroactive = models.CharField(_("Why it reaches back"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Policy version")
        verbose_name_plural = _("Policy versions")
        ordering = ("document", "-number")
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="policy_version_number"),
            models.UniqueConstraint(fields=["document", "sha256"], name="policy_version_content_once"),
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(state="in_force"), name="policy_version_one_in_force"
            ),
            models.CheckConstraint(
                name="policy_version_two_people",
                condition=models.Q(state="draft")
                | (
                    models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                    & ~models.Q(reviewed_by=models.F("prepared_by"))
                ),
                violation_error_message=_("A second person reviews a policy version."),
            ),
            models.CheckConstraint(
                name="policy_version_in_force_dated",
                condition=models.Q(state__in=["draft", "reviewed"]) | models.Q(put_in_force_at__isnull=False),
            ),
            models.CheckConstraint(
                name="policy_version_put_in_force_by_another",
                condition=models.Q(put_in_force_by__isnull=True)
                | ~models.Q(put_in_force_by=models.F("prepared_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("institutions:policy", args=[self.pk])
