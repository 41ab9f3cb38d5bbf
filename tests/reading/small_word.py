"""Word files written part by part, for what python-docx cannot write."""

import docx

from tests.reading.hostile import with_parts
from tests.reading.reading import saved

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def word_of(body: str, **parts: str) -> bytes:
    """A file with Word's own styles and this body; other parts by what they are to it: `endnotes="<w:endnote>..."`."""
    named = {f"word/{kind}9.xml": _root(kind, content) for kind, content in parts.items()}
    kept = {"styles": "styles.xml", "numbering": "numbering.xml"}
    targets = {kind: name for kind, name in kept.items() if kind not in parts} | {
        kind: f"{kind}9.xml" for kind in parts
    }
    document = _root("document", f"<w:body>{body}</w:body>")
    relations = _relations(dict(targets.items()))
    return with_parts(
        saved(docx.Document()),
        {"word/document.xml": document, "word/_rels/document.xml.rels": relations} | named,
    )


def strict(body: str) -> bytes:
    """The same in the strict form of the standard."""
    document = _root("document", f"<w:body>{body}</w:body>").replace(_W.encode(), _STRICT.encode())
    return with_parts(saved(docx.Document()), {"word/document.xml": document})


def renamed(body: str) -> bytes:
    """A file all of whose parts have other names, as Word on the web gives them."""
    main = {"officeDocument": "word/document2.xml"}
    types = f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
    types += f'<Override PartName="/word/document2.xml" ContentType="{_MAIN}"/></Types>'
    styles = '<w:style w:type="paragraph" w:styleId="O1"><w:name w:val="heading 1"/></w:style>'
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>Kilde: havnefogeden</w:t></w:r></w:p></w:footnote>'
    return _package(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": _relations(main),
            "word/document2.xml": _root("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document2.xml.rels": _relations(
                {"styles": "styles2.xml", "footnotes": "/word/noter.xml"}
            ),
            "word/styles2.xml": _root("styles", styles),
            "word/noter.xml": _root("footnotes", note),
        }
    )


def paragraph(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph in a style, or none."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _root(name: str, content: str) -> bytes:
    return f'<w:{name} xmlns:w="{_W}">{content}</w:{name}>'.encode()


def _relations(targets: dict[str, str]) -> bytes:
    each = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{each}</Relationships>'.encode()


def _package(parts: dict[str, bytes]) -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()
