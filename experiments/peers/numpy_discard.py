"""numpy_discard - numpy copies each block to the same place, and stores nothing.

    block -> [one block] -> gone

Time    the source, a call for each block and numpy's copy of it: the floor under every program here
        that works by blocks
Memory  none, but for one block
See     discard, the same in C, element by element
"""
import numpy as np


class Array:
    title = "discard, numpy's blocks"
    about = "numpy copies each block to one and the same place: what interpreter and source cost."
    family = "control"
    discards = True
    by_block = True

    def __init__(self, setup):
        self.last = np.empty(1024, setup.dtype)

    def append(self, block):
        self.last[:len(block)] = block
