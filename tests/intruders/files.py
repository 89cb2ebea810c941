"""Two hundred hostile files, built by code: broken, cut, swollen, disguised, and named to lead astray."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.config.spreadsheets.files import rewritten, with_part
from tests.config.spreadsheets.sheets import HEADER, people_sheet, person_row

SEED = 20_201_231
FLIPPED, CUT, CSV_NOISE = 50, 25, 40

ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]><x>&z;</x>' % b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("z") + 1)
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY z SYSTEM "file:///etc/passwd">]><x>&z;</x>'
NAMES = [
    "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/shadow", "a\x00.xlsx", "x" * 500 + ".xlsx", "CON.xlsx",
    "名单\u202exslx.exe", "<script>alert(1)</script>.xlsx", "'; drop table x; --.xlsx", ".htaccess", "", " .xlsx",
    "=cmd|' /C calc'!A0.xlsx", "a/b/c.xlsx", "%2e%2e%2fx.xlsx", "\r\nSet-Cookie: a=b.xlsx", "名单.xlsx.php",
    "~$名单.xlsx",
]  # fmt: skip
DISGUISED = {
    "portable document": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "program": b"MZ\x90\x00\x03" + bytes(200),
    "elf": b"\x7fELF\x02\x01\x01" + bytes(200),
    "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "rar": b"Rar!\x1a\x07\x01\x00" + bytes(100),
    "seven zip": b"7z\xbc\xaf'\x1c\x00\x04" + bytes(100),
    "packed": gzip.compress(b"psn_no,certno\n" * 1_000),
    "page": b"<html><table><tr><td>psn_no</td></tr></table></html>",
    "script": b"#!/bin/sh\nrm -rf /\n",
    "php": b"<?php system($_GET['c']); ?>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "empty zip": b"PK\x05\x06" + bytes(18),
    "only a mark": b"\xef\xbb\xbf",
    "wide text": "psn_no,psn_name\n1,张\n".encode("utf-16"),
    "wider text": "psn_no,psn_name\n1,张\n".encode("utf-32"),
    "zeros": bytes(5_000),
    "one byte": b"P",
}


@dataclass(frozen=True)
class HostileFile:
    what: str
    filename: str
    content: bytes


def hostile_files(folder: Path) -> Iterator[HostileFile]:
    """The corpus; the same files in every run."""
    luck = random.Random(SEED)
    good = people_sheet(folder / "good.xlsx", [person_row(n) for n in range(1, 20)]).read_bytes()
    yield from _damaged(good, luck)
    yield from _parts(folder, good)
    yield from _sheets(folder)
    yield from _text(luck)
    for what, content in DISGUISED.items():
        for ending in (".xlsx", ".csv"):
            yield HostileFile(f"{what} as {ending}", f"名单{ending}", content)
    for name in NAMES:
        yield HostileFile(f"named {name[:30]!r}", name, luck.randbytes(40) + good)


def _damaged(good: bytes, luck: random.Random) -> Iterator[HostileFile]:
    for number in range(FLIPPED):
        content = bytearray(good)
        for _each in range(1 + number):
            content[luck.randrange(len(content))] ^= 1 << luck.randrange(8)
        yield HostileFile(f"{number + 1} bits flipped", "名单.xlsx", bytes(content))
    for number in range(CUT):
        yield HostileFile(f"cut at {number}/{CUT}", "名单.xlsx", good[: len(good) * number // CUT])


def _parts(folder: Path, good: bytes) -> Iterator[HostileFile]:
    """Every part of the workbook gone, garbage, and full of entities; parts that do not belong."""
    names = zipfile.ZipFile(io.BytesIO(good)).namelist()
    for part in names:
        yield HostileFile(f"without {part}", "名单.xlsx", _without(good, part))
        for what, bad in (("garbage", b"\x00\xff<" * 50), ("entities", ENTITY), ("a file of ours", OUTSIDE)):
            path = folder / "changed.xlsx"
            path.write_bytes(good)
            rewritten(path, lambda name, old, part=part, bad=bad: (name, bad if name == part else old))
            yield HostileFile(f"{what} in {part}", "名单.xlsx", path.read_bytes())
    for name in (
        "../../evil.xml",
        "/etc/cron.d/x",
        "C:\\x.xml",
        "xl/vbaProject.bin",
        "xl/macrosheets/sheet1.xml",
    ):
        path = folder / "more.xlsx"
        path.write_bytes(good)
        yield HostileFile(f"with a part {name}", "名单.xlsx", with_part(path, name, b"x").read_bytes())
    path.write_bytes(good)
    yield HostileFile(
        "a bomb", "名单.xlsx", with_part(path, "xl/media/big.xml", bytes(64 << 20)).read_bytes()
    )


def _without(good: bytes, part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return out.getvalue()


def _sheets(folder: Path) -> Iterator[HostileFile]:
    """Whole workbooks with hostile cells."""
    cells = {
        "formula": "=1+1", "command": "=cmd|' /C calc'!A0", "markup": "<script>alert(1)</script>", "nul": "a\x00b",
        "long": "张" * 32_000, "control": "a\x0bb\x1f", "direction": "\u202e张三", "quote": "'; drop table x; --",
        "far day": "9999-12-31", "no number": "1e999",
    }  # fmt: skip
    for what, text in cells.items():
        for field in ("psn_name", "psn_insu_date", "psn_no"):
            rows = [person_row(1, **{field: text})]
            path = people_sheet(folder / "cells.xlsx", rows)
            yield HostileFile(f"{what} in {field}", "名单.xlsx", path.read_bytes())


def _text(luck: random.Random) -> Iterator[HostileFile]:
    head = ",".join(HEADER).encode()
    row = ",".join("" if cell is None else str(cell) for cell in person_row(1)).encode()
    for number in range(CSV_NOISE):
        noise = luck.randbytes(1 + number * 7)
        at = luck.randrange(len(row))
        yield HostileFile(
            f"noise {number}", "名单.csv", head + b"\r\n" + row[:at] + noise + row[at:] + b"\r\n"
        )
    for what, content in {
        "unclosed": b'"' + head + b"\n" + row,
        "wide": b",".join(b"c%d" % n for n in range(20_000)),
        "one long cell": head + b"\n" + b"x" * (4 << 20),
        "only commas": b",\n" * 10_000,
        "lone returns": head + b"\r" + row + b"\r",
        "quotes": head + b"\n" + b'""""' * 10_000,
        "twice the header": head + b"," + head + b"\n" + row + b"," + row,
        "surrogates": head + b"\n" + b"\xed\xa0\x80,\xed\xbf\xbf",
        "overlong": head + b"\n\xc0\xaf\xc0\xae,1",
        "half a character": head + b"\n" + "张".encode("gb18030")[:1],
    }.items():
        yield HostileFile(what, "名单.csv", content)
