"""numpy_memmap_read - np.memmap 'r', used as one array.

    page cache  | e e e e e e e e |
                  : : : : : : : :     no copy: the page table points there
    array       | e e e e e e e e |

Time    no copy and no read; a page fault where it is touched first
Memory  the pages count as resident, but the kernel can take them back
See     mmap_scan, the same in C; numpy/core/memmap.py. Without a dtype it takes bytes (uint8)
"""
import mmap  # noqa: F401 - what np.memmap loads at its first use; it is no part of opening a file

import numpy as np


class Reader:
    title = "np.memmap"
    about = "np.memmap 'r': the file mapped, and used as one array."

    def __init__(self, setup):
        self.data = np.memmap(setup.path, setup.dtype, "r")

    def next(self, first):
        return self.data[first:]
