"""python_read - open, file.read: the whole file as bytes, and numpy's view on them.

    page cache  | e e e e e e e e |
                    v v v v v v       read(2), all bytes copied
    bytes       | e e e e e e e e |   np.frombuffer copies nothing: the array cannot be written

Time    a copy of all, into memory that was never touched
Memory  the data, beside what the page cache holds of it
See     read_whole, the same in C; numpy_fromfile
"""
import numpy as np


class Reader:
    title = "file.read (Python)"
    about = "file.read of the whole file; np.frombuffer makes an array of it without a copy."

    def __init__(self, setup):
        with open(setup.path, "rb") as file:
            self.data = np.frombuffer(file.read(), setup.dtype)

    def next(self, first):
        return self.data[first:]
