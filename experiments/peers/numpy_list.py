"""numpy_list - list.append for each element, then np.array: what most people write.

    [ptr ptr ptr ...] -> int, int, int ...      then      | e e e e |

Time    amortised O(1): a pointer for each append; then np.array unpacks each object
Memory  an object of 28 to 32 bytes and a pointer for each element, and the array beside them
See     CPython listobject.c, list_resize: grows by an eighth
"""
import numpy as np


class Array:
    title = "list, np.array"
    about = "list.append for each element, then one np.array of the list."
    element_bytes = 40  # an object, and the pointer to it

    def __init__(self, setup):
        self.dtype = setup.dtype
        self.items = []

    def append(self, block):
        items = self.items
        for element in block.tolist():
            items.append(element)

    def stored(self, first, last):
        return np.array(self.items[first:last], self.dtype)

    def gather(self):
        return np.array(self.items, self.dtype)
