"""Members of a zip archive, read as far as they are whole.

``zipfile`` itself gives nothing of the last piece of a member whose checksum does not
fit, and that is all of a short one.
"""

from __future__ import annotations

import errno
import io
import lzma
import struct
import zlib
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast
from zipfile import BadZipFile, ZipExtFile, ZipFile, ZipInfo

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# What zipfile and the decompressors raise on damaged input.
DAMAGE = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)
# Of a damaged member at most so many compressed bytes before the damage are lost.
STEP = 4096
BUFFER = 1 << 20


class Archive:
    """A zip archive that is open while its members are gone through.

    Attributes
    ----------
    path : Path
    zip : ZipFile
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.zip = ZipFile(path)

    def open(self, info: ZipInfo) -> BinaryIO:
        """Open a member from its start, also after `zip` was closed.

        Raises
        ------
        OSError
            If it cannot be opened.
        """
        return io.BufferedReader(Member(self, info), BUFFER)


class Member(io.RawIOBase):
    """The bytes of a member up to its end or the first damage.

    Attributes
    ----------
    problem : str
        At the end: what is wrong with it, or empty.

    Raises
    ------
    OSError
        If the member cannot be opened.
    """

    def __init__(self, archive: Archive, info: ZipInfo) -> None:
        super().__init__()
        self._own: ZipFile | None = None
        self._info = info
        self._crc = self._size = 0
        self.problem = ""
        # Without a checksum of its own zipfile gives all bytes, and we compare.
        unchecked = copy(info)
        del unchecked.CRC
        try:
            opened = archive.zip
            if opened.fp is None:
                opened = self._own = ZipFile(archive.path)
            self._stream = cast(ZipExtFile, opened.open(unchecked))
        except DAMAGE as error:
            self.close()
            raise OSError(errno.EIO, "the zip archive is damaged") from error

    def readable(self) -> bool:
        """Tell that it is."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill `buffer` with the next bytes; 0 at the end and from damage on."""
        view = memoryview(buffer).cast("B")
        data = b""
        if not self.problem:
            try:
                data = self._stream.read1(min(len(view), STEP))
            except DAMAGE:
                self.problem = "the zip archive is damaged here; the rest is lost"
        view[: len(data)] = data
        self._crc = zlib.crc32(data, self._crc)
        self._size += len(data)
        if not data and not self.problem:
            self.problem = self._doubt()
        return len(data)

    def _doubt(self) -> str:
        if self._size < self._info.file_size:
            return "this file of the zip archive ends too early; the rest is lost"
        if self._crc != self._info.CRC:
            return "its checksum does not fit; some of its bytes are not what they were"
        return ""

    def close(self) -> None:
        """Close the member, and an archive that was opened for it alone."""
        if not self.closed:
            super().close()
            if hasattr(self, "_stream"):
                self._stream.close()
            if self._own is not None:
                self._own.close()
