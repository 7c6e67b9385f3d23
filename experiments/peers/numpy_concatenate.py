"""numpy_concatenate - np.concatenate in a loop: what np.append calls, called by oneself.

    | e e e e |  +  | e |  ->  | e e e e e |      once for each element

Time    O(n) for an append, O(n^2) for all
Memory  old and new array together: twice the data
See     numpy/lib/function_base.py, append: ravel, then concatenate; numpy_append
"""
import numpy as np


class Array:
    title = "np.concatenate"
    about = "np.concatenate for each element: a new array one larger, and everything copied."
    quadratic = True

    def __init__(self, setup):
        self.data = np.empty(0, setup.dtype)

    def append(self, block):
        scalar = self.data.dtype.type
        for element in block.tolist():
            self.data = np.concatenate((self.data, [scalar(element)]))

    def stored(self, first, last):
        return self.data[first:last]
