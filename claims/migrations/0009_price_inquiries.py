import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_prices_row_level_security"),
        ("institutions", "0005_agreements_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="PriceInquiry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("letter", "Inquiry letter"), ("talk", "Talk")],
                                default="letter",
                                max_length=6,
                                verbose_name="Kind",
                            ),
                        ),
                        ("supplier", models.CharField(blank=True, max_length=200, verbose_name="Supplier")),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        ("item_name", models.CharField(max_length=200, verbose_name="Item")),
                        ("price", config.money.MoneyField(verbose_name="Price asked about")),
                        ("question", models.CharField(max_length=500, verbose_name="What is asked")),
                        ("opened_on", models.DateField(verbose_name="Opened on")),
                        ("due_on", models.DateField(verbose_name="Reply by")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("opened", "Waiting for the reply"),
                                    ("replied", "Replied, to be closed"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="opened",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("replied_on", models.DateField(blank=True, null=True, verbose_name="Replied on")),
                        (
                            "reply",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="Reply or record of the talk"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lowered", "Price lowered"),
                                    ("explained", "Price explained"),
                                    ("handed_over", "Handed over"),
                                ],
                                max_length=11,
                                verbose_name="Outcome",
                            ),
                        ),
                        (
                            "new_price",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Price from now on"),
                        ),
                        (
                            "conclusion",
                            models.CharField(blank=True, max_length=300, verbose_name="Conclusion"),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="Closed on")),
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
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Closed by",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
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
                    ],
                    options={
                        "verbose_name": "Price inquiry",
                        "verbose_name_plural": "Price inquiries",
                        "indexes": [models.Index(fields=["area", "state"], name="price_inquiry_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("institution__isnull", False), ("supplier", "")),
                                    models.Q(
                                        ("institution__isnull", True),
                                        models.Q(("supplier", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="price_inquiry_one_asked",
                                violation_error_message="One is asked: an institution or a supplier.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("price__gt", 0)), name="price_inquiry_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_by__isnull", True),
                                    models.Q(("closed_by", models.F("opened_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="price_inquiry_two_people",
                                violation_error_message="Whoever opens an inquiry cannot close it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    models.Q(
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                        models.Q(("conclusion", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="price_inquiry_closed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("new_price__gt", 0),
                                        ("new_price__isnull", False),
                                        ("new_price__lt", models.F("price")),
                                        ("outcome", "lowered"),
                                    ),
                                    models.Q(
                                        models.Q(("outcome", "lowered"), _negated=True),
                                        ("new_price__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="price_inquiry_lowered",
                                violation_error_message="A lowered price is below the one asked about; otherwise it stays empty.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on__gte", models.F("opened_on")),
                                    ("due_on__gte", models.F("opened_on")),
                                    ("replied_on__gte", models.F("opened_on")),
                                ),
                                name="price_inquiry_course",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceInquiryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("letter", "Inquiry letter"), ("talk", "Talk")],
                                default="letter",
                                max_length=6,
                                verbose_name="Kind",
                            ),
                        ),
                        ("supplier", models.CharField(blank=True, max_length=200, verbose_name="Supplier")),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        ("item_name", models.CharField(max_length=200, verbose_name="Item")),
                        ("price", config.money.MoneyField(verbose_name="Price asked about")),
                        ("question", models.CharField(max_length=500, verbose_name="What is asked")),
                        ("opened_on", models.DateField(verbose_name="Opened on")),
                        ("due_on", models.DateField(verbose_name="Reply by")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("opened", "Waiting for the reply"),
                                    ("replied", "Replied, to be closed"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="opened",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("replied_on", models.DateField(blank=True, null=True, verbose_name="Replied on")),
                        (
                            "reply",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="Reply or record of the talk"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lowered", "Price lowered"),
                                    ("explained", "Price explained"),
                                    ("handed_over", "Handed over"),
                                ],
                                max_length=11,
                                verbose_name="Outcome",
                            ),
                        ),
                        (
                            "new_price",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Price from now on"),
                        ),
                        (
                            "conclusion",
                            models.CharField(blank=True, max_length=300, verbose_name="Conclusion"),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="Closed on")),
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
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Closed by",
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
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
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
                                to="claims.priceinquiry",
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
            model_name="priceinquiry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceinquiryevent" ("area_id", "closed_by_id", "closed_on", "conclusion", "county_id", "due_on", "id", "institution_id", "item_name", "kind", "med_list_codg", "new_price", "number", "opened_by_id", "opened_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "question", "replied_on", "reply", "state", "supplier") SELECT new_values."area_id", new_values."closed_by_id", new_values."closed_on", new_values."conclusion", new_values."county_id", new_values."due_on", new_values."id", new_values."institution_id", new_values."item_name", new_values."kind", new_values."med_list_codg", new_values."new_price", new_values."number", new_values."opened_by_id", new_values."opened_on", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."price", new_values."question", new_values."replied_on", new_values."reply", new_values."state", new_values."supplier" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e25667f2d8d1d22f284a8229f52256c5262d17bd",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceinquiryevent" ("area_id", "closed_by_id", "closed_on", "conclusion", "county_id", "due_on", "id", "institution_id", "item_name", "kind", "med_list_codg", "new_price", "number", "opened_by_id", "opened_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "question", "replied_on", "reply", "state", "supplier") SELECT new_values."area_id", new_values."closed_by_id", new_values."closed_on", new_values."conclusion", new_values."county_id", new_values."due_on", new_values."id", new_values."institution_id", new_values."item_name", new_values."kind", new_values."med_list_codg", new_values."new_price", new_values."number", new_values."opened_by_id", new_values."opened_on", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."price", new_values."question", new_values."replied_on", new_values."reply", new_values."state", new_values."supplier" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a63638a56df3890e3a70dd0afb4eb200e1057af2",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceinquiryevent" ("area_id", "closed_by_id", "closed_on", "conclusion", "county_id", "due_on", "id", "institution_id", "item_name", "kind", "med_list_codg", "new_price", "number", "opened_by_id", "opened_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "question", "replied_on", "reply", "state", "supplier") SELECT old_values."area_id", old_values."closed_by_id", old_values."closed_on", old_values."conclusion", old_values."county_id", old_values."due_on", old_values."id", old_values."institution_id", old_values."item_name", old_values."kind", old_values."med_list_codg", old_values."new_price", old_values."number", old_values."opened_by_id", old_values."opened_on", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."price", old_values."question", old_values."replied_on", old_values."reply", old_values."state", old_values."supplier" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a61286dc77ae5007a9c9a21ada2cd625744382ec",
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
