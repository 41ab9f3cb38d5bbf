"""Pictures that cannot be packed any smaller, so that files of them are as large as real ones."""

import io
import random
import struct
import zlib

_SIDE = 180


def noise(seed: int) -> io.BytesIO:
    """A picture of about a hundred kilobytes, the same for the same seed."""
    rows = b"".join(b"\x00" + row for row in _rows(random.Random(seed)))
    header = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 0)), (b"IEND", b"")]
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks))


def _rows(chance: random.Random) -> list[bytes]:
    return [chance.randbytes(_SIDE * 3) for _row in range(_SIDE)]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
