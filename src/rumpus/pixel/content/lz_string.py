"""Compression as in the LZ-String library of JavaScript, in its variant for UTF-16: 15 bits in each character.

An LZ78: texts that have occurred are numbered; the longest one that is known is written as its number, and is learned
with the character behind it as another one.
"""

from typing import Final

NEW_BYTE: Final = 0
NEW_UNIT: Final = 1
END: Final = 2
"""The first three numbers are no texts: a character of 8 bits follows, one of 16 bits follows, it is over."""

NOTHING: Final = -1
"""The number of no text, before the first character."""

BYTES: Final = 256

BITS_OF_CHARACTER: Final = 15
OFFSET: Final = 32
"""Added to 15 bits, so that they are no control character; the greatest one is no surrogate yet."""

LAST: Final = " "
"""The library adds it to what it made."""


def compress_to_utf16(text: str) -> str:
    """What `LZString.compressToUTF16` makes of a text, and `LZString.decompressFromUTF16` turns back into it."""
    bits = _Writer().bits_of(memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H").tolist())
    # Zeros fill the last character; one of nothing but zeros follows if it was full already.
    bits += "0" * (BITS_OF_CHARACTER - len(bits) % BITS_OF_CHARACTER)
    starts = range(0, len(bits), BITS_OF_CHARACTER)
    return "".join([chr(int(bits[at : at + BITS_OF_CHARACTER], 2) + OFFSET) for at in starts]) + LAST


class _Writer:
    """Writes numbers with as many bits as the greatest one needs, the lowest bit first."""

    __slots__ = ("_new", "_out", "_room", "_width")

    def __init__(self) -> None:
        self._out: list[str] = []
        self._width = 2
        self._room = 2  # so many numbers more, and the next has one bit more
        self._new: dict[int, int] = {}  # characters that were not written yet, by their number

    def bits_of(self, units: list[int]) -> str:
        """UTF-16 code units, compressed, as digits 0 and 1."""
        numbers: dict[int, int] = {}  # of texts of one unit
        longer: dict[int, int] = {}  # of a known text and the next unit, which are one key together
        count = END + 1
        text = NOTHING  # the longest known text that ends before this unit
        for unit in units:
            key = text << 16 | unit
            known = longer.get(key)
            if known is not None:
                text = known
                continue
            if unit not in numbers:
                numbers[unit] = count
                self._new[count] = unit
                count += 1
            if text != NOTHING:
                self._text(text)
                longer[key] = count
                count += 1
            text = numbers[unit]
        if text != NOTHING:
            self._text(text)
        self._write(END, self._width)
        return "".join(self._out)

    def _text(self, number: int) -> None:
        unit = self._new.pop(number, None)
        if unit is None:
            self._write(number, self._width)
        else:
            is_byte = unit < BYTES
            self._write(NEW_BYTE if is_byte else NEW_UNIT, self._width)
            self._write(unit, 8 if is_byte else 16)
            self._count()
        self._count()

    def _count(self) -> None:
        self._room -= 1
        if not self._room:
            self._room = 1 << self._width
            self._width += 1

    def _write(self, value: int, width: int) -> None:
        self._out.append(f"{value:0{width}b}"[::-1])
