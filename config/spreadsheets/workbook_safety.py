"""Looking at an .xlsx file before anything opens it: what it is, how far it unpacks, how far its sheets reach.

The reader (calamine) keeps a sheet as one dense table, so a single cell in XFD1048576 would ask for hundreds of
gigabytes; and a zip can claim any size. Both are found here by unpacking the parts as a stream.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from .faults import FileFault

MOST_ENTRIES = 1_000
MOST_UNPACKED = 1_000 << 20
# Real sheets shrink 10 to 40 times; a bomb a thousand times. Small parts may do as they like.
MOST_RATIO = 200
RATIO_FROM = 20 << 20
MOST_ROWS = 300_000
LAST_COLUMN, _MOST_COLUMNS = "CZ", 104
_CHUNK = 1 << 20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MACRO_PARTS = re.compile(r"vbaproject|/macrosheets/|/dialogsheets/", re.IGNORECASE)
# A reference beyond column CZ (104) or in row 300,000 and below, or a cell whose formula failed.
# They begin with a plain letter, not with a word boundary: five times faster over a hundred megabytes.
_FAR_CELL = re.compile(
    rb"""r\s*=\s*["']((?:[D-Z][A-Z]|[A-Z]{3}|[A-Z]{1,3}(?:[0-9]{7}|[3-9][0-9]{5}))[0-9]*)["']"""
)
_ERROR_CELL = re.compile(rb"""t\s*=\s*["']e["']""")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]+)["']""")


@dataclass
class WorkbookFacts:
    """``errors`` holds for rows, from 1, the columns of cells whose formula failed, for the named sheet; ``unpacked``
    the bytes of its XML."""

    sheets: list[str] = field(default_factory=list)
    unpacked: dict[str, int] = field(default_factory=dict)
    errors: dict[int, bytearray] = field(default_factory=dict)


def sort_of_file(path: Path) -> str:
    """``xlsx`` or ``text``; anything that is neither is refused by name."""
    with path.open("rb") as file:
        head = file.read(8)
        if head.startswith(_OLE):
            # An encrypted .xlsx is an OLE file with a stream of this name (in UTF-16).
            rest = file.read(1 << 20)
            encrypted = "EncryptedPackage".encode("utf-16-le") in rest or _tail_names_encryption(path)
            raise FileFault("encrypted" if encrypted else "legacy_xls")
    if head.startswith(_ZIP):
        return "xlsx"
    if head.startswith(b"PK\x05\x06"):
        raise FileFault("not_a_workbook")
    if head.startswith(b"%PDF"):
        raise FileFault("other_format", format="PDF")
    return "text"


def _tail_names_encryption(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - (1 << 20)))
        return "EncryptedPackage".encode("utf-16-le") in file.read()


def inspect_workbook(path: Path, wanted: set[str]) -> WorkbookFacts:
    """Refuse what is dangerous or cannot be read right; tell what the sheet named in ``wanted`` holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive)
            facts, parts = _read_contents(archive)
            for name, part in parts.items():
                if name in wanted:
                    facts.errors = _scan_sheet(archive, part)
                    facts.unpacked[name] = archive.getinfo(part).file_size
            if "xl/sharedStrings.xml" in archive.namelist():
                _unpack_only(archive, "xl/sharedStrings.xml")
            return facts
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        ET.ParseError,
        NotImplementedError,
        OSError,
    ) as exc:
        raise FileFault("broken_workbook", detail=type(exc).__name__) from exc
    except RuntimeError as exc:  # zipfile's word for a part that is encrypted
        raise FileFault("encrypted") from exc


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_ENTRIES:
        raise FileFault("zip_entries", count=len(parts), limit=MOST_ENTRIES)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileFault("zip_bomb", part=max(parts, key=lambda part: part.file_size).filename[:80])
    for part in parts:
        name = part.filename
        if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
            raise FileFault("zip_path", part=name[:80])
        if part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * max(1, part.compress_size):
            raise FileFault("zip_bomb", part=name[:80])
        if _MACRO_PARTS.search(name):
            raise FileFault("macro_file", part=name[:80])
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        _refuse_other_format(archive, names)


def _refuse_other_format(archive: zipfile.ZipFile, names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise FileFault("other_format", format=".xlsb")
    if "mimetype" in names and archive.read("mimetype")[:60].startswith(b"application/vnd.oasis"):
        raise FileFault("other_format", format="OpenDocument")
    raise FileFault("not_a_workbook")


def _xml(archive: zipfile.ZipFile, name: str) -> ET.Element:
    """A small part of the workbook; entities are refused before the parser sees them."""
    with archive.open(name) as part:
        text = part.read(8 << 20)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise FileFault("broken_workbook", detail="DOCTYPE")
    return ET.fromstring(text)  # noqa: S314 - no document type, and no more than 8 MB


def _read_contents(archive: zipfile.ZipFile) -> tuple[WorkbookFacts, dict[str, str]]:
    """The sheets' names, and in which part each lies."""
    content_types = _xml(archive, "[Content_Types].xml")
    for entry in content_types:
        if "macroenabled" in (entry.get("ContentType") or "").lower():
            raise FileFault("macro_file", part=(entry.get("PartName") or "")[:80])
    book = _xml(archive, "xl/workbook.xml")
    properties = next((child for child in book if child.tag.endswith("}workbookPr")), None)
    if properties is not None and (properties.get("date1904") or "0").lower() in ("1", "true", "on"):
        raise FileFault("date_1904")
    targets = {
        relation.get("Id"): relation.get("Target") or ""
        for relation in _xml(archive, "xl/_rels/workbook.xml.rels")
    }
    facts, parts = WorkbookFacts(), {}
    for sheet in book.iter():
        if not sheet.tag.endswith("}sheet"):
            continue
        name = sheet.get("name") or ""
        facts.sheets.append(name)
        relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        target = targets.get(relation, "")
        parts[name] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return facts, parts


def _scan_sheet(archive: zipfile.ZipFile, part: str) -> dict[int, bytearray]:
    """Unpack a sheet as a stream: nothing may stand far out; cells in error are noted, a byte each."""
    errors: dict[int, bytearray] = {}
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            # Whole tags only: what follows the last ">" is looked at with the next chunk.
            text = rest + chunk
            cut = text.rfind(b">") + 1
            if not cut and len(text) > 4 * _CHUNK:
                raise FileFault("broken_workbook", detail=part[:80])
            rest, text = text[cut:], text[:cut]
            for match in filter(lambda found: _is_filled(found, text), _FAR_CELL.finditer(text)):
                _refuse_far_cell(match[1].decode())
            for match in _ERROR_CELL.finditer(text):
                tag = text[text.rfind(b"<", 0, match.start()) : text.find(b">", match.start())]
                where = _REFERENCE.search(tag)
                if where and tag.startswith(b"<c") and int(where[2]) <= MOST_ROWS + 1:
                    column = _column_number(where[1])
                    if column <= _MOST_COLUMNS:
                        errors.setdefault(int(where[2]), bytearray()).append(column)
    return errors


def _is_filled(match: re.Match[bytes], text: bytes) -> bool:
    """Is it a cell that holds something? Formatting alone reaches anywhere, harmlessly."""
    start = text.rfind(b"<", 0, match.start())
    end = text.find(b">", match.end())
    is_cell = re.match(rb"<(?:\w+:)?c\s", text[start : start + 20]) is not None
    return is_cell and text[end - 1 : end] != b"/" and not text.startswith(b"</c>", end + 1)


def _refuse_far_cell(reference: str) -> None:
    letters = reference.rstrip("0123456789")
    if int(reference[len(letters) :]) > MOST_ROWS + 1:
        raise FileFault("too_many_rows", limit=MOST_ROWS)
    if (len(letters), letters) > (len(LAST_COLUMN), LAST_COLUMN):
        raise FileFault("too_wide", cell=reference, limit=LAST_COLUMN)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _unpack_only(archive: zipfile.ZipFile, part: str) -> None:
    """Read a part to its end: its true size is what the directory says, or its checksum is wrong."""
    with archive.open(part) as stream:
        while stream.read(_CHUNK):
            pass
