"""numpy_memmap_slices - np.memmap 'r', used slice by slice: the loop that tutorials show.

    page cache  | e e e e e e e e e e e e |
                          : : : :              no copy: a slice is a view
    slice                 | e e e |            256 Ki elements

Time    as numpy_memmap_read, and some microseconds of Python for each slice
Memory  as numpy_memmap_read: the slices before stay mapped. What numpy computes of a slice is
        small, and that is what slices are for
See     numpy_memmap_read
"""
import mmap  # noqa: F401 - what np.memmap loads at its first use; it is no part of opening a file

import numpy as np

SLICE = 256 * 1024


class Reader:
    title = "np.memmap, slices"
    about = "np.memmap 'r', and a loop over slices of 256 Ki elements: in order only."
    in_order_only = True

    def __init__(self, setup):
        self.data = np.memmap(setup.path, setup.dtype, "r")

    def next(self, first):
        return self.data[first:first + SLICE]
