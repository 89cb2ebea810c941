"""Registers: accidents, certificates, filings, maternity, sign-ups."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "accidents": _(
        "Injuries declared with their evidence. The decision says who bears the cost, and whether the "
        "fund pays."
    ),
    "new_accident": _(
        "Enter how the injury came about, with the first paper. A second person decides whether the fund pays."
    ),
    "accident": _("What was declared, the papers, the decision, and what can be done now."),
    "accident_decide": _(
        "Say as a second person who bears the cost; this replaces what was declared and counts for the "
        "bills. A refusal needs its reason."
    ),
    "accident_import": _(
        "Puts all declarations of the sheet in force as a second person. Refuse single ones on their own "
        "pages first."
    ),
    "accident_notice": _(
        "For the person to take along: whether the fund pays for the injury, and the reason of a refusal."
    ),
    "accident_paper": _("Keep a further paper about the injury with the declaration."),
    "accident_withdraw": _("Takes the declaration back; only before it is decided."),
    "certificates": _(
        "Certificates for chronic and special diseases, applied for and held. Care for the disease is "
        "paid by its own rules while one holds."
    ),
    "new_certificate": _(
        "Enter disease, first day and institutions chosen. Experts or a second person decide, where the "
        "policy asks for it."
    ),
    "certificate": _("Disease, days, institutions, papers and experts' opinions, and what can be done now."),
    "certificate_decide": _(
        "Grants the certificate with its days, or refuses it, as a second person; where experts are "
        "asked, they must be in favour."
    ),
    "certificate_import": _(
        "Puts all certificates of the sheet in force as a second person. Refuse single ones on their own "
        "pages first."
    ),
    "certificate_notice": _(
        "For the person to take along: the decision on the certificate, its days, and the reason of a refusal."
    ),
    "certificate_opinion": _(
        "Enter the expert's signed sheet. Where the experts are divided, one more is drawn."
    ),
    "certificate_paper": _("Keep a further paper with the application for the certificate."),
    "certificate_withdraw": _("Takes the application for the certificate back; only before it is decided."),
    "experts": _(
        "The pool from which experts are drawn by lot for applications that need them; it comes by import."
    ),
    "filings": _(
        "Filings for care away from home. Where the policy asks for one, care elsewhere is paid without "
        "loss only with it."
    ),
    "new_filing": _(
        "Enter kind, place and days. Missing papers are promised where the policy takes a promise, and "
        "checked later."
    ),
    "filing": _("Kind, place, days, papers and promises of the filing, and what can be done now."),
    "filing_end": _("Enter the last day on which the filing holds: bills of later days no longer find it."),
    "filing_import": _(
        "Puts all filings of the sheet in force as a second person. Refuse single ones on their own pages"
        " first."
    ),
    "filing_notice": _("For the person to take along: where and from when until when the filing holds."),
    "filing_paper": _("Keep a further paper with the filing."),
    "filing_promise": _(
        "Say whether the promised papers came. If they did not, the filing no longer holds from that day on."
    ),
    "filing_void": _("The filing counts as never made. Bills settled on it stay until they are redone."),
    "maternity": _("Pregnancies and operations registered, before the birth and with its result afterwards."),
    "new_maternity_registration": _(
        "Register a pregnancy or operation with its first paper; it holds from the day applied on as long"
        " as the policy says."
    ),
    "maternity_registration": _(
        "What is registered, its days and papers, how it went, and what can be done now."
    ),
    "maternity_registration_result": _(
        "Enter how the birth or operation went; it may be corrected while the registration is in force."
    ),
    "maternity_registration_end": _(
        "Enter the last day on which the maternity registration holds: bills of later days no longer find it."
    ),
    "maternity_registration_import": _(
        "Puts all maternity registrations of the sheet in force as a second person. Refuse single ones on"
        " their own pages first."
    ),
    "maternity_registration_notice": _(
        "For the person to take along: what is registered and from when until when it holds."
    ),
    "maternity_registration_paper": _("Keep a further paper with the maternity registration."),
    "maternity_registration_void": _(
        "The maternity registration counts as never made. Bills settled on it stay until they are redone."
    ),
    "sign-ups": _(
        "Who is signed up with a family doctor, where and since when. Register one, or import an "
        "institution's roll."
    ),
    "new_sign_up": _(
        "Sign the person up with a family doctor from a day on. The sign-up that holds can be ended the "
        "day before."
    ),
    "sign_up": _("With whom and since when the person is signed up, the papers, and what can be done now."),
    "sign_up_end": _("Enter the last day on which the sign-up holds: bills of later days no longer find it."),
    "sign_up_import": _(
        "Puts all sign-ups of the sheet in force as a second person. Refuse single ones on their own "
        "pages first."
    ),
    "sign_up_notice": _("For the person to take along: with whom the sign-up is and from when it holds."),
    "sign_up_paper": _("Keep a further paper with the sign-up."),
    "sign_up_void": _("The sign-up counts as never made. Bills settled on it stay until they are redone."),
    "accident_end": _(
        "Enter the last day on which the accident's decision holds: bills of later days no longer find it."
    ),
    "accident_void": _(
        "The accident counts as never declared. Bills settled on it stay until they are redone."
    ),
    "certificate_end": _(
        "Enter the last day on which the certificate holds: bills of later days no longer find it."
    ),
    "certificate_void": _(
        "The certificate counts as never granted. Bills settled on it stay until they are redone."
    ),
    "certificate_experts": _(
        "Draws as many experts as the policy asks from the area's pool, by lot, and hands the application"
        " to them."
    ),
    "certificate_institutions": _(
        "Name the institutions where the certificate is used from a day on; those chosen before and not "
        "named end the day before."
    ),
    "filing_decide": _(
        "Puts the filing in force with its days, or refuses it with the reason, as a second person."
    ),
    "filing_withdraw": _("Takes the filing back; only before it is decided."),
    "maternity_registration_decide": _(
        "Puts the maternity registration in force with its days, or refuses it with the reason, as a "
        "second person."
    ),
    "maternity_registration_withdraw": _("Takes the maternity registration back; only before it is decided."),
    "sign_up_decide": _(
        "Puts the sign-up in force with its days, or refuses it with the reason, as a second person."
    ),
    "sign_up_withdraw": _("Takes the sign-up back; only before it is decided."),
}
