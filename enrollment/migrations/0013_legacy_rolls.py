import config.migrating
import config.money
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0012_targets_guarded"),
        ("institutions", "0003_reviewed_versions_stay"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="SchemeMerging",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Merged scheme")),
                        ("begins", models.DateField(verbose_name="First day of the merged scheme")),
                        (
                            "matched_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Matched at"),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Closed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Merging of schemes",
                        "verbose_name_plural": "Mergings of schemes",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "insutype", "begins"), name="merging_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="merging_closed_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FoundPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "people",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                default=list,
                                size=None,
                                verbose_name="Stored people",
                            ),
                        ),
                        (
                            "chosen_reason",
                            models.CharField(
                                blank=True, db_default="", max_length=200, verbose_name="Reason of the choice"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("covered", "Cover taken over"),
                                    ("covered_otherwise", "Covered otherwise on these days"),
                                    ("died", "Died before"),
                                    ("elsewhere", "Registered in another area"),
                                ],
                                db_default="",
                                max_length=20,
                                verbose_name="What came of it",
                            ),
                        ),
                        (
                            "problem",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no_birth", "No birth date is known"),
                                    ("two_stored", "Two stored people whose coverages overlap in part"),
                                    ("contradiction", "Decided to be two people, yet one by certificate"),
                                ],
                                db_default="",
                                max_length=20,
                                verbose_name="What hinders",
                            ),
                        ),
                        (
                            "taken_over_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Taken over at"),
                        ),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Choice entered by",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "taken_over_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Taken over by",
                            ),
                        ),
                        (
                            "merging",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="found",
                                to="enrollment.schememerging",
                                verbose_name="Merging of schemes",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Person on former rolls",
                        "verbose_name_plural": "People on former rolls",
                        "indexes": [
                            models.Index(
                                fields=["merging", "taken_over_at", "county"], name="found_by_merging"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("outcome", ""),
                                        ("taken_over_at__isnull", True),
                                        ("taken_over_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("taken_over_at__isnull", False),
                                        ("taken_over_by__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="found_taken_over_with_outcome",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegacyRoll",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Former scheme")),
                        ("source", models.CharField(max_length=100, verbose_name="Handed over by")),
                        ("as_of", models.DateField(verbose_name="As of")),
                        (
                            "file_rows",
                            models.PositiveIntegerField(
                                db_default=0, default=0, verbose_name="Rows in the file"
                            ),
                        ),
                        (
                            "stored_rows",
                            models.PositiveIntegerField(db_default=0, default=0, verbose_name="Rows stored"),
                        ),
                        (
                            "returned_rows",
                            models.PositiveIntegerField(
                                db_default=0, default=0, verbose_name="Rows returned"
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "merging",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rolls",
                                to="enrollment.schememerging",
                                verbose_name="Merging of schemes",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Roll of a former scheme",
                        "verbose_name_plural": "Rolls of former schemes",
                        "indexes": [
                            models.Index(fields=["merging", "county"], name="legacy_roll_by_merging")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("import_run_id", "county", "insutype"), name="legacy_roll_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "file_rows",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("stored_rows"), "+", models.F("returned_rows")
                                        ),
                                    )
                                ),
                                name="legacy_roll_no_row_lost",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeMergingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Merged scheme")),
                        ("begins", models.DateField(verbose_name="First day of the merged scheme")),
                        (
                            "matched_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Matched at"),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Closed by",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="enrollment.schememerging",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LegacyRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Former scheme")),
                        ("row_no", models.PositiveIntegerField(verbose_name="Row in the file")),
                        (
                            "legacy_no",
                            models.CharField(max_length=30, verbose_name="Number on the former roll"),
                        ),
                        ("name", models.CharField(max_length=50, verbose_name="Full name")),
                        ("psn_cert_type", models.CharField(max_length=6, verbose_name="Certificate type")),
                        (
                            "certno",
                            models.CharField(blank=True, max_length=50, verbose_name="Certificate number"),
                        ),
                        (
                            "certno_given",
                            models.CharField(
                                blank=True, max_length=50, verbose_name="Certificate number as given"
                            ),
                        ),
                        (
                            "certificate",
                            models.CharField(
                                choices=[
                                    ("sound", "Sound"),
                                    ("extended", "Made whole from fifteen digits"),
                                    ("other", "Of another kind"),
                                    ("missing", "Missing"),
                                    ("faulty", "Faulty"),
                                ],
                                max_length=10,
                                verbose_name="Worth of the number",
                            ),
                        ),
                        ("birth", models.DateField(blank=True, null=True, verbose_name="Born on")),
                        (
                            "gend",
                            models.CharField(
                                choices=[
                                    ("0", "Unknown"),
                                    ("1", "Male"),
                                    ("2", "Female"),
                                    ("9", "Not stated"),
                                ],
                                max_length=1,
                                verbose_name="Gender",
                            ),
                        ),
                        ("psn_type", models.CharField(max_length=6, verbose_name="Person category")),
                        (
                            "village",
                            models.CharField(blank=True, max_length=100, verbose_name="Village or community"),
                        ),
                        (
                            "household",
                            models.CharField(blank=True, max_length=40, verbose_name="Household number"),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Covered"),
                        ),
                        (
                            "paid",
                            config.money.MoneyField(
                                db_default=0, default=0, verbose_name="Paid by the person"
                            ),
                        ),
                        ("raw", models.JSONField(default=dict, verbose_name="As given")),
                        (
                            "set_aside",
                            models.CharField(
                                blank=True, db_default="", max_length=200, verbose_name="Set aside because"
                            ),
                        ),
                        (
                            "change_reason",
                            models.CharField(
                                blank=True, db_default="", max_length=200, verbose_name="Reason of the change"
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Changed by",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "found",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rows",
                                to="enrollment.foundperson",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "roll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rows",
                                to="enrollment.legacyroll",
                                verbose_name="Roll",
                            ),
                        ),
                        (
                            "merging",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.schememerging",
                                verbose_name="Merging of schemes",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Row of a former roll",
                        "verbose_name_plural": "Rows of former rolls",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("certno", ""), _negated=True),
                                fields=["certno"],
                                name="legacy_row_by_certno",
                            ),
                            models.Index(
                                fields=["name", "birth"],
                                name="legacy_row_by_name",
                                opclasses=["varchar_pattern_ops", "date_ops"],
                            ),
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="legacy_row_by_import",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("merging", "county", "insutype", "legacy_no"),
                                name="legacy_row_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("certificate__in", ["missing", "faulty"]), ("certno", "")),
                                    models.Q(
                                        ("certificate__in", ["sound", "extended", "other"]),
                                        models.Q(("certno", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="legacy_row_certificate_or_mark",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__endswith__isnull", False),
                                    ("period__isempty", False),
                                    ("period__startswith__isnull", False),
                                ),
                                name="legacy_row_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paid__gte", 0)), name="legacy_row_paid_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("change_reason", ""), ("changed_by__isnull", True), ("set_aside", "")
                                    ),
                                    models.Q(
                                        ("changed_by__isnull", False),
                                        models.Q(("change_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="legacy_row_change_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegacyRollEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Former scheme")),
                        ("source", models.CharField(max_length=100, verbose_name="Handed over by")),
                        ("as_of", models.DateField(verbose_name="As of")),
                        (
                            "file_rows",
                            models.PositiveIntegerField(
                                db_default=0, default=0, verbose_name="Rows in the file"
                            ),
                        ),
                        (
                            "stored_rows",
                            models.PositiveIntegerField(db_default=0, default=0, verbose_name="Rows stored"),
                        ),
                        (
                            "returned_rows",
                            models.PositiveIntegerField(
                                db_default=0, default=0, verbose_name="Rows returned"
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="enrollment.legacyroll",
                            ),
                        ),
                        (
                            "merging",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.schememerging",
                                verbose_name="Merging of schemes",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LegacyPair",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("other_name", "One certificate, two names"),
                                    ("same_unsound", "The same faulty number and name"),
                                    (
                                        "two_numbers",
                                        "The same name, birth date and village, two certificates",
                                    ),
                                    ("name_birth", "The same name, birth date and village"),
                                ],
                                max_length=15,
                                verbose_name="Why in doubt",
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[("same", "The same person"), ("different", "Two people")],
                                db_default="",
                                max_length=10,
                                verbose_name="Decision",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", max_length=200, verbose_name="Reason"
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.person",
                                verbose_name="Stored person",
                            ),
                        ),
                        (
                            "left",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.legacyrow",
                                verbose_name="Row",
                            ),
                        ),
                        (
                            "right",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.legacyrow",
                                verbose_name="Other row",
                            ),
                        ),
                        (
                            "merging",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pairs",
                                to="enrollment.schememerging",
                                verbose_name="Merging of schemes",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Pair to be decided",
                        "verbose_name_plural": "Pairs to be decided",
                        "indexes": [
                            models.Index(
                                fields=["merging", "decision", "county"], name="legacy_pair_by_merging"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("left", "right"), name="legacy_pair_of_rows_once"
                            ),
                            models.UniqueConstraint(
                                fields=("left", "person"), name="legacy_pair_with_person_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person__isnull", False), ("right__isnull", True)),
                                    models.Q(
                                        ("left__lt", models.F("right")),
                                        ("person__isnull", True),
                                        ("right__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="legacy_pair_two_sides",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("decision", ""),
                                        ("reason", ""),
                                    ),
                                    models.Q(
                                        models.Q(("decision", ""), _negated=True),
                                        models.Q(("reason", ""), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="legacy_pair_decided_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonMerge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                        (
                            "moved",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                default=list,
                                size=None,
                                verbose_name="Coverages moved",
                            ),
                        ),
                        (
                            "voided",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                default=list,
                                size=None,
                                verbose_name="Coverages voided",
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="Made at")),
                        (
                            "undone_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Taken back at"),
                        ),
                        (
                            "because_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.legacyrow",
                                verbose_name="Because of the row",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.person",
                                verbose_name="Merged into",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Made by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Merge of two people",
                        "verbose_name_plural": "Merges of people",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("person",),
                                name="person_merged_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("person", models.F("into")), _negated=True),
                                name="person_merge_of_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegacyRowEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Former scheme")),
                        ("row_no", models.PositiveIntegerField(verbose_name="Row in the file")),
                        (
                            "legacy_no",
                            models.CharField(max_length=30, verbose_name="Number on the former roll"),
                        ),
                        ("name", models.CharField(max_length=50, verbose_name="Full name")),
                        ("psn_cert_type", models.CharField(max_length=6, verbose_name="Certificate type")),
                        (
                            "certno",
                            models.CharField(blank=True, max_length=50, verbose_name="Certificate number"),
                        ),
                        (
                            "certno_given",
                            models.CharField(
                                blank=True, max_length=50, verbose_name="Certificate number as given"
                            ),
                        ),
                        (
                            "certificate",
                            models.CharField(
                                choices=[
                                    ("sound", "Sound"),
                                    ("extended", "Made whole from fifteen digits"),
                                    ("other", "Of another kind"),
                                    ("missing", "Missing"),
                                    ("faulty", "Faulty"),
                                ],
                                max_length=10,
                                verbose_name="Worth of the number",
                            ),
                        ),
                        ("birth", models.DateField(blank=True, null=True, verbose_name="Born on")),
                        (
                            "gend",
                            models.CharField(
                                choices=[
                                    ("0", "Unknown"),
                                    ("1", "Male"),
                                    ("2", "Female"),
                                    ("9", "Not stated"),
                                ],
                                max_length=1,
                                verbose_name="Gender",
                            ),
                        ),
                        ("psn_type", models.CharField(max_length=6, verbose_name="Person category")),
                        (
                            "village",
                            models.CharField(blank=True, max_length=100, verbose_name="Village or community"),
                        ),
                        (
                            "household",
                            models.CharField(blank=True, max_length=40, verbose_name="Household number"),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Covered"),
                        ),
                        (
                            "paid",
                            config.money.MoneyField(
                                db_default=0, default=0, verbose_name="Paid by the person"
                            ),
                        ),
                        (
                            "set_aside",
                            models.CharField(
                                blank=True, db_default="", max_length=200, verbose_name="Set aside because"
                            ),
                        ),
                        (
                            "change_reason",
                            models.CharField(
                                blank=True, db_default="", max_length=200, verbose_name="Reason of the change"
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Changed by",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="enrollment.legacyrow",
                            ),
                        ),
                        (
                            "roll",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.legacyroll",
                                verbose_name="Roll",
                            ),
                        ),
                        (
                            "merging",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.schememerging",
                                verbose_name="Merging of schemes",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FoundPersonEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "people",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                default=list,
                                size=None,
                                verbose_name="Stored people",
                            ),
                        ),
                        (
                            "chosen_reason",
                            models.CharField(
                                blank=True, db_default="", max_length=200, verbose_name="Reason of the choice"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("covered", "Cover taken over"),
                                    ("covered_otherwise", "Covered otherwise on these days"),
                                    ("died", "Died before"),
                                    ("elsewhere", "Registered in another area"),
                                ],
                                db_default="",
                                max_length=20,
                                verbose_name="What came of it",
                            ),
                        ),
                        (
                            "problem",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no_birth", "No birth date is known"),
                                    ("two_stored", "Two stored people whose coverages overlap in part"),
                                    ("contradiction", "Decided to be two people, yet one by certificate"),
                                ],
                                db_default="",
                                max_length=20,
                                verbose_name="What hinders",
                            ),
                        ),
                        (
                            "taken_over_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Taken over at"),
                        ),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Choice entered by",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="enrollment.foundperson",
                            ),
                        ),
                        (
                            "taken_over_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Taken over by",
                            ),
                        ),
                        (
                            "chosen",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.legacyrow",
                                verbose_name="Chosen cover",
                            ),
                        ),
                        (
                            "first_row",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.legacyrow",
                                verbose_name="First row",
                            ),
                        ),
                        (
                            "merging",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.schememerging",
                                verbose_name="Merging of schemes",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TakenCover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "coverage",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="taken_from",
                                to="enrollment.coverage",
                                verbose_name="Coverage",
                            ),
                        ),
                        (
                            "row",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="taken",
                                to="enrollment.legacyrow",
                                verbose_name="Row of a former roll",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Cover taken over",
                        "verbose_name_plural": "Covers taken over",
                    },
                ),
                migrations.CreateModel(
                    name="LegacyPairEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("other_name", "One certificate, two names"),
                                    ("same_unsound", "The same faulty number and name"),
                                    (
                                        "two_numbers",
                                        "The same name, birth date and village, two certificates",
                                    ),
                                    ("name_birth", "The same name, birth date and village"),
                                ],
                                max_length=15,
                                verbose_name="Why in doubt",
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[("same", "The same person"), ("different", "Two people")],
                                db_default="",
                                max_length=10,
                                verbose_name="Decision",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", max_length=200, verbose_name="Reason"
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Stored person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="enrollment.legacypair",
                            ),
                        ),
                        (
                            "left",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.legacyrow",
                                verbose_name="Row",
                            ),
                        ),
                        (
                            "right",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.legacyrow",
                                verbose_name="Other row",
                            ),
                        ),
                        (
                            "merging",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.schememerging",
                                verbose_name="Merging of schemes",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PersonMergeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                        (
                            "moved",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                default=list,
                                size=None,
                                verbose_name="Coverages moved",
                            ),
                        ),
                        (
                            "voided",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                default=list,
                                size=None,
                                verbose_name="Coverages voided",
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="Made at")),
                        (
                            "undone_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Taken back at"),
                        ),
                        (
                            "because_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.legacyrow",
                                verbose_name="Because of the row",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Merged into",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Made by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="enrollment.personmerge",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Taken back by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="foundperson",
            name="chosen",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="enrollment.legacyrow",
                verbose_name="Chosen cover",
            ),
        ),
        migrations.AddField(
            model_name="foundperson",
            name="first_row",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leads",
                to="enrollment.legacyrow",
                verbose_name="First row",
            ),
        ),
        migrations.AddConstraint(
            model_name="foundperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("chosen__isnull", True), ("chosen_by__isnull", True), ("chosen_reason", "")),
                    models.Q(
                        ("chosen__isnull", False),
                        ("chosen_by__isnull", False),
                        models.Q(("chosen_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="found_choice_has_reason",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="personmerge",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_personmergeevent" ("because_of_id", "id", "into_id", "made_at", "made_by_id", "moved", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "voided") SELECT new_values."because_of_id", new_values."id", new_values."into_id", new_values."made_at", new_values."made_by_id", new_values."moved", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."undone_at", new_values."undone_by_id", new_values."voided" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b3d2b92cbc191b1ab8726f29b31d32d2e710962f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a15a0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_personmerge",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="personmerge",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_personmergeevent" ("because_of_id", "id", "into_id", "made_at", "made_by_id", "moved", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "voided") SELECT new_values."because_of_id", new_values."id", new_values."into_id", new_values."made_at", new_values."made_by_id", new_values."moved", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."undone_at", new_values."undone_by_id", new_values."voided" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9c516f16d137bc12a2fda8ccd3d8e09b541e035d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7db81",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_personmerge",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="personmerge",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_personmergeevent" ("because_of_id", "id", "into_id", "made_at", "made_by_id", "moved", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "voided") SELECT old_values."because_of_id", old_values."id", old_values."into_id", old_values."made_at", old_values."made_by_id", old_values."moved", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."undone_at", old_values."undone_by_id", old_values."voided" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="35b821d4c9c045b998f7d176c0c45900573f74dc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_39850",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_personmerge",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="schememerging",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_schememergingevent" ("area_id", "begins", "closed_at", "closed_by_id", "id", "insutype", "matched_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."begins", new_values."closed_at", new_values."closed_by_id", new_values."id", new_values."insutype", new_values."matched_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7c8c060d6010b663fbb87dd972aa3acd41286f94",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_20495",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_schememerging",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="schememerging",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_schememergingevent" ("area_id", "begins", "closed_at", "closed_by_id", "id", "insutype", "matched_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."begins", new_values."closed_at", new_values."closed_by_id", new_values."id", new_values."insutype", new_values."matched_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e568a3dac611cc9812ac97c0846694d8e292d1a7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7b362",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_schememerging",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="schememerging",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_schememergingevent" ("area_id", "begins", "closed_at", "closed_by_id", "id", "insutype", "matched_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."area_id", old_values."begins", old_values."closed_at", old_values."closed_by_id", old_values."id", old_values."insutype", old_values."matched_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3cebe72d6008db1987ecb53ef926e0a42da45684",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_957d2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_schememerging",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacyrow",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_legacyrowevent" ("birth", "certificate", "certno", "certno_given", "change_reason", "changed_by_id", "county_id", "gend", "household", "id", "import_run_id", "insutype", "legacy_no", "merging_id", "name", "paid", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_cert_type", "psn_type", "roll_id", "row_no", "set_aside", "village") SELECT new_values."birth", new_values."certificate", new_values."certno", new_values."certno_given", new_values."change_reason", new_values."changed_by_id", new_values."county_id", new_values."gend", new_values."household", new_values."id", new_values."import_run_id", new_values."insutype", new_values."legacy_no", new_values."merging_id", new_values."name", new_values."paid", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."psn_cert_type", new_values."psn_type", new_values."roll_id", new_values."row_no", new_values."set_aside", new_values."village" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="271b2a7a8e4f8b75f58eb85e861119abf9e0cc38",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_075fa",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_legacyrow",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacyrow",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_legacyrowevent" ("birth", "certificate", "certno", "certno_given", "change_reason", "changed_by_id", "county_id", "gend", "household", "id", "import_run_id", "insutype", "legacy_no", "merging_id", "name", "paid", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_cert_type", "psn_type", "roll_id", "row_no", "set_aside", "village") SELECT new_values."birth", new_values."certificate", new_values."certno", new_values."certno_given", new_values."change_reason", new_values."changed_by_id", new_values."county_id", new_values."gend", new_values."household", new_values."id", new_values."import_run_id", new_values."insutype", new_values."legacy_no", new_values."merging_id", new_values."name", new_values."paid", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."psn_cert_type", new_values."psn_type", new_values."roll_id", new_values."row_no", new_values."set_aside", new_values."village" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."birth" IS DISTINCT FROM (new_values."birth") OR old_values."certificate" IS DISTINCT FROM (new_values."certificate") OR old_values."certno" IS DISTINCT FROM (new_values."certno") OR old_values."certno_given" IS DISTINCT FROM (new_values."certno_given") OR old_values."change_reason" IS DISTINCT FROM (new_values."change_reason") OR old_values."changed_by_id" IS DISTINCT FROM (new_values."changed_by_id") OR old_values."county_id" IS DISTINCT FROM (new_values."county_id") OR old_values."gend" IS DISTINCT FROM (new_values."gend") OR old_values."household" IS DISTINCT FROM (new_values."household") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."import_run_id" IS DISTINCT FROM (new_values."import_run_id") OR old_values."insutype" IS DISTINCT FROM (new_values."insutype") OR old_values."legacy_no" IS DISTINCT FROM (new_values."legacy_no") OR old_values."merging_id" IS DISTINCT FROM (new_values."merging_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."paid" IS DISTINCT FROM (new_values."paid") OR old_values."period" IS DISTINCT FROM (new_values."period") OR old_values."psn_cert_type" IS DISTINCT FROM (new_values."psn_cert_type") OR old_values."psn_type" IS DISTINCT FROM (new_values."psn_type") OR old_values."roll_id" IS DISTINCT FROM (new_values."roll_id") OR old_values."row_no" IS DISTINCT FROM (new_values."row_no") OR old_values."set_aside" IS DISTINCT FROM (new_values."set_aside") OR old_values."village" IS DISTINCT FROM (new_values."village")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b9433ad1bad6b7b737c9cfc5db2b6cc7e41bb918",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7ed74",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_legacyrow",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacyrow",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_legacyrowevent" ("birth", "certificate", "certno", "certno_given", "change_reason", "changed_by_id", "county_id", "gend", "household", "id", "import_run_id", "insutype", "legacy_no", "merging_id", "name", "paid", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_cert_type", "psn_type", "roll_id", "row_no", "set_aside", "village") SELECT old_values."birth", old_values."certificate", old_values."certno", old_values."certno_given", old_values."change_reason", old_values."changed_by_id", old_values."county_id", old_values."gend", old_values."household", old_values."id", old_values."import_run_id", old_values."insutype", old_values."legacy_no", old_values."merging_id", old_values."name", old_values."paid", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."psn_cert_type", old_values."psn_type", old_values."roll_id", old_values."row_no", old_values."set_aside", old_values."village" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="da8c4b9aa2af21a7abcf27653d68f8bd1b6176f4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_384e5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_legacyrow",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacyroll",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_legacyrollevent" ("as_of", "county_id", "file_rows", "id", "import_run_id", "insutype", "merging_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_rows", "source", "stored_rows") SELECT new_values."as_of", new_values."county_id", new_values."file_rows", new_values."id", new_values."import_run_id", new_values."insutype", new_values."merging_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."returned_rows", new_values."source", new_values."stored_rows" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0985c5a6bdf80bec6ef2c9734553f67d5fd0db97",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_28731",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_legacyroll",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacyroll",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_legacyrollevent" ("as_of", "county_id", "file_rows", "id", "import_run_id", "insutype", "merging_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_rows", "source", "stored_rows") SELECT new_values."as_of", new_values."county_id", new_values."file_rows", new_values."id", new_values."import_run_id", new_values."insutype", new_values."merging_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."returned_rows", new_values."source", new_values."stored_rows" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7906699fd5bce6cbb5ab5f47899c9f7cc94eac8f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1f6fd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_legacyroll",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacyroll",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_legacyrollevent" ("as_of", "county_id", "file_rows", "id", "import_run_id", "insutype", "merging_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_rows", "source", "stored_rows") SELECT old_values."as_of", old_values."county_id", old_values."file_rows", old_values."id", old_values."import_run_id", old_values."insutype", old_values."merging_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."returned_rows", old_values."source", old_values."stored_rows" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="23ee77d546019ec9be9c44c71e1a8e0a4f8cfd96",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ebf92",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_legacyroll",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacypair",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_legacypairevent" ("area_id", "county_id", "decided_at", "decided_by_id", "decision", "id", "kind", "left_id", "merging_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "right_id") SELECT new_values."area_id", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."decision", new_values."id", new_values."kind", new_values."left_id", new_values."merging_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."right_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="78c83dc46bfe4caae700424642ca1a87c59340be",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a6efd",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_legacypair",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacypair",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_legacypairevent" ("area_id", "county_id", "decided_at", "decided_by_id", "decision", "id", "kind", "left_id", "merging_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "right_id") SELECT new_values."area_id", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."decision", new_values."id", new_values."kind", new_values."left_id", new_values."merging_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."right_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0907b0f00a04cecc943bb6a8a2a7909c562af15a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ea490",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_legacypair",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="legacypair",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_legacypairevent" ("area_id", "county_id", "decided_at", "decided_by_id", "decision", "id", "kind", "left_id", "merging_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "right_id") SELECT old_values."area_id", old_values."county_id", old_values."decided_at", old_values."decided_by_id", old_values."decision", old_values."id", old_values."kind", old_values."left_id", old_values."merging_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."right_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d771eaff43376b323b5959fd2f07a3a7b259d26b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8c89c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_legacypair",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="foundperson",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_foundpersonevent" ("chosen_by_id", "chosen_id", "chosen_reason", "county_id", "first_row_id", "id", "merging_id", "outcome", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "taken_over_at", "taken_over_by_id") SELECT new_values."chosen_by_id", new_values."chosen_id", new_values."chosen_reason", new_values."county_id", new_values."first_row_id", new_values."id", new_values."merging_id", new_values."outcome", new_values."people", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."problem", new_values."taken_over_at", new_values."taken_over_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0408a8fe6616560d1fb4005e319a180170ea2331",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_90039",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_foundperson",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="foundperson",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_foundpersonevent" ("chosen_by_id", "chosen_id", "chosen_reason", "county_id", "first_row_id", "id", "merging_id", "outcome", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "taken_over_at", "taken_over_by_id") SELECT new_values."chosen_by_id", new_values."chosen_id", new_values."chosen_reason", new_values."county_id", new_values."first_row_id", new_values."id", new_values."merging_id", new_values."outcome", new_values."people", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."problem", new_values."taken_over_at", new_values."taken_over_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2e436012d65f34d06ddc41d57dc75d27d43a406d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_42171",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_foundperson",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="foundperson",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_foundpersonevent" ("chosen_by_id", "chosen_id", "chosen_reason", "county_id", "first_row_id", "id", "merging_id", "outcome", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "taken_over_at", "taken_over_by_id") SELECT old_values."chosen_by_id", old_values."chosen_id", old_values."chosen_reason", old_values."county_id", old_values."first_row_id", old_values."id", old_values."merging_id", old_values."outcome", old_values."people", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."problem", old_values."taken_over_at", old_values."taken_over_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8d9d55e0345b8bf42b1715ae3300641871bb4494",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f5352",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_foundperson",
                    when="AFTER",
                ),
            ),
        ),
    ]
