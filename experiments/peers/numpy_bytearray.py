"""numpy_bytearray - bytearray.extend with each block's bytes; np.frombuffer needs no copy.

    | b b b b b b . |      the array is a view on it

Time    amortised O(1): realloc to an eighth more, and one copy of each block
Memory  the data and at most an eighth
See     CPython bytearrayobject.c, PyByteArray_Resize; np.frombuffer
"""
import numpy as np


class Array:
    title = "bytearray, np.frombuffer"
    about = "bytearray.extend with the bytes of each block; np.frombuffer is the array."
    by_block = True

    def __init__(self, setup):
        self.dtype = setup.dtype
        self.bytes = bytearray()

    def append(self, block):
        self.bytes.extend(block.tobytes())

    def stored(self, first, last):
        if not self.bytes:
            return np.empty(0, self.dtype)
        return np.frombuffer(self.bytes, self.dtype)[first:last]
