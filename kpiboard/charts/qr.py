"""Text as a QR code: rows of modules, and what of a text fits into so many of them."""

from __future__ import annotations

from collections.abc import Sequence

from kpiboard.model.frozen import frozen

QUIET = 4  # modules of light around a code (ISO/IEC 18004, 6.3.8)
SMALLEST = 29  # modules of version 3: less than its 53 bytes say nothing

# Bytes in versions 1 to 40 at error correction level L (ISO/IEC 18004, table 7).
_BYTES = (
    *(17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858),
    *(929, 1003, 1091, 1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699),
    *(2809, 2953),
)


@frozen
class Code:
    """`rows` from the top, without the quiet zone, True for dark; `text` is what they say, as UTF-8.

    `choice` tells which of the texts it is, counted from 0; `cut` that its end did not fit.
    """

    rows: tuple[tuple[bool, ...], ...]
    text: str
    choice: int = 0
    cut: bool = False


def capacity(side: int) -> int:
    """How many bytes fit into a code of at most `side` modules; 0 when not even the smallest one does."""
    version = min((side - 17) // 4, len(_BYTES))
    return _BYTES[version - 1] if version > 0 else 0


def fitting(texts: Sequence[str], side: int) -> Code | None:
    """The first of the texts that fits whole into `side` modules, else the last one cut; None where that is senseless.

    Of the codes that hold a text it is the smallest, with the strongest error correction that this size allows.
    """
    room = capacity(side)
    for choice, text in enumerate(texts):
        if len(text.encode()) <= room:
            return Code(_modules(text), text, choice)
    if side < SMALLEST:
        return None
    text = shortened(texts[-1], room)
    return Code(_modules(text), text, len(texts) - 1, cut=True)


def shortened(text: str, most: int) -> str:
    """The text in at most `most` bytes of UTF-8, the end replaced by an ellipsis where that is needed."""
    raw = text.encode()
    if len(raw) <= most:
        return text
    return raw[: most - len("…".encode())].decode(errors="ignore").rstrip() + "…"


def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    import segno  # late: few draw a code, and it costs a start milliseconds

    # Bytes, so that a long text is never read as anything but UTF-8.
    code = segno.make_qr(text, error="l", mode="byte", encoding="utf-8")
    return tuple(tuple(map(bool, row)) for row in code.matrix)
