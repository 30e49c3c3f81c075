"""What clients do with `compressedRankings`: LZ-String for UTF-16, undone. Written after what the format says."""

from typing import Final

from rumpus.rehearse.errors import ProtocolError

BITS: Final = 15
OFFSET: Final = 32
NEW_BYTE, NEW_UNIT, END = 0, 1, 2


class _Bits:
    """Reads numbers whose lowest bit comes first out of 15 bits of each character, the highest first."""

    def __init__(self, packed: str) -> None:
        self._bits = "".join(format(ord(unit) - OFFSET, f"0{BITS}b") for unit in packed if ord(unit) >= OFFSET)
        self._at = 0

    def number(self, width: int) -> int:
        bits = self._bits[self._at : self._at + width]
        if len(bits) < width:
            raise ProtocolError("compressedRankings end too soon")
        self._at += width
        return int(bits[::-1], 2)


def decompress_from_utf16(packed: str) -> str:
    """The text.

    Raises:
        ProtocolError: it is nothing that was compressed so.
    """
    bits = _Bits(packed.removesuffix(" "))
    texts: list[str] = ["", "", ""]
    first = bits.number(2)
    if first == END:
        return ""
    before = chr(bits.number(8 if first == NEW_BYTE else 16))
    texts.append(before)
    text = [before]
    width, room = 3, 4
    while True:
        number = bits.number(width)
        if number == END:
            return "".join(text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if number in (NEW_BYTE, NEW_UNIT):
            texts.append(chr(bits.number(8 if number == NEW_BYTE else 16)))
            number = len(texts) - 1
            room -= 1
            if not room:
                room, width = 1 << width, width + 1
        if number < len(texts):
            entry = texts[number]
        elif number == len(texts):
            entry = before + before[0]
        else:
            raise ProtocolError("compressedRankings name a text that never occurred")
        text.append(entry)
        texts.append(before + entry[0])
        before = entry
        room -= 1
        if not room:
            room, width = 1 << width, width + 1
