"""python_array - array.array from Python's library, append for each element.

    | e e e e e . |      elements themselves, not pointers to objects

Time    amortised O(1): realloc to a sixteenth more; each element passes through a Python object
Memory  the data and at most a sixteenth
See     CPython arraymodule.c, array_resize; np.frombuffer makes a numpy array of it without a copy
"""
from array import array

import numpy as np

CODES = {"int32": "i", "int64": "q", "float32": "f", "float64": "d", "byte": "B"}


class Array:
    title = "array.array"
    about = "array.array of Python's library, append for each element."
    types = " ".join(CODES)

    def __init__(self, setup):
        self.dtype = setup.dtype
        self.items = array(CODES[setup.type])

    def append(self, block):
        items = self.items
        for element in block.tolist():
            items.append(element)

    def stored(self, first, last):
        if not self.items:
            return np.empty(0, self.dtype)
        return np.frombuffer(self.items, self.dtype)[first:last]
