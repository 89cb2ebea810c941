import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0024_subsidies_guarded"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="InsurerPremium",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "instalment",
                            models.PositiveSmallIntegerField(default=1, verbose_name="Instalment"),
                        ),
                        ("insurer", models.CharField(max_length=100, verbose_name="Insurer")),
                        (
                            "account_no",
                            models.CharField(max_length=40, verbose_name="Account of the insurer"),
                        ),
                        ("people", models.PositiveIntegerField(verbose_name="People")),
                        ("each", config.money.MoneyField(verbose_name="Premium of a head")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "clause",
                            models.CharField(blank=True, default="", max_length=60, verbose_name="Clause"),
                        ),
                        (
                            "assumed",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="Assumed"),
                        ),
                        ("parts", models.JSONField(default=list, verbose_name="By county")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Worked out"),
                                    ("approved", "Approved, to be paid"),
                                    ("paid", "Paid"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Why it was dropped"
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Approved at"),
                        ),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="Paid on")),
                        (
                            "evidence",
                            models.CharField(blank=True, default="", max_length=60, verbose_name="Evidence"),
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
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Paid by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Premium to the serious-illness insurer",
                        "verbose_name_plural": "Premiums to the serious-illness insurer",
                        "ordering": ("-year", "-pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "dropped"), _negated=True),
                                fields=("unit", "insutype", "year", "instalment"),
                                name="insurer_premium_once",
                                violation_error_message="This instalment is there already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0), ("each__gt", 0), ("people__gt", 0)),
                                name="insurer_premium_amount",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="insurer_premium_two_people",
                                violation_error_message="A second person approves.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_by__isnull", True),
                                        ("paid_on__isnull", True),
                                        ("state", "draft"),
                                    ),
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        ("paid_on__isnull", True),
                                        ("state", "approved"),
                                    ),
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        ("paid_on__isnull", False),
                                        ("state", "paid"),
                                        models.Q(("evidence", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("paid_on__isnull", True),
                                        ("state", "dropped"),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="insurer_premium_state_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayerRemittance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "fund_part",
                            models.CharField(
                                choices=[
                                    ("hifmi_pay", "Serious-illness insurer"),
                                    ("maf_pay", "Medical aid"),
                                ],
                                max_length=12,
                                verbose_name="Payer",
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("month", models.DateField(verbose_name="Month of the bills")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        ("evidence", models.CharField(max_length=60, verbose_name="Evidence")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for the second person"),
                                    ("booked", "Booked in the ledger"),
                                    ("dropped", "Dropped"),
                                ],
                                default="entered",
                                max_length=7,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Why it was dropped"
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
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
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "laid_out_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Laid out by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Money given back by insurer or aid",
                        "verbose_name_plural": "Money given back by insurer and aid",
                        "ordering": ("-pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "dropped"), _negated=True),
                                fields=(
                                    "fund_part",
                                    "insutype",
                                    "month",
                                    "laid_out_by",
                                    "insu_county",
                                    "evidence",
                                ),
                                name="payer_remittance_once",
                                violation_error_message="This receipt is entered already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0),
                                    ("month__day", 1),
                                    models.Q(("evidence", ""), _negated=True),
                                ),
                                name="payer_remittance_amount",
                                violation_error_message="Give an amount above zero.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by__isnull", True),
                                    models.Q(("checked_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="payer_remittance_two_people",
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
                                name="payer_remittance_state_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InsurerPremiumEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "instalment",
                            models.PositiveSmallIntegerField(default=1, verbose_name="Instalment"),
                        ),
                        ("insurer", models.CharField(max_length=100, verbose_name="Insurer")),
                        (
                            "account_no",
                            models.CharField(max_length=40, verbose_name="Account of the insurer"),
                        ),
                        ("people", models.PositiveIntegerField(verbose_name="People")),
                        ("each", config.money.MoneyField(verbose_name="Premium of a head")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "clause",
                            models.CharField(blank=True, default="", max_length=60, verbose_name="Clause"),
                        ),
                        (
                            "assumed",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="Assumed"),
                        ),
                        ("parts", models.JSONField(default=list, verbose_name="By county")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Worked out"),
                                    ("approved", "Approved, to be paid"),
                                    ("paid", "Paid"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Why it was dropped"
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Approved at"),
                        ),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="Paid on")),
                        (
                            "evidence",
                            models.CharField(blank=True, default="", max_length=60, verbose_name="Evidence"),
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
                                to="funds.insurerpremium",
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
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Paid by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PayerRemittanceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "fund_part",
                            models.CharField(
                                choices=[
                                    ("hifmi_pay", "Serious-illness insurer"),
                                    ("maf_pay", "Medical aid"),
                                ],
                                max_length=12,
                                verbose_name="Payer",
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("month", models.DateField(verbose_name="Month of the bills")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        ("evidence", models.CharField(max_length=60, verbose_name="Evidence")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for the second person"),
                                    ("booked", "Booked in the ledger"),
                                    ("dropped", "Dropped"),
                                ],
                                default="entered",
                                max_length=7,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Why it was dropped"
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
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
                            "insu_county",
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
                            "laid_out_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Laid out by",
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
                                to="funds.payerremittance",
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
            model_name="insurerpremium",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insurerpremiumevent" ("account_no", "amount", "approved_at", "approved_by_id", "assumed", "clause", "each", "evidence", "id", "instalment", "insurer", "insutype", "paid_on", "parts", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "state", "unit_id", "year") SELECT new_values."account_no", new_values."amount", new_values."approved_at", new_values."approved_by_id", new_values."assumed", new_values."clause", new_values."each", new_values."evidence", new_values."id", new_values."instalment", new_values."insurer", new_values."insutype", new_values."paid_on", new_values."parts", new_values."people", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."state", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b1d8376177e3d30b017c8219c93a96cc0e1a0fe0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9d04a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_insurerpremium",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="insurerpremium",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insurerpremiumevent" ("account_no", "amount", "approved_at", "approved_by_id", "assumed", "clause", "each", "evidence", "id", "instalment", "insurer", "insutype", "paid_on", "parts", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "state", "unit_id", "year") SELECT new_values."account_no", new_values."amount", new_values."approved_at", new_values."approved_by_id", new_values."assumed", new_values."clause", new_values."each", new_values."evidence", new_values."id", new_values."instalment", new_values."insurer", new_values."insutype", new_values."paid_on", new_values."parts", new_values."people", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."state", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="00cc6286c6c0d22eb1e294713b6541a202d0c9e4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0fbdb",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_insurerpremium",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="insurerpremium",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insurerpremiumevent" ("account_no", "amount", "approved_at", "approved_by_id", "assumed", "clause", "each", "evidence", "id", "instalment", "insurer", "insutype", "paid_on", "parts", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "state", "unit_id", "year") SELECT old_values."account_no", old_values."amount", old_values."approved_at", old_values."approved_by_id", old_values."assumed", old_values."clause", old_values."each", old_values."evidence", old_values."id", old_values."instalment", old_values."insurer", old_values."insutype", old_values."paid_on", old_values."parts", old_values."people", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."reason", old_values."state", old_values."unit_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5ba52baf4073e2965024375823640f9811f788d8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_83a7f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_insurerpremium",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="payerremittance",
            index=models.Index(fields=["month", "fund_part"], name="payer_remittance_month"),
        ),
        config.migrating.AddTrigger(
            model_name="payerremittance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_payerremittanceevent" ("amount", "booked_on", "checked_by_id", "entered_at", "entered_by_id", "evidence", "fund_part", "id", "insu_county_id", "insutype", "laid_out_by_id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_on", "state") SELECT new_values."amount", new_values."booked_on", new_values."checked_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."fund_part", new_values."id", new_values."insu_county_id", new_values."insutype", new_values."laid_out_by_id", new_values."month", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."received_on", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="39a01e9d551303d9282667e90d49231fa0f33013",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61131",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_payerremittance",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payerremittance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_payerremittanceevent" ("amount", "booked_on", "checked_by_id", "entered_at", "entered_by_id", "evidence", "fund_part", "id", "insu_county_id", "insutype", "laid_out_by_id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_on", "state") SELECT new_values."amount", new_values."booked_on", new_values."checked_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."fund_part", new_values."id", new_values."insu_county_id", new_values."insutype", new_values."laid_out_by_id", new_values."month", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."received_on", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="24f4182eb6aae027cfaaa7bf71486329d4b4e45e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0b84c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_payerremittance",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payerremittance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_payerremittanceevent" ("amount", "booked_on", "checked_by_id", "entered_at", "entered_by_id", "evidence", "fund_part", "id", "insu_county_id", "insutype", "laid_out_by_id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_on", "state") SELECT old_values."amount", old_values."booked_on", old_values."checked_by_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."fund_part", old_values."id", old_values."insu_county_id", old_values."insutype", old_values."laid_out_by_id", old_values."month", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."received_on", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e18abb9f38bc5e22cd2a2b19c5c9e466b2b35807",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e0e87",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_payerremittance",
                    when="AFTER",
                ),
            ),
        ),
    ]
