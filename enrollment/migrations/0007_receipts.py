"""What tax reports as received and which months it pays; seen by its county only."""

import config.money
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0006_declarations"),
        ("institutions", "0004_reviewed_versions_stay"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="Receipt number")),
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
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="Decided at")),
                ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
                ("import_run_id", models.BigIntegerField(editable=False, null=True, verbose_name="Import")),
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
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="Decided at")),
                ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
                ("import_run_id", models.BigIntegerField(editable=False, null=True, verbose_name="Import")),
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
                ("import_run_id", models.BigIntegerField(editable=False, null=True, verbose_name="Import")),
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
            },
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["state", "number"], name="receipt_by_state"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="receipt_amount_above_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("advance__gte", 0), ("advance__lte", models.F("amount"))),
                name="receipt_advance_within",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_month__day", 1), ("last_month__gte", models.F("month")), ("month__day", 1)
                ),
                name="receipt_months",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("booked_on__isnull", True), models.Q(("state", "open"), _negated=True), _connector="OR"
                ),
                name="receipt_booked_is_said_for",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        pgtrigger.migrations.AddTrigger(
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
        migrations.AddConstraint(
            model_name="receiptshare",
            constraint=models.UniqueConstraint(fields=("receipt", "statement"), name="receipt_share_once"),
        ),
        migrations.AddConstraint(
            model_name="receiptshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("employer__gte", 0), ("personal__gte", 0)),
                name="receipt_share_not_negative",
            ),
        ),
        row_level_security("enrollment_receipt", counties=["county_id"]),
        row_level_security("enrollment_receiptevent", counties=["county_id"]),
        row_level_security("enrollment_receiptshare", through=[("receipt_id", "enrollment_receipt")]),
    ]
