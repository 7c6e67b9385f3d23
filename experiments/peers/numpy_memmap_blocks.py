"""numpy_memmap_blocks - n is known: np.memmap 'w+', filled by slices.

    file  | e e e e e e e e |      exactly n elements, mapped shared

Time    one copy of each block of 1024, and a fault for each page; sync writes it all
Memory  the data, as pages of a file: the kernel can write them back and drop them
Expect  opened again it reads from the disk what is touched, and what the kernel reads ahead
See     numpy.memmap; preallocated_file, the same in C
"""
import os
from tempfile import TemporaryFile

import numpy as np


class Array:
    title = "np.memmap by blocks, n known"
    about = "n is known: np.memmap 'w+', filled by slices, flushed, opened cold."
    knows_count = True
    by_block = True

    def __init__(self, setup):
        self.file = TemporaryFile(dir=setup.directory)
        self.data = self.map(setup.dtype, "w+", setup.count)
        self.count = 0

    def map(self, dtype, mode, count):
        # An empty file cannot be mapped.
        return np.memmap(self.file, dtype, mode, shape=max(count, 1))

    def append(self, block):
        end = self.count + len(block)
        self.data[self.count:end] = block
        self.count = end

    def stored(self, first, last):
        return self.data[first:last]

    def sync(self):
        self.data.flush()

    # What flush has written can go from the page cache, and is read from the disk again.
    def reopen(self, count):
        dtype = self.data.dtype
        del self.data
        os.posix_fadvise(self.file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        self.data = self.map(dtype, "r", count)
