import config.migrating
import config.money
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0046_watch_guarded"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="CountyScheme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("approved", "Approved"),
                                    ("open", "Under way"),
                                    ("published", "Published"),
                                ],
                                default="draft",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("report_by", models.DateField(verbose_name="Reported by the day")),
                        ("verify_by", models.DateField(verbose_name="Verified by the day")),
                        ("publish_by", models.DateField(verbose_name="Published by the day")),
                        ("appeal_days", models.PositiveSmallIntegerField(verbose_name="Days to appeal")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=300, verbose_name="Why it was sent back"
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="Approved on")),
                        ("opened_on", models.DateField(blank=True, null=True, verbose_name="Opened on")),
                        (
                            "published_on",
                            models.DateField(blank=True, null=True, verbose_name="Published on"),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Where it is published"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Assessed by",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Approved by",
                            ),
                        ),
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
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Published by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Assessment scheme of a year",
                        "verbose_name_plural": "Assessment schemes of years",
                        "ordering": ("-year",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "year"),
                                name="county_scheme_once",
                                violation_error_message="The year has its scheme already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_by__isnull", True), ("state", "draft")),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True),
                                        ("approved_by__isnull", False),
                                        ("approved_on__isnull", False),
                                        models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="county_scheme_approved_by_another",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("report_by__lte", models.F("verify_by")),
                                    ("verify_by__lte", models.F("publish_by")),
                                ),
                                name="county_scheme_days_in_order",
                                violation_error_message="Reports come before verification, verification before publication.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("state", "published"), _negated=True),
                                        ("published_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("published_by__isnull", False),
                                        ("published_on__isnull", False),
                                        ("state", "published"),
                                        models.Q(("place", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="county_scheme_published_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountyResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("score", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="Score")),
                        ("grade", models.CharField(max_length=60, verbose_name="Grade")),
                        ("rank", models.PositiveSmallIntegerField(verbose_name="Rank")),
                        (
                            "follows",
                            models.CharField(
                                blank=True, default="", max_length=20, verbose_name="Reward or penalty"
                            ),
                        ),
                        ("field_points", models.JSONField(default=dict, verbose_name="Points by field")),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="funds.countyscheme",
                                verbose_name="Assessment scheme of a year",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Published result of a county",
                        "verbose_name_plural": "Published results of counties",
                        "ordering": ("scheme", "rank", "unit__code"),
                        "constraints": [
                            models.UniqueConstraint(fields=("scheme", "unit"), name="county_result_once"),
                            models.CheckConstraint(
                                condition=models.Q(("rank__gte", 1), ("score__gte", 0), ("score__lte", 100)),
                                name="county_result_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountySchemeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("approved", "Approved"),
                                    ("open", "Under way"),
                                    ("published", "Published"),
                                ],
                                default="draft",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("report_by", models.DateField(verbose_name="Reported by the day")),
                        ("verify_by", models.DateField(verbose_name="Verified by the day")),
                        ("publish_by", models.DateField(verbose_name="Published by the day")),
                        ("appeal_days", models.PositiveSmallIntegerField(verbose_name="Days to appeal")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=300, verbose_name="Why it was sent back"
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="Approved on")),
                        ("opened_on", models.DateField(blank=True, null=True, verbose_name="Opened on")),
                        (
                            "published_on",
                            models.DateField(blank=True, null=True, verbose_name="Published on"),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Where it is published"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Assessed by",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Approved by",
                            ),
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
                                to="funds.countyscheme",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Published by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CountySheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reporting", "County reports"),
                                    ("submitted", "Being verified"),
                                    ("verified", "Waits for review"),
                                    ("told", "Result told"),
                                    ("final", "Score final"),
                                    ("published", "Published"),
                                ],
                                default="reporting",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "computed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Figures of"),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Score"
                            ),
                        ),
                        ("grade", models.CharField(blank=True, max_length=60, verbose_name="Grade")),
                        (
                            "rank",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Rank"),
                        ),
                        (
                            "told_on",
                            models.DateField(blank=True, null=True, verbose_name="Told to the county on"),
                        ),
                        ("appeal_by", models.DateField(blank=True, null=True, verbose_name="Appeals until")),
                        (
                            "accepted_on",
                            models.DateField(blank=True, null=True, verbose_name="County accepted on"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be done by")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=300, verbose_name="Why it was sent back"
                            ),
                        ),
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
                            "reported_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Self-report by",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sheets",
                                to="funds.countyscheme",
                                verbose_name="Assessment scheme of a year",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Score settled by",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handed in by",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Verified by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Assessment of a county",
                        "verbose_name_plural": "Assessments of counties",
                        "ordering": ("-scheme__year", "unit__code"),
                        "constraints": [
                            models.UniqueConstraint(fields=("scheme", "unit"), name="county_sheet_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            ("submitted", "verified", "told", "final", "published"),
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("submitted_by__isnull", False),
                                        models.Q(("submitted_by", models.F("reported_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="county_sheet_submitted_by",
                                violation_error_message="A second person is needed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("verified", "told", "final", "published")),
                                        _negated=True,
                                    ),
                                    ("verified_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="county_sheet_verified_by",
                                violation_error_message="A second person is needed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("told", "final", "published")), _negated=True),
                                    models.Q(
                                        ("told_by__isnull", False),
                                        models.Q(("told_by", models.F("verified_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="county_sheet_told_by",
                                violation_error_message="A second person is needed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("final", "published")), _negated=True),
                                    models.Q(
                                        ("settled_by__isnull", False),
                                        models.Q(("settled_by", models.F("verified_by")), _negated=True),
                                        models.Q(("settled_by", models.F("told_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="county_sheet_settled_by",
                                violation_error_message="A second person is needed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("verified", "told", "final", "published")),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("score__gte", 0),
                                        ("score__isnull", False),
                                        ("score__lte", 100),
                                        models.Q(("grade", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="county_sheet_score_told",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("told", "final", "published")), _negated=True),
                                    models.Q(("appeal_by__isnull", False), ("told_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="county_sheet_told_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rank__isnull", True), ("state", "published"), _connector="OR"
                                ),
                                name="county_sheet_ranked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountySheetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reporting", "County reports"),
                                    ("submitted", "Being verified"),
                                    ("verified", "Waits for review"),
                                    ("told", "Result told"),
                                    ("final", "Score final"),
                                    ("published", "Published"),
                                ],
                                default="reporting",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "computed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Figures of"),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Score"
                            ),
                        ),
                        ("grade", models.CharField(blank=True, max_length=60, verbose_name="Grade")),
                        (
                            "rank",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Rank"),
                        ),
                        (
                            "told_on",
                            models.DateField(blank=True, null=True, verbose_name="Told to the county on"),
                        ),
                        ("appeal_by", models.DateField(blank=True, null=True, verbose_name="Appeals until")),
                        (
                            "accepted_on",
                            models.DateField(blank=True, null=True, verbose_name="County accepted on"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be done by")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=300, verbose_name="Why it was sent back"
                            ),
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
                                to="funds.countysheet",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Self-report by",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.countyscheme",
                                verbose_name="Assessment scheme of a year",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Score settled by",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handed in by",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                        (
                            "unit",
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
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Verified by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CountyStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("act", models.CharField(max_length=16, verbose_name="Act")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="Remark")),
                        (
                            "done_at",
                            models.DateTimeField(
                                auto_now_add=True,
                                db_default=django.db.models.functions.datetime.Now(),
                                verbose_name="Done at",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reporting", "County reports"),
                                    ("submitted", "Being verified"),
                                    ("verified", "Waits for review"),
                                    ("told", "Result told"),
                                    ("final", "Score final"),
                                    ("published", "Published"),
                                ],
                                max_length=9,
                                verbose_name="State afterwards",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Done by",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="log",
                                to="funds.countysheet",
                                verbose_name="Assessment of a county",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Step of a county's assessment",
                        "verbose_name_plural": "Steps of counties' assessments",
                        "ordering": ("sheet", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Incentive",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("balance", config.money.MoneyField(verbose_name="Reserve")),
                        ("share", models.PositiveIntegerField(verbose_name="Share drawn")),
                        ("amount", config.money.MoneyField(verbose_name="Amount drawn")),
                        ("rule", models.JSONField(default=dict, verbose_name="How it is divided")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
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
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incentives",
                                to="funds.countyscheme",
                                verbose_name="Assessment scheme of a year",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Incentive of a year",
                        "verbose_name_plural": "Incentives of years",
                        "ordering": ("-year", "insutype", "-pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("area", "insutype", "year"),
                                name="incentive_once",
                                violation_error_message="The incentive of the year is worked out already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "entered"), ("decided_by__isnull", True)),
                                    models.Q(
                                        models.Q(("state", "entered"), _negated=True),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="incentive_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0), ("amount__lte", models.F("balance"))),
                                name="incentive_within_reserve",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "booked"), _negated=True),
                                    ("booked_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="incentive_booked_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IncentiveEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("balance", config.money.MoneyField(verbose_name="Reserve")),
                        ("share", models.PositiveIntegerField(verbose_name="Share drawn")),
                        ("amount", config.money.MoneyField(verbose_name="Amount drawn")),
                        ("rule", models.JSONField(default=dict, verbose_name="How it is divided")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
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
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
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
                                to="funds.incentive",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.countyscheme",
                                verbose_name="Assessment scheme of a year",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="IncentivePart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("score", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="Score")),
                        ("spending_budget", config.money.MoneyField(verbose_name="Spending budget")),
                        ("spending", config.money.MoneyField(verbose_name="Spending")),
                        ("weight", models.BigIntegerField(verbose_name="Weight")),
                        ("amount", config.money.MoneyField(verbose_name="Incentive")),
                        (
                            "why_not",
                            models.CharField(blank=True, default="", max_length=20, verbose_name="Why none"),
                        ),
                        (
                            "incentive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="funds.incentive",
                                verbose_name="Incentive of a year",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Incentive of a county",
                        "verbose_name_plural": "Incentives of counties",
                        "ordering": ("incentive", "unit__code"),
                        "constraints": [
                            models.UniqueConstraint(fields=("incentive", "unit"), name="incentive_part_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gte", 0),
                                    ("weight__gte", 0),
                                    models.Q(("amount", 0), ("why_not", ""), _connector="OR"),
                                ),
                                name="incentive_part_or_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IncentivePartEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("score", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="Score")),
                        ("spending_budget", config.money.MoneyField(verbose_name="Spending budget")),
                        ("spending", config.money.MoneyField(verbose_name="Spending")),
                        ("weight", models.BigIntegerField(verbose_name="Weight")),
                        ("amount", config.money.MoneyField(verbose_name="Incentive")),
                        (
                            "why_not",
                            models.CharField(blank=True, default="", max_length=20, verbose_name="Why none"),
                        ),
                        (
                            "incentive",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.incentive",
                                verbose_name="Incentive of a year",
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
                                to="funds.incentivepart",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ManagerialFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("income_target", config.money.MoneyField(verbose_name="Income target")),
                        ("income", config.money.MoneyField(verbose_name="Income")),
                        ("spending_budget", config.money.MoneyField(verbose_name="Spending budget")),
                        ("spending", config.money.MoneyField(verbose_name="Spending")),
                        (
                            "found_income",
                            models.PositiveIntegerField(
                                verbose_name="Share of the income short that is managerial"
                            ),
                        ),
                        (
                            "found_spending",
                            models.PositiveIntegerField(
                                verbose_name="Share of the spending over that is managerial"
                            ),
                        ),
                        ("from_income", config.money.MoneyField(verbose_name="From income short")),
                        ("from_spending", config.money.MoneyField(verbose_name="From spending over")),
                        ("amount", config.money.MoneyField(verbose_name="Managerial part")),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        ("evidence", models.CharField(max_length=200, verbose_name="Evidence")),
                        (
                            "clause",
                            models.CharField(blank=True, default="", max_length=60, verbose_name="Clause"),
                        ),
                        (
                            "assumed",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="Assumed"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for the second person"),
                                    ("confirmed", "Confirmed"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
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
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Managerial part of a year",
                        "verbose_name_plural": "Managerial parts of years",
                        "ordering": ("-year", "insutype", "unit__code", "-pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("unit", "insutype", "year"),
                                name="managerial_once",
                                violation_error_message="The county's year is worked out already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "entered"), ("decided_by__isnull", True)),
                                    models.Q(
                                        models.Q(("state", "entered"), _negated=True),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="managerial_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "amount",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("from_income"), "+", models.F("from_spending")
                                        ),
                                    ),
                                    ("from_income__gte", 0),
                                    ("from_spending__gte", 0),
                                    ("found_income__lte", 10000),
                                    ("found_spending__lte", 10000),
                                ),
                                name="managerial_adds_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), _negated=True),
                                    models.Q(("evidence", ""), _negated=True),
                                ),
                                name="managerial_explained",
                                violation_error_message="Say why, and by which paper.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ManagerialFindingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("income_target", config.money.MoneyField(verbose_name="Income target")),
                        ("income", config.money.MoneyField(verbose_name="Income")),
                        ("spending_budget", config.money.MoneyField(verbose_name="Spending budget")),
                        ("spending", config.money.MoneyField(verbose_name="Spending")),
                        (
                            "found_income",
                            models.PositiveIntegerField(
                                verbose_name="Share of the income short that is managerial"
                            ),
                        ),
                        (
                            "found_spending",
                            models.PositiveIntegerField(
                                verbose_name="Share of the spending over that is managerial"
                            ),
                        ),
                        ("from_income", config.money.MoneyField(verbose_name="From income short")),
                        ("from_spending", config.money.MoneyField(verbose_name="From spending over")),
                        ("amount", config.money.MoneyField(verbose_name="Managerial part")),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        ("evidence", models.CharField(max_length=200, verbose_name="Evidence")),
                        (
                            "clause",
                            models.CharField(blank=True, default="", max_length=60, verbose_name="Clause"),
                        ),
                        (
                            "assumed",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="Assumed"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for the second person"),
                                    ("confirmed", "Confirmed"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
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
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
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
                                to="funds.managerialfinding",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CountyIndicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="Position")),
                        ("key", models.CharField(max_length=60, verbose_name="Indicator")),
                        ("title", models.CharField(max_length=300, verbose_name="Title")),
                        ("field", models.CharField(max_length=12, verbose_name="Area of work")),
                        ("points", models.PositiveSmallIntegerField(verbose_name="Points to be had")),
                        (
                            "source",
                            models.CharField(
                                choices=[("computed", "Computed"), ("entered", "Entered")],
                                max_length=8,
                                verbose_name="Source",
                            ),
                        ),
                        (
                            "measured_by",
                            models.CharField(
                                blank=True, default="", max_length=60, verbose_name="Computed figure"
                            ),
                        ),
                        (
                            "insutype",
                            models.CharField(blank=True, default="", max_length=6, verbose_name="Scheme"),
                        ),
                        ("curve", models.JSONField(verbose_name="Curve")),
                        (
                            "clause",
                            models.CharField(blank=True, default="", max_length=60, verbose_name="Clause"),
                        ),
                        (
                            "assumed",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="Assumed"),
                        ),
                        (
                            "changed",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=200,
                                verbose_name="Why it differs from the policy",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="funds.countyscheme",
                                verbose_name="Assessment scheme of a year",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Indicator of a scheme",
                        "verbose_name_plural": "Indicators of schemes",
                        "ordering": ("scheme", "position"),
                        "constraints": [
                            models.UniqueConstraint(fields=("scheme", "key"), name="county_indicator_once"),
                            models.CheckConstraint(
                                condition=models.Q(("points__gte", 0), ("points__lte", 100)),
                                name="county_indicator_points",
                                violation_error_message="An indicator has between 0 and 100 points.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountyAppeal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="Raised on")),
                        ("text", models.CharField(max_length=500, verbose_name="Objection")),
                        ("answer", models.CharField(blank=True, max_length=500, verbose_name="Answer")),
                        ("upheld", models.BooleanField(blank=True, null=True, verbose_name="Upheld")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Answered by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="funds.countysheet",
                                verbose_name="Assessment of a county",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Appeal of a county",
                        "verbose_name_plural": "Appeals of counties",
                        "ordering": ("sheet", "received_on", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_on__isnull", True), ("upheld__isnull", True)),
                                    models.Q(
                                        ("answered_by__isnull", False),
                                        ("answered_on__isnull", False),
                                        ("upheld__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="county_appeal_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_by__isnull", True),
                                    models.Q(("answered_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="county_appeal_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountyIndicatorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(verbose_name="Position")),
                        ("key", models.CharField(max_length=60, verbose_name="Indicator")),
                        ("title", models.CharField(max_length=300, verbose_name="Title")),
                        ("field", models.CharField(max_length=12, verbose_name="Area of work")),
                        ("points", models.PositiveSmallIntegerField(verbose_name="Points to be had")),
                        (
                            "source",
                            models.CharField(
                                choices=[("computed", "Computed"), ("entered", "Entered")],
                                max_length=8,
                                verbose_name="Source",
                            ),
                        ),
                        (
                            "measured_by",
                            models.CharField(
                                blank=True, default="", max_length=60, verbose_name="Computed figure"
                            ),
                        ),
                        (
                            "insutype",
                            models.CharField(blank=True, default="", max_length=6, verbose_name="Scheme"),
                        ),
                        ("curve", models.JSONField(verbose_name="Curve")),
                        (
                            "clause",
                            models.CharField(blank=True, default="", max_length=60, verbose_name="Clause"),
                        ),
                        (
                            "assumed",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="Assumed"),
                        ),
                        (
                            "changed",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=200,
                                verbose_name="Why it differs from the policy",
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
                                to="funds.countyindicator",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.countyscheme",
                                verbose_name="Assessment scheme of a year",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CountyAppealEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("received_on", models.DateField(verbose_name="Raised on")),
                        ("text", models.CharField(max_length=500, verbose_name="Objection")),
                        ("answer", models.CharField(blank=True, max_length=500, verbose_name="Answer")),
                        ("upheld", models.BooleanField(blank=True, null=True, verbose_name="Upheld")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Answered by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
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
                                to="funds.countyappeal",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.countysheet",
                                verbose_name="Assessment of a county",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CountyValue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("most", models.PositiveSmallIntegerField(verbose_name="Points to be had")),
                        ("value", models.BigIntegerField(blank=True, null=True, verbose_name="Reached")),
                        ("figures", models.JSONField(blank=True, default=list, verbose_name="Figures")),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Points"
                            ),
                        ),
                        (
                            "adjusted",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="Points set",
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=300, verbose_name="Evidence")),
                        ("own_value", models.BigIntegerField(blank=True, null=True, verbose_name="Reported")),
                        (
                            "own_points",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="Points by the report",
                            ),
                        ),
                        (
                            "from_data",
                            models.BigIntegerField(blank=True, null=True, verbose_name="From the data"),
                        ),
                        (
                            "difference",
                            models.CharField(
                                blank=True, default="", max_length=300, verbose_name="Why it differs"
                            ),
                        ),
                        (
                            "appeal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adjustments",
                                to="funds.countyappeal",
                                verbose_name="Appeal of a county",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="funds.countyindicator",
                                verbose_name="Indicator",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="values",
                                to="funds.countysheet",
                                verbose_name="Assessment of a county",
                            ),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Verified by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Value of a county's assessment",
                        "verbose_name_plural": "Values of counties' assessments",
                        "ordering": ("sheet", "indicator__position"),
                        "constraints": [
                            models.UniqueConstraint(fields=("sheet", "indicator"), name="county_value_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("points__isnull", True),
                                        models.Q(("points__gte", 0), ("points__lte", models.F("most"))),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("adjusted__isnull", True),
                                        models.Q(("adjusted__gte", 0), ("adjusted__lte", models.F("most"))),
                                        _connector="OR",
                                    ),
                                ),
                                name="county_value_points",
                                violation_error_message="There are not so many points to be had.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("own_points__isnull", True),
                                    models.Q(("own_points__gte", 0), ("own_points__lte", models.F("most"))),
                                    _connector="OR",
                                ),
                                name="county_value_own_points",
                                violation_error_message="There are not so many points to be had.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("own_points__isnull", True),
                                    models.Q(
                                        models.Q(("evidence", ""), _negated=True),
                                        ("entered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="county_value_evidenced",
                                violation_error_message="Say what proves the value.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verified_by__isnull", True),
                                    ("own_points__isnull", True),
                                    models.Q(("points__isnull", False), ("points", models.F("own_points"))),
                                    models.Q(("difference", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="county_value_difference_explained",
                                violation_error_message="Say why it differs from the report.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("adjusted__isnull", True), ("appeal__isnull", False), _connector="OR"
                                ),
                                name="county_value_adjusted_for",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountyValueEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("most", models.PositiveSmallIntegerField(verbose_name="Points to be had")),
                        ("value", models.BigIntegerField(blank=True, null=True, verbose_name="Reached")),
                        ("figures", models.JSONField(blank=True, default=list, verbose_name="Figures")),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Points"
                            ),
                        ),
                        (
                            "adjusted",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="Points set",
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=300, verbose_name="Evidence")),
                        ("own_value", models.BigIntegerField(blank=True, null=True, verbose_name="Reported")),
                        (
                            "own_points",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="Points by the report",
                            ),
                        ),
                        (
                            "from_data",
                            models.BigIntegerField(blank=True, null=True, verbose_name="From the data"),
                        ),
                        (
                            "difference",
                            models.CharField(
                                blank=True, default="", max_length=300, verbose_name="Why it differs"
                            ),
                        ),
                        (
                            "appeal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.countyappeal",
                                verbose_name="Appeal of a county",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.countyindicator",
                                verbose_name="Indicator",
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
                                to="funds.countyvalue",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.countysheet",
                                verbose_name="Assessment of a county",
                            ),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Verified by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
        config.migrating.AddTrigger(
            model_name="countyscheme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countyschemeevent" ("agency_id", "appeal_days", "approved_by_id", "approved_on", "area_id", "id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prepared_at", "prepared_by_id", "publish_by", "published_by_id", "published_on", "reason", "report_by", "state", "verify_by", "year") SELECT new_values."agency_id", new_values."appeal_days", new_values."approved_by_id", new_values."approved_on", new_values."area_id", new_values."id", new_values."opened_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."prepared_at", new_values."prepared_by_id", new_values."publish_by", new_values."published_by_id", new_values."published_on", new_values."reason", new_values."report_by", new_values."state", new_values."verify_by", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="093389e2512b8637f402f709f0357945d2f01656",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_53658",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_countyscheme",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countyscheme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countyschemeevent" ("agency_id", "appeal_days", "approved_by_id", "approved_on", "area_id", "id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prepared_at", "prepared_by_id", "publish_by", "published_by_id", "published_on", "reason", "report_by", "state", "verify_by", "year") SELECT new_values."agency_id", new_values."appeal_days", new_values."approved_by_id", new_values."approved_on", new_values."area_id", new_values."id", new_values."opened_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."prepared_at", new_values."prepared_by_id", new_values."publish_by", new_values."published_by_id", new_values."published_on", new_values."reason", new_values."report_by", new_values."state", new_values."verify_by", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3a4e0a8a065e4b54cbfbe9d70b3cfa6d391d09c4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b7f66",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_countyscheme",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countyscheme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countyschemeevent" ("agency_id", "appeal_days", "approved_by_id", "approved_on", "area_id", "id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prepared_at", "prepared_by_id", "publish_by", "published_by_id", "published_on", "reason", "report_by", "state", "verify_by", "year") SELECT old_values."agency_id", old_values."appeal_days", old_values."approved_by_id", old_values."approved_on", old_values."area_id", old_values."id", old_values."opened_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."prepared_at", old_values."prepared_by_id", old_values."publish_by", old_values."published_by_id", old_values."published_on", old_values."reason", old_values."report_by", old_values."state", old_values."verify_by", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0b4c3a64d966521afb06b192194dd3624a9f19e0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a45a6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_countyscheme",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countyindicator",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countyindicatorevent" ("assumed", "changed", "clause", "curve", "field", "id", "insutype", "key", "measured_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "position", "scheme_id", "source", "title") SELECT new_values."assumed", new_values."changed", new_values."clause", new_values."curve", new_values."field", new_values."id", new_values."insutype", new_values."key", new_values."measured_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."points", new_values."position", new_values."scheme_id", new_values."source", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7672e1a98ea362443f8e65892c2d37023e6d0868",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ded29",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_countyindicator",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countyindicator",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countyindicatorevent" ("assumed", "changed", "clause", "curve", "field", "id", "insutype", "key", "measured_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "position", "scheme_id", "source", "title") SELECT new_values."assumed", new_values."changed", new_values."clause", new_values."curve", new_values."field", new_values."id", new_values."insutype", new_values."key", new_values."measured_by", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."points", new_values."position", new_values."scheme_id", new_values."source", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8659ddeb64b4c79f523f9ff580f19ece25fb5866",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a6c6c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_countyindicator",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countyindicator",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countyindicatorevent" ("assumed", "changed", "clause", "curve", "field", "id", "insutype", "key", "measured_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "position", "scheme_id", "source", "title") SELECT old_values."assumed", old_values."changed", old_values."clause", old_values."curve", old_values."field", old_values."id", old_values."insutype", old_values."key", old_values."measured_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."points", old_values."position", old_values."scheme_id", old_values."source", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d2d25d77268570125a9df4497fe42e5ba78b3cbf",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8531b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_countyindicator",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countysheet",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countysheetevent" ("accepted_on", "appeal_by", "area_id", "computed_at", "due_on", "grade", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "reason", "reported_by_id", "scheme_id", "score", "settled_by_id", "state", "submitted_by_id", "told_by_id", "told_on", "unit_id", "verified_by_id") SELECT new_values."accepted_on", new_values."appeal_by", new_values."area_id", new_values."computed_at", new_values."due_on", new_values."grade", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rank", new_values."reason", new_values."reported_by_id", new_values."scheme_id", new_values."score", new_values."settled_by_id", new_values."state", new_values."submitted_by_id", new_values."told_by_id", new_values."told_on", new_values."unit_id", new_values."verified_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e79d661da316f8a5022d13343c60810ac4bfb99a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bcef1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_countysheet",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countysheet",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countysheetevent" ("accepted_on", "appeal_by", "area_id", "computed_at", "due_on", "grade", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "reason", "reported_by_id", "scheme_id", "score", "settled_by_id", "state", "submitted_by_id", "told_by_id", "told_on", "unit_id", "verified_by_id") SELECT new_values."accepted_on", new_values."appeal_by", new_values."area_id", new_values."computed_at", new_values."due_on", new_values."grade", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rank", new_values."reason", new_values."reported_by_id", new_values."scheme_id", new_values."score", new_values."settled_by_id", new_values."state", new_values."submitted_by_id", new_values."told_by_id", new_values."told_on", new_values."unit_id", new_values."verified_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9583403db52d9a9ab4a02543782dd86df7c47d12",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_192a8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_countysheet",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countysheet",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countysheetevent" ("accepted_on", "appeal_by", "area_id", "computed_at", "due_on", "grade", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "reason", "reported_by_id", "scheme_id", "score", "settled_by_id", "state", "submitted_by_id", "told_by_id", "told_on", "unit_id", "verified_by_id") SELECT old_values."accepted_on", old_values."appeal_by", old_values."area_id", old_values."computed_at", old_values."due_on", old_values."grade", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rank", old_values."reason", old_values."reported_by_id", old_values."scheme_id", old_values."score", old_values."settled_by_id", old_values."state", old_values."submitted_by_id", old_values."told_by_id", old_values."told_on", old_values."unit_id", old_values."verified_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e4d3406503efc54c5e50f18f1e0f3dff9bb38384",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_17bf5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_countysheet",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countyappeal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countyappealevent" ("answer", "answered_by_id", "answered_on", "entered_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "sheet_id", "text", "upheld") SELECT new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."entered_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."sheet_id", new_values."text", new_values."upheld" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2d7c4356046f933aaab273667ea636be4660bfd7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ad83b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_countyappeal",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countyappeal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countyappealevent" ("answer", "answered_by_id", "answered_on", "entered_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "sheet_id", "text", "upheld") SELECT new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."entered_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."sheet_id", new_values."text", new_values."upheld" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5a7fa735462a778254a246abf19f0140f9aae6eb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3629b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_countyappeal",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countyappeal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countyappealevent" ("answer", "answered_by_id", "answered_on", "entered_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "sheet_id", "text", "upheld") SELECT old_values."answer", old_values."answered_by_id", old_values."answered_on", old_values."entered_by_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."sheet_id", old_values."text", old_values."upheld" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bbcac012a9f3f10f81d983a6cece30395483458f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2cd4e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_countyappeal",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countyvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countyvalueevent" ("adjusted", "appeal_id", "difference", "entered_by_id", "evidence", "figures", "from_data", "id", "indicator_id", "most", "own_points", "own_value", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "sheet_id", "value", "verified_by_id") SELECT new_values."adjusted", new_values."appeal_id", new_values."difference", new_values."entered_by_id", new_values."evidence", new_values."figures", new_values."from_data", new_values."id", new_values."indicator_id", new_values."most", new_values."own_points", new_values."own_value", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."points", new_values."sheet_id", new_values."value", new_values."verified_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="09d773ff9c9a3368f598bc89c0054a1c2440ce89",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c22c3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_countyvalue",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countyvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countyvalueevent" ("adjusted", "appeal_id", "difference", "entered_by_id", "evidence", "figures", "from_data", "id", "indicator_id", "most", "own_points", "own_value", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "sheet_id", "value", "verified_by_id") SELECT new_values."adjusted", new_values."appeal_id", new_values."difference", new_values."entered_by_id", new_values."evidence", new_values."figures", new_values."from_data", new_values."id", new_values."indicator_id", new_values."most", new_values."own_points", new_values."own_value", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."points", new_values."sheet_id", new_values."value", new_values."verified_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="97ebaf85589d960fa14e197e42563dc9188618c2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cd69e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_countyvalue",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countyvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_countyvalueevent" ("adjusted", "appeal_id", "difference", "entered_by_id", "evidence", "figures", "from_data", "id", "indicator_id", "most", "own_points", "own_value", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "sheet_id", "value", "verified_by_id") SELECT old_values."adjusted", old_values."appeal_id", old_values."difference", old_values."entered_by_id", old_values."evidence", old_values."figures", old_values."from_data", old_values."id", old_values."indicator_id", old_values."most", old_values."own_points", old_values."own_value", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."points", old_values."sheet_id", old_values."value", old_values."verified_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0986266e36f978c8993deaf8dd23c1d114b7c573",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_67e94",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_countyvalue",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="incentive",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_incentiveevent" ("amount", "area_id", "balance", "booked_on", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "rule", "scheme_id", "share", "state", "year") SELECT new_values."amount", new_values."area_id", new_values."balance", new_values."booked_on", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."refused_reason", new_values."rule", new_values."scheme_id", new_values."share", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b45d4cc11b3f565604d39a8f798b902f0615e966",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_45f71",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_incentive",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="incentive",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_incentiveevent" ("amount", "area_id", "balance", "booked_on", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "rule", "scheme_id", "share", "state", "year") SELECT new_values."amount", new_values."area_id", new_values."balance", new_values."booked_on", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."refused_reason", new_values."rule", new_values."scheme_id", new_values."share", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="31578d8c6569bb5f3a7c132bc2496e30372f37c1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_82e41",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_incentive",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="incentive",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_incentiveevent" ("amount", "area_id", "balance", "booked_on", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "rule", "scheme_id", "share", "state", "year") SELECT old_values."amount", old_values."area_id", old_values."balance", old_values."booked_on", old_values."decided_at", old_values."decided_by_id", old_values."entered_at", old_values."entered_by_id", old_values."id", old_values."insutype", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."refused_reason", old_values."rule", old_values."scheme_id", old_values."share", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7f06ec3970c2c0688a61d51d359ffc31fdb34dc1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dcfcb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_incentive",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="incentivepart",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_incentivepartevent" ("amount", "id", "incentive_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "spending", "spending_budget", "unit_id", "weight", "why_not") SELECT new_values."amount", new_values."id", new_values."incentive_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."score", new_values."spending", new_values."spending_budget", new_values."unit_id", new_values."weight", new_values."why_not" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4e68adfd60379d3a3caebf06d1a53347fa237722",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5908a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_incentivepart",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="incentivepart",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_incentivepartevent" ("amount", "id", "incentive_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "spending", "spending_budget", "unit_id", "weight", "why_not") SELECT new_values."amount", new_values."id", new_values."incentive_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."score", new_values."spending", new_values."spending_budget", new_values."unit_id", new_values."weight", new_values."why_not" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ab628e236f86c661063baa2d3f03be4ccfe07e75",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_82645",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_incentivepart",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="incentivepart",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_incentivepartevent" ("amount", "id", "incentive_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score", "spending", "spending_budget", "unit_id", "weight", "why_not") SELECT old_values."amount", old_values."id", old_values."incentive_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."score", old_values."spending", old_values."spending_budget", old_values."unit_id", old_values."weight", old_values."why_not" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ea2edceefdbbcdfc46162a4f0e446121e3402024",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1ed0f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_incentivepart",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="managerialfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_managerialfindingevent" ("amount", "area_id", "assumed", "clause", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "found_income", "found_spending", "from_income", "from_spending", "id", "income", "income_target", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_reason", "spending", "spending_budget", "state", "unit_id", "year") SELECT new_values."amount", new_values."area_id", new_values."assumed", new_values."clause", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."found_income", new_values."found_spending", new_values."from_income", new_values."from_spending", new_values."id", new_values."income", new_values."income_target", new_values."insutype", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."refused_reason", new_values."spending", new_values."spending_budget", new_values."state", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c1073d2ac3a481b128e9f2203f5cfae4b7bb96d5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f0043",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_managerialfinding",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="managerialfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_managerialfindingevent" ("amount", "area_id", "assumed", "clause", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "found_income", "found_spending", "from_income", "from_spending", "id", "income", "income_target", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_reason", "spending", "spending_budget", "state", "unit_id", "year") SELECT new_values."amount", new_values."area_id", new_values."assumed", new_values."clause", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."found_income", new_values."found_spending", new_values."from_income", new_values."from_spending", new_values."id", new_values."income", new_values."income_target", new_values."insutype", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."refused_reason", new_values."spending", new_values."spending_budget", new_values."state", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d7351c9bf91128eddc1fe9d22a5ec1494dc13ac1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1bdec",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_managerialfinding",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="managerialfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_managerialfindingevent" ("amount", "area_id", "assumed", "clause", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "found_income", "found_spending", "from_income", "from_spending", "id", "income", "income_target", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_reason", "spending", "spending_budget", "state", "unit_id", "year") SELECT old_values."amount", old_values."area_id", old_values."assumed", old_values."clause", old_values."decided_at", old_values."decided_by_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."found_income", old_values."found_spending", old_values."from_income", old_values."from_spending", old_values."id", old_values."income", old_values."income_target", old_values."insutype", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."refused_reason", old_values."spending", old_values."spending_budget", old_values."state", old_values."unit_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ad341ceeea21267a6739aca8b154b00a033e9c60",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ad013",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_managerialfinding",
                    when="AFTER",
                ),
            ),
        ),
    ]
