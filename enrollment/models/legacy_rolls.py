"""Rolls of two former schemes on their way into one (HG-01): rows as they came, who they are, what a person decided.

A row is never deleted by the work on it and keeps what its file said; it counts as insured only once its cover was
taken over. ``SchemeMerging`` is the lock of all work on its rolls: every act takes it first.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User

from .coverage import Coverage
from .people import Person


@tracked()
class SchemeMerging(ScopedModel):
    """Former schemes of an area become ``insutype`` on ``begins``. Closed, it and its rolls stay as they are."""

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    insutype = models.CharField(_("Merged scheme"), max_length=6)
    begins = models.DateField(_("First day of the merged scheme"))
    matched_at = models.DateTimeField(_("Matched at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Closed by")
    )

    class Meta:
        verbose_name = _("Merging of schemes")
        verbose_name_plural = _("Mergings of schemes")
        constraints = [
            models.UniqueConstraint(fields=["area", "insutype", "begins"], name="merging_once"),
            models.CheckConstraint(
                name="merging_closed_by_somebody",
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.insutype} {self.begins:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("enrollment:merging", args=[self.pk])


@tracked()
class LegacyRoll(ScopedModel):
    """One file of one former scheme and county. Rows in the file = rows stored + rows returned to whoever sent it."""

    merging = models.ForeignKey(
        SchemeMerging, models.PROTECT, related_name="rolls", verbose_name=_("Merging of schemes")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    insutype = models.CharField(_("Former scheme"), max_length=6)
    source = models.CharField(_("Handed over by"), max_length=100)
    as_of = models.DateField(_("As of"))
    file_rows = models.PositiveIntegerField(_("Rows in the file"), default=0, db_default=0)
    stored_rows = models.PositiveIntegerField(_("Rows stored"), default=0, db_default=0)
    returned_rows = models.PositiveIntegerField(_("Rows returned"), default=0, db_default=0)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Roll of a former scheme")
        verbose_name_plural = _("Rolls of former schemes")
        constraints = [
            models.UniqueConstraint(fields=["import_run_id", "county", "insutype"], name="legacy_roll_once"),
            models.CheckConstraint(
                name="legacy_roll_no_row_lost",
                condition=models.Q(file_rows=models.F("stored_rows") + models.F("returned_rows")),
            ),
        ]
        indexes = [models.Index(fields=["merging", "county"], name="legacy_roll_by_merging")]

    def __str__(self) -> str:
        return f"{self.county} {self.insutype} {self.as_of:%Y-%m-%d}"


@tracked()
class FoundPerson(ScopedModel):
    """One person whom the rows of a merging mean. ``first_row`` is the lowest of them and gives the county.

    ``people`` are the stored people found to be this person before the cover is taken over, afterwards the one it
    was taken over to. ``chosen`` is the row whose cover the person chose to keep.
    """

    class Outcome(models.TextChoices):
        COVERED = "covered", _("Cover taken over")
        COVERED_OTHERWISE = "covered_otherwise", _("Covered otherwise on these days")
        DIED = "died", _("Died before")
        ELSEWHERE = "elsewhere", _("Registered in another area")

    class Problem(models.TextChoices):
        NO_BIRTH = "no_birth", _("No birth date is known")
        TWO_STORED = "two_stored", _("Two stored people whose coverages overlap in part")
        CONTRADICTION = "contradiction", _("Decided to be two people, yet one by certificate")

    merging = models.ForeignKey(
        SchemeMerging, models.PROTECT, related_name="found", verbose_name=_("Merging of schemes"),
        db_index=False,
    )  # fmt: skip
    county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("County"), db_index=False
    )
    first_row = models.OneToOneField(
        "LegacyRow", models.PROTECT, related_name="leads", verbose_name=_("First row")
    )
    people = ArrayField(models.BigIntegerField(), verbose_name=_("Stored people"), default=list)
    chosen = models.ForeignKey(
        "LegacyRow", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Chosen cover"),
        db_index=False,
    )  # fmt: skip
    chosen_reason = models.CharField(_("Reason of the choice"), max_length=200, blank=True, db_default="")
    chosen_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Choice entered by"),
        db_index=False,
    )  # fmt: skip
    outcome = models.CharField(
        _("What came of it"), max_length=20, choices=Outcome, blank=True, db_default=""
    )
    problem = models.CharField(_("What hinders"), max_length=20, choices=Problem, blank=True, db_default="")
    taken_over_at = models.DateTimeField(_("Taken over at"), null=True, blank=True)
    taken_over_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Taken over by"),
        db_index=False,
    )  # fmt: skip

    class Meta:
        verbose_name = _("Person on former rolls")
        verbose_name_plural = _("People on former rolls")
        constraints = [
            models.CheckConstraint(
                name="found_taken_over_with_outcome",
                condition=models.Q(taken_over_at__isnull=True, taken_over_by__isnull=True, outcome="")
                | models.Q(taken_over_at__isnull=False, taken_over_by__isnull=False) & ~models.Q(outcome=""),
            ),
            models.CheckConstraint(
                name="found_choice_has_reason",
                condition=models.Q(chosen__isnull=True, chosen_by__isnull=True, chosen_reason="")
                | models.Q(chosen__isnull=False, chosen_by__isnull=False) & ~models.Q(chosen_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["merging", "taken_over_at", "county"], name="found_by_merging")]

    def __str__(self) -> str:
        return str(self.first_row)

    def get_absolute_url(self) -> str:
        return reverse("enrollment:found_person", args=[self.pk])


@tracked(exclude=("found", "raw"))
class LegacyRow(ScopedModel):
    """A row of a roll. ``certno`` is what may be relied on, empty where nothing is; ``certno_given`` and ``raw`` are
    what the file said, for good."""

    class Certificate(models.TextChoices):
        SOUND = "sound", _("Sound")
        EXTENDED = "extended", _("Made whole from fifteen digits")
        OTHER = "other", _("Of another kind")
        MISSING = "missing", _("Missing")
        FAULTY = "faulty", _("Faulty")

    merging = models.ForeignKey(
        SchemeMerging, models.PROTECT, related_name="+", verbose_name=_("Merging of schemes"), db_index=False
    )
    roll = models.ForeignKey(LegacyRoll, models.PROTECT, related_name="rows", verbose_name=_("Roll"))
    county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("County"), db_index=False
    )
    insutype = models.CharField(_("Former scheme"), max_length=6)
    row_no = models.PositiveIntegerField(_("Row in the file"))
    legacy_no = models.CharField(_("Number on the former roll"), max_length=30)
    name = models.CharField(_("Full name"), max_length=50)
    psn_cert_type = models.CharField(_("Certificate type"), max_length=6)
    certno = models.CharField(_("Certificate number"), max_length=50, blank=True)
    certno_given = models.CharField(_("Certificate number as given"), max_length=50, blank=True)
    certificate = models.CharField(_("Worth of the number"), max_length=10, choices=Certificate)
    birth = models.DateField(_("Born on"), null=True, blank=True)
    gend = models.CharField(_("Gender"), max_length=1, choices=Person.Gender)
    psn_type = models.CharField(_("Person category"), max_length=6)
    village = models.CharField(_("Village or community"), max_length=100, blank=True)
    household = models.CharField(_("Household number"), max_length=40, blank=True)
    period = DateRangeField(_("Covered"))
    paid = MoneyField(_("Paid by the person"), default=0, db_default=0)
    raw = models.JSONField(_("As given"), default=dict)
    set_aside = models.CharField(_("Set aside because"), max_length=200, blank=True, db_default="")
    changed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Changed by"),
        db_index=False,
    )  # fmt: skip
    change_reason = models.CharField(_("Reason of the change"), max_length=200, blank=True, db_default="")
    found = models.ForeignKey(
        FoundPerson, models.PROTECT, null=True, blank=True, related_name="rows", verbose_name=_("Person")
    )
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Row of a former roll")
        verbose_name_plural = _("Rows of former rolls")
        constraints = [
            models.UniqueConstraint(
                fields=["merging", "county", "insutype", "legacy_no"], name="legacy_row_number_once"
            ),
            models.CheckConstraint(
                name="legacy_row_certificate_or_mark",
                condition=models.Q(certificate__in=["missing", "faulty"], certno="")
                | models.Q(certificate__in=["sound", "extended", "other"]) & ~models.Q(certno=""),
            ),
            models.CheckConstraint(
                name="legacy_row_period",
                condition=models.Q(
                    period__isempty=False, period__startswith__isnull=False, period__endswith__isnull=False
                ),
            ),
            models.CheckConstraint(name="legacy_row_paid_not_negative", condition=models.Q(paid__gte=0)),
            models.CheckConstraint(
                name="legacy_row_change_has_reason",
                condition=models.Q(changed_by__isnull=True, change_reason="", set_aside="")
                | models.Q(changed_by__isnull=False) & ~models.Q(change_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["certno"], name="legacy_row_by_certno", condition=~models.Q(certno="")),
            models.Index(
                fields=["name", "birth"], name="legacy_row_by_name", opclasses=["varchar_pattern_ops", "date_ops"]
            ),
            models.Index(
                fields=["import_run_id"],
                name="legacy_row_by_import",
                condition=models.Q(import_run_id__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.insutype} {self.legacy_no} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("enrollment:legacy_row", args=[self.pk])


@tracked()
class LegacyPair(ScopedModel):
    """Two rows, or a row and a stored person, that may be one person: a person decides.

    ``county`` is empty where the sides belong to two counties; the city decides those.
    """

    class Kind(models.TextChoices):
        OTHER_NAME = "other_name", _("One certificate, two names")
        SAME_UNSOUND = "same_unsound", _("The same faulty number and name")
        TWO_NUMBERS = "two_numbers", _("The same name, birth date and village, two certificates")
        NAME_AND_BIRTH = "name_birth", _("The same name, birth date and village")

    class Decision(models.TextChoices):
        SAME = "same", _("The same person")
        DIFFERENT = "different", _("Two people")

    scope_area_fields = ("area",)

    merging = models.ForeignKey(
        SchemeMerging, models.PROTECT, related_name="pairs", verbose_name=_("Merging of schemes"),
        db_index=False,
    )  # fmt: skip
    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"), db_index=False
    )
    county = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("County"),
        db_index=False,
    )  # fmt: skip
    left = models.ForeignKey(LegacyRow, models.PROTECT, related_name="+", verbose_name=_("Row"))
    right = models.ForeignKey(
        LegacyRow, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Other row")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Stored person")
    )
    kind = models.CharField(_("Why in doubt"), max_length=15, choices=Kind)
    decision = models.CharField(_("Decision"), max_length=10, choices=Decision, blank=True, db_default="")
    reason = models.CharField(_("Reason"), max_length=200, blank=True, db_default="")
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by"),
        db_index=False,
    )  # fmt: skip
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Pair to be decided")
        verbose_name_plural = _("Pairs to be decided")
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="legacy_pair_of_rows_once"),
            models.UniqueConstraint(fields=["left", "person"], name="legacy_pair_with_person_once"),
            models.CheckConstraint(
                name="legacy_pair_two_sides",
                condition=models.Q(right__isnull=True, person__isnull=False)
                | models.Q(right__isnull=False, person__isnull=True, left__lt=models.F("right")),
            ),
            models.CheckConstraint(
                name="legacy_pair_decided_by_somebody",
                condition=models.Q(decision="", reason="", decided_by__isnull=True, decided_at__isnull=True)
                | ~models.Q(decision="")
                & ~models.Q(reason="")
                & models.Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["merging", "decision", "county"], name="legacy_pair_by_merging")]

    def __str__(self) -> str:
        return f"{self.left} · {self.right or self.person}"

    def get_absolute_url(self) -> str:
        return reverse("enrollment:legacy_pair", args=[self.pk])


class TakenCover(ScopedModel):
    """Which row a coverage was taken over from: the legacy origin, kept when the coverage is void."""

    scope_fields = ("row__county",)

    coverage = models.OneToOneField(
        Coverage, models.PROTECT, related_name="taken_from", verbose_name=_("Coverage")
    )
    row = models.ForeignKey(
        LegacyRow, models.PROTECT, related_name="taken", verbose_name=_("Row of a former roll")
    )

    class Meta:
        verbose_name = _("Cover taken over")
        verbose_name_plural = _("Covers taken over")

    def __str__(self) -> str:
        return f"{self.coverage} · {self.row}"


@tracked()
class PersonMerge(ScopedModel):
    """A stored person became another name of ``into``: what was moved and voided, so that it can be taken back."""

    scope_fields = ("person__county", "into__county")

    person = models.ForeignKey(Person, models.PROTECT, related_name="merges", verbose_name=_("Person"))
    into = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("Merged into"))
    reason = models.CharField(_("Reason"), max_length=200)
    because_of = models.ForeignKey(
        LegacyRow, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("Because of the row"),
    )  # fmt: skip
    moved = ArrayField(models.BigIntegerField(), verbose_name=_("Coverages moved"), default=list)
    voided = ArrayField(models.BigIntegerField(), verbose_name=_("Coverages voided"), default=list)
    made_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("Made by"), db_index=False
    )
    made_at = models.DateTimeField(_("Made at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Taken back by"),
        db_index=False,
    )  # fmt: skip
    undone_at = models.DateTimeField(_("Taken back at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Merge of two people")
        verbose_name_plural = _("Merges of people")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], name="person_merged_once", condition=models.Q(undone_at__isnull=True)
            ),
            models.CheckConstraint(name="person_merge_of_two", condition=~models.Q(person=models.F("into"))),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.into}"

    @property
    def stands(self) -> bool:
        return self.undone_at is None
