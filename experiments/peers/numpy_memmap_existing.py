"""numpy_memmap_existing - np.memmap on a file that is there: 'w+' empties it, 'r+' keeps it.

    file  | o o . . |              old bytes
    'w+'  | 0 0 0 0 0 0 0 0 |      none is left; then  | e e e e e e e e |, flushed and dropped
    'r+'  | e e e e e e e e |      all are there, read from the disk

Time    as numpy_memmap_blocks
Memory  the data, as pages of a file: the kernel can write them back and drop them
Expect  of a numpy that leaves old bytes with 'w+': AssertionError; that loses any with 'r+': verify
See     numpy.memmap: mode='r+'. 'w+' empties a file that it opens by its name; one that it is given
        open, as in numpy_memmap, keeps all but its last byte
"""
import os
from tempfile import TemporaryFile

import numpy as np


class Array:
    title = "np.memmap, a file that is there"
    about = "n is known: np.memmap 'w+' over an old file, filled by slices, opened again with 'r+'."
    knows_count = True
    by_block = True

    def __init__(self, setup):
        self.file = TemporaryFile(dir=setup.directory)
        os.write(self.file.fileno(), b"\xff" * 4096)
        self.data = self.map(setup.dtype, "w+", max(setup.count, 1))
        assert not self.data[:4096].view(np.uint8)[:4096].any()
        self.count = 0

    def map(self, dtype, mode, count):
        return np.memmap(f"/proc/self/fd/{self.file.fileno()}", dtype, mode, shape=count)

    def append(self, block):
        end = self.count + len(block)
        self.data[self.count:end] = block
        self.count = end

    def stored(self, first, last):
        return self.data[first:last]

    def sync(self):
        self.data.flush()

    def reopen(self, count):
        dtype = self.data.dtype
        del self.data
        os.posix_fadvise(self.file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        self.data = self.map(dtype, "r+", max(count, 1))
