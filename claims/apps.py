from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        from claims import (
            navigation,
            policy,
            policy_inspections,
            policy_prices,
            policy_procurement,
            policy_reconciliation,
            policy_registers,
            purposes,
        )
        from claims.reads import verifying  # noqa: F401 - registers its questions
        from claims.services import institution_indicators
        from claims.services.bill_checks import register_bill_check
        from claims.services.check_split_stays import SPLIT_STAYS
        from claims.services.contribution_refunds import owe_refund
        from claims.services.redo_listeners import register_redo_listener
        from claims.services.regroup import regroup_changed
        from enrollment.services.refunds.listeners import register_refund_listener

        register_bill_check(SPLIT_STAYS)
        register_refund_listener(owe_refund)
        register_redo_listener(regroup_changed)
        institution_indicators.register()
        policy.register()
        policy_registers.register()
        policy_prices.register()
        policy_inspections.register()
        policy_procurement.register()
        policy_reconciliation.register()
        navigation.register()
        purposes.register()
