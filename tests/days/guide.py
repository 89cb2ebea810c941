"""The guide as pages to read: the texts of ``docs/guide`` with the pictures the days took.

``make guide`` walks the days, keeps their pictures under ``var/guide/pictures`` and writes the pages beside them;
it fails when a picture the text shows was not taken.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from config.embedded.places import BASE_DIR, VAR_DIR

TEXTS = BASE_DIR / "docs" / "guide"
PAGES = VAR_DIR / "guide"
PICTURE = re.compile(r"!\[[^\]]*\]\(\.\./(pictures/[^)]+)\)")

PAGE = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="stylesheet" href="{up}guide.css"><main>{body}</main></html>
"""
STYLE = """
body { margin: 0; background: #f4f6f8; color: #1f2a37;
  font: 15px/1.7 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 32px; background: #fff; }
img { max-width: 100%; border: 1px solid #d9dfe5; }
a { color: #1d5a8c; }
"""


def texts() -> list[Path]:
    return sorted(TEXTS.rglob("*.md"))


def pictures(text: str) -> Iterator[str]:
    """What a text shows, as paths below the guide's folder."""
    return (match.group(1) for match in PICTURE.finditer(text))


def write_pages() -> list[str]:
    """Write every text as a page; returns the pictures that are missing."""
    PAGES.mkdir(parents=True, exist_ok=True)
    (PAGES / "guide.css").write_text(STYLE)
    missing = []
    for path in texts():
        text = path.read_text()
        missing += [name for name in pictures(text) if not (PAGES / name).exists()]
        below = path.relative_to(TEXTS)
        shown = text.replace(".md)", ".html)")
        page = PAGES / below.with_suffix(".html")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            PAGE.format(
                language="en" if below.parts[0] == "en" else "zh-Hans",
                title=text.lstrip("# ").partition("\n")[0],
                up="../" * (len(below.parts) - 1),
                body=MarkdownIt("commonmark").enable("table").render(shown),
            )
        )
    return sorted(set(missing))


if __name__ == "__main__":
    absent = write_pages()
    print(PAGES / "README.html")
    sys.exit("not taken: " + ", ".join(absent) if absent else 0)
