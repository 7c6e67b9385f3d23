"""numpy_memmap_existing - np.memmap on a file that is there: 'r+' keeps it, 'w+' empties it.

    file  | o o o o o o o o |      old elements (NaN), on the disk and no more in memory
    'r+'  | o o o o o o o o |      all are there, read from the disk
    'w+'  | 0 0 0 0 0 0 0 0 |      none is; then  | e e e e e e e e |

Time    of append: of no meaning, as it writes and reads the old file, too
Memory  the data, as pages of a file, and the old elements while they are made
Expect  the old file is read once, for 'r+'. A numpy that does otherwise fails (AssertionError)
See     numpy.memmap: mode='r+'. 'w+' empties a file that it opens by its name; one that it is given
        open, as in numpy_memmap, keeps all but its last byte
"""
import os
from tempfile import TemporaryFile

import numpy as np


class Array:
    title = "np.memmap, a file that is there"
    about = "n is known: a file of old elements, opened by np.memmap 'r+', then 'w+' and filled."
    knows_count = True
    by_block = True

    def __init__(self, setup):
        count = max(setup.count, 1)
        file = TemporaryFile(dir=setup.directory)
        path = f"/proc/self/fd/{file.fileno()}"
        np.full(count * setup.dtype.itemsize, 255, np.uint8).tofile(file)
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        old = np.memmap(path, setup.dtype, "r+", shape=count)
        assert (old.view(np.uint8) == 255).all()
        del old
        self.data = np.memmap(path, setup.dtype, "w+", shape=count)
        assert not self.data.view(np.uint8).any()
        self.count = 0

    def append(self, block):
        end = self.count + len(block)
        self.data[self.count:end] = block
        self.count = end

    def stored(self, first, last):
        return self.data[first:last]

    def sync(self):
        self.data.flush()
