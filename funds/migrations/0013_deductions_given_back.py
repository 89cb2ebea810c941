import config.money
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0012_out_of_area_row_level_security"),
        ("claims", "0030_deduction_reversals_guarded"),
        ("institutions", "0009_credit_row_level_security"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="statement",
            name="statement_adds_up",
        ),
        migrations.RemoveConstraint(
            model_name="statement",
            name="statement_not_negative",
        ),
        migrations.RemoveConstraint(
            model_name="statementline",
            name="statement_line_adds_up",
        ),
        migrations.AddField(
            model_name="statement",
            name="det_returned",
            field=config.money.MoneyField(
                default=0,
                help_text="Taken by an earlier statement; an objection was upheld.",
                verbose_name="Deductions given back",
            ),
        ),
        migrations.AddField(
            model_name="statementline",
            name="returned",
            field=config.money.MoneyField(default=0, verbose_name="Given back"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act_dfr_amt",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            models.F("fund_appy_sum"),
                                                            "+",
                                                            models.F("acct_pay"),
                                                        ),
                                                        "+",
                                                        models.F("by_method"),
                                                    ),
                                                    "+",
                                                    models.F("brought_forward"),
                                                ),
                                                "+",
                                                models.F("det_returned"),
                                            ),
                                            "-",
                                            models.F("det_sumamt"),
                                        ),
                                        "-",
                                        models.F("dpst_sumamt"),
                                    ),
                                    "+",
                                    models.F("year_end"),
                                ),
                                "+",
                                models.F("dpst_released"),
                            ),
                            "-",
                            models.F("carried_forward"),
                        ),
                    )
                ),
                name="statement_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("act_dfr_amt__gte", 0),
                    ("det_later__gte", 0),
                    ("det_returned__gte", 0),
                    ("det_sumamt__gte", 0),
                    ("dpst_released__gte", 0),
                    ("dpst_sumamt__gte", 0),
                ),
                name="statement_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "payable",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("approved"), "+", models.F("by_method")
                                                    ),
                                                    "+",
                                                    models.F("brought"),
                                                ),
                                                "+",
                                                models.F("returned"),
                                            ),
                                            "-",
                                            models.F("deducted"),
                                        ),
                                        "-",
                                        models.F("deposit"),
                                    ),
                                    "+",
                                    models.F("year_end"),
                                ),
                                "+",
                                models.F("released"),
                            ),
                            "-",
                            models.F("carried"),
                        ),
                    )
                ),
                name="statement_line_adds_up",
            ),
        ),
    ]
