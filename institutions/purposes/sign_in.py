"""What the pages of the second factor are for."""

from django.utils.translation import gettext_lazy as _

ONES_OWN = {
    "second_factor": _(
        "A code of your phone beside the password: a password that leaked then opens nothing."
    ),
    "second_factor_on": _("Shows your phone a key; from then on the sign-in asks for its codes."),
    "second_factor_off": _("From then on your password alone opens."),
    "recovery_codes": _("Each opens once when the phone is not at hand; they are shown only now."),
    "new_recovery_codes": _("Makes ten new recovery codes; those you have open nothing any more."),
}
ADMINISTRATORS = {
    "ask_second_factor_reset": _(
        "For somebody who has neither the phone nor a recovery code; another administrator confirms."
    ),
    "confirm_second_factor_reset": _(
        "Takes the second factor off; whoever asked for it cannot do it, nor the person themself."
    ),
    "refuse_second_factor_reset": _(
        "The second factor stays on; ask the administrator who asked for it why."
    ),
}
