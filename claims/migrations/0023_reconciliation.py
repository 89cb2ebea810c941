import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0022_procurement_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="ClearingApplication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                help_text="clr_appy_evt_id",
                                max_length=30,
                                unique=True,
                                verbose_name="Application number",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Clearing month")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("clr_type", models.CharField(max_length=6, verbose_name="Kind of clearing")),
                        (
                            "clr_way",
                            models.CharField(blank=True, max_length=6, verbose_name="Way of clearing"),
                        ),
                        ("psntime", models.PositiveIntegerField(verbose_name="Settlements")),
                        ("medfee_sumamt", config.money.MoneyField(verbose_name="Total medical fee")),
                        ("med_sumfee", config.money.MoneyField(verbose_name="Recognised fees")),
                        ("fund_appy_sum", config.money.MoneyField(verbose_name="Applied for from the funds")),
                        ("cash_payamt", config.money.MoneyField(verbose_name="Cash")),
                        ("acct_pay", config.money.MoneyField(verbose_name="Personal account")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("10", "Applied"),
                                    ("20", "Application accepted"),
                                    ("70", "Application returned"),
                                ],
                                db_default="10",
                                default="10",
                                max_length=2,
                                verbose_name="State",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(verbose_name="Entered at")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", max_length=300, verbose_name="Reason"
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
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
                            "county",
                            models.ForeignKey(
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
                                related_name="clearing_applications",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Clearing application",
                        "verbose_name_plural": "Clearing applications",
                        "indexes": [
                            models.Index(
                                fields=["month", "insutype", "state"], name="clearing_application_by_month"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "70"), _negated=True),
                                fields=("institution", "month", "insutype", "clr_type"),
                                name="clearing_application_once",
                                violation_error_message="There is an application already that was not returned.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="clearing_application_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_by__isnull", True), ("state", "10")),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("state", "20"),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("state", "70"),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="clearing_application_decided",
                                violation_error_message="A returned application says why.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="clearing_application_two_people",
                                violation_error_message="Whoever entered an application cannot decide on it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionObjection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("statement", "Month's statement"),
                                    ("deduction", "Deduction"),
                                    ("finding", "Finding"),
                                    ("assessment", "Assessment"),
                                ],
                                max_length=10,
                                verbose_name="Against",
                            ),
                        ),
                        ("month", models.DateField(blank=True, null=True, verbose_name="Clearing month")),
                        ("insutype", models.CharField(blank=True, max_length=6, verbose_name="Scheme")),
                        (
                            "text",
                            models.CharField(max_length=1000, verbose_name="What the institution objects"),
                        ),
                        ("papers", models.CharField(max_length=500, verbose_name="Papers handed in")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        ("due_on", models.DateField(verbose_name="Answer due on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Entered, to be assigned"),
                                    ("assigned", "Assigned, to be answered"),
                                    ("upheld", "Upheld, to be followed"),
                                    ("followed", "Upheld and followed"),
                                    ("rejected", "Rejected"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="entered",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=1000, verbose_name="Answer")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                        (
                            "followed",
                            models.CharField(blank=True, max_length=300, verbose_name="What followed"),
                        ),
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
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.assessment",
                                verbose_name="Assessment",
                            ),
                        ),
                        (
                            "assigned_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Assigned to",
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
                            "deduction",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="claims.deduction",
                                verbose_name="Deduction",
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
                            "finding",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="claims.billfinding",
                                verbose_name="Finding",
                            ),
                        ),
                        (
                            "followed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Follow-up entered by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Objection of an institution",
                        "verbose_name_plural": "Objections of institutions",
                        "indexes": [
                            models.Index(fields=["state", "due_on"], name="institution_objection_due")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("about", "statement"),
                                        ("assessment__isnull", True),
                                        ("deduction__isnull", True),
                                        ("finding__isnull", True),
                                        ("month__day", 1),
                                        models.Q(("insutype", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("about", "deduction"),
                                        ("assessment__isnull", True),
                                        ("deduction__isnull", False),
                                        ("finding__isnull", True),
                                    ),
                                    models.Q(
                                        ("about", "finding"),
                                        ("assessment__isnull", True),
                                        ("deduction__isnull", True),
                                        ("finding__isnull", False),
                                    ),
                                    models.Q(
                                        ("about", "assessment"),
                                        ("assessment__isnull", False),
                                        ("deduction__isnull", True),
                                        ("finding__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="institution_objection_one_subject",
                                violation_error_message="An objection is against one thing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["upheld", "followed", "rejected"]), _negated=True
                                    ),
                                    models.Q(
                                        ("answered_by__isnull", False),
                                        ("answered_on__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="institution_objection_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_by__isnull", True),
                                    models.Q(("answered_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="institution_objection_two_people",
                                violation_error_message="Whoever entered an objection cannot answer it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "followed"), _negated=True),
                                    models.Q(
                                        ("followed_by__isnull", False),
                                        models.Q(("followed", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="institution_objection_followed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_on__gte", models.F("received_on")),
                                    ("due_on__gte", models.F("received_on")),
                                ),
                                name="institution_objection_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reconciliation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Clearing month")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Differences open"),
                                    ("matched", "Totals match"),
                                    ("decided", "Every difference decided"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "has_details",
                            models.BooleanField(db_default=False, default=False, verbose_name="Details sent"),
                        ),
                        (
                            "compared_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Compared at"),
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
                            "county",
                            models.ForeignKey(
                                help_text="The agency that pays the institution.",
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
                                related_name="reconciliations",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Reconciliation",
                        "verbose_name_plural": "Reconciliations",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("month", "insutype", "institution"), name="reconciliation_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="reconciliation_month"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClearingApplicationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "number",
                            models.CharField(
                                help_text="clr_appy_evt_id", max_length=30, verbose_name="Application number"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Clearing month")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("clr_type", models.CharField(max_length=6, verbose_name="Kind of clearing")),
                        (
                            "clr_way",
                            models.CharField(blank=True, max_length=6, verbose_name="Way of clearing"),
                        ),
                        ("psntime", models.PositiveIntegerField(verbose_name="Settlements")),
                        ("medfee_sumamt", config.money.MoneyField(verbose_name="Total medical fee")),
                        ("med_sumfee", config.money.MoneyField(verbose_name="Recognised fees")),
                        ("fund_appy_sum", config.money.MoneyField(verbose_name="Applied for from the funds")),
                        ("cash_payamt", config.money.MoneyField(verbose_name="Cash")),
                        ("acct_pay", config.money.MoneyField(verbose_name="Personal account")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("10", "Applied"),
                                    ("20", "Application accepted"),
                                    ("70", "Application returned"),
                                ],
                                db_default="10",
                                default="10",
                                max_length=2,
                                verbose_name="State",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(verbose_name="Entered at")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", max_length=300, verbose_name="Reason"
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
                                db_constraint=False,
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
                                to="claims.clearingapplication",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionObjectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("statement", "Month's statement"),
                                    ("deduction", "Deduction"),
                                    ("finding", "Finding"),
                                    ("assessment", "Assessment"),
                                ],
                                max_length=10,
                                verbose_name="Against",
                            ),
                        ),
                        ("month", models.DateField(blank=True, null=True, verbose_name="Clearing month")),
                        ("insutype", models.CharField(blank=True, max_length=6, verbose_name="Scheme")),
                        (
                            "text",
                            models.CharField(max_length=1000, verbose_name="What the institution objects"),
                        ),
                        ("papers", models.CharField(max_length=500, verbose_name="Papers handed in")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        ("due_on", models.DateField(verbose_name="Answer due on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Entered, to be assigned"),
                                    ("assigned", "Assigned, to be answered"),
                                    ("upheld", "Upheld, to be followed"),
                                    ("followed", "Upheld and followed"),
                                    ("rejected", "Rejected"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="entered",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=1000, verbose_name="Answer")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                        (
                            "followed",
                            models.CharField(blank=True, max_length=300, verbose_name="What followed"),
                        ),
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
                            "assessment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.assessment",
                                verbose_name="Assessment",
                            ),
                        ),
                        (
                            "assigned_to",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Assigned to",
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
                            "deduction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.deduction",
                                verbose_name="Deduction",
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
                            "finding",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.billfinding",
                                verbose_name="Finding",
                            ),
                        ),
                        (
                            "followed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Follow-up entered by",
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
                                to="claims.institutionobjection",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReconciliationDifference",
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
                                    ("missing_here", "Missing here"),
                                    ("waiting", "Received here, not settled"),
                                    ("missing_there", "Missing there"),
                                    ("amounts", "Amounts differ"),
                                    ("cancelled", "Cancelled here"),
                                    ("cancelled_there", "Cancelled there only"),
                                    ("other_month", "Counts in another month"),
                                    ("other_scheme", "Counts under another scheme"),
                                    ("other_type", "Another kind of clearing"),
                                    ("counter", "Paid to the person at the counter"),
                                    ("total", "Total not explained by the details"),
                                ],
                                max_length=15,
                                verbose_name="Difference",
                            ),
                        ),
                        (
                            "clr_type",
                            models.CharField(blank=True, max_length=6, verbose_name="Kind of clearing"),
                        ),
                        (
                            "setl_id",
                            models.CharField(blank=True, max_length=30, verbose_name="Settlement number"),
                        ),
                        (
                            "mdtrt_id",
                            models.CharField(blank=True, max_length=30, verbose_name="Visit number"),
                        ),
                        ("psn_no", models.CharField(blank=True, max_length=30, verbose_name="Person number")),
                        (
                            "msgid",
                            models.CharField(blank=True, max_length=30, verbose_name="Message of the sender"),
                        ),
                        (
                            "refd_setl_flag",
                            models.BooleanField(db_default=False, default=False, verbose_name="Cancel flag"),
                        ),
                        (
                            "their_cnt",
                            models.IntegerField(blank=True, null=True, verbose_name="Settlements there"),
                        ),
                        (
                            "their_medfee",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Total medical fee there"
                            ),
                        ),
                        (
                            "their_fund",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Funds together there"
                            ),
                        ),
                        (
                            "their_acct",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Personal account there"
                            ),
                        ),
                        (
                            "their_cash",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Cash there"),
                        ),
                        (
                            "our_cnt",
                            models.IntegerField(blank=True, null=True, verbose_name="Settlements here"),
                        ),
                        (
                            "our_medfee",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Total medical fee here"
                            ),
                        ),
                        (
                            "our_fund",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Funds together here"
                            ),
                        ),
                        (
                            "our_acct",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Personal account here"
                            ),
                        ),
                        (
                            "our_cash",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Cash here"),
                        ),
                        ("counts_in", models.DateField(blank=True, null=True, verbose_name="Counts here in")),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ours", "Ours stands"),
                                    ("theirs", "The institution is right: to be put right here"),
                                    ("later", "Counts in a later month"),
                                ],
                                db_default="",
                                max_length=6,
                                verbose_name="Decision",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", max_length=300, verbose_name="Reason"
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "bill",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="claims.bill",
                                verbose_name="Bill",
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
                            "reconciliation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="differences",
                                to="claims.reconciliation",
                                verbose_name="Reconciliation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Difference to an institution",
                        "verbose_name_plural": "Differences to institutions",
                        "indexes": [
                            models.Index(fields=["reconciliation", "kind"], name="reconciliation_by_kind")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("decision", ""),
                                        ("reason", ""),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        models.Q(("decision", ""), _negated=True),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reconciliation_decided_whole",
                                violation_error_message="A decision has its reason and who took it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "other_month"), _negated=True),
                                    ("counts_in__isnull", False),
                                    _connector="OR",
                                ),
                                name="reconciliation_later_month",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReconciliationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(verbose_name="Clearing month")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Differences open"),
                                    ("matched", "Totals match"),
                                    ("decided", "Every difference decided"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "has_details",
                            models.BooleanField(db_default=False, default=False, verbose_name="Details sent"),
                        ),
                        (
                            "compared_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Compared at"),
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
                                db_constraint=False,
                                help_text="The agency that pays the institution.",
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
                                to="claims.reconciliation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReconciliationLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("clr_type", models.CharField(max_length=6, verbose_name="Kind of clearing")),
                        ("setl_id", models.CharField(max_length=30, verbose_name="Settlement number")),
                        ("refd_setl_flag", models.BooleanField(default=False, verbose_name="Cancel flag")),
                        (
                            "init_setl_id",
                            models.CharField(blank=True, max_length=30, verbose_name="Cancelled settlement"),
                        ),
                        (
                            "mdtrt_id",
                            models.CharField(blank=True, max_length=30, verbose_name="Visit number"),
                        ),
                        ("psn_no", models.CharField(blank=True, max_length=30, verbose_name="Person number")),
                        (
                            "msgid",
                            models.CharField(blank=True, max_length=30, verbose_name="Message of the sender"),
                        ),
                        ("medfee_sumamt", config.money.MoneyField(verbose_name="Total medical fee")),
                        ("fund_pay_sumamt", config.money.MoneyField(verbose_name="Funds together")),
                        ("acct_pay", config.money.MoneyField(verbose_name="Personal account")),
                        ("cash_payamt", config.money.MoneyField(blank=True, null=True, verbose_name="Cash")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "reconciliation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="claims.reconciliation",
                                verbose_name="Reconciliation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Settlement as the institution lists it",
                        "verbose_name_plural": "Settlements as institutions list them",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("reconciliation", "setl_id", "refd_setl_flag"),
                                name="reconciliation_line_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReconciliationTotal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("clr_type", models.CharField(max_length=6, verbose_name="Kind of clearing")),
                        (
                            "fixmedins_setl_cnt",
                            models.IntegerField(blank=True, null=True, verbose_name="Settlements"),
                        ),
                        (
                            "medfee_sumamt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Total medical fee"),
                        ),
                        (
                            "fund_pay_sumamt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Funds together"),
                        ),
                        (
                            "acct_pay",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Personal account"),
                        ),
                        ("our_cnt", models.IntegerField(db_default=0, default=0, verbose_name="Settlements")),
                        (
                            "our_medfee",
                            config.money.MoneyField(
                                db_default=0, default=0, verbose_name="Total medical fee"
                            ),
                        ),
                        (
                            "our_fund",
                            config.money.MoneyField(db_default=0, default=0, verbose_name="Funds together"),
                        ),
                        (
                            "our_acct",
                            config.money.MoneyField(db_default=0, default=0, verbose_name="Personal account"),
                        ),
                        (
                            "reconciliation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="totals",
                                to="claims.reconciliation",
                                verbose_name="Reconciliation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Total of a reconciliation",
                        "verbose_name_plural": "Totals of reconciliations",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("reconciliation", "clr_type"), name="reconciliation_total_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReconciliationDifferenceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("missing_here", "Missing here"),
                                    ("waiting", "Received here, not settled"),
                                    ("missing_there", "Missing there"),
                                    ("amounts", "Amounts differ"),
                                    ("cancelled", "Cancelled here"),
                                    ("cancelled_there", "Cancelled there only"),
                                    ("other_month", "Counts in another month"),
                                    ("other_scheme", "Counts under another scheme"),
                                    ("other_type", "Another kind of clearing"),
                                    ("counter", "Paid to the person at the counter"),
                                    ("total", "Total not explained by the details"),
                                ],
                                max_length=15,
                                verbose_name="Difference",
                            ),
                        ),
                        (
                            "clr_type",
                            models.CharField(blank=True, max_length=6, verbose_name="Kind of clearing"),
                        ),
                        (
                            "setl_id",
                            models.CharField(blank=True, max_length=30, verbose_name="Settlement number"),
                        ),
                        (
                            "mdtrt_id",
                            models.CharField(blank=True, max_length=30, verbose_name="Visit number"),
                        ),
                        ("psn_no", models.CharField(blank=True, max_length=30, verbose_name="Person number")),
                        (
                            "msgid",
                            models.CharField(blank=True, max_length=30, verbose_name="Message of the sender"),
                        ),
                        (
                            "refd_setl_flag",
                            models.BooleanField(db_default=False, default=False, verbose_name="Cancel flag"),
                        ),
                        (
                            "their_cnt",
                            models.IntegerField(blank=True, null=True, verbose_name="Settlements there"),
                        ),
                        (
                            "their_medfee",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Total medical fee there"
                            ),
                        ),
                        (
                            "their_fund",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Funds together there"
                            ),
                        ),
                        (
                            "their_acct",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Personal account there"
                            ),
                        ),
                        (
                            "their_cash",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Cash there"),
                        ),
                        (
                            "our_cnt",
                            models.IntegerField(blank=True, null=True, verbose_name="Settlements here"),
                        ),
                        (
                            "our_medfee",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Total medical fee here"
                            ),
                        ),
                        (
                            "our_fund",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Funds together here"
                            ),
                        ),
                        (
                            "our_acct",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Personal account here"
                            ),
                        ),
                        (
                            "our_cash",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Cash here"),
                        ),
                        ("counts_in", models.DateField(blank=True, null=True, verbose_name="Counts here in")),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ours", "Ours stands"),
                                    ("theirs", "The institution is right: to be put right here"),
                                    ("later", "Counts in a later month"),
                                ],
                                db_default="",
                                max_length=6,
                                verbose_name="Decision",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", max_length=300, verbose_name="Reason"
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "bill",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.bill",
                                verbose_name="Bill",
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
                                to="claims.reconciliationdifference",
                            ),
                        ),
                        (
                            "reconciliation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.reconciliation",
                                verbose_name="Reconciliation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReconciliationTotalEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("clr_type", models.CharField(max_length=6, verbose_name="Kind of clearing")),
                        (
                            "fixmedins_setl_cnt",
                            models.IntegerField(blank=True, null=True, verbose_name="Settlements"),
                        ),
                        (
                            "medfee_sumamt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Total medical fee"),
                        ),
                        (
                            "fund_pay_sumamt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Funds together"),
                        ),
                        (
                            "acct_pay",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Personal account"),
                        ),
                        ("our_cnt", models.IntegerField(db_default=0, default=0, verbose_name="Settlements")),
                        (
                            "our_medfee",
                            config.money.MoneyField(
                                db_default=0, default=0, verbose_name="Total medical fee"
                            ),
                        ),
                        (
                            "our_fund",
                            config.money.MoneyField(db_default=0, default=0, verbose_name="Funds together"),
                        ),
                        (
                            "our_acct",
                            config.money.MoneyField(db_default=0, default=0, verbose_name="Personal account"),
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
                                to="claims.reconciliationtotal",
                            ),
                        ),
                        (
                            "reconciliation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.reconciliation",
                                verbose_name="Reconciliation",
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
            model_name="clearingapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_clearingapplicationevent" ("acct_pay", "area_id", "cash_payamt", "clr_type", "clr_way", "county_id", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "fund_appy_sum", "id", "institution_id", "insutype", "med_sumfee", "medfee_sumamt", "month", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psntime", "reason", "state") SELECT new_values."acct_pay", new_values."area_id", new_values."cash_payamt", new_values."clr_type", new_values."clr_way", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."fund_appy_sum", new_values."id", new_values."institution_id", new_values."insutype", new_values."med_sumfee", new_values."medfee_sumamt", new_values."month", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."psntime", new_values."reason", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="72afb547f3aff0e27177cd8fe0ab0c6b632cf904",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_02eff",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_clearingapplication",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="clearingapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_clearingapplicationevent" ("acct_pay", "area_id", "cash_payamt", "clr_type", "clr_way", "county_id", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "fund_appy_sum", "id", "institution_id", "insutype", "med_sumfee", "medfee_sumamt", "month", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psntime", "reason", "state") SELECT new_values."acct_pay", new_values."area_id", new_values."cash_payamt", new_values."clr_type", new_values."clr_way", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."fund_appy_sum", new_values."id", new_values."institution_id", new_values."insutype", new_values."med_sumfee", new_values."medfee_sumamt", new_values."month", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."psntime", new_values."reason", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ed619e022dfdcdbfa77b43c5b44e4bb2fec551fb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_55c23",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_clearingapplication",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="clearingapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_clearingapplicationevent" ("acct_pay", "area_id", "cash_payamt", "clr_type", "clr_way", "county_id", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "fund_appy_sum", "id", "institution_id", "insutype", "med_sumfee", "medfee_sumamt", "month", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psntime", "reason", "state") SELECT old_values."acct_pay", old_values."area_id", old_values."cash_payamt", old_values."clr_type", old_values."clr_way", old_values."county_id", old_values."decided_at", old_values."decided_by_id", old_values."entered_at", old_values."entered_by_id", old_values."fund_appy_sum", old_values."id", old_values."institution_id", old_values."insutype", old_values."med_sumfee", old_values."medfee_sumamt", old_values."month", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."psntime", old_values."reason", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4d5bc965868273232854ad6f9cf0e0e8bd89ce74",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ddede",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_clearingapplication",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutionobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_institutionobjectionevent" ("about", "answer", "answered_by_id", "answered_on", "area_id", "assessment_id", "assigned_to_id", "county_id", "deduction_id", "due_on", "entered_by_id", "finding_id", "followed", "followed_by_id", "id", "institution_id", "insutype", "month", "number", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "state", "text") SELECT new_values."about", new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."area_id", new_values."assessment_id", new_values."assigned_to_id", new_values."county_id", new_values."deduction_id", new_values."due_on", new_values."entered_by_id", new_values."finding_id", new_values."followed", new_values."followed_by_id", new_values."id", new_values."institution_id", new_values."insutype", new_values."month", new_values."number", new_values."papers", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b87d9f73223ce939921bc3b579d955e60a5ab2a7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_36db9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_institutionobjection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutionobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_institutionobjectionevent" ("about", "answer", "answered_by_id", "answered_on", "area_id", "assessment_id", "assigned_to_id", "county_id", "deduction_id", "due_on", "entered_by_id", "finding_id", "followed", "followed_by_id", "id", "institution_id", "insutype", "month", "number", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "state", "text") SELECT new_values."about", new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."area_id", new_values."assessment_id", new_values."assigned_to_id", new_values."county_id", new_values."deduction_id", new_values."due_on", new_values."entered_by_id", new_values."finding_id", new_values."followed", new_values."followed_by_id", new_values."id", new_values."institution_id", new_values."insutype", new_values."month", new_values."number", new_values."papers", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ffc0cb367cdbdbfbff627c2c6e853afe80144b08",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_378aa",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_institutionobjection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutionobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_institutionobjectionevent" ("about", "answer", "answered_by_id", "answered_on", "area_id", "assessment_id", "assigned_to_id", "county_id", "deduction_id", "due_on", "entered_by_id", "finding_id", "followed", "followed_by_id", "id", "institution_id", "insutype", "month", "number", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "state", "text") SELECT old_values."about", old_values."answer", old_values."answered_by_id", old_values."answered_on", old_values."area_id", old_values."assessment_id", old_values."assigned_to_id", old_values."county_id", old_values."deduction_id", old_values."due_on", old_values."entered_by_id", old_values."finding_id", old_values."followed", old_values."followed_by_id", old_values."id", old_values."institution_id", old_values."insutype", old_values."month", old_values."number", old_values."papers", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."state", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="77e31d7658456504601dbd34d39704a71d068aa1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_78b28",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_institutionobjection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reconciliation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reconciliationevent" ("area_id", "compared_at", "county_id", "has_details", "id", "institution_id", "insutype", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT new_values."area_id", new_values."compared_at", new_values."county_id", new_values."has_details", new_values."id", new_values."institution_id", new_values."insutype", new_values."month", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4dca75c23348dc8ecaed60b1ca59670219b05c97",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5bf3b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_reconciliation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reconciliation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reconciliationevent" ("area_id", "compared_at", "county_id", "has_details", "id", "institution_id", "insutype", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT new_values."area_id", new_values."compared_at", new_values."county_id", new_values."has_details", new_values."id", new_values."institution_id", new_values."insutype", new_values."month", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a60f2834add00113874fd6aa6ab727aa58565604",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bfe57",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_reconciliation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reconciliation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reconciliationevent" ("area_id", "compared_at", "county_id", "has_details", "id", "institution_id", "insutype", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT old_values."area_id", old_values."compared_at", old_values."county_id", old_values."has_details", old_values."id", old_values."institution_id", old_values."insutype", old_values."month", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="54af464ba0720ebdbfdd257515f33e1f40042018",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0f9cf",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_reconciliation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reconciliationdifference",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reconciliationdifferenceevent" ("bill_id", "clr_type", "counts_in", "decided_at", "decided_by_id", "decision", "id", "kind", "mdtrt_id", "msgid", "our_acct", "our_cash", "our_cnt", "our_fund", "our_medfee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_no", "reason", "reconciliation_id", "refd_setl_flag", "setl_id", "their_acct", "their_cash", "their_cnt", "their_fund", "their_medfee") SELECT new_values."bill_id", new_values."clr_type", new_values."counts_in", new_values."decided_at", new_values."decided_by_id", new_values."decision", new_values."id", new_values."kind", new_values."mdtrt_id", new_values."msgid", new_values."our_acct", new_values."our_cash", new_values."our_cnt", new_values."our_fund", new_values."our_medfee", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."psn_no", new_values."reason", new_values."reconciliation_id", new_values."refd_setl_flag", new_values."setl_id", new_values."their_acct", new_values."their_cash", new_values."their_cnt", new_values."their_fund", new_values."their_medfee" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5fbf2f3730664977d7d41e5f79b65254de0bad43",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_43db4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_reconciliationdifference",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reconciliationdifference",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reconciliationdifferenceevent" ("bill_id", "clr_type", "counts_in", "decided_at", "decided_by_id", "decision", "id", "kind", "mdtrt_id", "msgid", "our_acct", "our_cash", "our_cnt", "our_fund", "our_medfee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_no", "reason", "reconciliation_id", "refd_setl_flag", "setl_id", "their_acct", "their_cash", "their_cnt", "their_fund", "their_medfee") SELECT new_values."bill_id", new_values."clr_type", new_values."counts_in", new_values."decided_at", new_values."decided_by_id", new_values."decision", new_values."id", new_values."kind", new_values."mdtrt_id", new_values."msgid", new_values."our_acct", new_values."our_cash", new_values."our_cnt", new_values."our_fund", new_values."our_medfee", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."psn_no", new_values."reason", new_values."reconciliation_id", new_values."refd_setl_flag", new_values."setl_id", new_values."their_acct", new_values."their_cash", new_values."their_cnt", new_values."their_fund", new_values."their_medfee" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d83566bcc2510fe46c71e1a3dd8bb97030046902",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_704e3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_reconciliationdifference",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reconciliationdifference",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reconciliationdifferenceevent" ("bill_id", "clr_type", "counts_in", "decided_at", "decided_by_id", "decision", "id", "kind", "mdtrt_id", "msgid", "our_acct", "our_cash", "our_cnt", "our_fund", "our_medfee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_no", "reason", "reconciliation_id", "refd_setl_flag", "setl_id", "their_acct", "their_cash", "their_cnt", "their_fund", "their_medfee") SELECT old_values."bill_id", old_values."clr_type", old_values."counts_in", old_values."decided_at", old_values."decided_by_id", old_values."decision", old_values."id", old_values."kind", old_values."mdtrt_id", old_values."msgid", old_values."our_acct", old_values."our_cash", old_values."our_cnt", old_values."our_fund", old_values."our_medfee", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."psn_no", old_values."reason", old_values."reconciliation_id", old_values."refd_setl_flag", old_values."setl_id", old_values."their_acct", old_values."their_cash", old_values."their_cnt", old_values."their_fund", old_values."their_medfee" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="85f7535b994554964f1f9919aa723632d42177a6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_41a93",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_reconciliationdifference",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reconciliationtotal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reconciliationtotalevent" ("acct_pay", "clr_type", "fixmedins_setl_cnt", "fund_pay_sumamt", "id", "medfee_sumamt", "our_acct", "our_cnt", "our_fund", "our_medfee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reconciliation_id") SELECT new_values."acct_pay", new_values."clr_type", new_values."fixmedins_setl_cnt", new_values."fund_pay_sumamt", new_values."id", new_values."medfee_sumamt", new_values."our_acct", new_values."our_cnt", new_values."our_fund", new_values."our_medfee", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reconciliation_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="42ab8ff16d74ff48b589889e91b0abb12cf57fe4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_96e34",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_reconciliationtotal",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reconciliationtotal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reconciliationtotalevent" ("acct_pay", "clr_type", "fixmedins_setl_cnt", "fund_pay_sumamt", "id", "medfee_sumamt", "our_acct", "our_cnt", "our_fund", "our_medfee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reconciliation_id") SELECT new_values."acct_pay", new_values."clr_type", new_values."fixmedins_setl_cnt", new_values."fund_pay_sumamt", new_values."id", new_values."medfee_sumamt", new_values."our_acct", new_values."our_cnt", new_values."our_fund", new_values."our_medfee", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reconciliation_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7063cafea9592b940679896b6f8e23b3ecbb8db5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4fc92",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_reconciliationtotal",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reconciliationtotal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reconciliationtotalevent" ("acct_pay", "clr_type", "fixmedins_setl_cnt", "fund_pay_sumamt", "id", "medfee_sumamt", "our_acct", "our_cnt", "our_fund", "our_medfee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reconciliation_id") SELECT old_values."acct_pay", old_values."clr_type", old_values."fixmedins_setl_cnt", old_values."fund_pay_sumamt", old_values."id", old_values."medfee_sumamt", old_values."our_acct", old_values."our_cnt", old_values."our_fund", old_values."our_medfee", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reconciliation_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d58204796fa16dbdcd2a23d85f17520816e0eb8c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4cbfa",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_reconciliationtotal",
                    when="AFTER",
                ),
            ),
        ),
    ]
