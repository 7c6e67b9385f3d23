"""python_mmap - mmap.mmap of Python's library, and numpy's view on it.

    page cache  | e e e e e e e e |
                  : : : : : : : :     no copy: the page table points there
    array       | e e e e e e e e |

Time    no copy and no read; a page fault where it is touched first
Memory  the pages count as resident, but the kernel can take them back
See     mmap_scan, the same in C; numpy_memmap_read, which does these two lines by itself
"""
from mmap import ACCESS_READ, mmap

import numpy as np


class Reader:
    title = "mmap.mmap (Python)"
    about = "mmap.mmap of the whole file; np.frombuffer makes an array of it without a copy."

    def __init__(self, setup):
        with open(setup.path, "rb") as file:
            self.data = np.frombuffer(mmap(file.fileno(), 0, access=ACCESS_READ), setup.dtype)

    def next(self, first):
        return self.data[first:]
