import config.migrating
import config.money
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0010_exchange_copy"),
        ("institutions", "0003_reviewed_versions_stay"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="TargetPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="Version")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Waits for approval"),
                                    ("returned", "Sent back"),
                                    ("approved", "Approved and published"),
                                    ("superseded", "Superseded"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Submitted at"),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Approved at"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="Why it was sent back or dropped",
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
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Submitted by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Targets of a year",
                        "verbose_name_plural": "Targets of years",
                        "ordering": ("-year", "-number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "year", "number"), name="target_plan_number"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["draft", "submitted", "returned"])),
                                fields=("area", "year"),
                                name="target_plan_one_open",
                                violation_error_message="A version of this year is under way: finish or drop that one first.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "approved")),
                                fields=("area", "year"),
                                name="target_plan_one_approved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(
                                        models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                        models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="target_plan_approved_by_another",
                                violation_error_message="A second person approves targets.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["approved", "superseded"]),
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                        ("submitted_at__isnull", False),
                                        ("submitted_by__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["approved", "superseded"]), _negated=True),
                                        ("approved_by__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="target_plan_approved_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["returned", "dropped"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="target_plan_returned_with_reason",
                                violation_error_message="Say why.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Population",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                help_text="The year whose targets follow from it.", verbose_name="Year"
                            ),
                        ),
                        ("residents", models.PositiveIntegerField(verbose_name="Resident population")),
                        ("employed", models.PositiveIntegerField(verbose_name="Employed population")),
                        ("source", models.CharField(max_length=200, verbose_name="Source")),
                        ("as_of", models.DateField(verbose_name="As of")),
                        (
                            "entered_at",
                            models.DateTimeField(
                                auto_now_add=True,
                                db_default=django.db.models.functions.datetime.Now(),
                                verbose_name="Entered at",
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
                        "verbose_name": "Population of a county",
                        "verbose_name_plural": "Populations of counties",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("county", "year"),
                                name="population_once_a_year",
                                violation_error_message="The population of this county and year is entered already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                name="population_sourced",
                                violation_error_message="Say where the numbers come from.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("month", models.DateField(verbose_name="Month")),
                        (
                            "population",
                            models.PositiveIntegerField(null=True, verbose_name="Resident population"),
                        ),
                        (
                            "covered",
                            models.PositiveIntegerField(verbose_name="Insured at the end of the month"),
                        ),
                        ("collected", config.money.MoneyField(verbose_name="Collected so far")),
                        ("taken_at", models.DateTimeField(auto_now_add=True, verbose_name="Counted at")),
                        ("covered_now", models.PositiveIntegerField(verbose_name="Insured, counted again")),
                        ("collected_now", config.money.MoneyField(verbose_name="Collected, counted again")),
                        ("counted_at", models.DateTimeField(verbose_name="Counted again at")),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Month of a target",
                        "verbose_name_plural": "Months of targets",
                        "indexes": [models.Index(fields=["month", "insutype"], name="target_month_by_month")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("county", "insutype", "month"), name="target_month_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="target_month_first"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountyTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("people_computed", models.PositiveIntegerField(verbose_name="People, worked out")),
                        ("people", models.PositiveIntegerField(verbose_name="People to be insured")),
                        (
                            "amount_computed",
                            config.money.MoneyField(null=True, verbose_name="Collection, worked out"),
                        ),
                        ("amount", config.money.MoneyField(blank=True, null=True, verbose_name="Collection")),
                        (
                            "gap",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="What the policy does not say"
                            ),
                        ),
                        (
                            "steps",
                            models.JSONField(blank=True, default=list, verbose_name="How it came about"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="Reason"
                            ),
                        ),
                        (
                            "adjusted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Adjusted at"),
                        ),
                        (
                            "adjusted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Adjusted by",
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="targets",
                                to="enrollment.targetplan",
                                verbose_name="Targets of a year",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Target of a county",
                        "verbose_name_plural": "Targets of counties",
                        "ordering": ("insutype", "county__code"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "county", "insutype"), name="county_target_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__isnull", True), ("amount__gte", 0), _connector="OR"
                                ),
                                name="county_target_amount_not_negative",
                                violation_error_message="The amount is not below zero.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("people", models.F("people_computed")),
                                        models.Q(
                                            ("amount", models.F("amount_computed")),
                                            models.Q(
                                                ("amount__isnull", True), ("amount_computed__isnull", True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(("reason", ""), _negated=True),
                                        ("adjusted_at__isnull", False),
                                        ("adjusted_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="county_target_adjusted_with_reason",
                                violation_error_message="Say why the figure differs from what was worked out.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetPlanEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="Version")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Waits for approval"),
                                    ("returned", "Sent back"),
                                    ("approved", "Approved and published"),
                                    ("superseded", "Superseded"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Submitted at"),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Approved at"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="Why it was sent back or dropped",
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
                                to="enrollment.targetplan",
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
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Submitted by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PopulationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                help_text="The year whose targets follow from it.", verbose_name="Year"
                            ),
                        ),
                        ("residents", models.PositiveIntegerField(verbose_name="Resident population")),
                        ("employed", models.PositiveIntegerField(verbose_name="Employed population")),
                        ("source", models.CharField(max_length=200, verbose_name="Source")),
                        ("as_of", models.DateField(verbose_name="As of")),
                        (
                            "entered_at",
                            models.DateTimeField(
                                auto_now_add=True,
                                db_default=django.db.models.functions.datetime.Now(),
                                verbose_name="Entered at",
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
                                to="enrollment.population",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CountyTargetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("people_computed", models.PositiveIntegerField(verbose_name="People, worked out")),
                        ("people", models.PositiveIntegerField(verbose_name="People to be insured")),
                        (
                            "amount_computed",
                            config.money.MoneyField(null=True, verbose_name="Collection, worked out"),
                        ),
                        ("amount", config.money.MoneyField(blank=True, null=True, verbose_name="Collection")),
                        (
                            "gap",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="What the policy does not say"
                            ),
                        ),
                        (
                            "steps",
                            models.JSONField(blank=True, default=list, verbose_name="How it came about"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="Reason"
                            ),
                        ),
                        (
                            "adjusted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Adjusted at"),
                        ),
                        (
                            "adjusted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Adjusted by",
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
                                to="enrollment.countytarget",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.targetplan",
                                verbose_name="Targets of a year",
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
            model_name="population",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_populationevent" ("as_of", "county_id", "employed", "entered_at", "entered_by_id", "id", "import_run_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residents", "source", "year") SELECT new_values."as_of", new_values."county_id", new_values."employed", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."import_run_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."residents", new_values."source", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9424e68cbbf3946860e34ff46af9a268a39256aa",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_50f39",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_population",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="population",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_populationevent" ("as_of", "county_id", "employed", "entered_at", "entered_by_id", "id", "import_run_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residents", "source", "year") SELECT new_values."as_of", new_values."county_id", new_values."employed", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."import_run_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."residents", new_values."source", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="59646846c71539306f27318eac4e4f14cae52b5e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a2930",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_population",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="population",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_populationevent" ("as_of", "county_id", "employed", "entered_at", "entered_by_id", "id", "import_run_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residents", "source", "year") SELECT old_values."as_of", old_values."county_id", old_values."employed", old_values."entered_at", old_values."entered_by_id", old_values."id", old_values."import_run_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."residents", old_values."source", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="120600de94224db1242b46c013967f4625e4ce39",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7877f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_population",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="targetplan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_targetplanevent" ("approved_at", "approved_by_id", "area_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "state", "submitted_at", "submitted_by_id", "year") SELECT new_values."approved_at", new_values."approved_by_id", new_values."area_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."state", new_values."submitted_at", new_values."submitted_by_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="962f8112eb3b69b633b05ae52e7f250beb693493",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c8370",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_targetplan",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="targetplan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_targetplanevent" ("approved_at", "approved_by_id", "area_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "state", "submitted_at", "submitted_by_id", "year") SELECT new_values."approved_at", new_values."approved_by_id", new_values."area_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."state", new_values."submitted_at", new_values."submitted_by_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="64cd3c67e8cc747f06b43ad442f287df045fa93a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_420b7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_targetplan",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="targetplan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_targetplanevent" ("approved_at", "approved_by_id", "area_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "state", "submitted_at", "submitted_by_id", "year") SELECT old_values."approved_at", old_values."approved_by_id", old_values."area_id", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."reason", old_values."state", old_values."submitted_at", old_values."submitted_by_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2ee6694daf69f5041d9bb36d4626ec41c365fd01",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fec89",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_targetplan",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countytarget",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_countytargetevent" ("adjusted_at", "adjusted_by_id", "amount", "amount_computed", "county_id", "gap", "id", "insutype", "people", "people_computed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason", "steps") SELECT new_values."adjusted_at", new_values."adjusted_by_id", new_values."amount", new_values."amount_computed", new_values."county_id", new_values."gap", new_values."id", new_values."insutype", new_values."people", new_values."people_computed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."reason", new_values."steps" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="236fc6d053fd22c761816b4ab503d269a7590caa",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_348f7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_countytarget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countytarget",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_countytargetevent" ("adjusted_at", "adjusted_by_id", "amount", "amount_computed", "county_id", "gap", "id", "insutype", "people", "people_computed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason", "steps") SELECT new_values."adjusted_at", new_values."adjusted_by_id", new_values."amount", new_values."amount_computed", new_values."county_id", new_values."gap", new_values."id", new_values."insutype", new_values."people", new_values."people_computed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."reason", new_values."steps" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="63af3a5cf2c138514a09676949373865fbbb6c45",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d0040",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_countytarget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countytarget",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_countytargetevent" ("adjusted_at", "adjusted_by_id", "amount", "amount_computed", "county_id", "gap", "id", "insutype", "people", "people_computed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason", "steps") SELECT old_values."adjusted_at", old_values."adjusted_by_id", old_values."amount", old_values."amount_computed", old_values."county_id", old_values."gap", old_values."id", old_values."insutype", old_values."people", old_values."people_computed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."reason", old_values."steps" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d0d5940b54bdbef10ecb97919c62ac37623e4cda",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ac91a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_countytarget",
                    when="AFTER",
                ),
            ),
        ),
    ]
