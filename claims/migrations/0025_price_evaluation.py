import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0024_reconciliation_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="PriceEvaluation",
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
                                    ("open", "Open"),
                                    ("proposed", "Proposed, to be decided"),
                                    ("decided", "Decided"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "computed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Computed at"),
                        ),
                        (
                            "starts",
                            models.BooleanField(
                                blank=True,
                                help_text="Empty while nothing is proposed.",
                                null=True,
                                verbose_name="Adjustment starts",
                            ),
                        ),
                        ("grounds", models.CharField(blank=True, max_length=1000, verbose_name="Grounds")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
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
                                verbose_name="Agency",
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
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Opened by",
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
                        "verbose_name": "Price evaluation",
                        "verbose_name_plural": "Price evaluations",
                        "constraints": [
                            models.UniqueConstraint(fields=("area", "year"), name="price_evaluation_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="price_evaluation_two_people",
                                violation_error_message="Whoever proposes cannot decide.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(
                                        ("proposed_by__isnull", False),
                                        ("starts__isnull", False),
                                        ("state", "proposed"),
                                        models.Q(("grounds", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("decided_by__isnull", False),
                                        ("decided_on__isnull", False),
                                        ("starts__isnull", False),
                                        ("state", "decided"),
                                        models.Q(("grounds", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="price_evaluation_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NeighbourPrice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        ("neighbour", models.CharField(max_length=100, verbose_name="Neighbouring area")),
                        (
                            "pric",
                            models.DecimalField(decimal_places=6, max_digits=16, verbose_name="Unit price"),
                        ),
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
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Price in a neighbouring area",
                        "verbose_name_plural": "Prices in neighbouring areas",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "year", "med_list_codg", "neighbour"),
                                name="neighbour_price_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pric__gt", 0)), name="neighbour_price_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvaluatedPrice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        ("item_name", models.CharField(blank=True, max_length=200, verbose_name="Item")),
                        (
                            "volume",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="Volume"),
                        ),
                        (
                            "volume_before",
                            models.DecimalField(
                                decimal_places=4, max_digits=18, verbose_name="Volume the year before"
                            ),
                        ),
                        ("fees", config.money.MoneyField(verbose_name="Fees")),
                        ("fees_before", config.money.MoneyField(verbose_name="Fees the year before")),
                        (
                            "pric",
                            models.DecimalField(
                                decimal_places=6, max_digits=16, verbose_name="Mean price here"
                            ),
                        ),
                        (
                            "neighbours",
                            models.PositiveSmallIntegerField(default=0, verbose_name="Neighbouring areas"),
                        ),
                        (
                            "neighbour_pric",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Mean price there",
                            ),
                        ),
                        (
                            "volume_growth",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="Growth of volume",
                            ),
                        ),
                        (
                            "fee_growth",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="Growth of fees",
                            ),
                        ),
                        (
                            "price_ratio",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="Price there to here",
                            ),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Score"
                            ),
                        ),
                        (
                            "suggestion",
                            models.CharField(
                                choices=[("raise", "Raise"), ("keep", "Keep"), ("lower", "Lower")],
                                default="keep",
                                max_length=5,
                                verbose_name="Suggested",
                            ),
                        ),
                        (
                            "conclusion",
                            models.CharField(
                                blank=True,
                                choices=[("raise", "Raise"), ("keep", "Keep"), ("lower", "Lower")],
                                max_length=5,
                                verbose_name="Conclusion",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
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
                            "evaluation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="claims.priceevaluation",
                                verbose_name="Price evaluation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Evaluated price",
                        "verbose_name_plural": "Evaluated prices",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("evaluation", "med_list_codg"), name="evaluated_price_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("conclusion", ""), ("concluded_by__isnull", False), _connector="OR"
                                ),
                                name="evaluated_price_concluded",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("conclusion", ""),
                                    ("conclusion", models.F("suggestion")),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="evaluated_price_reason",
                                violation_error_message="A conclusion other than the suggested one says why.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceEvaluationEvent",
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
                                    ("open", "Open"),
                                    ("proposed", "Proposed, to be decided"),
                                    ("decided", "Decided"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "computed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Computed at"),
                        ),
                        (
                            "starts",
                            models.BooleanField(
                                blank=True,
                                help_text="Empty while nothing is proposed.",
                                null=True,
                                verbose_name="Adjustment starts",
                            ),
                        ),
                        ("grounds", models.CharField(blank=True, max_length=1000, verbose_name="Grounds")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
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
                                verbose_name="Agency",
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
                                to="claims.priceevaluation",
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
                    name="NeighbourPriceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        ("neighbour", models.CharField(max_length=100, verbose_name="Neighbouring area")),
                        (
                            "pric",
                            models.DecimalField(decimal_places=6, max_digits=16, verbose_name="Unit price"),
                        ),
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
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
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
                                to="claims.neighbourprice",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EvaluatedPriceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        ("item_name", models.CharField(blank=True, max_length=200, verbose_name="Item")),
                        (
                            "volume",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="Volume"),
                        ),
                        (
                            "volume_before",
                            models.DecimalField(
                                decimal_places=4, max_digits=18, verbose_name="Volume the year before"
                            ),
                        ),
                        ("fees", config.money.MoneyField(verbose_name="Fees")),
                        ("fees_before", config.money.MoneyField(verbose_name="Fees the year before")),
                        (
                            "pric",
                            models.DecimalField(
                                decimal_places=6, max_digits=16, verbose_name="Mean price here"
                            ),
                        ),
                        (
                            "neighbours",
                            models.PositiveSmallIntegerField(default=0, verbose_name="Neighbouring areas"),
                        ),
                        (
                            "neighbour_pric",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Mean price there",
                            ),
                        ),
                        (
                            "volume_growth",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="Growth of volume",
                            ),
                        ),
                        (
                            "fee_growth",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="Growth of fees",
                            ),
                        ),
                        (
                            "price_ratio",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=12,
                                null=True,
                                verbose_name="Price there to here",
                            ),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Score"
                            ),
                        ),
                        (
                            "suggestion",
                            models.CharField(
                                choices=[("raise", "Raise"), ("keep", "Keep"), ("lower", "Lower")],
                                default="keep",
                                max_length=5,
                                verbose_name="Suggested",
                            ),
                        ),
                        (
                            "conclusion",
                            models.CharField(
                                blank=True,
                                choices=[("raise", "Raise"), ("keep", "Keep"), ("lower", "Lower")],
                                max_length=5,
                                verbose_name="Conclusion",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
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
                                to="claims.evaluatedprice",
                            ),
                        ),
                        (
                            "evaluation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.priceevaluation",
                                verbose_name="Price evaluation",
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
            model_name="neighbourprice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_neighbourpriceevent" ("area_id", "county_id", "id", "import_run_id", "med_list_codg", "neighbour", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pric", "year") SELECT new_values."area_id", new_values."county_id", new_values."id", new_values."import_run_id", new_values."med_list_codg", new_values."neighbour", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pric", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9e143eceef60aa2e1bad1acf6ba891998f1df6ad",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_23210",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_neighbourprice",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="neighbourprice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_neighbourpriceevent" ("area_id", "county_id", "id", "import_run_id", "med_list_codg", "neighbour", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pric", "year") SELECT new_values."area_id", new_values."county_id", new_values."id", new_values."import_run_id", new_values."med_list_codg", new_values."neighbour", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pric", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f4cd7e4080a3ebaa5dcd47ac771d160dc1ba6201",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_584b1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_neighbourprice",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="neighbourprice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_neighbourpriceevent" ("area_id", "county_id", "id", "import_run_id", "med_list_codg", "neighbour", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pric", "year") SELECT old_values."area_id", old_values."county_id", old_values."id", old_values."import_run_id", old_values."med_list_codg", old_values."neighbour", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pric", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="eed65e2c968c918b9ec80fc3554cc36bff0e0fd4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_63a05",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_neighbourprice",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceevaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceevaluationevent" ("area_id", "computed_at", "county_id", "decided_by_id", "decided_on", "grounds", "id", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "starts", "state", "year") SELECT new_values."area_id", new_values."computed_at", new_values."county_id", new_values."decided_by_id", new_values."decided_on", new_values."grounds", new_values."id", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_by_id", new_values."starts", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="704ac8d39338cf90d8e452c633e0202238e0a76a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_94362",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_priceevaluation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceevaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceevaluationevent" ("area_id", "computed_at", "county_id", "decided_by_id", "decided_on", "grounds", "id", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "starts", "state", "year") SELECT new_values."area_id", new_values."computed_at", new_values."county_id", new_values."decided_by_id", new_values."decided_on", new_values."grounds", new_values."id", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_by_id", new_values."starts", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="26a9fcc1c5dcd545145d3dce02e74cf9ef2a2c70",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1a01a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_priceevaluation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceevaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceevaluationevent" ("area_id", "computed_at", "county_id", "decided_by_id", "decided_on", "grounds", "id", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "starts", "state", "year") SELECT old_values."area_id", old_values."computed_at", old_values."county_id", old_values."decided_by_id", old_values."decided_on", old_values."grounds", old_values."id", old_values."opened_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_by_id", old_values."starts", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d441b4d19991ea1c9385ffdb5a4782ff3681ac88",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6b780",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_priceevaluation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="evaluatedprice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_evaluatedpriceevent" ("concluded_by_id", "conclusion", "evaluation_id", "fee_growth", "fees", "fees_before", "id", "item_name", "med_list_codg", "neighbour_pric", "neighbours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pric", "price_ratio", "reason", "score", "suggestion", "volume", "volume_before", "volume_growth") SELECT new_values."concluded_by_id", new_values."conclusion", new_values."evaluation_id", new_values."fee_growth", new_values."fees", new_values."fees_before", new_values."id", new_values."item_name", new_values."med_list_codg", new_values."neighbour_pric", new_values."neighbours", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pric", new_values."price_ratio", new_values."reason", new_values."score", new_values."suggestion", new_values."volume", new_values."volume_before", new_values."volume_growth" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2b1120f4f924a7076c7b7dde2e96538ab05d27b8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_da583",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_evaluatedprice",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="evaluatedprice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_evaluatedpriceevent" ("concluded_by_id", "conclusion", "evaluation_id", "fee_growth", "fees", "fees_before", "id", "item_name", "med_list_codg", "neighbour_pric", "neighbours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pric", "price_ratio", "reason", "score", "suggestion", "volume", "volume_before", "volume_growth") SELECT new_values."concluded_by_id", new_values."conclusion", new_values."evaluation_id", new_values."fee_growth", new_values."fees", new_values."fees_before", new_values."id", new_values."item_name", new_values."med_list_codg", new_values."neighbour_pric", new_values."neighbours", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pric", new_values."price_ratio", new_values."reason", new_values."score", new_values."suggestion", new_values."volume", new_values."volume_before", new_values."volume_growth" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7970109c74fc5921be2152193f8afbea099ff686",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_16970",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_evaluatedprice",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="evaluatedprice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_evaluatedpriceevent" ("concluded_by_id", "conclusion", "evaluation_id", "fee_growth", "fees", "fees_before", "id", "item_name", "med_list_codg", "neighbour_pric", "neighbours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pric", "price_ratio", "reason", "score", "suggestion", "volume", "volume_before", "volume_growth") SELECT old_values."concluded_by_id", old_values."conclusion", old_values."evaluation_id", old_values."fee_growth", old_values."fees", old_values."fees_before", old_values."id", old_values."item_name", old_values."med_list_codg", old_values."neighbour_pric", old_values."neighbours", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pric", old_values."price_ratio", old_values."reason", old_values."score", old_values."suggestion", old_values."volume", old_values."volume_before", old_values."volume_growth" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="767ceb092de5a37c7152476a2380e55a8f9673c3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_159f7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_evaluatedprice",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.RemoveTrigger(
            model_name="priceinquiry",
            name="insert_insert",
        ),
        config.migrating.RemoveTrigger(
            model_name="priceinquiry",
            name="update_update",
        ),
        config.migrating.RemoveTrigger(
            model_name="priceinquiry",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="priceinquiry",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                help_text="The inquiry about the same item that this one goes on from.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followed_by",
                to="claims.priceinquiry",
                verbose_name="Goes on from",
            ),
        ),
        migrations.AddField(
            model_name="priceinquiryevent",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The inquiry about the same item that this one goes on from.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="claims.priceinquiry",
                verbose_name="Goes on from",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceinquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceinquiryevent" ("area_id", "closed_by_id", "closed_on", "conclusion", "county_id", "due_on", "follows_id", "id", "institution_id", "item_name", "kind", "med_list_codg", "new_price", "number", "opened_by_id", "opened_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "question", "replied_on", "reply", "state", "supplier") SELECT new_values."area_id", new_values."closed_by_id", new_values."closed_on", new_values."conclusion", new_values."county_id", new_values."due_on", new_values."follows_id", new_values."id", new_values."institution_id", new_values."item_name", new_values."kind", new_values."med_list_codg", new_values."new_price", new_values."number", new_values."opened_by_id", new_values."opened_on", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."price", new_values."question", new_values."replied_on", new_values."reply", new_values."state", new_values."supplier" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="62c2fb7fa23dcfffbe192b9eff4a0f6cff80ea06",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_44430",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_priceinquiry",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceinquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceinquiryevent" ("area_id", "closed_by_id", "closed_on", "conclusion", "county_id", "due_on", "follows_id", "id", "institution_id", "item_name", "kind", "med_list_codg", "new_price", "number", "opened_by_id", "opened_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "question", "replied_on", "reply", "state", "supplier") SELECT new_values."area_id", new_values."closed_by_id", new_values."closed_on", new_values."conclusion", new_values."county_id", new_values."due_on", new_values."follows_id", new_values."id", new_values."institution_id", new_values."item_name", new_values."kind", new_values."med_list_codg", new_values."new_price", new_values."number", new_values."opened_by_id", new_values."opened_on", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."price", new_values."question", new_values."replied_on", new_values."reply", new_values."state", new_values."supplier" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="405d2294709cd6f908b3f4d4fe2cade407ada1f3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_198b0",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_priceinquiry",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceinquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceinquiryevent" ("area_id", "closed_by_id", "closed_on", "conclusion", "county_id", "due_on", "follows_id", "id", "institution_id", "item_name", "kind", "med_list_codg", "new_price", "number", "opened_by_id", "opened_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "question", "replied_on", "reply", "state", "supplier") SELECT old_values."area_id", old_values."closed_by_id", old_values."closed_on", old_values."conclusion", old_values."county_id", old_values."due_on", old_values."follows_id", old_values."id", old_values."institution_id", old_values."item_name", old_values."kind", old_values."med_list_codg", old_values."new_price", old_values."number", old_values."opened_by_id", old_values."opened_on", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."price", old_values."question", old_values."replied_on", old_values."reply", old_values."state", old_values."supplier" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="706ebd9c829790b738e246c8f7d6fe78a2aceab4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4af39",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_priceinquiry",
                    when="AFTER",
                ),
            ),
        ),
    ]
