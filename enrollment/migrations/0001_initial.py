import config.migrating
import config.money
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("institutions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="BenefitHold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("arrears", "Contributions in arrears"),
                                    ("inquiry", "Under inquiry"),
                                    ("suspended", "Suspended by the payer"),
                                ],
                                max_length=10,
                                verbose_name="Reason",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
                        ("lifted", models.BooleanField(default=False, verbose_name="Lifted")),
                    ],
                    options={
                        "verbose_name": "Stop of benefits",
                        "verbose_name_plural": "Stops of benefits",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="benefit_hold_period_not_empty",
                                violation_error_message="The period has at least one day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContributionMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("month", models.DateField(verbose_name="Month")),
                        ("heads", models.PositiveIntegerField(verbose_name="People")),
                        ("wages", config.money.MoneyField(verbose_name="Declared wages")),
                        ("base", config.money.MoneyField(verbose_name="Contribution base")),
                        ("employer", config.money.MoneyField(verbose_name="Employer's contribution")),
                        ("personal", config.money.MoneyField(verbose_name="Persons' contributions")),
                        (
                            "employer_rate",
                            models.PositiveIntegerField(null=True, verbose_name="Employer's rate"),
                        ),
                        (
                            "personal_rate",
                            models.PositiveIntegerField(null=True, verbose_name="Persons' rate"),
                        ),
                        ("clause", models.CharField(blank=True, max_length=300, verbose_name="Clause")),
                        ("worked_out_at", models.DateTimeField(auto_now=True, verbose_name="Worked out at")),
                    ],
                    options={
                        "verbose_name": "Contribution statement",
                        "verbose_name_plural": "Contribution statements",
                        "ordering": ("-month", "insutype"),
                        "indexes": [
                            models.Index(fields=["month", "insutype"], name="contribution_month_by_month")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="contribution_month_first"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("base__gte", 0),
                                    ("employer__gte", 0),
                                    ("personal__gte", 0),
                                    ("wages__gte", 0),
                                ),
                                name="contribution_month_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("emp_no", models.CharField(max_length=40, unique=True, verbose_name="Payer number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("employer", "Employer"),
                                    ("household", "Household"),
                                    ("village", "Village"),
                                    ("community", "Community"),
                                    ("school", "School"),
                                    ("flexible", "Agency for flexible workers"),
                                    ("unemployed", "Agency for the unemployed"),
                                ],
                                max_length=12,
                                verbose_name="Kind of payer",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="Payer's name")),
                        ("uscc", models.CharField(blank=True, max_length=18, verbose_name="Credit code")),
                        ("conts", models.CharField(blank=True, max_length=50, verbose_name="Contact")),
                        ("tel", models.CharField(blank=True, max_length=50, verbose_name="Telephone")),
                        ("addr", models.CharField(blank=True, max_length=200, verbose_name="Address")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="Open while it is registered.", verbose_name="Registered"
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "counter",
                            models.ForeignKey(
                                blank=True,
                                help_text="The county's, township's or village's counter that serves it; the county's when empty.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="served_payers",
                                to="institutions.agency",
                                verbose_name="Service counter",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payers",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Payer",
                        "verbose_name_plural": "Payers",
                        "ordering": ("emp_no",),
                        "indexes": [
                            models.Index(fields=["county", "kind", "emp_no"], name="payer_by_county"),
                            models.Index(
                                fields=["name", "emp_no"],
                                name="payer_by_name",
                                opclasses=["varchar_pattern_ops", ""],
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("uscc", ""),
                                    ("uscc__regex", "^[0-9A-HJ-NPQRTUWXY]{18}$"),
                                    _connector="OR",
                                ),
                                name="payer_credit_code_form",
                                violation_error_message="A credit code has eighteen digits and capital letters.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="payer_period_not_empty",
                                violation_error_message="The period has at least one day.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "tie",
                            models.CharField(
                                choices=[
                                    ("work", "Works there"),
                                    ("household", "Lives there"),
                                    ("study", "Studies there"),
                                    ("through", "Pays through it"),
                                ],
                                max_length=12,
                                verbose_name="Tie",
                            ),
                        ),
                        ("is_head", models.BooleanField(default=False, verbose_name="Head of the household")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="enrollment.payer",
                                verbose_name="Payer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Membership",
                        "verbose_name_plural": "Memberships",
                        "indexes": [models.Index(fields=["payer", "tie"], name="membership_by_payer")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="membership_period_not_empty",
                                violation_error_message="The period has at least one day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Coverage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("psn_type", models.CharField(max_length=6, verbose_name="Person category")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first covered day up to, not including, the end.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "cover",
                            models.CharField(
                                choices=[("full", "Full cover"), ("inpatient_only", "Inpatient only")],
                                db_default="full",
                                default="full",
                                max_length=15,
                                verbose_name="What is covered",
                            ),
                        ),
                        (
                            "entitled_from",
                            models.DateField(
                                blank=True,
                                help_text="Empty: from the first covered day.",
                                null=True,
                                verbose_name="Benefits from",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("registered", "Registered"),
                                    ("window", "Annual enrolment"),
                                    ("late", "Late enrolment"),
                                    ("newborn", "Newborn"),
                                    ("moved", "Moved from another county"),
                                    ("changed", "Changed from another scheme"),
                                    ("resumed", "Resumed"),
                                    ("transferred", "Transferred from another area"),
                                    ("merged", "Taken over from a former scheme"),
                                ],
                                db_default="registered",
                                default="registered",
                                max_length=12,
                                verbose_name="Came by",
                            ),
                        ),
                        ("effective", models.BooleanField(default=True, verbose_name="Effective")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="coverages",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "handled_at",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "rider_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="riders",
                                to="enrollment.coverage",
                                verbose_name="Rides on",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="coverages",
                                to="enrollment.payer",
                                verbose_name="Payer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Coverage",
                        "verbose_name_plural": "Coverages",
                        "indexes": [
                            models.Index(fields=["county", "insutype"], name="coverage_by_county"),
                            models.Index(
                                condition=models.Q(("payer__isnull", False)),
                                fields=["payer", "insutype"],
                                name="coverage_by_payer",
                            ),
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="coverage_by_import",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="coverage_period_not_empty",
                                violation_error_message="The period has at least one day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("insutype__in", ("310", "390", "380", "391")),
                                    ("rider_of__isnull", False),
                                    ("effective", False),
                                    _connector="OR",
                                ),
                                name="coverage_rider_has_base",
                                violation_error_message="A supplementary scheme hangs on a basic coverage.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContributionMonthEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("month", models.DateField(verbose_name="Month")),
                        ("heads", models.PositiveIntegerField(verbose_name="People")),
                        ("wages", config.money.MoneyField(verbose_name="Declared wages")),
                        ("base", config.money.MoneyField(verbose_name="Contribution base")),
                        ("employer", config.money.MoneyField(verbose_name="Employer's contribution")),
                        ("personal", config.money.MoneyField(verbose_name="Persons' contributions")),
                        (
                            "employer_rate",
                            models.PositiveIntegerField(null=True, verbose_name="Employer's rate"),
                        ),
                        (
                            "personal_rate",
                            models.PositiveIntegerField(null=True, verbose_name="Persons' rate"),
                        ),
                        ("clause", models.CharField(blank=True, max_length=300, verbose_name="Clause")),
                        ("worked_out_at", models.DateTimeField(auto_now=True, verbose_name="Worked out at")),
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
                                to="enrollment.contributionmonth",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.payer",
                                verbose_name="Payer",
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
            model_name="contributionmonth",
            name="payer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="months",
                to="enrollment.payer",
                verbose_name="Payer",
            ),
        ),
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="PayerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("emp_no", models.CharField(max_length=40, verbose_name="Payer number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("employer", "Employer"),
                                    ("household", "Household"),
                                    ("village", "Village"),
                                    ("community", "Community"),
                                    ("school", "School"),
                                    ("flexible", "Agency for flexible workers"),
                                    ("unemployed", "Agency for the unemployed"),
                                ],
                                max_length=12,
                                verbose_name="Kind of payer",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="Payer's name")),
                        ("uscc", models.CharField(blank=True, max_length=18, verbose_name="Credit code")),
                        ("conts", models.CharField(blank=True, max_length=50, verbose_name="Contact")),
                        ("tel", models.CharField(blank=True, max_length=50, verbose_name="Telephone")),
                        ("addr", models.CharField(blank=True, max_length=200, verbose_name="Address")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="Open while it is registered.", verbose_name="Registered"
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "counter",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The county's, township's or village's counter that serves it; the county's when empty.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Service counter",
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
                                to="enrollment.payer",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "psn_no",
                            models.CharField(max_length=30, unique=True, verbose_name="Person number"),
                        ),
                        (
                            "psn_cert_type",
                            models.CharField(default="01", max_length=6, verbose_name="Certificate type"),
                        ),
                        ("certno", models.CharField(max_length=50, verbose_name="Certificate number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        (
                            "pinyin",
                            models.CharField(
                                blank=True, editable=False, max_length=200, verbose_name="Pinyin"
                            ),
                        ),
                        (
                            "gend",
                            models.CharField(
                                choices=[
                                    ("0", "Unknown"),
                                    ("1", "Male"),
                                    ("2", "Female"),
                                    ("9", "Not stated"),
                                ],
                                default="0",
                                max_length=1,
                                verbose_name="Gender",
                            ),
                        ),
                        ("naty", models.CharField(blank=True, max_length=3, verbose_name="Ethnic group")),
                        ("brdy", models.DateField(verbose_name="Born on")),
                        ("tel", models.CharField(blank=True, max_length=50, verbose_name="Telephone")),
                        ("addr", models.CharField(blank=True, max_length=200, verbose_name="Address")),
                        ("deceased_on", models.DateField(blank=True, null=True, verbose_name="Deceased on")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "canonical",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aliases",
                                to="enrollment.person",
                                verbose_name="Merged into",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="institutions.agency",
                                verbose_name="County of registration",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Insured person",
                        "verbose_name_plural": "Insured people",
                        "ordering": ("psn_no",),
                        "indexes": [
                            models.Index(fields=["county", "psn_no"], name="person_by_county"),
                            models.Index(
                                fields=["psn_name", "psn_no"],
                                name="person_by_name",
                                opclasses=["varchar_pattern_ops", ""],
                            ),
                            models.Index(fields=["certno"], name="person_by_certno"),
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="person_by_import",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("psn_cert_type", "certno"), name="person_certificate"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("canonical__isnull", True),
                                    models.Q(("canonical", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="person_not_own_canonical",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MembershipEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "tie",
                            models.CharField(
                                choices=[
                                    ("work", "Works there"),
                                    ("household", "Lives there"),
                                    ("study", "Studies there"),
                                    ("through", "Pays through it"),
                                ],
                                max_length=12,
                                verbose_name="Tie",
                            ),
                        ),
                        ("is_head", models.BooleanField(default=False, verbose_name="Head of the household")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                                to="enrollment.membership",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.payer",
                                verbose_name="Payer",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="membership",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="enrollment.person",
                verbose_name="Person",
            ),
        ),
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="Declaration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("month", models.DateField(verbose_name="Month")),
                        ("wage", config.money.MoneyField(verbose_name="Declared wage")),
                        (
                            "base",
                            config.money.MoneyField(
                                editable=False, null=True, verbose_name="Contribution base"
                            ),
                        ),
                        (
                            "personal",
                            config.money.MoneyField(
                                editable=False, null=True, verbose_name="Person's contribution"
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="declarations",
                                to="enrollment.payer",
                                verbose_name="Payer",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="declarations",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Declaration",
                        "verbose_name_plural": "Declarations",
                        "indexes": [
                            models.Index(fields=["person", "month"], name="declaration_by_person"),
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="declaration_by_import",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("payer", "insutype", "month", "person"),
                                name="declaration_once_a_month",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wage__gt", 0)), name="declaration_wage_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="declaration_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("base__isnull", True), ("personal__isnull", True)),
                                    models.Q(("base__gte", 0), ("personal__gte", 0)),
                                    _connector="OR",
                                ),
                                name="declaration_worked_out_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoverageEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("psn_type", models.CharField(max_length=6, verbose_name="Person category")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first covered day up to, not including, the end.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "cover",
                            models.CharField(
                                choices=[("full", "Full cover"), ("inpatient_only", "Inpatient only")],
                                db_default="full",
                                default="full",
                                max_length=15,
                                verbose_name="What is covered",
                            ),
                        ),
                        (
                            "entitled_from",
                            models.DateField(
                                blank=True,
                                help_text="Empty: from the first covered day.",
                                null=True,
                                verbose_name="Benefits from",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("registered", "Registered"),
                                    ("window", "Annual enrolment"),
                                    ("late", "Late enrolment"),
                                    ("newborn", "Newborn"),
                                    ("moved", "Moved from another county"),
                                    ("changed", "Changed from another scheme"),
                                    ("resumed", "Resumed"),
                                    ("transferred", "Transferred from another area"),
                                    ("merged", "Taken over from a former scheme"),
                                ],
                                db_default="registered",
                                default="registered",
                                max_length=12,
                                verbose_name="Came by",
                            ),
                        ),
                        ("effective", models.BooleanField(default=True, verbose_name="Effective")),
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
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "handled_at",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
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
                                to="enrollment.coverage",
                            ),
                        ),
                        (
                            "rider_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.coverage",
                                verbose_name="Rides on",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.payer",
                                verbose_name="Payer",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="coverage",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="coverages",
                to="enrollment.person",
                verbose_name="Person",
            ),
        ),
        migrations.CreateModel(
            name="BenefitHoldEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("arrears", "Contributions in arrears"),
                            ("inquiry", "Under inquiry"),
                            ("suspended", "Suspended by the payer"),
                        ],
                        max_length=10,
                        verbose_name="Reason",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
                ("lifted", models.BooleanField(default=False, verbose_name="Lifted")),
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
                        to="enrollment.benefithold",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="benefithold",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holds",
                to="enrollment.person",
                verbose_name="Person",
            ),
        ),
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="PersonEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        (
                            "psn_cert_type",
                            models.CharField(default="01", max_length=6, verbose_name="Certificate type"),
                        ),
                        ("certno", models.CharField(max_length=50, verbose_name="Certificate number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        (
                            "pinyin",
                            models.CharField(
                                blank=True, editable=False, max_length=200, verbose_name="Pinyin"
                            ),
                        ),
                        (
                            "gend",
                            models.CharField(
                                choices=[
                                    ("0", "Unknown"),
                                    ("1", "Male"),
                                    ("2", "Female"),
                                    ("9", "Not stated"),
                                ],
                                default="0",
                                max_length=1,
                                verbose_name="Gender",
                            ),
                        ),
                        ("naty", models.CharField(blank=True, max_length=3, verbose_name="Ethnic group")),
                        ("brdy", models.DateField(verbose_name="Born on")),
                        ("tel", models.CharField(blank=True, max_length=50, verbose_name="Telephone")),
                        ("addr", models.CharField(blank=True, max_length=200, verbose_name="Address")),
                        ("deceased_on", models.DateField(blank=True, null=True, verbose_name="Deceased on")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "canonical",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Merged into",
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
                                verbose_name="County of registration",
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
                                to="enrollment.person",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "number",
                            models.CharField(max_length=40, unique=True, verbose_name="Receipt number"),
                        ),
                        ("emp_no", models.CharField(max_length=40, verbose_name="Payer number as reported")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("month", models.DateField(verbose_name="First month paid for")),
                        ("last_month", models.DateField(verbose_name="Last month paid for")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "advance",
                            config.money.MoneyField(db_default=0, default=0, verbose_name="Of it in advance"),
                        ),
                        ("received_on", models.DateField(verbose_name="Money received on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "To be decided"),
                                    ("matched", "Matched"),
                                    ("accepted", "Accepted by a person"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "difference",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("unknown_payer", "Unknown payer"),
                                    ("no_declaration", "No declaration"),
                                    ("over", "More than is owed"),
                                    ("under", "Less than is owed"),
                                ],
                                db_default="",
                                default="",
                                max_length=20,
                                verbose_name="Difference",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="Reason"
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
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
                            "payer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="enrollment.payer",
                                verbose_name="Payer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Receipt",
                        "verbose_name_plural": "Receipts",
                        "indexes": [models.Index(fields=["state", "number"], name="receipt_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="receipt_amount_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("advance__gte", 0), ("advance__lte", models.F("amount"))),
                                name="receipt_advance_within",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_month__day", 1),
                                    ("last_month__gte", models.F("month")),
                                    ("month__day", 1),
                                ),
                                name="receipt_months",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "accepted"), _negated=True),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="receipt_accepted_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("booked_on__isnull", True),
                                    models.Q(("state", "open"), _negated=True),
                                    _connector="OR",
                                ),
                                name="receipt_booked_is_said_for",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReceiptEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=40, verbose_name="Receipt number")),
                        ("emp_no", models.CharField(max_length=40, verbose_name="Payer number as reported")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("month", models.DateField(verbose_name="First month paid for")),
                        ("last_month", models.DateField(verbose_name="Last month paid for")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "advance",
                            config.money.MoneyField(db_default=0, default=0, verbose_name="Of it in advance"),
                        ),
                        ("received_on", models.DateField(verbose_name="Money received on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "To be decided"),
                                    ("matched", "Matched"),
                                    ("accepted", "Accepted by a person"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "difference",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("unknown_payer", "Unknown payer"),
                                    ("no_declaration", "No declaration"),
                                    ("over", "More than is owed"),
                                    ("under", "Less than is owed"),
                                ],
                                db_default="",
                                default="",
                                max_length=20,
                                verbose_name="Difference",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="Reason"
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
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
                            "payer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.payer",
                                verbose_name="Payer",
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
                                to="enrollment.receipt",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReceiptShare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("employer", config.money.MoneyField(verbose_name="Employer's contribution")),
                        ("personal", config.money.MoneyField(verbose_name="Persons' contributions")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "receipt",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="enrollment.receipt",
                                verbose_name="Receipt",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="enrollment.contributionmonth",
                                verbose_name="Contribution statement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Share of a receipt",
                        "verbose_name_plural": "Shares of receipts",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("receipt", "statement"), name="receipt_share_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("employer__gte", 0), ("personal__gte", 0)),
                                name="receipt_share_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Standing",
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
                                    ("aid", "Aided person"),
                                    ("permit", "Holder of a residence permit"),
                                    ("student", "Student"),
                                    ("veteran", "Former soldier"),
                                    ("civil_servant", "Civil servant"),
                                ],
                                max_length=14,
                                verbose_name="Standing",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(blank=True, max_length=40, verbose_name="Category or number"),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "source",
                            models.CharField(
                                help_text="The office that said so, and its list or paper.",
                                max_length=60,
                                verbose_name="Known from",
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="standings",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Standing",
                        "verbose_name_plural": "Standings",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("person", "="), ("kind", "="), ("period", "&&")],
                                name="standing_one_of_a_kind",
                                violation_error_message="The person has another standing of this kind in this period.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="standing_period_not_empty",
                                violation_error_message="The period has at least one day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), ("kind", "aid"), _negated=True),
                                name="standing_aid_has_category",
                                violation_error_message="An aided person has a category.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StandingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("aid", "Aided person"),
                                    ("permit", "Holder of a residence permit"),
                                    ("student", "Student"),
                                    ("veteran", "Former soldier"),
                                    ("civil_servant", "Civil servant"),
                                ],
                                max_length=14,
                                verbose_name="Standing",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(blank=True, max_length=40, verbose_name="Category or number"),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "source",
                            models.CharField(
                                help_text="The office that said so, and its list or paper.",
                                max_length=60,
                                verbose_name="Known from",
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                                to="enrollment.standing",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WindowEnrolment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year of cover")),
                        (
                            "household",
                            models.CharField(blank=True, max_length=40, verbose_name="Household number"),
                        ),
                        (
                            "aid_category",
                            models.CharField(blank=True, max_length=20, verbose_name="Aid category"),
                        ),
                        (
                            "permit_holder",
                            models.BooleanField(default=False, verbose_name="Holds a residence permit"),
                        ),
                        ("paid_on", models.DateField(verbose_name="Paid on")),
                        ("paid", config.money.MoneyField(verbose_name="Paid by the person")),
                        ("collective", config.money.MoneyField(default=0, verbose_name="Collective aid")),
                        ("aided", config.money.MoneyField(default=0, verbose_name="Paid for the aided")),
                        ("subsidy", config.money.MoneyField(verbose_name="Government subsidy")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "coverage",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="window_enrolment",
                                to="enrollment.coverage",
                                verbose_name="Coverage",
                            ),
                        ),
                        (
                            "handled_at",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="window_enrolments",
                                to="enrollment.payer",
                                verbose_name="Enrolled through",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="window_enrolments",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Annual enrolment",
                        "verbose_name_plural": "Annual enrolments",
                        "indexes": [models.Index(fields=["payer", "year"], name="window_by_payer")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "year"),
                                name="window_once_a_year",
                                violation_error_message="The person is enrolled for this year already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("aided__gte", 0),
                                    ("collective__gte", 0),
                                    ("paid__gte", 0),
                                    ("subsidy__gte", 0),
                                ),
                                name="window_amounts_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WindowEnrolmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year of cover")),
                        (
                            "household",
                            models.CharField(blank=True, max_length=40, verbose_name="Household number"),
                        ),
                        (
                            "aid_category",
                            models.CharField(blank=True, max_length=20, verbose_name="Aid category"),
                        ),
                        (
                            "permit_holder",
                            models.BooleanField(default=False, verbose_name="Holds a residence permit"),
                        ),
                        ("paid_on", models.DateField(verbose_name="Paid on")),
                        ("paid", config.money.MoneyField(verbose_name="Paid by the person")),
                        ("collective", config.money.MoneyField(default=0, verbose_name="Collective aid")),
                        ("aided", config.money.MoneyField(default=0, verbose_name="Paid for the aided")),
                        ("subsidy", config.money.MoneyField(verbose_name="Government subsidy")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "coverage",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.coverage",
                                verbose_name="Coverage",
                            ),
                        ),
                        (
                            "handled_at",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.payer",
                                verbose_name="Enrolled through",
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
                                to="enrollment.windowenrolment",
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
            model_name="payer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_payerevent" ("addr", "conts", "counter_id", "county_id", "emp_no", "id", "import_run_id", "kind", "name", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tel", "uscc") SELECT new_values."addr", new_values."conts", new_values."counter_id", new_values."county_id", new_values."emp_no", new_values."id", new_values."import_run_id", new_values."kind", new_values."name", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."tel", new_values."uscc" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="89bd41de73501dac7d776ac9e8d9ae63abf3d595",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f3043",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_payer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_payerevent" ("addr", "conts", "counter_id", "county_id", "emp_no", "id", "import_run_id", "kind", "name", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tel", "uscc") SELECT new_values."addr", new_values."conts", new_values."counter_id", new_values."county_id", new_values."emp_no", new_values."id", new_values."import_run_id", new_values."kind", new_values."name", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."tel", new_values."uscc" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f7b1704705c0a9828ebba73edf6f2699ada5ed46",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9d628",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_payer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_payerevent" ("addr", "conts", "counter_id", "county_id", "emp_no", "id", "import_run_id", "kind", "name", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tel", "uscc") SELECT old_values."addr", old_values."conts", old_values."counter_id", old_values."county_id", old_values."emp_no", old_values."id", old_values."import_run_id", old_values."kind", old_values."name", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."tel", old_values."uscc" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4351fc3c884017c920d2937ec6bfb6464a88c993",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6b191",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_payer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionmonth",
            constraint=models.UniqueConstraint(
                fields=("payer", "insutype", "month"), name="contribution_month_once"
            ),
        ),
        config.migrating.AddTrigger(
            model_name="contributionmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionmonthevent" ("base", "clause", "employer", "employer_rate", "heads", "id", "insutype", "month", "payer_id", "personal", "personal_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wages", "worked_out_at") SELECT new_values."base", new_values."clause", new_values."employer", new_values."employer_rate", new_values."heads", new_values."id", new_values."insutype", new_values."month", new_values."payer_id", new_values."personal", new_values."personal_rate", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."wages", new_values."worked_out_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d98df65780ca82e9372781697e7899400aca6ce3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a6e93",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_contributionmonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="contributionmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionmonthevent" ("base", "clause", "employer", "employer_rate", "heads", "id", "insutype", "month", "payer_id", "personal", "personal_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wages", "worked_out_at") SELECT new_values."base", new_values."clause", new_values."employer", new_values."employer_rate", new_values."heads", new_values."id", new_values."insutype", new_values."month", new_values."payer_id", new_values."personal", new_values."personal_rate", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."wages", new_values."worked_out_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b3eea453aa758b15f0474d34764e32a5f957e8f4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f736d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_contributionmonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="contributionmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionmonthevent" ("base", "clause", "employer", "employer_rate", "heads", "id", "insutype", "month", "payer_id", "personal", "personal_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wages", "worked_out_at") SELECT old_values."base", old_values."clause", old_values."employer", old_values."employer_rate", old_values."heads", old_values."id", old_values."insutype", old_values."month", old_values."payer_id", old_values."personal", old_values."personal_rate", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."wages", old_values."worked_out_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="27d58c2af0978fa2aa00086ce407f22470a27c84",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_27590",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_contributionmonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_personevent" ("addr", "brdy", "canonical_id", "certno", "county_id", "deceased_on", "gend", "id", "import_run_id", "naty", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "psn_cert_type", "psn_name", "psn_no", "tel") SELECT new_values."addr", new_values."brdy", new_values."canonical_id", new_values."certno", new_values."county_id", new_values."deceased_on", new_values."gend", new_values."id", new_values."import_run_id", new_values."naty", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pinyin", new_values."psn_cert_type", new_values."psn_name", new_values."psn_no", new_values."tel" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a3886e8af3c2e4082a395c5a509e6ecd201c49ee",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ec04f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_person",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_personevent" ("addr", "brdy", "canonical_id", "certno", "county_id", "deceased_on", "gend", "id", "import_run_id", "naty", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "psn_cert_type", "psn_name", "psn_no", "tel") SELECT new_values."addr", new_values."brdy", new_values."canonical_id", new_values."certno", new_values."county_id", new_values."deceased_on", new_values."gend", new_values."id", new_values."import_run_id", new_values."naty", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pinyin", new_values."psn_cert_type", new_values."psn_name", new_values."psn_no", new_values."tel" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a4a597f6c7442d9b0a5031104e936185a7ff5161",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1a557",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_person",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_personevent" ("addr", "brdy", "canonical_id", "certno", "county_id", "deceased_on", "gend", "id", "import_run_id", "naty", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "psn_cert_type", "psn_name", "psn_no", "tel") SELECT old_values."addr", old_values."brdy", old_values."canonical_id", old_values."certno", old_values."county_id", old_values."deceased_on", old_values."gend", old_values."id", old_values."import_run_id", old_values."naty", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pinyin", old_values."psn_cert_type", old_values."psn_name", old_values."psn_no", old_values."tel" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a9d23e3948e526938cc89a016d6985f9fc645b7c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_503e4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_person",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("tie", "="), ("period", "&&")],
                name="membership_one_tie_of_a_kind",
                violation_error_message="The person has another tie of this kind in this period.",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_membershipevent" ("id", "import_run_id", "is_head", "payer_id", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tie") SELECT new_values."id", new_values."import_run_id", new_values."is_head", new_values."payer_id", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."tie" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="dcda244d5f172ea6e777122c73a428233f3e2878",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_afa3d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_membership",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_membershipevent" ("id", "import_run_id", "is_head", "payer_id", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tie") SELECT new_values."id", new_values."import_run_id", new_values."is_head", new_values."payer_id", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."tie" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="806af4171bbe650fcd339f3b0253487e140b8cac",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_67f18",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_membership",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_membershipevent" ("id", "import_run_id", "is_head", "payer_id", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tie") SELECT old_values."id", old_values."import_run_id", old_values."is_head", old_values."payer_id", old_values."period", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."tie" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="62800633aaaa783dc298780b7685e1d82006c5d9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_00fe8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_membership",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="coverage",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("effective", True), ("insutype__in", ("310", "390", "380", "391"))),
                expressions=[("person", "="), ("period", "&&")],
                name="coverage_one_basic_scheme_at_a_time",
                violation_error_message="This person is already covered in this period.",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="coverage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_coverageevent" ("county_id", "cover", "effective", "entitled_from", "handled_at_id", "id", "import_run_id", "insutype", "origin", "payer_id", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_type", "rider_of_id") SELECT new_values."county_id", new_values."cover", new_values."effective", new_values."entitled_from", new_values."handled_at_id", new_values."id", new_values."import_run_id", new_values."insutype", new_values."origin", new_values."payer_id", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."psn_type", new_values."rider_of_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b4a29b08812f20fb21f7a42a3be86119cf071e6d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9aa53",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_coverage",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="coverage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_coverageevent" ("county_id", "cover", "effective", "entitled_from", "handled_at_id", "id", "import_run_id", "insutype", "origin", "payer_id", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_type", "rider_of_id") SELECT new_values."county_id", new_values."cover", new_values."effective", new_values."entitled_from", new_values."handled_at_id", new_values."id", new_values."import_run_id", new_values."insutype", new_values."origin", new_values."payer_id", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."psn_type", new_values."rider_of_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bf2b10262ed7e6819fabbd0e464437c2342d7e9e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f2779",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_coverage",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="coverage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_coverageevent" ("county_id", "cover", "effective", "entitled_from", "handled_at_id", "id", "import_run_id", "insutype", "origin", "payer_id", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_type", "rider_of_id") SELECT old_values."county_id", old_values."cover", old_values."effective", old_values."entitled_from", old_values."handled_at_id", old_values."id", old_values."import_run_id", old_values."insutype", old_values."origin", old_values."payer_id", old_values."period", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."psn_type", old_values."rider_of_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2c2b33d29602dc206ef0a7a1182c4e7bf41d0f6a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cac74",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_coverage",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="benefithold",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("lifted", False)),
                expressions=[("person", "="), ("insutype", "="), ("period", "&&")],
                name="benefit_hold_one_at_a_time",
                violation_error_message="Benefits are stopped in this period already.",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="benefithold",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_benefitholdevent" ("id", "insutype", "lifted", "note", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."id", new_values."insutype", new_values."lifted", new_values."note", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5cc8d63c61d68eef7b3674639466bb2ce35b8b30",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0936e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_benefithold",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="benefithold",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_benefitholdevent" ("id", "insutype", "lifted", "note", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."id", new_values."insutype", new_values."lifted", new_values."note", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cbe452d5752f8ad8fe51cd796e70805c635b2554",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2f948",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_benefithold",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="benefithold",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_benefitholdevent" ("id", "insutype", "lifted", "note", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT old_values."id", old_values."insutype", old_values."lifted", old_values."note", old_values."period", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a91260197e4aa65d7ffe1e347802edbdd5295664",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6493",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_benefithold",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="receipt",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_receiptevent" ("advance", "amount", "booked_on", "county_id", "decided_at", "decided_by_id", "difference", "emp_no", "id", "import_run_id", "insutype", "last_month", "month", "number", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_on", "state") SELECT new_values."advance", new_values."amount", new_values."booked_on", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."difference", new_values."emp_no", new_values."id", new_values."import_run_id", new_values."insutype", new_values."last_month", new_values."month", new_values."number", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."received_on", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5bb8935b39a9397ab47b237fb067d8a8b76d1870",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1eda7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_receipt",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="receipt",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_receiptevent" ("advance", "amount", "booked_on", "county_id", "decided_at", "decided_by_id", "difference", "emp_no", "id", "import_run_id", "insutype", "last_month", "month", "number", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_on", "state") SELECT new_values."advance", new_values."amount", new_values."booked_on", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."difference", new_values."emp_no", new_values."id", new_values."import_run_id", new_values."insutype", new_values."last_month", new_values."month", new_values."number", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."received_on", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="93c406451e7ba7b79ccf09da4b817476e769b52d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3fea5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_receipt",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="receipt",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_receiptevent" ("advance", "amount", "booked_on", "county_id", "decided_at", "decided_by_id", "difference", "emp_no", "id", "import_run_id", "insutype", "last_month", "month", "number", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_on", "state") SELECT old_values."advance", old_values."amount", old_values."booked_on", old_values."county_id", old_values."decided_at", old_values."decided_by_id", old_values."difference", old_values."emp_no", old_values."id", old_values."import_run_id", old_values."insutype", old_values."last_month", old_values."month", old_values."number", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."received_on", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4420d1249a44f18a5a23915a24af6127bbd3e270",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_13324",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_receipt",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="standing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_standingevent" ("code", "entered_by_id", "id", "import_run_id", "kind", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") SELECT new_values."code", new_values."entered_by_id", new_values."id", new_values."import_run_id", new_values."kind", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c56a8e4c8b9e6739ccca602ed4d4a88a8a22cd45",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e7334",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_standing",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="standing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_standingevent" ("code", "entered_by_id", "id", "import_run_id", "kind", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") SELECT new_values."code", new_values."entered_by_id", new_values."id", new_values."import_run_id", new_values."kind", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="51cbd36de1ae2d93877bc0f2af14da341d356bab",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3bb6a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_standing",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="standing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_standingevent" ("code", "entered_by_id", "id", "import_run_id", "kind", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") SELECT old_values."code", old_values."entered_by_id", old_values."id", old_values."import_run_id", old_values."kind", old_values."period", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d00ce1074fda458f4ef4793fef3aa6f2ada89511",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bf709",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_standing",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="windowenrolment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_windowenrolmentevent" ("aid_category", "aided", "collective", "coverage_id", "handled_at_id", "household", "id", "import_run_id", "paid", "paid_on", "payer_id", "permit_holder", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subsidy", "year") SELECT new_values."aid_category", new_values."aided", new_values."collective", new_values."coverage_id", new_values."handled_at_id", new_values."household", new_values."id", new_values."import_run_id", new_values."paid", new_values."paid_on", new_values."payer_id", new_values."permit_holder", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."subsidy", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6d7d78a5de02cfdad2dba53624701b349248fc10",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_da5a7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_windowenrolment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="windowenrolment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_windowenrolmentevent" ("aid_category", "aided", "collective", "coverage_id", "handled_at_id", "household", "id", "import_run_id", "paid", "paid_on", "payer_id", "permit_holder", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subsidy", "year") SELECT new_values."aid_category", new_values."aided", new_values."collective", new_values."coverage_id", new_values."handled_at_id", new_values."household", new_values."id", new_values."import_run_id", new_values."paid", new_values."paid_on", new_values."payer_id", new_values."permit_holder", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."subsidy", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cf863c4dda858e48985ec623954ff8f271e54eec",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_42a1d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_windowenrolment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="windowenrolment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_windowenrolmentevent" ("aid_category", "aided", "collective", "coverage_id", "handled_at_id", "household", "id", "import_run_id", "paid", "paid_on", "payer_id", "permit_holder", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subsidy", "year") SELECT old_values."aid_category", old_values."aided", old_values."collective", old_values."coverage_id", old_values."handled_at_id", old_values."household", old_values."id", old_values."import_run_id", old_values."paid", old_values."paid_on", old_values."payer_id", old_values."permit_holder", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."subsidy", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c7db6ad75e3dd280c291ded31a4603e807e81fd8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_748a7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_windowenrolment",
                    when="AFTER",
                ),
            ),
        ),
    ]
