"""numpy_memmap - n is known: np.memmap 'w+', filled element by element.

    file  | e e e e e e e e |      exactly n elements, mapped shared

Time    O(1) for an element, through __setitem__ of a Python subclass of ndarray; sync writes it all
Memory  the data, as pages of a file: the kernel can write them back and drop them
See     numpy.memmap; preallocated_file, the same in C
"""
from tempfile import TemporaryFile

import numpy as np


class Array:
    title = "np.memmap, n known"
    about = "n is known: np.memmap 'w+', filled element by element, flushed, opened again."
    knows_count = True

    def __init__(self, setup):
        self.file = TemporaryFile(dir=setup.directory)
        self.data = self.map(setup.dtype, "w+", setup.count)
        self.count = 0

    def map(self, dtype, mode, count):
        # An empty file cannot be mapped.
        return np.memmap(self.file, dtype, mode, shape=max(count, 1))

    def append(self, block):
        data, i = self.data, self.count
        for element in block.tolist():
            data[i] = element
            i += 1
        self.count = i

    def stored(self, first, last):
        return self.data[first:last]

    def sync(self):
        self.data.flush()

    def reopen(self, count):
        self.data = self.map(self.data.dtype, "r", count)
