"""numpy_fromfile - np.fromfile: the whole file into an array.

    page cache  | e e e e e e e e |
                    v v v v v v       fread(3), which reads large pieces straight to where they go
    array       | e e e e e e e e |

Time    a copy of all, into memory that was never touched
Memory  the data, beside what the page cache holds of it; the array can be written
Expect  no error of a disk that fails, or a read that a signal interrupts: in numpy 1.24 the array
        has all its elements, and those that could not be read are wrong. Here verify tells
See     read_whole, the same in C; the numpy manual, numpy.fromfile, which warns of other machines
"""
import numpy as np


class Reader:
    title = "np.fromfile"
    about = "np.fromfile: the whole file into an array, through C's fread."

    def __init__(self, setup):
        self.data = np.fromfile(setup.path, setup.dtype)

    def next(self, first):
        return self.data[first:]
