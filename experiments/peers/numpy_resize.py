"""numpy_resize - an array that doubles by ndarray.resize, filled by blocks.

    | e e e e |  ->  | e e e e 0 0 0 0 |      realloc, and what is new is filled with zeros

Time    amortised O(1): log2(n) reallocations, and each byte is written twice: zero, then data
Memory  up to twice the data, and all of it resident because of the zeros
See     numpy/core/src/multiarray/shape.c, PyArray_Resize; doubling_vector, the same in C
"""
import numpy as np


class Array:
    title = "ndarray.resize"
    about = "An ndarray that doubles by ndarray.resize when full, filled by blocks of 1024."
    by_block = True

    def __init__(self, setup):
        self.data = np.empty(1024, setup.dtype)  # a block, at most
        self.count = 0

    def append(self, block):
        end = self.count + len(block)
        if end > len(self.data):
            self.data.resize(2 * len(self.data), refcheck=False)
        self.data[self.count:end] = block
        self.count = end

    def stored(self, first, last):
        return self.data[first:last]
