"""numpy_memmap_default - np.memmap 'w+' without a dtype: it takes bytes, not float64 as numpy else.

    file  | b b b b b b b b |      as many bytes as are asked for, mapped shared

Time    as numpy_memmap_blocks
Memory  the data, as pages of a file
Expect  one byte an element of --type byte. What is wider is stored as its bytes here; a program
        that stores it as it is has each element cut to a byte, without a word
See     numpy.memmap: dtype=uint8; numpy.empty: dtype=float
"""
from tempfile import TemporaryFile

import numpy as np


class Array:
    title = "np.memmap without dtype, n known"
    about = "n is known: np.memmap 'w+' without a dtype, which takes bytes, filled by slices."
    knows_count = True
    by_block = True

    def __init__(self, setup):
        self.dtype = setup.dtype
        size = setup.count * self.dtype.itemsize
        self.data = np.memmap(TemporaryFile(dir=setup.directory), mode="w+", shape=max(size, 1))
        self.used = 0

    def append(self, block):
        end = self.used + block.nbytes
        self.data[self.used:end] = block.view(np.uint8)
        self.used = end

    def stored(self, first, last):
        width = self.dtype.itemsize
        return self.data[first * width:last * width].view(self.dtype)

    def sync(self):
        self.data.flush()
