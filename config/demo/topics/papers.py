"""A scan to attach where a service asks for one: an empty page that any reader opens."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

_OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
)


def scan(name: str) -> UploadedFile[Any]:
    """A PDF of one empty A4 page; ``name`` makes papers differ from each other."""
    return SimpleUploadedFile(f"{name}.pdf", _pdf(name), content_type="application/pdf")


def _pdf(name: str) -> bytes:
    content, places = b"%PDF-1.4\n% " + name.encode() + b"\n", []
    for number, body in enumerate(_OBJECTS, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"xref\n0 4\n0000000000 65535 f \n%strailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(content))
    )
