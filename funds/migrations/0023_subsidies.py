import config.migrating
import config.money
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0022_fund_budgets_guarded"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="SubsidyDunning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year of cover")),
                        ("quarter", models.PositiveSmallIntegerField(verbose_name="Quarter")),
                        (
                            "payer",
                            models.CharField(
                                choices=[
                                    ("central", "Central government"),
                                    ("province", "Province"),
                                    ("city", "City"),
                                    ("county", "County"),
                                ],
                                max_length=8,
                                verbose_name="Owed by",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="Due on")),
                        ("due", config.money.MoneyField(verbose_name="Due")),
                        ("short", config.money.MoneyField(verbose_name="Still short")),
                        (
                            "clause",
                            models.CharField(blank=True, default="", max_length=60, verbose_name="Clause"),
                        ),
                        ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="Written at")),
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
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Written by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Dunning letter for a subsidy",
                        "verbose_name_plural": "Dunning letters for subsidies",
                        "ordering": ("-pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("short__gt", 0),
                                    ("short__lte", models.F("due")),
                                    ("quarter__gte", 1),
                                    ("quarter__lte", 4),
                                ),
                                name="subsidy_dunning_short",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubsidyReceipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year of cover")),
                        ("quarter", models.PositiveSmallIntegerField(verbose_name="Quarter")),
                        (
                            "payer",
                            models.CharField(
                                choices=[
                                    ("central", "Central government"),
                                    ("province", "Province"),
                                    ("city", "City"),
                                    ("county", "County"),
                                ],
                                max_length=8,
                                verbose_name="Paid by",
                            ),
                        ),
                        (
                            "direct",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="Direct central funds"
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        ("voucher_no", models.CharField(max_length=40, verbose_name="Voucher")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for the second person"),
                                    ("booked", "Booked in the ledger"),
                                    ("dropped", "Dropped"),
                                ],
                                db_default="entered",
                                default="entered",
                                max_length=7,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="Why it was dropped",
                            ),
                        ),
                        (
                            "entered_at",
                            models.DateTimeField(
                                auto_now_add=True,
                                db_default=django.db.models.functions.datetime.Now(),
                                verbose_name="Entered at",
                            ),
                        ),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Checked by",
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
                        "verbose_name": "Receipt of a subsidy",
                        "verbose_name_plural": "Receipts of subsidies",
                        "ordering": ("-received_on", "-pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "dropped"), _negated=True),
                                fields=("county", "insutype", "year", "quarter", "payer", "voucher_no"),
                                name="subsidy_receipt_once",
                                violation_error_message="This voucher is entered already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0), ("quarter__gte", 1), ("quarter__lte", 4)
                                ),
                                name="subsidy_receipt_amount",
                                violation_error_message="Give an amount above zero and a quarter from 1 to 4.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("direct", False), ("payer", "central"), _connector="OR"),
                                name="subsidy_receipt_direct_is_central",
                                violation_error_message="Direct funds are the central government's.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by__isnull", True),
                                    models.Q(("checked_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="subsidy_receipt_two_people",
                                violation_error_message="A second person checks.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("booked_on__isnull", False),
                                        ("checked_by__isnull", False),
                                        ("state", "booked"),
                                    ),
                                    models.Q(
                                        ("booked_on__isnull", True),
                                        ("checked_by__isnull", True),
                                        ("state", "entered"),
                                    ),
                                    models.Q(
                                        ("booked_on__isnull", True),
                                        ("state", "dropped"),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="subsidy_receipt_state_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubsidyDunningEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year of cover")),
                        ("quarter", models.PositiveSmallIntegerField(verbose_name="Quarter")),
                        (
                            "payer",
                            models.CharField(
                                choices=[
                                    ("central", "Central government"),
                                    ("province", "Province"),
                                    ("city", "City"),
                                    ("county", "County"),
                                ],
                                max_length=8,
                                verbose_name="Owed by",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="Due on")),
                        ("due", config.money.MoneyField(verbose_name="Due")),
                        ("short", config.money.MoneyField(verbose_name="Still short")),
                        (
                            "clause",
                            models.CharField(blank=True, default="", max_length=60, verbose_name="Clause"),
                        ),
                        ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="Written at")),
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
                                to="funds.subsidydunning",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Written by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SubsidyReceiptEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year of cover")),
                        ("quarter", models.PositiveSmallIntegerField(verbose_name="Quarter")),
                        (
                            "payer",
                            models.CharField(
                                choices=[
                                    ("central", "Central government"),
                                    ("province", "Province"),
                                    ("city", "City"),
                                    ("county", "County"),
                                ],
                                max_length=8,
                                verbose_name="Paid by",
                            ),
                        ),
                        (
                            "direct",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="Direct central funds"
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        ("voucher_no", models.CharField(max_length=40, verbose_name="Voucher")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for the second person"),
                                    ("booked", "Booked in the ledger"),
                                    ("dropped", "Dropped"),
                                ],
                                db_default="entered",
                                default="entered",
                                max_length=7,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="Why it was dropped",
                            ),
                        ),
                        (
                            "entered_at",
                            models.DateTimeField(
                                auto_now_add=True,
                                db_default=django.db.models.functions.datetime.Now(),
                                verbose_name="Entered at",
                            ),
                        ),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Checked by",
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
                                to="funds.subsidyreceipt",
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
            model_name="subsidydunning",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_subsidydunningevent" ("clause", "county_id", "due", "due_on", "id", "insutype", "number", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "short", "written_at", "written_by_id", "year") SELECT new_values."clause", new_values."county_id", new_values."due", new_values."due_on", new_values."id", new_values."insutype", new_values."number", new_values."payer", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quarter", new_values."short", new_values."written_at", new_values."written_by_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4a849d3a1e43054508ee249e672a50a772f17f5f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_13c6b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_subsidydunning",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="subsidydunning",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_subsidydunningevent" ("clause", "county_id", "due", "due_on", "id", "insutype", "number", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "short", "written_at", "written_by_id", "year") SELECT new_values."clause", new_values."county_id", new_values."due", new_values."due_on", new_values."id", new_values."insutype", new_values."number", new_values."payer", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quarter", new_values."short", new_values."written_at", new_values."written_by_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="191ca8999ba5ab6e02a16a00f653801393b601c7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fb942",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_subsidydunning",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="subsidydunning",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_subsidydunningevent" ("clause", "county_id", "due", "due_on", "id", "insutype", "number", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "short", "written_at", "written_by_id", "year") SELECT old_values."clause", old_values."county_id", old_values."due", old_values."due_on", old_values."id", old_values."insutype", old_values."number", old_values."payer", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."quarter", old_values."short", old_values."written_at", old_values."written_by_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8265c794ed9cd98af0031d48e12e55fbd2e17e52",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6829",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_subsidydunning",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="subsidyreceipt",
            index=models.Index(fields=["year", "insutype", "county"], name="subsidy_receipt_year"),
        ),
        config.migrating.AddTrigger(
            model_name="subsidyreceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_subsidyreceiptevent" ("amount", "booked_on", "checked_by_id", "county_id", "direct", "entered_at", "entered_by_id", "id", "import_run_id", "insutype", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "reason", "received_on", "state", "voucher_no", "year") SELECT new_values."amount", new_values."booked_on", new_values."checked_by_id", new_values."county_id", new_values."direct", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."import_run_id", new_values."insutype", new_values."payer", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quarter", new_values."reason", new_values."received_on", new_values."state", new_values."voucher_no", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ee830387221cf591869debad22951c9ca345375f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4f6e2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_subsidyreceipt",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="subsidyreceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_subsidyreceiptevent" ("amount", "booked_on", "checked_by_id", "county_id", "direct", "entered_at", "entered_by_id", "id", "import_run_id", "insutype", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "reason", "received_on", "state", "voucher_no", "year") SELECT new_values."amount", new_values."booked_on", new_values."checked_by_id", new_values."county_id", new_values."direct", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."import_run_id", new_values."insutype", new_values."payer", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quarter", new_values."reason", new_values."received_on", new_values."state", new_values."voucher_no", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c8746046a00ad4be3f35ef06a57e315930dd6a6e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_58f3c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_subsidyreceipt",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="subsidyreceipt",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_subsidyreceiptevent" ("amount", "booked_on", "checked_by_id", "county_id", "direct", "entered_at", "entered_by_id", "id", "import_run_id", "insutype", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "reason", "received_on", "state", "voucher_no", "year") SELECT old_values."amount", old_values."booked_on", old_values."checked_by_id", old_values."county_id", old_values."direct", old_values."entered_at", old_values."entered_by_id", old_values."id", old_values."import_run_id", old_values."insutype", old_values."payer", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."quarter", old_values."reason", old_values."received_on", old_values."state", old_values."voucher_no", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="54546970d46b5da2b34626e660cb73620000fd21",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8fbec",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_subsidyreceipt",
                    when="AFTER",
                ),
            ),
        ),
    ]
