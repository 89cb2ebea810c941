"""The translations: one part per piece of work in ``locale/parts``, merged and compiled into Django's catalogue.

GNU gettext is not needed. Texts are found by reading the sources, as ``makemessages`` would.
"""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from config.embedded.places import BASE_DIR

PARTS = BASE_DIR / "locale" / "parts"
CATALOGUE = BASE_DIR / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
SOURCES = ("config", "institutions", "enrollment", "claims", "funds")

# Which argument is the text: gettext(text), pgettext(context, text), ngettext(one, many, n).
_TEXT_ARGUMENT = {
    "_": 0, "_t": 0, "_noop": 0, "gettext": 0, "gettext_lazy": 0, "gettext_noop": 0, "ngettext": 0, "ngettext_lazy": 0,
    "pgettext": 1, "pgettext_lazy": 1,
}  # fmt: skip
CONTEXT_ENDS = "\x04"
_IN_TEMPLATE = re.compile(r"\b(_|gettext|ngettext|pgettext)\((.*?)\) ", re.DOTALL)


@dataclass(frozen=True)
class Conflict:
    """Two parts translate one text differently."""

    text: str
    first: str
    second: str

    def __str__(self) -> str:
        return f"{self.text!r} is {self.first} and {self.second}"


def compile_catalogue() -> tuple[int, list[Conflict]]:
    """Write ``django.po`` and ``django.mo`` when a part is newer; returns the number of texts and the conflicts."""
    parts = sorted(PARTS.glob("*.po"))
    merged, conflicts = merge(parts)
    binary = CATALOGUE.with_suffix(".mo")
    newest = max((part.stat().st_mtime for part in [*parts, PARTS]), default=0)
    if not binary.exists() or binary.stat().st_mtime < newest:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        merged.save(str(CATALOGUE))
        # A running process may be reading the old one: replace it in one step.
        fresh = binary.with_suffix(".mo.new")
        merged.save_as_mofile(str(fresh))
        fresh.replace(binary)
    return len(merged), conflicts


def merge(parts: list[Path]) -> tuple[polib.POFile, list[Conflict]]:
    """All parts as one catalogue; of two translations of one text the first part's stands."""
    merged = polib.POFile()
    merged.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "zh_Hans",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    known: dict[tuple[str | None, str], polib.POEntry] = {}
    conflicts = []
    for part in parts:
        for entry in polib.pofile(str(part)):
            if not entry.translated() or entry.obsolete:
                continue
            earlier = known.setdefault((entry.msgctxt, entry.msgid), entry)
            if earlier is entry:
                merged.append(entry)
            elif _translation(earlier) != _translation(entry):
                conflicts.append(Conflict(entry.msgid, _translation(earlier), _translation(entry)))
    return merged, conflicts


def _translation(entry: polib.POEntry) -> str:
    return str(entry.msgstr or entry.msgstr_plural.get(0, ""))


def untranslated() -> list[tuple[str, str]]:
    """Texts of ours, each with a place it stands, that neither a part nor Django itself translates."""
    entries = merge(sorted(PARTS.glob("*.po")))[0]
    known = {entry.msgid for entry in entries} | _django_texts()
    known |= {f"{entry.msgctxt}{CONTEXT_ENDS}{entry.msgid}" for entry in entries if entry.msgctxt}
    missing: dict[str, str] = {}
    for text, place in texts_in_sources():
        if text not in known and any(letter.isalpha() for letter in text):
            missing.setdefault(text, place)
    return sorted(missing.items())


def misplaced() -> list[str]:
    """Translations whose placeholders differ from their text's: they would fail when shown."""
    placeholder = re.compile(r"%\(\w+\)[sd]|%%")
    wrong = []
    for entry in merge(sorted(PARTS.glob("*.po")))[0]:
        text, translation = entry.msgid, _translation(entry)
        if set(placeholder.findall(text)) != set(placeholder.findall(translation)) or (
            _fields(text) != _fields(translation)
        ):
            wrong.append(text)
    return wrong


def _fields(text: str) -> set[str]:
    """Names in braces, as ``str.format`` reads them; text with stray braces has none."""
    try:
        return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name}
    except ValueError:
        return set()


def _django_texts() -> set[str]:
    import django.conf

    root = Path(django.__file__).parent
    files = [Path(django.conf.__file__).parent / "locale", *root.glob("contrib/*/locale")]
    texts: set[str] = set()
    for folder in files:
        catalogue = folder / "zh_Hans" / "LC_MESSAGES" / "django.mo"
        if catalogue.exists():
            texts |= {entry.msgid for entry in polib.mofile(str(catalogue))}
    return texts


def texts_in_sources() -> Iterator[tuple[str, str]]:
    """Every translatable text of code and templates, with the file and line it stands in."""
    for name in SOURCES:
        for path in sorted((BASE_DIR / name).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _texts_in_code(path)
    for path in sorted((BASE_DIR / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt"}:
            yield from _texts_in_template(path)


def _texts_in_code(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            place = _TEXT_ARGUMENT.get(name)
            if place is not None and len(node.args) > place:
                argument = node.args[place]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    text = _with_context(node, place, argument.value)
                    yield text, f"{path.relative_to(BASE_DIR)}:{node.lineno}"


def _with_context(call: ast.Call, place: int, text: str) -> str:
    """As catalogues write a text that has a context: another entry than the same text without."""
    context = call.args[0] if place else None
    if isinstance(context, ast.Constant):
        return f"{context.value}{CONTEXT_ENDS}{text}"
    return text


def _texts_in_template(path: Path) -> Iterator[tuple[str, str]]:
    """Django turns a template into text in which every translatable string is a Python call."""
    source = templatize(path.read_text(encoding="utf-8"))
    for match in _IN_TEMPLATE.finditer(source):
        try:
            call = ast.parse(f"{match[1]}({match[2]})", mode="eval").body
        except SyntaxError:
            continue
        if isinstance(call, ast.Call):
            argument = call.args[_TEXT_ARGUMENT[match[1]]]
            if isinstance(argument, ast.Constant):
                line = source.count("\n", 0, match.start()) + 1
                yield str(argument.value), f"{path.relative_to(BASE_DIR)}:{line}"
