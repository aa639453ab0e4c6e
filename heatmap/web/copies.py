"""Compressed copies of the files that never change while the server runs, kept in memory."""

import gzip
import hashlib
import threading
from queue import SimpleQueue

import brotli

AT_ONCE = 5  # brotli quality while somebody waits: 15 ms for the largest file
BEST = 11  # in the background: 1.3 s for the largest file, and 12 % smaller
GZIP = 9
ENCODINGS = ("br", "gzip")  # in order of preference


class Copies:
    """Bodies by content and encoding: quickly made when first asked for, made smaller in the background.

    Only the server's own files belong here: nothing is ever thrown away.
    """

    def __init__(self) -> None:
        self._copies: dict[tuple[bytes, str], bytes] = {}
        self._waiting: SimpleQueue[tuple[bytes, bytes]] = SimpleQueue()
        self._lock = threading.Lock()
        self._idle = threading.Event()
        self._idle.set()
        self._left = 0

    def __len__(self) -> int:
        return len(self._copies)

    def copy(self, body: bytes, encoding: str) -> bytes:
        """`body` in one of the `ENCODINGS`."""
        key = (hashlib.blake2b(body, digest_size=16).digest(), encoding)
        copy = self._copies.get(key)
        if copy is not None:
            return copy
        if encoding == "gzip":
            return self._copies.setdefault(key, gzip.compress(body, GZIP, mtime=0))
        first = bytes(brotli.compress(body, quality=AT_ONCE))
        if self._copies.setdefault(key, first) is first:
            self._later(key[0], body)
        return first

    def settle(self, seconds: float) -> bool:
        """Wait until the best copies of all that was asked for are made; whether they are."""
        return self._idle.wait(seconds)

    def _later(self, digest: bytes, body: bytes) -> None:
        with self._lock:
            self._waiting.put((digest, body))
            self._left += 1
            if self._idle.is_set():
                self._idle.clear()
                # Brotli lets other threads run meanwhile; a daemon does not keep the server from ending.
                threading.Thread(target=self._improve, name="compression", daemon=True).start()

    def _improve(self) -> None:
        while True:
            digest, body = self._waiting.get()
            self._copies[digest, "br"] = brotli.compress(body, quality=BEST)
            with self._lock:
                self._left -= 1
                if not self._left:
                    self._idle.set()
                    return
