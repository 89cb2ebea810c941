"""Names of national codes (险种, 医疗类别, 人员类别 …), for pages and column checks.

The codes are the national ones; local extensions append digits and are read by their longest known beginning.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

CODES: dict[str, dict[str, Any]] = {
    "insutype": {
        "310": _("Employee basic insurance"),
        "320": _("Civil-servant medical aid"),
        "330": _("Large-amount medical aid"),
        "340": _("Retired veteran cadres' care"),
        "350": _("Disabled servicemen's medical aid"),
        "360": _("Red Army veterans' care"),
        "370": _("Enterprise supplementary insurance"),
        "380": _("New rural cooperative medical care"),
        "390": _("Resident basic insurance"),
        "391": _("Urban resident basic insurance"),
        "392": _("Resident serious-illness insurance"),
        "399": _("Care of other special groups"),
        "410": _("Long-term care insurance"),
        "510": _("Maternity insurance"),
        "610": _("Medical aid"),
    },
    "med_type": {
        "11": _("General outpatient"),
        "12": _("Outpatient registration"),
        "13": _("Emergency"),
        "14": _("Chronic outpatient"),
        "21": _("General inpatient"),
        "22": _("Inpatient after injury"),
        "23": _("Inpatient by transfer"),
        "24": _("Inpatient after emergency"),
        "41": _("Purchase at a pharmacy"),
        "51": _("Maternity outpatient"),
        "52": _("Maternity inpatient"),
        "53": _("Family-planning operation"),
    },
    "psn_type": {
        "11": _("Working"),
        "1101": _("Employee, working"),
        "1102": _("Civil servant, working"),
        "1103": _("Flexible worker"),
        "12": _("Retired"),
        "1201": _("Employee, retired"),
        "1202": _("Civil servant, retired"),
        "1203": _("Flexible worker, retired"),
        "13": _("Retired veteran cadre"),
        "14": _("Resident, minor"),
        "1401": _("Newborn"),
        "1402": _("Preschool child"),
        "1403": _("School pupil"),
        "1404": _("University student"),
        "1405": _("Minor not at school"),
        "15": _("Resident, adult"),
        "1501": _("Ordinary adult resident"),
        "16": _("Resident, elderly"),
    },
    "psn_cert_type": {
        "01": _("Identity card"),
        "02": _("Military officer's card"),
        "03": _("Armed police officer's card"),
        "04": _("Hong Kong permit"),
        "05": _("Macao permit"),
        "06": _("Taiwan permit"),
        "07": _("Foreigner's permanent residence card"),
        "08": _("Foreign passport"),
        "16": _("Chinese passport"),
        "17": _("Residence card of Hong Kong, Macao and Taiwan"),
        "90": _("Social security card"),
        "99": _("Other certificate"),
    },
    "gend": {"0": _("Unknown"), "1": _("Male"), "2": _("Female"), "9": _("Not stated")},
    "matn_type": {
        "1": _("Normal delivery"),
        "2": _("Assisted delivery"),
        "3": _("Caesarean"),
        "4": _("Difficult delivery"),
        "5": _("Miscarriage"),
        "6": _("Induced labour"),
        "7": _("Antenatal check"),
        "9": _("Other"),
    },
    "clr_way": {
        "1": _("By item"),
        "2": _("Per case"),
        "3": _("DIP"),
        "4": _("DRG"),
        "5": _("Per bed-day"),
        "6": _("Per capita"),
        "7": _("By quota"),
        "9": _("Other"),
    },
    "hosp_lv": {
        "01": _("Level 3 special"),
        "02": _("Level 3 A"),
        "03": _("Level 3 B"),
        "04": _("Level 3 C"),
        "05": _("Level 2 A"),
        "06": _("Level 2 B"),
        "07": _("Level 2 C"),
        "08": _("Level 1 A"),
        "09": _("Level 1 B"),
        "10": _("Level 1 C"),
        "11": _("No level"),
    },
}


def name_of(code_set: str, code: str) -> str:
    """The name of ``code``; of its longest known beginning when it is a local extension; else the code itself."""
    names = CODES[code_set]
    for length in range(len(code), 0, -1):
        if code[:length] in names:
            return str(names[code[:length]])
    return code
