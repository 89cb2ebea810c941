import config.migrating
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0005_agreements_row_level_security"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="AssessmentRound",
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
                                choices=[("open", "Under way"), ("published", "Published")],
                                default="open",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("entries_by", models.DateField(verbose_name="Values entered by")),
                        ("publish_by", models.DateField(verbose_name="Published by the day")),
                        ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="Opened at")),
                        (
                            "published_on",
                            models.DateField(blank=True, null=True, verbose_name="Published on"),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Where it is published"
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
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Opened by",
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
                        "verbose_name": "Assessment of a year",
                        "verbose_name_plural": "Assessments of years",
                        "ordering": ("-year",),
                        "constraints": [
                            models.UniqueConstraint(fields=("area", "year"), name="assessment_round_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_on__isnull", True), ("state", "open")),
                                    models.Q(
                                        ("published_by__isnull", False),
                                        ("published_on__isnull", False),
                                        ("state", "published"),
                                        models.Q(("place", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="assessment_round_published_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
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
                                    ("collecting", "Values being collected"),
                                    ("provisional", "Provisional score told"),
                                    ("reviewed", "Score reviewed"),
                                    ("approved", "Score approved by the city"),
                                    ("published", "Published"),
                                    ("dropped", "Not assessed"),
                                ],
                                default="collecting",
                                max_length=11,
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
                            "told_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="Told to the institution on"
                            ),
                        ),
                        (
                            "object_by",
                            models.DateField(blank=True, null=True, verbose_name="Objections until"),
                        ),
                        (
                            "agreed_on",
                            models.DateField(blank=True, null=True, verbose_name="Institution agreed on"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be done by")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        (
                            "agency",
                            models.ForeignKey(
                                help_text="The agency that concludes and reviews; the city approves.",
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
                            "concluded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Concluded by",
                            ),
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
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "reviewed_by",
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sheets",
                                to="institutions.assessmentround",
                                verbose_name="Assessment of a year",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Assessment of an institution",
                        "verbose_name_plural": "Assessments of institutions",
                        "ordering": ("-round__year", "institution__fixmedins_code"),
                        "indexes": [
                            models.Index(fields=["county", "state", "due_on"], name="assessment_by_county")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "institution"), name="assessment_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("provisional", "reviewed", "approved", "published")),
                                        _negated=True,
                                    ),
                                    ("concluded_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="assessment_concluded",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("reviewed", "approved", "published")), _negated=True
                                    ),
                                    ("reviewed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="assessment_reviewed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("approved", "published")), _negated=True),
                                    ("approved_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="assessment_approved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("concluded_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="assessment_reviewed_by_another",
                                violation_error_message="Whoever concludes cannot review, and neither of the two can approve.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(
                                        models.Q(("approved_by", models.F("concluded_by")), _negated=True),
                                        models.Q(("approved_by", models.F("reviewed_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="assessment_approved_by_another",
                                violation_error_message="Whoever concludes cannot review, and neither of the two can approve.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("provisional", "reviewed", "approved", "published")),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("object_by__isnull", False),
                                        ("score__isnull", False),
                                        ("told_on__isnull", False),
                                        models.Q(("grade", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="assessment_score_told",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score__isnull", True),
                                    models.Q(("score__gte", 0), ("score__lte", 100)),
                                    _connector="OR",
                                ),
                                name="assessment_score_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dropped"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="assessment_dropped_with_reason",
                                violation_error_message="Say why.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentRoundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Under way"), ("published", "Published")],
                                default="open",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("entries_by", models.DateField(verbose_name="Values entered by")),
                        ("publish_by", models.DateField(verbose_name="Published by the day")),
                        ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="Opened at")),
                        (
                            "published_on",
                            models.DateField(blank=True, null=True, verbose_name="Published on"),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Where it is published"
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
                            "opened_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Opened by",
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
                                to="institutions.assessmentround",
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
                    name="PublishedAssessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("score", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="Score")),
                        ("grade", models.CharField(max_length=60, verbose_name="Grade")),
                        (
                            "deposit_released",
                            models.PositiveIntegerField(
                                null=True, verbose_name="Share of the quality deposit released"
                            ),
                        ),
                        (
                            "advance_adjusted",
                            models.IntegerField(
                                null=True, verbose_name="Share of itself that an advance changes to"
                            ),
                        ),
                        (
                            "renewal_in_doubt",
                            models.BooleanField(default=False, verbose_name="Renewal in doubt"),
                        ),
                        ("origins", models.JSONField(default=dict, verbose_name="Where it comes from")),
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
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessed",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="institutions.assessmentround",
                                verbose_name="Assessment of a year",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Published assessment",
                        "verbose_name_plural": "Published assessments",
                        "ordering": ("round", "-score", "institution__fixmedins_code"),
                        "indexes": [
                            models.Index(fields=["institution", "round"], name="published_assessment_of")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "institution"), name="published_assessment_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__gte", 0), ("score__lte", 100)),
                                name="published_assessment_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentObjection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="Raised on")),
                        ("text", models.CharField(max_length=500, verbose_name="Objection")),
                        ("heard_on", models.DateField(blank=True, null=True, verbose_name="Heard on")),
                        (
                            "hearing",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="What was said at the hearing"
                            ),
                        ),
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
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="objections",
                                to="institutions.assessment",
                                verbose_name="Assessment of an institution",
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
                    ],
                    options={
                        "verbose_name": "Objection to an assessment",
                        "verbose_name_plural": "Objections to assessments",
                        "ordering": ("assessment", "received_on", "pk"),
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
                                name="assessment_objection_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("heard_on__isnull", True),
                                    models.Q(("hearing", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="assessment_objection_heard",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("collecting", "Values being collected"),
                                    ("provisional", "Provisional score told"),
                                    ("reviewed", "Score reviewed"),
                                    ("approved", "Score approved by the city"),
                                    ("published", "Published"),
                                    ("dropped", "Not assessed"),
                                ],
                                default="collecting",
                                max_length=11,
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
                            "told_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="Told to the institution on"
                            ),
                        ),
                        (
                            "object_by",
                            models.DateField(blank=True, null=True, verbose_name="Objections until"),
                        ),
                        (
                            "agreed_on",
                            models.DateField(blank=True, null=True, verbose_name="Institution agreed on"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be done by")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="The agency that concludes and reviews; the city approves.",
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
                            "concluded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Concluded by",
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
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
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
                                to="institutions.assessment",
                            ),
                        ),
                        (
                            "reviewed_by",
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
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.assessmentround",
                                verbose_name="Assessment of a year",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("act", models.CharField(max_length=16, verbose_name="Act")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("collecting", "Values being collected"),
                                    ("provisional", "Provisional score told"),
                                    ("reviewed", "Score reviewed"),
                                    ("approved", "Score approved by the city"),
                                    ("published", "Published"),
                                    ("dropped", "Not assessed"),
                                ],
                                max_length=11,
                                verbose_name="State afterwards",
                            ),
                        ),
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
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="log",
                                to="institutions.assessment",
                                verbose_name="Assessment of an institution",
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
                    ],
                    options={
                        "verbose_name": "Step of an assessment",
                        "verbose_name_plural": "Steps of assessments",
                        "ordering": ("assessment", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentObjectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("received_on", models.DateField(verbose_name="Raised on")),
                        ("text", models.CharField(max_length=500, verbose_name="Objection")),
                        ("heard_on", models.DateField(blank=True, null=True, verbose_name="Heard on")),
                        (
                            "hearing",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="What was said at the hearing"
                            ),
                        ),
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
                            "assessment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.assessment",
                                verbose_name="Assessment of an institution",
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
                                to="institutions.assessmentobjection",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentValue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("indicator", models.CharField(max_length=60, verbose_name="Indicator")),
                        ("title", models.CharField(max_length=300, verbose_name="Title")),
                        ("most", models.PositiveSmallIntegerField(verbose_name="Points to be had")),
                        (
                            "source",
                            models.CharField(
                                choices=[("computed", "Computed"), ("entered", "Entered")],
                                max_length=8,
                                verbose_name="Source",
                            ),
                        ),
                        ("value", models.BigIntegerField(blank=True, null=True, verbose_name="Reached")),
                        ("figures", models.JSONField(blank=True, default=list, verbose_name="Figures")),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Points"
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=300, verbose_name="Evidence")),
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
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="values",
                                to="institutions.assessment",
                                verbose_name="Assessment of an institution",
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
                            "objection",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adjustments",
                                to="institutions.assessmentobjection",
                                verbose_name="Objection to an assessment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Value of an assessment",
                        "verbose_name_plural": "Values of assessments",
                        "ordering": ("assessment", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assessment", "indicator"), name="assessment_value_once"
                            ),
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
                                name="assessment_value_points",
                                violation_error_message="There are not so many points to be had.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source", "computed"),
                                    ("points__isnull", True),
                                    models.Q(
                                        models.Q(("evidence", ""), _negated=True),
                                        ("entered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="assessment_value_evidenced",
                                violation_error_message="Say what proves the value.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("adjusted__isnull", True), ("objection__isnull", False), _connector="OR"
                                ),
                                name="assessment_value_adjusted_for",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentValueEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("indicator", models.CharField(max_length=60, verbose_name="Indicator")),
                        ("title", models.CharField(max_length=300, verbose_name="Title")),
                        ("most", models.PositiveSmallIntegerField(verbose_name="Points to be had")),
                        (
                            "source",
                            models.CharField(
                                choices=[("computed", "Computed"), ("entered", "Entered")],
                                max_length=8,
                                verbose_name="Source",
                            ),
                        ),
                        ("value", models.BigIntegerField(blank=True, null=True, verbose_name="Reached")),
                        ("figures", models.JSONField(blank=True, default=list, verbose_name="Figures")),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Points"
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=300, verbose_name="Evidence")),
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
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.assessment",
                                verbose_name="Assessment of an institution",
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
                            "objection",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.assessmentobjection",
                                verbose_name="Objection to an assessment",
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
                                to="institutions.assessmentvalue",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        config.migrating.AddTrigger(
            model_name="assessmentobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assessmentobjectionevent" ("answer", "answered_by_id", "answered_on", "assessment_id", "entered_by_id", "heard_on", "hearing", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "text", "upheld") SELECT new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."assessment_id", new_values."entered_by_id", new_values."heard_on", new_values."hearing", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."text", new_values."upheld" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1c6325081fb0fe75c9979ad2734f29a038f04d66",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_84415",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_assessmentobjection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assessmentobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assessmentobjectionevent" ("answer", "answered_by_id", "answered_on", "assessment_id", "entered_by_id", "heard_on", "hearing", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "text", "upheld") SELECT new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."assessment_id", new_values."entered_by_id", new_values."heard_on", new_values."hearing", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."text", new_values."upheld" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="50b635c9e9ade88d443a40d194cd359b41c6aedd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4a0c4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_assessmentobjection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assessmentobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assessmentobjectionevent" ("answer", "answered_by_id", "answered_on", "assessment_id", "entered_by_id", "heard_on", "hearing", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "text", "upheld") SELECT old_values."answer", old_values."answered_by_id", old_values."answered_on", old_values."assessment_id", old_values."entered_by_id", old_values."heard_on", old_values."hearing", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."text", old_values."upheld" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9f8cdf68f9ddf9a7edaca651265a95e3b2bf4ce1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7c480",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_assessmentobjection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assessmentround",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assessmentroundevent" ("area_id", "entries_by", "id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "publish_by", "published_by_id", "published_on", "state", "year") SELECT new_values."area_id", new_values."entries_by", new_values."id", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."publish_by", new_values."published_by_id", new_values."published_on", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5ce5a6923e360fcf8bf8fd675cb3e0ca7624bd8a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b6475",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_assessmentround",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assessmentround",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assessmentroundevent" ("area_id", "entries_by", "id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "publish_by", "published_by_id", "published_on", "state", "year") SELECT new_values."area_id", new_values."entries_by", new_values."id", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."publish_by", new_values."published_by_id", new_values."published_on", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="47032bbf10d295b46311da414b39044218994a34",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_52607",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_assessmentround",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assessmentround",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assessmentroundevent" ("area_id", "entries_by", "id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "publish_by", "published_by_id", "published_on", "state", "year") SELECT old_values."area_id", old_values."entries_by", old_values."id", old_values."opened_at", old_values."opened_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."publish_by", old_values."published_by_id", old_values."published_on", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="574a5978c24c2f45944465d2757eeed9d3c11260",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2e1c7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_assessmentround",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assessmentevent" ("agency_id", "agreed_on", "approved_by_id", "area_id", "computed_at", "concluded_by_id", "county_id", "due_on", "grade", "id", "institution_id", "object_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reviewed_by_id", "round_id", "score", "state", "told_on") SELECT new_values."agency_id", new_values."agreed_on", new_values."approved_by_id", new_values."area_id", new_values."computed_at", new_values."concluded_by_id", new_values."county_id", new_values."due_on", new_values."grade", new_values."id", new_values."institution_id", new_values."object_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."reviewed_by_id", new_values."round_id", new_values."score", new_values."state", new_values."told_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7aaccb6aa71f83749b3a2f216d010eaec04492fc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6aa5d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_assessment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assessmentevent" ("agency_id", "agreed_on", "approved_by_id", "area_id", "computed_at", "concluded_by_id", "county_id", "due_on", "grade", "id", "institution_id", "object_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reviewed_by_id", "round_id", "score", "state", "told_on") SELECT new_values."agency_id", new_values."agreed_on", new_values."approved_by_id", new_values."area_id", new_values."computed_at", new_values."concluded_by_id", new_values."county_id", new_values."due_on", new_values."grade", new_values."id", new_values."institution_id", new_values."object_by", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."reviewed_by_id", new_values."round_id", new_values."score", new_values."state", new_values."told_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="66d9168ff21e81ece0fc91767afd2e9a8006c08d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c375c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_assessment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assessmentevent" ("agency_id", "agreed_on", "approved_by_id", "area_id", "computed_at", "concluded_by_id", "county_id", "due_on", "grade", "id", "institution_id", "object_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reviewed_by_id", "round_id", "score", "state", "told_on") SELECT old_values."agency_id", old_values."agreed_on", old_values."approved_by_id", old_values."area_id", old_values."computed_at", old_values."concluded_by_id", old_values."county_id", old_values."due_on", old_values."grade", old_values."id", old_values."institution_id", old_values."object_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."reviewed_by_id", old_values."round_id", old_values."score", old_values."state", old_values."told_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4ea333eb2ad2ac430a9538f1e2737469916cf411",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f860d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_assessment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assessmentvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assessmentvalueevent" ("adjusted", "assessment_id", "entered_by_id", "evidence", "figures", "id", "import_run_id", "indicator", "most", "objection_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "source", "title", "value") SELECT new_values."adjusted", new_values."assessment_id", new_values."entered_by_id", new_values."evidence", new_values."figures", new_values."id", new_values."import_run_id", new_values."indicator", new_values."most", new_values."objection_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."points", new_values."source", new_values."title", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b0f9b92e5683ade348bc708f41069f3174524a5b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3381a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_assessmentvalue",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assessmentvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assessmentvalueevent" ("adjusted", "assessment_id", "entered_by_id", "evidence", "figures", "id", "import_run_id", "indicator", "most", "objection_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "source", "title", "value") SELECT new_values."adjusted", new_values."assessment_id", new_values."entered_by_id", new_values."evidence", new_values."figures", new_values."id", new_values."import_run_id", new_values."indicator", new_values."most", new_values."objection_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."points", new_values."source", new_values."title", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b8928d340c32d2d2d8ae30ec889965af715742c6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3034d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_assessmentvalue",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="assessmentvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_assessmentvalueevent" ("adjusted", "assessment_id", "entered_by_id", "evidence", "figures", "id", "import_run_id", "indicator", "most", "objection_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "source", "title", "value") SELECT old_values."adjusted", old_values."assessment_id", old_values."entered_by_id", old_values."evidence", old_values."figures", old_values."id", old_values."import_run_id", old_values."indicator", old_values."most", old_values."objection_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."points", old_values."source", old_values."title", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="38e495dddcfca0b2da19b07b9cffcf0b6ad167bb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1b39a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_assessmentvalue",
                    when="AFTER",
                ),
            ),
        ),
    ]
