"""The smallest PDF that holds lines of text at given places, so that tests need no writer of PDF."""

from dataclasses import dataclass

_HEIGHT = 842


@dataclass(frozen=True)
class Text:
    """A line of text: its distance from the left and the top of the page, its size and weight."""

    text: str
    top: float
    left: float = 70
    size: float = 11
    bold: bool = False
    upwards: bool = False
    """Turned a quarter, as along the edge of a page."""


def pdf_of(pages: list[list[Text]]) -> bytes:
    """Write the pages as a PDF."""
    page_ids = [5 + 2 * index for index in range(len(pages))]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{n} 0 R' for n in page_ids)}] >>".encode(),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
    ]
    for number, page in zip(page_ids, pages, strict=True):
        objects += [_page(number + 1), _content(page)]
    return _written(objects)


def flowing_page(lines: list[str], *, header: str = "", footer: str = "") -> list[Text]:
    """Set lines under each other; one that begins with # is a large bold heading, an empty one a gap."""
    texts, top = [], 90.0
    for line in lines:
        if line.startswith("#"):
            top += 10
            texts.append(Text(line.lstrip("# "), top, size=20 - 4 * (line.count("#") - 1), bold=True))
            top += 12
        elif line:
            texts.append(Text(line, top))
        top += 14 if line else 10
    margins = [Text(text, at, size=9) for text, at in ((header, 35), (footer, 815)) if text]
    return [*margins, *texts]


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _page(content: int) -> bytes:
    fonts = "<< /F1 3 0 R /F2 4 0 R >>"
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {_HEIGHT}] /Contents {content} 0 R "
        f"/Resources << /Font {fonts} >> >>"
    ).encode()


def _content(page: list[Text]) -> bytes:
    drawn = b"\n".join(_drawn(text) for text in page)
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)


def _drawn(text: Text) -> bytes:
    shown = text.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    turn = "0 1 -1 0" if text.upwards else "1 0 0 1"
    place = (
        f"BT /F{2 if text.bold else 1} {text.size} Tf {turn} {text.left} {_HEIGHT - text.top} Tm (".encode()
    )
    return place + shown + b") Tj ET"


def _written(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
