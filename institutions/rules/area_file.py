"""An area file: a city, its region, its counties. YAML, read as strictly as policy packages are."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from .policy_faults import Fault, PolicyError, PolicyFault
from .policy_nodes import compose, entries, line_of, mapping, scalar

KNOWN = ("area", "name", "region", "own_unit", "counties")
_CODE = re.compile(r"\d{6}")
_FLAGS = {"yes": True, "no": False}


class AreaFile(NamedTuple):
    """``name`` and ``counties`` (code to name) are empty where the file leaves them to the national districts."""

    code: str
    name: str
    region: str
    own_unit: bool
    counties: dict[str, str]


def read_area_file(text: str, *, file: str) -> AreaFile:
    """Raises :class:`PolicyError` with file and line of the first thing wrong."""
    try:
        return _read(text)
    except Fault as fault:
        raise PolicyError([PolicyFault(file, fault.line, "", fault.code, fault.params)]) from fault


def _read(text: str) -> AreaFile:
    given = mapping(compose(text), known=KNOWN, required=("area",))
    own_unit = scalar(given["own_unit"]) if "own_unit" in given else "no"
    if own_unit not in _FLAGS:
        raise Fault(line_of(given["own_unit"]), "flag", text=own_unit)
    area = _code(given["area"])
    counties: dict[str, str] = {}
    for _text, key, name in entries(given["counties"]) if "counties" in given else ():
        code = _code(key)
        if code == area:
            raise Fault(line_of(key), "county_is_city", text=code)
        counties[code] = scalar(name)
    return AreaFile(
        area,
        scalar(given["name"]) if "name" in given else "",
        _code(given["region"]) if "region" in given else "",
        _FLAGS[own_unit],
        counties,
    )


def _code(node: yaml.Node) -> str:
    code = scalar(node)
    if not _CODE.fullmatch(code):
        raise Fault(line_of(node), "district", text=code)
    return code
