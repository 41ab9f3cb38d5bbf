"""Shorter by rule: whole sentences while there are any, else whole words. A word is never cut."""

import re

ABBREVIATIONS = frozenset(
    "bl.a ca dvs dr evt fx f.eks inkl jf kl kr m.fl mia mio nr osv pct pr stk".split()  # noqa: SIM905
)
_END = re.compile(r"[.!?…][»”«\")]?\s+(?=[A-ZÆØÅ»“\"0-9])")


def sentences(text: str) -> list[str]:
    """The sentences of a text. Neither »ca. 40« nor »den 3. maj« ends one, and each line of the text is at least one."""
    found: list[str] = []
    for line in text.split("\n"):
        begin = 0
        for end in _END.finditer(line):
            before = line[begin : end.start()].rsplit(maxsplit=1)
            last = before[-1].strip('»«()"“”').casefold() if before else ""
            is_dot = line[end.start()] == "."
            if is_dot and (last in ABBREVIATIONS or last.isdecimal()):
                continue
            found.append(line[begin : end.end()].strip())
            begin = end.end()
        if rest := line[begin:].strip():
            found.append(rest)
    return found


def first_sentences(text: str, count: int, most: int = 100_000) -> str:
    """The first sentences, as many as fit within `most` characters; the first one at whole words where it is longer."""
    said = ""
    for sentence in sentences(text)[:count]:
        longer = f"{said} {sentence}".strip()
        if len(longer) > most:
            break
        said = longer
    return said or clipped(next(iter(sentences(text)), ""), most)


def clipped(text: str, most: int) -> str:
    """The text on one line; where it is longer than `most` characters, the whole words of it that fit, and an ellipsis.

    Its first sentence alone stays where that fits. A single word that is longer than all stays whole up to twice the length.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    first = next(iter(sentences(line)), "")
    if len(first) <= most:
        return first
    kept = line[: most - 1].rpartition(" ")[0].rstrip(" ,;:–-")
    return f"{kept} …" if kept else line[: 2 * most].split(" ")[0]
