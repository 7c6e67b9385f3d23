"""numpy_blocks - blocks collected in a list, then one np.concatenate: the good user's way.

    [block, block, block ...]      then      | e e e e e e |

Time    O(1) for a block of 1024: a copy of it and a pointer; then one copy of everything
Memory  twice the data while it is concatenated
See     chunk_list, the same in C
"""
import numpy as np


class Array:
    title = "blocks, np.concatenate"
    about = "Blocks of 1024 collected in a list, then one np.concatenate."
    by_block = True

    def __init__(self, setup):
        self.blocks = [np.empty(0, setup.dtype)]

    def append(self, block):
        self.blocks.append(block.copy())

    def gather(self):
        return np.concatenate(self.blocks)
