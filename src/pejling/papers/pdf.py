"""An outline as a tagged PDF (PDF/UA-1), set by typst. What people wrote reaches typst as data, never as markup."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from pejling.core.formats import long_day
from pejling.papers.outline import Outline, Picture, in_steps
from pejling.web.models import Identity

HERE = Path(__file__).parent
FONTS = HERE / "fonts"


def outline_pdf(outline: Outline) -> bytes:
    """The paper as PDF."""
    import typst  # 34 MB that only those processes need in which somebody asks for a PDF

    files = typst_files(outline)
    pdf: bytes = typst.compile(  # type: ignore[call-overload]  # its types know no files in memory
        {"main": files.pop("paper.typ"), **files},
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return pdf


def typst_files(outline: Outline) -> dict[str, bytes]:
    """All that typst sets the paper from: how paper looks, the words as data, and the pictures."""
    identity = Identity.current()
    blocks = in_steps(outline.blocks)
    data: dict[str, Any] = {
        "title": outline.title,
        "kicker": outline.kicker,
        "lead": outline.lead,
        "facts": outline.facts,
        "blocks": _plain_values(blocks),
        "language": outline.language,
        "footer": outline.footer,
        "dated": long_day(outline.dated) if outline.dated else "",
        "municipality": identity.name,
        "band": identity.band,
        "logo": bool(identity.logo),
    }
    files = {
        "paper.typ": (HERE / "paper.typ").read_bytes(),
        "outline.json": json.dumps(data, ensure_ascii=False).encode(),
        **_pictures_in(blocks),
    }
    if identity.logo:
        with identity.logo.open("rb") as logo:
            files["logo.png"] = logo.read()
    return files


def picture_png(picture: Picture, *, dots_an_inch: float = 220) -> bytes:
    """A drawing as pixels, for Word."""
    import typst

    main = b'#set page(width: 17cm, height: auto, margin: 0pt)\n#image("picture.svg", width: 100%)'
    png: bytes = typst.compile(  # type: ignore[call-overload]  # its types know no files in memory
        {"main": main, "picture.svg": picture.svg.encode()},
        format="png",
        ppi=dots_an_inch,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )
    return png


def _pictures_in(value: Any) -> dict[str, bytes]:
    """The drawings that stand anywhere in the blocks, each by the name of its file."""
    if isinstance(value, Picture):
        return {_file_of(value): value.svg.encode()}
    if isinstance(value, tuple | list):
        inner: Any = value
    elif is_dataclass(value):
        inner = [getattr(value, field.name) for field in fields(value)]
    else:
        return {}
    return {name: svg for each in inner for name, svg in _pictures_in(each).items()}


def _file_of(picture: Picture) -> str:
    return f"picture-{hashlib.sha256(picture.svg.encode()).hexdigest()[:20]}.svg"


def _plain_values(value: Any) -> Any:
    """Blocks as what JSON has: each bears its own name as `is`; instead of its drawing a picture names its file."""
    if isinstance(value, tuple | list):
        return [_plain_values(each) for each in value]
    if is_dataclass(value):
        told = {
            field.name: _plain_values(getattr(value, field.name))
            for field in fields(value)
            if field.name != "svg"
        }
        return {"is": type(value).__name__, **told} | (
            {"file": _file_of(value)} if isinstance(value, Picture) else {}
        )
    return value
