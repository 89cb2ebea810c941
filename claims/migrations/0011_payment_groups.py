import config.migrating
import config.money
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0010_price_inquiries_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="CaseReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                help_text="Of the clearing month.", verbose_name="Year"
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("long_stay", "Long stay"),
                                    ("high_cost", "High cost"),
                                    ("new_technology", "New drug, material or technology"),
                                    ("intensive_care", "Long intensive care"),
                                    (
                                        "multidisciplinary",
                                        "Several disciplines, or transferred between departments",
                                    ),
                                    ("other", "Other"),
                                ],
                                max_length=17,
                                verbose_name="Cause",
                            ),
                        ),
                        (
                            "grounds",
                            models.CharField(max_length=1000, verbose_name="Grounds of the institution"),
                        ),
                        (
                            "papers",
                            models.CharField(blank=True, max_length=500, verbose_name="Papers handed in"),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Application received"),
                                    ("proposed", "Proposed, to be decided"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "proposed_points",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=14,
                                null=True,
                                verbose_name="Points proposed",
                            ),
                        ),
                        (
                            "decided_points",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=14,
                                null=True,
                                verbose_name="Points decided",
                            ),
                        ),
                        (
                            "conclusion",
                            models.CharField(blank=True, max_length=500, verbose_name="Conclusion"),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                            "bill",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_reviews",
                                to="claims.bill",
                                verbose_name="Bill",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County of the institution",
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
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_reviews",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Proposed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Single-case review",
                        "verbose_name_plural": "Single-case reviews",
                        "indexes": [
                            models.Index(fields=["area", "state"], name="case_review_by_area"),
                            models.Index(fields=["institution", "year"], name="case_review_by_institution"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["applied", "proposed", "granted"])),
                                fields=("bill",),
                                name="case_review_once_per_bill",
                                violation_error_message="This bill is under review already, or was decided.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="case_review_two_people",
                                violation_error_message="Whoever proposes cannot decide.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_by__isnull", False),
                                        ("decided_on__isnull", False),
                                        ("decided_points__gt", 0),
                                        ("proposed_by__isnull", False),
                                        ("state", "granted"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "granted"), _negated=True),
                                        ("decided_points__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_review_granted",
                                violation_error_message="What is granted has points, two people and a day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decided_on__gte", models.F("applied_on"))),
                                name="case_review_course",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupCatalogue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("dip", "Diagnosis-intervention packet (DIP)"),
                                    ("drg", "Diagnosis-related group (DRG)"),
                                    ("per_case", "Per case"),
                                    ("bed_day", "Per bed-day"),
                                ],
                                max_length=8,
                                verbose_name="Payment method",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="Version"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("in_force", "In force")],
                                default="draft",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "effective_from",
                            models.DateField(
                                help_text="For cases discharged from this day of the year.",
                                verbose_name="Holds from",
                            ),
                        ),
                        (
                            "rate",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Yuan of one weight or point by the year's budget; empty while none is decided.",
                                max_digits=16,
                                null=True,
                                verbose_name="Rate or point value",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                help_text="The document it follows, with its number.",
                                max_length=200,
                                verbose_name="Basis document",
                            ),
                        ),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="group_catalogues",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
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
                    ],
                    options={
                        "verbose_name": "Group catalogue",
                        "verbose_name_plural": "Group catalogues",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("area", "method", "year"),
                                name="group_catalogue_one_draft",
                            ),
                            models.UniqueConstraint(
                                fields=("area", "method", "year", "number"), name="group_catalogue_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("effective_from__year", models.F("year"))),
                                name="group_catalogue_in_its_year",
                                violation_error_message="A group catalogue begins within its year.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rate__isnull", True),
                                    models.Q(("method__in", ["dip", "drg"]), ("rate__gt", 0)),
                                    _connector="OR",
                                ),
                                name="group_catalogue_rate",
                                violation_error_message="A rate is above zero and belongs to weights or points.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("number__isnull", True),
                                        ("reviewed_by__isnull", True),
                                        ("state", "draft"),
                                    ),
                                    models.Q(
                                        ("number__isnull", False),
                                        ("reviewed_at__isnull", False),
                                        ("reviewed_by__isnull", False),
                                        ("state", "in_force"),
                                        models.Q(("reviewed_by", models.F("handled_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="group_catalogue_two_people",
                                violation_error_message="A second person puts a group catalogue in force.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "main_diagnosis",
                            models.CharField(blank=True, max_length=30, verbose_name="Main diagnosis"),
                        ),
                        (
                            "procedures",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="Procedures",
                            ),
                        ),
                        ("drg_code", models.CharField(blank=True, max_length=30, verbose_name="DRG code")),
                        (
                            "bed_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Empty: the days of the stay.",
                                null=True,
                                verbose_name="Approved bed-days",
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "bill",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="case_record",
                                to="claims.bill",
                                verbose_name="Bill",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Case record",
                        "verbose_name_plural": "Case records",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="case_record_by_import",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("agrees", models.BooleanField(verbose_name="In favour")),
                        (
                            "points",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=14,
                                null=True,
                                verbose_name="Points advised",
                            ),
                        ),
                        ("opinion", models.CharField(max_length=500, verbose_name="Opinion")),
                        ("given_on", models.DateField(verbose_name="Given on")),
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
                            "expert",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.expert",
                                verbose_name="Expert",
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="claims.casereview",
                                verbose_name="Single-case review",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Opinion on a case",
                        "verbose_name_plural": "Opinions on cases",
                        "constraints": [
                            models.UniqueConstraint(fields=("review", "expert"), name="case_opinion_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("points__isnull", True), ("points__gt", 0), _connector="OR"
                                ),
                                name="case_opinion_points",
                                violation_error_message="Points are above zero.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseReviewEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                help_text="Of the clearing month.", verbose_name="Year"
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("long_stay", "Long stay"),
                                    ("high_cost", "High cost"),
                                    ("new_technology", "New drug, material or technology"),
                                    ("intensive_care", "Long intensive care"),
                                    (
                                        "multidisciplinary",
                                        "Several disciplines, or transferred between departments",
                                    ),
                                    ("other", "Other"),
                                ],
                                max_length=17,
                                verbose_name="Cause",
                            ),
                        ),
                        (
                            "grounds",
                            models.CharField(max_length=1000, verbose_name="Grounds of the institution"),
                        ),
                        (
                            "papers",
                            models.CharField(blank=True, max_length=500, verbose_name="Papers handed in"),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Application received"),
                                    ("proposed", "Proposed, to be decided"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "proposed_points",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=14,
                                null=True,
                                verbose_name="Points proposed",
                            ),
                        ),
                        (
                            "decided_points",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=14,
                                null=True,
                                verbose_name="Points decided",
                            ),
                        ),
                        (
                            "conclusion",
                            models.CharField(blank=True, max_length=500, verbose_name="Conclusion"),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                            "bill",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.bill",
                                verbose_name="Bill",
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
                                verbose_name="County of the institution",
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
                                to="claims.casereview",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Proposed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GroupCatalogueEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("dip", "Diagnosis-intervention packet (DIP)"),
                                    ("drg", "Diagnosis-related group (DRG)"),
                                    ("per_case", "Per case"),
                                    ("bed_day", "Per bed-day"),
                                ],
                                max_length=8,
                                verbose_name="Payment method",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                blank=True, editable=False, null=True, verbose_name="Version"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("in_force", "In force")],
                                default="draft",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "effective_from",
                            models.DateField(
                                help_text="For cases discharged from this day of the year.",
                                verbose_name="Holds from",
                            ),
                        ),
                        (
                            "rate",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Yuan of one weight or point by the year's budget; empty while none is decided.",
                                max_digits=16,
                                null=True,
                                verbose_name="Rate or point value",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                help_text="The document it follows, with its number.",
                                max_length=200,
                                verbose_name="Basis document",
                            ),
                        ),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
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
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
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
                                to="claims.groupcatalogue",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionFactor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "factor",
                            models.DecimalField(decimal_places=4, max_digits=8, verbose_name="Factor"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "catalogue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="factors",
                                to="claims.groupcatalogue",
                                verbose_name="Group catalogue",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Institution factor",
                        "verbose_name_plural": "Institution factors",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="institution_factor_by_import",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("catalogue", "institution"), name="institution_factor_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("factor__gt", 0)),
                                name="institution_factor_positive",
                                violation_error_message="A factor is above zero.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=100, verbose_name="Group code")),
                        ("name", models.CharField(max_length=300, verbose_name="Group name")),
                        (
                            "tier",
                            models.CharField(
                                choices=[("core", "Core group"), ("comprehensive", "Comprehensive group")],
                                default="core",
                                max_length=13,
                                verbose_name="Tier",
                            ),
                        ),
                        (
                            "treatment",
                            models.CharField(
                                choices=[
                                    ("any", "Any treatment"),
                                    ("procedure", "With these procedures"),
                                    ("conservative", "Conservative treatment"),
                                ],
                                default="any",
                                max_length=12,
                                verbose_name="Treatment",
                            ),
                        ),
                        (
                            "diagnoses",
                            models.CharField(blank=True, max_length=1000, verbose_name="Main diagnoses"),
                        ),
                        (
                            "procedures",
                            models.CharField(blank=True, max_length=1000, verbose_name="Main procedures"),
                        ),
                        (
                            "weight",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=14,
                                null=True,
                                verbose_name="Weight or points",
                            ),
                        ),
                        (
                            "quota",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Yuan of a case or a bed-day, where none is given for the level.",
                                max_digits=16,
                                null=True,
                                verbose_name="Quota",
                            ),
                        ),
                        (
                            "quota_lv1",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Quota at level 1",
                            ),
                        ),
                        (
                            "quota_lv2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Quota at level 2",
                            ),
                        ),
                        (
                            "quota_lv3",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Quota at level 3",
                            ),
                        ),
                        (
                            "mean_cost",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Mean cost"),
                        ),
                        (
                            "mean_cost_lv1",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Mean cost at level 1"
                            ),
                        ),
                        (
                            "mean_cost_lv2",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Mean cost at level 2"
                            ),
                        ),
                        (
                            "mean_cost_lv3",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Mean cost at level 3"
                            ),
                        ),
                        ("base_disease", models.BooleanField(default=False, verbose_name="Base disease")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "catalogue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="groups",
                                to="claims.groupcatalogue",
                                verbose_name="Group catalogue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Payment group",
                        "verbose_name_plural": "Payment groups",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="payment_group_by_import",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("catalogue", "code"), name="payment_group_code"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weight__gt", 0),
                                    ("quota__gt", 0),
                                    ("quota_lv1__gt", 0),
                                    ("quota_lv2__gt", 0),
                                    ("quota_lv3__gt", 0),
                                    _connector="OR",
                                ),
                                name="payment_group_worth_something",
                                violation_error_message="A group has a weight, points or a quota above zero.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("treatment", "procedure"),
                                        models.Q(("procedures", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("treatment", "procedure"), _negated=True),
                                        ("procedures", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="payment_group_procedures",
                                violation_error_message="A group with procedures names them; another names none.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseOpinionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("agrees", models.BooleanField(verbose_name="In favour")),
                        (
                            "points",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=14,
                                null=True,
                                verbose_name="Points advised",
                            ),
                        ),
                        ("opinion", models.CharField(max_length=500, verbose_name="Opinion")),
                        ("given_on", models.DateField(verbose_name="Given on")),
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
                            "expert",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.expert",
                                verbose_name="Expert",
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
                                to="claims.caseopinion",
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.casereview",
                                verbose_name="Single-case review",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionFactorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "factor",
                            models.DecimalField(decimal_places=4, max_digits=8, verbose_name="Factor"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "catalogue",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.groupcatalogue",
                                verbose_name="Group catalogue",
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
                                to="claims.institutionfactor",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GroupedCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("settlement_id", models.BigIntegerField(unique=True, verbose_name="Settlement")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                help_text="Of the clearing month.", verbose_name="Year"
                            ),
                        ),
                        (
                            "month",
                            models.PositiveSmallIntegerField(
                                help_text="Of the clearing month.", verbose_name="Month"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="Discharged on")),
                        ("level", models.CharField(max_length=4, verbose_name="Level")),
                        ("method", models.CharField(max_length=8, verbose_name="Payment method")),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=40, verbose_name="Why it has no group"),
                        ),
                        ("matched", models.JSONField(default=dict, verbose_name="How the group was found")),
                        ("cost", config.money.MoneyField(verbose_name="Total cost")),
                        ("pooled", config.money.MoneyField(verbose_name="Billed to the pooled fund")),
                        ("mean", config.money.MoneyField(null=True, verbose_name="Last year's mean cost")),
                        (
                            "weight",
                            models.DecimalField(
                                decimal_places=4, max_digits=14, null=True, verbose_name="Weight or points"
                            ),
                        ),
                        (
                            "standard",
                            models.DecimalField(
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Quota, rate or point value",
                            ),
                        ),
                        (
                            "factor",
                            models.DecimalField(
                                decimal_places=4, max_digits=8, null=True, verbose_name="Factor"
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(default=0, verbose_name="Bed-days")),
                        (
                            "deviation",
                            models.CharField(
                                choices=[
                                    ("normal", "Normal cost"),
                                    ("low", "Low cost"),
                                    ("high", "High cost"),
                                    ("review", "Very high cost, for review"),
                                    ("decided", "Decided by review"),
                                    ("unmeasured", "Not measured"),
                                ],
                                default="normal",
                                max_length=10,
                                verbose_name="Deviation",
                            ),
                        ),
                        (
                            "units",
                            models.DecimalField(
                                decimal_places=8, default=0, max_digits=22, verbose_name="Units"
                            ),
                        ),
                        ("owed", config.money.MoneyField(null=True, verbose_name="Owed by the pooled fund")),
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
                            "bill",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grouped",
                                to="claims.bill",
                                verbose_name="Bill",
                            ),
                        ),
                        (
                            "care_county",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Care in",
                            ),
                        ),
                        (
                            "catalogue",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.groupcatalogue",
                                verbose_name="Group catalogue",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="claims.paymentgroup",
                                verbose_name="Group",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Grouped case",
                        "verbose_name_plural": "Grouped cases",
                        "indexes": [
                            models.Index(
                                fields=["area", "year", "month", "institution"], name="grouped_case_by_month"
                            ),
                            models.Index(
                                fields=["institution", "insutype", "year", "month"],
                                name="grouped_case_by_institution",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("catalogue__isnull", False), ("group__isnull", False), ("reason", "")
                                    ),
                                    models.Q(
                                        ("group__isnull", True),
                                        ("units", 0),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="grouped_case_group_or_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("group__isnull", False), ("deviation", "normal"), _connector="OR"
                                ),
                                name="grouped_case_unmatched_deviates_not",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("units__gte", 0)), name="grouped_case_units"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__gte", 1), ("month__lte", 12)),
                                name="grouped_case_month",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentGroupEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=100, verbose_name="Group code")),
                        ("name", models.CharField(max_length=300, verbose_name="Group name")),
                        (
                            "tier",
                            models.CharField(
                                choices=[("core", "Core group"), ("comprehensive", "Comprehensive group")],
                                default="core",
                                max_length=13,
                                verbose_name="Tier",
                            ),
                        ),
                        (
                            "treatment",
                            models.CharField(
                                choices=[
                                    ("any", "Any treatment"),
                                    ("procedure", "With these procedures"),
                                    ("conservative", "Conservative treatment"),
                                ],
                                default="any",
                                max_length=12,
                                verbose_name="Treatment",
                            ),
                        ),
                        (
                            "diagnoses",
                            models.CharField(blank=True, max_length=1000, verbose_name="Main diagnoses"),
                        ),
                        (
                            "procedures",
                            models.CharField(blank=True, max_length=1000, verbose_name="Main procedures"),
                        ),
                        (
                            "weight",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=14,
                                null=True,
                                verbose_name="Weight or points",
                            ),
                        ),
                        (
                            "quota",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Yuan of a case or a bed-day, where none is given for the level.",
                                max_digits=16,
                                null=True,
                                verbose_name="Quota",
                            ),
                        ),
                        (
                            "quota_lv1",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Quota at level 1",
                            ),
                        ),
                        (
                            "quota_lv2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Quota at level 2",
                            ),
                        ),
                        (
                            "quota_lv3",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Quota at level 3",
                            ),
                        ),
                        (
                            "mean_cost",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Mean cost"),
                        ),
                        (
                            "mean_cost_lv1",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Mean cost at level 1"
                            ),
                        ),
                        (
                            "mean_cost_lv2",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Mean cost at level 2"
                            ),
                        ),
                        (
                            "mean_cost_lv3",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Mean cost at level 3"
                            ),
                        ),
                        ("base_disease", models.BooleanField(default=False, verbose_name="Base disease")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "catalogue",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.groupcatalogue",
                                verbose_name="Group catalogue",
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
                                to="claims.paymentgroup",
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
            model_name="casereview",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_casereviewevent" ("applied_on", "area_id", "bill_id", "cause", "conclusion", "county_id", "decided_by_id", "decided_on", "decided_points", "entered_by_id", "grounds", "id", "import_run_id", "institution_id", "insutype", "number", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_points", "state", "year") SELECT new_values."applied_on", new_values."area_id", new_values."bill_id", new_values."cause", new_values."conclusion", new_values."county_id", new_values."decided_by_id", new_values."decided_on", new_values."decided_points", new_values."entered_by_id", new_values."grounds", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."insutype", new_values."number", new_values."papers", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_by_id", new_values."proposed_points", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3c3f8eff9b19d09b1a70f788ee4348f13b3e36bc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_47fe4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_casereview",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="casereview",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_casereviewevent" ("applied_on", "area_id", "bill_id", "cause", "conclusion", "county_id", "decided_by_id", "decided_on", "decided_points", "entered_by_id", "grounds", "id", "import_run_id", "institution_id", "insutype", "number", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_points", "state", "year") SELECT new_values."applied_on", new_values."area_id", new_values."bill_id", new_values."cause", new_values."conclusion", new_values."county_id", new_values."decided_by_id", new_values."decided_on", new_values."decided_points", new_values."entered_by_id", new_values."grounds", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."insutype", new_values."number", new_values."papers", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_by_id", new_values."proposed_points", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b3f4e7676bf5b456fdb172a3492b34f2d39eaa69",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e514c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_casereview",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="casereview",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_casereviewevent" ("applied_on", "area_id", "bill_id", "cause", "conclusion", "county_id", "decided_by_id", "decided_on", "decided_points", "entered_by_id", "grounds", "id", "import_run_id", "institution_id", "insutype", "number", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_points", "state", "year") SELECT old_values."applied_on", old_values."area_id", old_values."bill_id", old_values."cause", old_values."conclusion", old_values."county_id", old_values."decided_by_id", old_values."decided_on", old_values."decided_points", old_values."entered_by_id", old_values."grounds", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."insutype", old_values."number", old_values."papers", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_by_id", old_values."proposed_points", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="258c865930019c75e774c18501c740b2354fb5f5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bf4d1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_casereview",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="caseopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_caseopinionevent" ("agrees", "entered_by_id", "expert_id", "given_on", "id", "opinion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "review_id") SELECT new_values."agrees", new_values."entered_by_id", new_values."expert_id", new_values."given_on", new_values."id", new_values."opinion", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."points", new_values."review_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="71eaddddcccf16f54d790a6543d6b0cd65ed4b95",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_83f35",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_caseopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="caseopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_caseopinionevent" ("agrees", "entered_by_id", "expert_id", "given_on", "id", "opinion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "review_id") SELECT new_values."agrees", new_values."entered_by_id", new_values."expert_id", new_values."given_on", new_values."id", new_values."opinion", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."points", new_values."review_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="961e2e5753e6ec0012fde8330cf9eca1e682d6ee",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7f085",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_caseopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="caseopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_caseopinionevent" ("agrees", "entered_by_id", "expert_id", "given_on", "id", "opinion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "review_id") SELECT old_values."agrees", old_values."entered_by_id", old_values."expert_id", old_values."given_on", old_values."id", old_values."opinion", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."points", old_values."review_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="adf8be2c53c57ba8d4553fafc8fb9a6e01a749fd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8c06d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_caseopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="groupcatalogue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_groupcatalogueevent" ("area_id", "basis", "effective_from", "handled_at", "handled_by_id", "id", "method", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "reviewed_at", "reviewed_by_id", "state", "year") SELECT new_values."area_id", new_values."basis", new_values."effective_from", new_values."handled_at", new_values."handled_by_id", new_values."id", new_values."method", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rate", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="004e100ed50054af776b4e3634cc8f024fdf7bcb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a576b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_groupcatalogue",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="groupcatalogue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_groupcatalogueevent" ("area_id", "basis", "effective_from", "handled_at", "handled_by_id", "id", "method", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "reviewed_at", "reviewed_by_id", "state", "year") SELECT new_values."area_id", new_values."basis", new_values."effective_from", new_values."handled_at", new_values."handled_by_id", new_values."id", new_values."method", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rate", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c9c2eefdda614bda85f9be17ed0108471bfd9c95",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f4dbc",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_groupcatalogue",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="groupcatalogue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_groupcatalogueevent" ("area_id", "basis", "effective_from", "handled_at", "handled_by_id", "id", "method", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "reviewed_at", "reviewed_by_id", "state", "year") SELECT old_values."area_id", old_values."basis", old_values."effective_from", old_values."handled_at", old_values."handled_by_id", old_values."id", old_values."method", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rate", old_values."reviewed_at", old_values."reviewed_by_id", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="565454cb0b494e75d6cdbc36ef607dc01b626630",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6a87a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_groupcatalogue",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutionfactor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_institutionfactorevent" ("catalogue_id", "factor", "id", "import_run_id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."catalogue_id", new_values."factor", new_values."id", new_values."import_run_id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9c24a43dfef88afb714c6441d325587383c9e8d5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a6d11",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_institutionfactor",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutionfactor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_institutionfactorevent" ("catalogue_id", "factor", "id", "import_run_id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."catalogue_id", new_values."factor", new_values."id", new_values."import_run_id", new_values."institution_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8fb1b36cfe8bb7d0d18213ba89f91f39592ffd4e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_196ab",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_institutionfactor",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutionfactor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_institutionfactorevent" ("catalogue_id", "factor", "id", "import_run_id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."catalogue_id", old_values."factor", old_values."id", old_values."import_run_id", old_values."institution_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f220f889f2aba1f700810752c68be0ff4bad2405",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4fc43",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_institutionfactor",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="paymentgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_paymentgroupevent" ("base_disease", "catalogue_id", "code", "diagnoses", "id", "import_run_id", "mean_cost", "mean_cost_lv1", "mean_cost_lv2", "mean_cost_lv3", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedures", "quota", "quota_lv1", "quota_lv2", "quota_lv3", "tier", "treatment", "weight") SELECT new_values."base_disease", new_values."catalogue_id", new_values."code", new_values."diagnoses", new_values."id", new_values."import_run_id", new_values."mean_cost", new_values."mean_cost_lv1", new_values."mean_cost_lv2", new_values."mean_cost_lv3", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."procedures", new_values."quota", new_values."quota_lv1", new_values."quota_lv2", new_values."quota_lv3", new_values."tier", new_values."treatment", new_values."weight" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="83f76487a7b9df841a1c1fc2602aac7865b80953",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ad68c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_paymentgroup",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="paymentgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_paymentgroupevent" ("base_disease", "catalogue_id", "code", "diagnoses", "id", "import_run_id", "mean_cost", "mean_cost_lv1", "mean_cost_lv2", "mean_cost_lv3", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedures", "quota", "quota_lv1", "quota_lv2", "quota_lv3", "tier", "treatment", "weight") SELECT new_values."base_disease", new_values."catalogue_id", new_values."code", new_values."diagnoses", new_values."id", new_values."import_run_id", new_values."mean_cost", new_values."mean_cost_lv1", new_values."mean_cost_lv2", new_values."mean_cost_lv3", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."procedures", new_values."quota", new_values."quota_lv1", new_values."quota_lv2", new_values."quota_lv3", new_values."tier", new_values."treatment", new_values."weight" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="61ba82adde46f1e30b73ee725eae899236f7e5c8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bc74c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_paymentgroup",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="paymentgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_paymentgroupevent" ("base_disease", "catalogue_id", "code", "diagnoses", "id", "import_run_id", "mean_cost", "mean_cost_lv1", "mean_cost_lv2", "mean_cost_lv3", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedures", "quota", "quota_lv1", "quota_lv2", "quota_lv3", "tier", "treatment", "weight") SELECT old_values."base_disease", old_values."catalogue_id", old_values."code", old_values."diagnoses", old_values."id", old_values."import_run_id", old_values."mean_cost", old_values."mean_cost_lv1", old_values."mean_cost_lv2", old_values."mean_cost_lv3", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."procedures", old_values."quota", old_values."quota_lv1", old_values."quota_lv2", old_values."quota_lv3", old_values."tier", old_values."treatment", old_values."weight" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="71d0f1817e4f438c83c71824a4db9f8d4c659530",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a3b55",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_paymentgroup",
                    when="AFTER",
                ),
            ),
        ),
    ]
