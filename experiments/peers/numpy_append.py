"""numpy_append - np.append in a loop: a new array one element larger, and everything copied.

    | e e e e |  ->  | e e e e e |      once for each element

Time    O(n) for an append, O(n^2) for all
Memory  old and new array together: twice the data
See     the numpy manual, numpy.append: "a copy of arr with values appended"; copy_per_element in C
"""
import numpy as np


class Array:
    title = "np.append"
    about = "np.append for each element: a new array one larger, and everything copied."
    quadratic = True

    def __init__(self, setup):
        self.data = np.empty(0, setup.dtype)

    def append(self, block):
        scalar = self.data.dtype.type
        for element in block.tolist():
            self.data = np.append(self.data, scalar(element))

    def stored(self, first, last):
        return self.data[first:last]
