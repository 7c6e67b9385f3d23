#!/usr/bin/python3
"""numpy_memmap_blocks - n is known: np.memmap 'w+', filled by slices.

    file  | e e e e e e e e |      exactly n elements, mapped shared

Time    one copy of each block of 1024, and a fault for each page; sync writes it all
Memory  the data, as pages of a file: the kernel can write them back and drop them
See     numpy.memmap; preallocated_file, the same in C
"""
import frame


class Array:
    def __init__(self, setup):
        self.file = frame.unnamed_file(setup.directory)
        self.data = frame.map_file(self.file, setup.dtype, "w+", setup.count)
        self.count = 0

    def append(self, block):
        end = self.count + len(block)
        self.data[self.count:end] = block
        self.count = end

    def stored(self, first, last):
        return self.data[first:last]

    def sync(self):
        self.data.flush()

    def reopen(self, count):
        self.data = frame.map_file(self.file, self.data.dtype, "r", count)


frame.main(Array, by_block=True, title="np.memmap by blocks", knows_count=True,
           about="n is known: np.memmap 'w+', filled by slices, flushed, opened again.")
