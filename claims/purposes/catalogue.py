"""The catalogue, its versions and merges, own codes, negotiated drugs."""

from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "catalogue": _(
        "What the catalogue says on a day: class, own share, price limit and restrictions. Open an item "
        "for its history and for changes."
    ),
    "propose_item": _(
        "Enter an item the catalogue does not have. It stands in the draft and holds only when a second "
        "person puts the draft in force."
    ),
    "catalogue_versions": _(
        "Drafts of the catalogue and the versions in force. Open a draft to compare it, then a second "
        "person puts it in force."
    ),
    "catalogue_version": _(
        "What this version enters, changes and takes out. A draft can still be changed or discarded; in "
        "force it never changes."
    ),
    "catalogue_row": _("Takes this one row out of the draft; the catalogue in force stays as it is."),
    "describe_catalogue": _(
        "Say what the draft is called, which document it follows, and from which day unknown codes make a"
        " bill wait."
    ),
    "discard_catalogue": _(
        "Throws the draft away with all its rows; an import that brought them can be repeated."
    ),
    "enforce_catalogue": _(
        "Puts the draft in force as a second person; its rows never change afterwards. Bills settled "
        "already keep their version."
    ),
    "catalogue_merges": _(
        "Merges of two catalogues into one. Open one to decide where they differ, then make the draft."
    ),
    "begin_merge": _(
        "Name the two catalogues, the day they are read, and where and from when the result is to hold."
    ),
    "catalogue_merge": _(
        "What each side brings and where they differ. Decide every conflict; only then a draft can be made."
    ),
    "draft_merge": _(
        "Makes the merged catalogue a draft; it is refused when a source changed meanwhile. A second "
        "person puts it in force."
    ),
    "negotiated_drugs": _(
        "Negotiated drugs of the catalogue in force, each with the hospitals and pharmacies that keep it."
    ),
    "drug_stock": _(
        "Which hospital or pharmacy keeps which negotiated drug, and until when. What is kept no longer "
        "is ended here."
    ),
    "end_stock": _("Enter the last day on which the institution keeps this negotiated drug."),
    "institution_codes": _(
        "What institutions' own item codes stand for in the catalogue. Open one to correct or end it."
    ),
    "institution_code": _(
        "Correct what this own code stands for, or give its last day. Bills settled already stay as they are."
    ),
    "unmatched_codes": _(
        "Codes nobody has explained yet, with the bills each of them holds up. Say what a code stands "
        "for, and its bills can be settled."
    ),
    "match_code": _(
        "Give the catalogue code this own code stands for, or say it is own expense. Waiting bills are "
        "settled with the next run."
    ),
    "catalogue_item": _(
        "What the code means today and meant before, where it is kept, and what is being drafted. Changes"
        " are proposed here."
    ),
    "propose_change": _(
        "Change this item, let it leave, or override it locally. The row stands in the draft until a "
        "second person puts it in force."
    ),
}
