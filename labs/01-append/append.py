"""np.append in a loop, once, in a process of its own: append.py N prints its wall time.

A process of its own each time: a second loop in it would find the memory of the first, and cost
less than the one that is asked about.
"""
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit(f"append.py: {sys.executable} has no numpy; try /usr/bin/python3 "
             "(Debian: apt-get install python3-numpy)")

n = int(sys.argv[1])
begin = time.perf_counter()
a = np.array([], dtype=np.int64)
for x in range(n):
    a = np.append(a, x)
print(f"{n} appends: {time.perf_counter() - begin:.2f} s")
