from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundsConfig(AppConfig):
    name = "funds"
    verbose_name = _("Funds")

    def ready(self) -> None:
        from claims.services.clearing_months import register_open_month
        from funds import navigation, policy
        from funds.services.clearing.months import first_open_month
        from funds.spreadsheets import (  # noqa: F401 - registers the imports
            bank_return,
            fund_budget_lines,
            subsidy_receipts,
        )

        policy.register()
        navigation.register()
        register_open_month(first_open_month)
