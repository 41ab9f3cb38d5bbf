"""What Word puts on the clipboard: its own markup around headings, lists that only look like lists, and a table."""

# ruff: noqa: E501 - Word's lines are as long as they are

MARKER = "<!--[if !supportLists]--><span style='mso-list:Ignore'>{sign}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><!--[endif]-->"


def item(text: str, sign: str = "·", level: int = 1, place: str = "Middle") -> str:
    """A paragraph that Word shows as an item of a list."""
    style = f"text-indent:-18.0pt;mso-list:l0 level{level} lfo1"
    return f"<p class=MsoListParagraphCxSp{place} style='{style}'>{MARKER.format(sign=sign)}{text}<o:p></o:p></p>"


CLIPBOARD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {{mso-style-unhide:no; margin:0cm;}} --></style></head>
<body lang=DA style='tab-interval:65.2pt'><!--StartFragment-->
<h1>Børn og læsning<o:p></o:p></h1>
<p class=MsoNormal style='mso-margin-top-alt:auto'>Vi vil, at <b style='mso-bidi-font-weight:normal'>alle</b> børn læser.<o:p>&nbsp;</o:p></p>
{item("Læs højt hver dag", place="First")}
{item("Tag forældrene med")}
{item("Især far", sign="o", level=2)}
{item("Gå på biblioteket", place="Last")}
<h3>Sådan gør vi</h3>
{item("Først måler vi", sign="1.")}
{item("Så handler vi", sign="2.")}
<table class=MsoTableGrid border=1><tr><td width=302 style='mso-border-alt:solid'><p class=MsoNormal>Hvem</p></td><td><p class=MsoNormal>Skolen</p></td></tr></table>
<p class=MsoNormal><span style='font-weight:bold'>Husk</span> datoen.</p>
<!--EndFragment--></body></html>"""
