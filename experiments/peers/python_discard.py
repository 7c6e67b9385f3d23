"""python_discard - Python's loop sees each element, and stores nothing.

    block -> int, int, int ... -> gone

Time    the source, a call for each block, an object and a turn of the loop for each element: the
        floor under every program here in which Python's loop sees each element
Memory  none, but for the objects of one block
See     discard, the same in C
"""


class Array:
    title = "discard, Python's loop"
    about = "Each element becomes a Python object and is dropped: what interpreter and source cost."
    family = "control"
    discards = True

    def __init__(self, setup):
        pass

    def append(self, block):
        for _ in block.tolist():
            pass
