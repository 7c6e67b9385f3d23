# frame.py - what is the same for all Python peers: lib/frame.h once more, for code that is not C.
#
# The same command line, phases, elements, checksum and record as the programs in C. A peer is
#
#     import frame
#
#     class Array:
#         def __init__(self, setup): ...              # setup.dtype, setup.count, setup.directory
#         def append(self, block): ...                # an ndarray of 1024 elements, the last fewer
#         def stored(self, first, last): ...          # these elements, as an ndarray
#         def gather(self): ...                       # where they are not one array yet: the array
#         def sync(self), reopen(self, count): ...    # files only
#
#     frame.main(Array, title=..., about=...)
#
# A peer without gather keeps its elements in one array: stored() is then a view on it. What differs
# from C: the checksum of generated data is taken outside of the clock (in numpy it would cost more
# than many an append); and scan and random read the gathered array, with whole-array operations.
# Through Python's own numbers not every bit pattern passes: a signalling NaN becomes a quiet one,
# and the run then ends with "verify".
import argparse
import errno
import json
import os
import re
import resource
import select
import signal
import stat
import sys
import time
from itertools import islice
from types import SimpleNamespace

NAME = os.path.basename(sys.argv[0])
VERSION = "@VERSION@"
BLOCK = 1024  # elements handed out at once, as STREAM_BLOCK in lib/stream.h
DONE, FAILED, USAGE, WRONG, UNABLE = range(5)  # exit status, as in lib/failure.h


def fail(status, operation, reason, context=""):
    context = f" ({context})" if context else ""
    line = re.sub(r"[\x00-\x1f]", "?", f"{NAME}: {operation}: {reason}{context}")
    os.write(2, line.encode("utf-8", "surrogateescape") + b"\n")
    os._exit(status)


try:
    import numpy as np
except ImportError:
    fail(UNABLE, "numpy", "it is missing for /usr/bin/python3: install the package python3-numpy")

# An element of 64 bytes is opaque: 64 bytes that nobody looks into.
TYPES = {"int32": "i4", "int64": "i8", "float32": "f4", "float64": "f8", "record64": "V64",
         "byte": "u1"}
PHASES = ["append", "gather", "sync", "reopen", "peek", "scan", "random", "release"]

# ---- the data: lib/stream.c ----------------------------------------------------------------------


def sensor_readings(first, n):
    """n elements of 64 bytes, from number `first`: struct sensor_reading in lib/stream.h."""
    i = np.arange(first, first + n)
    r = np.empty(n, [("time_ns", "i8"), ("id", "u8"), ("values", "f8", 6)])
    r["time_ns"] = (1700000000000 + i) * 1000000
    r["id"] = i % 1000
    r["values"] = i[:, None] * 0.5 + np.arange(6)
    return r.view("V64")


class Generated:
    """Elements 0, 1, 2 ... of a type."""

    def __init__(self, type_name):
        self.make = {
            "int32": lambda first, n: np.arange(first, first + n, dtype="u4").view("i4"),
            "int64": lambda first, n: np.arange(first, first + n),
            "float32": lambda first, n: (np.arange(first, first + n) * 0.5).astype("f4"),
            "float64": lambda first, n: np.arange(first, first + n) * 0.5,
            "record64": sensor_readings,
            "byte": lambda first, n: (np.arange(first, first + n) % 251).astype("u1"),
        }[type_name]

    def blocks(self, count, stop_at):
        for first in range(0, count, BLOCK):
            if time.monotonic_ns() >= stop_at:
                return
            yield self.make(first, min(BLOCK, count - first))

    def checksum(self, appended):
        """Of the first elements, made once more."""
        step = 64 * BLOCK  # larger pieces are summed faster
        return checksum(self.make(first, min(step, appended - first))
                        for first in range(0, appended, step))


class Input:
    """The elements of a file or pipe, raw or one number a line. Read, and nothing else."""

    def __init__(self, path, type_name, text):
        self.path = "standard input" if path == "-" else path
        self.type_name, self.text, self.dtype = type_name, text, np.dtype(TYPES[type_name])
        self.sum = Checksum()
        self.over = False
        try:
            self.fd = 0 if path == "-" else os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            os.read(self.fd, 0)  # a directory is told before anything is built
        except OSError as e:
            fail(FAILED, "open" if e.errno != errno.EISDIR else "read", e.strerror, self.path)

    def read(self, size):
        """Some bytes; none at the end, or over the budget."""
        if self.stop_at < sys.maxsize:
            left = (self.stop_at - time.monotonic_ns()) / 1e9
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                self.over = True
                return b""
        try:
            return os.read(self.fd, size)
        except OSError as e:
            fail(FAILED, "read", e.strerror, self.path)

    def raw(self, size):
        held = b""
        while len(held) < size and (more := self.read(size - len(held))):
            held += more
        whole = len(held) - len(held) % self.dtype.itemsize
        if whole < len(held) and not self.over:
            fail(FAILED, "input", f"{self.path} ends inside an element: {len(held) - whole} of the "
                 f"{self.dtype.itemsize} bytes of a {self.type_name}")
        return np.frombuffer(held[:whole], self.dtype)

    def lines(self):
        held = b""
        while more := self.read(65536):
            *whole, held = (held + more).split(b"\n")
            yield from whole
        if held and not self.over:
            yield held

    def number(self, line, text):
        said = text.decode("utf-8", "replace").strip()
        try:
            if not re.fullmatch(r"[-+0-9.a-zA-Z]+", said):
                raise ValueError
            value = (float if self.dtype.kind == "f" else int)(said)
        except ValueError:
            fail(FAILED, "input", f'{self.path}: line {line}: "{said:.40}" is not of type '
                 f"{self.type_name}")
        if self.dtype.kind == "f":
            limit = float(np.finfo(self.dtype).max)
            fits = not limit < abs(value) or "inf" in said.lower()
        else:
            fits = np.iinfo(self.dtype).min <= value <= np.iinfo(self.dtype).max
        if not fits:
            fail(FAILED, "input", f'{self.path}: line {line}: "{said:.40}" is out of range for '
                 f"{self.type_name}")
        return value

    def blocks(self, count, stop_at):
        self.stop_at = stop_at
        numbers = (self.number(i, line) for i, line in enumerate(self.lines(), 1))
        given = 0
        while given < count:
            if time.monotonic_ns() >= stop_at:
                self.over = True
                return
            n = min(BLOCK, count - given)
            if self.text:
                block = np.array(list(islice(numbers, n)), self.dtype)
            else:
                block = self.raw(n * self.dtype.itemsize)
            if len(block) == 0:
                return
            given += len(block)
            self.sum.add(block)
            yield block

    def checksum(self, appended):
        return self.sum.value()


# ---- the checksum: lib/checksum.c, on whole arrays -----------------------------------------------


class Checksum:
    def __init__(self):
        self.sum = np.zeros(8, "u8")
        self.weighted = np.zeros(8, "u8")
        self.bytes = 0
        self.held = b""

    def add(self, elements):
        data = np.ascontiguousarray(elements).view("u1")
        self.bytes += len(data)
        if self.held:
            data = np.concatenate((np.frombuffer(self.held, "u1"), data))
        whole = len(data) - len(data) % 64
        self.held = data[whole:].tobytes()
        self.rows(data[:whole])

    def rows(self, data):
        if len(data) == 0:
            return
        sums = np.cumsum(data.view("<u8").reshape(-1, 8), axis=0, dtype="u8")
        sums += self.sum
        self.sum = sums[-1].copy()
        self.weighted += np.sum(sums ^ (sums >> np.uint64(31)), axis=0, dtype="u8")

    def value(self):
        if self.held:
            data, self.held = self.held, b""
            self.rows(np.frombuffer(data + bytes(64 - len(data)), "u1"))
        value = self.bytes
        for total, weighted in zip(self.sum.tolist(), self.weighted.tolist()):
            value = (value ^ total) * 0x9E3779B97F4A7C15 % 2**64
            value ^= value >> 29
            value = (value ^ weighted) * 0x9E3779B97F4A7C15 % 2**64
            value ^= value >> 32
        return value


def checksum(pieces):
    c = Checksum()
    for piece in pieces:
        c.add(piece)
    return c.value()


# ---- measuring: lib/measure.c --------------------------------------------------------------------


def proc(name, unit=1024):
    """The numbers of a file of /proc/self, in bytes, by their names."""
    try:
        with open(f"/proc/self/{name}", "rb", buffering=0) as f:
            pairs = re.findall(rb"^(\w+):\s+(\d+)", f.read(16384), re.M)
    except OSError:
        return {}
    return {key.decode(): int(value) * unit for key, value in pairs}


def resident():
    status, exact = proc("status"), proc("smaps_rollup")
    r = SimpleNamespace(
        rss=exact.get("Rss", status.get("VmRSS")),
        anon=exact.get("Anonymous", status.get("RssAnon")),
        file=status.get("RssFile"), shmem=status.get("RssShmem"), peak=status.get("VmHWM"))
    if None not in (r.peak, r.rss):
        r.peak = max(r.peak, r.rss)
    return r


def reading():
    """Wall and CPU time in ns, minor and major faults: of this process, so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (time.monotonic_ns(), time.process_time_ns(), usage.ru_minflt, usage.ru_majflt)


def peak_reset():
    try:
        with open("/proc/self/clear_refs", "wb", buffering=0) as f:
            f.write(b"5")
        return True
    except OSError:
        return False


def minus(a, b):
    return None if a is None or b is None else max(a - b, 0)


def file_system(directory):
    """Its type, by the device that the directory is on."""
    device = os.stat(directory).st_dev
    wanted = f"{os.major(device)}:{os.minor(device)}"
    try:
        with open("/proc/self/mountinfo") as f:
            for line in f:
                if line.split()[2] == wanted:
                    return line.split(" - ")[1].split()[0]
    except OSError:
        pass
    return "unknown"


# ---- the command line: lib/options.c -------------------------------------------------------------


class Parser(argparse.ArgumentParser):
    def error(self, message):
        message = message.replace("unrecognized arguments:", "unknown option")
        found = re.match(r"argument --([a-z-]+): (.*)", message, re.S)
        operation, reason = found.groups() if found else ("usage", message)
        fail(USAGE, operation, f"{reason} (try: {NAME} --help)")


def wrong(reason):
    raise argparse.ArgumentTypeError(reason)


def count_of(text):
    found = re.fullmatch(r"(\d+\.?\d*(?:e\+?\d{1,2})?)([kMGT]?)", text)
    value = found and float(found[1]) * {"": 1, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}[found[2]]
    if value is None or value >= 2**47 or value != int(value):
        wrong(f'"{text}" is not a whole number below 2^47, such as 1000, 1e6 or 10M')
    return int(value)


def one_array(text):
    return 1 if count_of(text) == 1 else wrong("this peer grows one array only")


def seconds(text):
    if not re.fullmatch(r"\d*\.?\d+", text) or not 0 < float(text) <= 1e6:
        wrong(f'"{text}" is not a number of seconds, such as 0.5')
    return float(text)


def phase_list(text):
    for phase in text.split(","):
        if phase not in PHASES:
            wrong(f'"{phase}" is not one of {" ".join(PHASES)}')
    return {"append", "release", *text.split(",")}


def options(peer):
    def type_name(text):
        if text not in peer.types:
            wrong(f'"{text}" is not one of {" ".join(peer.types)}')
        return text

    p = Parser(prog=NAME, description=f"{peer.title}. {peer.about}", allow_abbrev=False,
               epilog="Exit status: 0 done; 1 failed while running; 2 usage; 3 wrong contents; "
               "4 numpy is missing.")
    add = p.add_argument
    add("--count", metavar="N", type=count_of,
        help="elements to append: 1000, 1e6, 10M (default 1M; with --input: at most N)")
    add("--type", metavar="T", type=type_name, default="int32", help=" ".join(peer.types))
    add("--input", metavar="FILE|-", help="append the elements of FILE instead")
    add("--text", action="store_true", help="with --input: one number a line")
    add("--output", metavar="FILE|-", help="write the elements, raw")
    add("--arrays", metavar="1", type=one_array, default=1, help="this peer grows one array only")
    add("--phases", metavar="LIST", type=phase_list, default=set(PHASES),
        help="after append, only these (default: all that the peer has)")
    add("--budget", metavar="SECONDS", type=seconds, help="stop appending when over it")
    add("--record", metavar="FILE", help="append this run's record to FILE, one line of JSON")
    add("--json", action="store_true", help="print the record instead of the table")
    add("--directory", metavar="DIR", default=".", help="where file peers keep their file")
    add("--force", action="store_true", help="replace existing files")
    add("--describe", action="store_true", help="print what this peer says of itself, as JSON")
    add("--version", action="version", version=f"growbench {VERSION}")
    o = p.parse_args()
    if o.text and not o.input:
        p.error("argument --text: it says how to read an --input, and there is none")
    if o.text and o.type == "record64":
        p.error("argument --text: record64 has no text form")
    if o.json and o.output == "-":
        p.error("argument --json: standard output already takes the elements (--output -)")
    if o.record == "-" or (o.record and o.record == o.output):
        p.error("argument --record: it appends to a file of its own; --json prints the record")
    if o.input and o.count is None and peer.knows_count:
        p.error("argument --input: this peer must know how many elements come: say --count N")
    return o


# ---- results: lib/output.c -----------------------------------------------------------------------


def write(fd, data, name):
    data = memoryview(data).cast("B")
    try:
        while len(data):
            data = data[os.write(fd, data):]
    except OSError as e:
        fail(FAILED, "write", e.strerror, name)


class Output:
    """A file that is whole or not there: it has another name until it is closed."""

    def __init__(self, path, force):
        self.path, self.temporary = path, None
        there = path != "-" and os.path.exists(path)
        regular = there and stat.S_ISREG(os.stat(path).st_mode)
        if regular and not force:
            fail(FAILED, "output", f"{path} exists (say --force to replace it)")
        if path != "-" and (regular or not there):
            self.temporary = f"{path}.{os.getpid()}.tmp"
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            self.fd = 1 if path == "-" else os.open(self.temporary or path, flags, 0o666)
        except OSError as e:
            fail(FAILED, "output", e.strerror, path)

    def write(self, data):
        try:
            write(self.fd, data, self.path)
        except BaseException:
            self.drop()
            raise

    def close(self):
        if self.temporary:
            os.fsync(self.fd)
            os.rename(self.temporary, self.path)

    def drop(self):
        if self.temporary:
            os.unlink(self.temporary)


# ---- the run: lib/frame.c ------------------------------------------------------------------------


def description(peer):
    return {
        "strategy": NAME, "title": peer.title, "about": peer.about, "family": "numpy",
        "core": False, "oracle": False, "knows_count": peer.knows_count,
        "quadratic": peer.quadratic, "discards": False, "contiguous": not peer.gathers,
        "file": peer.is_file, "knobs": {}, "types": list(peer.types),
        "element_bytes": peer.element_bytes, "by_block": peer.by_block,
    }


def measure(peer, o):
    """Runs the phases. Returns the record."""
    dtype = np.dtype(TYPES[o.type])
    source = Input(o.input, o.type, o.text) if o.input else Generated(o.type)
    count = o.count if o.count is not None else sys.maxsize if o.input else 1000000
    setup = SimpleNamespace(dtype=dtype, count=count if peer.knows_count else None,
                            directory=o.directory)
    positions = np.random.default_rng(1)
    output = Output(o.output, o.force) if o.output else None
    costs, appended, reads, array, gathered = {}, 0, 0, None, None

    def append():
        nonlocal array, appended
        stop_at = time.monotonic_ns() + int(o.budget * 1e9) if o.budget else sys.maxsize
        array = peer.array(setup)
        for block in source.blocks(count, stop_at):
            array.append(block)
            appended += len(block)

    def gather():
        nonlocal gathered
        gathered = array.gather()

    def whole():
        return gathered if gathered is not None else array.stored(0, appended)

    def scan():
        data = whole()
        return data.view("u8" if dtype.itemsize > 8 else f"u{dtype.itemsize}").sum(dtype="u8")

    def random():
        nonlocal reads
        data, batch, n = whole(), 16384, 1000000 if appended else 0
        stop_at = time.monotonic_ns() + int(o.budget * 1e9) if o.budget else sys.maxsize
        while reads < n and time.monotonic_ns() < stop_at:
            data.take(positions.integers(0, appended, min(batch, n - reads)))
            reads += min(batch, n - reads)

    def release():
        nonlocal array, gathered
        array = gathered = None

    bodies = {
        "append": append, "gather": gather, "sync": lambda: array.sync(),
        "reopen": lambda: array.reopen(appended),
        "peek": lambda: array.stored(0, min(10, appended)).tolist(),
        "scan": scan, "random": random, "release": release,
    }
    has = {"gather": peer.gathers, "sync": peer.is_file, "reopen": peer.is_file,
           "peek": peer.is_file, "scan": not peer.gathers or "gather" in o.phases,
           "random": not peer.gathers or "gather" in o.phases}

    def run(phase):
        if phase not in o.phases or not has.get(phase, True):
            return
        reset = peak_reset()
        start = reading()
        try:
            bodies[phase]()
        except MemoryError:
            fail(FAILED, phase, "Cannot allocate memory", f"{appended} elements")
        except OSError as e:
            fail(FAILED, phase, e.strerror or str(e), o.directory if peer.is_file else "")
        end = reading()
        now = resident()
        names = ["wall_ns", "cpu_ns", "minor_faults", "major_faults"]
        costs.update({f"{phase}_{name}": b - a for name, a, b in zip(names, start, end)})
        costs[f"{phase}_peak_rss_bytes"] = minus(now.peak, before.rss) if reset else None
        return now

    # The first use of anything makes code and buffers resident: not the peer's memory.
    checksum([Generated(o.type).make(0, BLOCK)])
    resident(), reading()
    storage = proc("io", 1)
    before = resident()
    full = run("append")
    expected = source.checksum(appended)
    run("gather")
    for phase in PHASES[2:-1]:
        run(phase)
    storage_after = proc("io", 1)

    found = Checksum()
    for first in range(0, appended, BLOCK):
        last = min(first + BLOCK, appended)
        piece = gathered[first:last] if gathered is not None else array.stored(first, last)
        found.add(piece)
        if output:
            output.write(piece.tobytes())
    piece = None  # a view would keep the array from being released
    found = found.value()
    if found != expected:
        if output:
            output.drop()
        fail(WRONG, "verify", f"what is stored differs from what came in (checksum {found:016x}, "
             f"was {expected:016x})")
    run("release")
    after = resident()
    if output:
        output.close()

    uncounted = dict.fromkeys(
        ["live_peak_bytes", "reserved_peak_bytes", "allocations", "growths", "moves",
         "moved_bytes", "copied_bytes", "remapped_bytes"])
    peaks = [value for name, value in costs.items() if name.endswith("_peak_rss_bytes")]
    cpus, page = os.cpu_count(), resource.getpagesize()
    record = {
        "schema": 1, "strategy": NAME, "title": peer.title, "family": "numpy", "core": False,
        "oracle": False, "version": VERSION,
        "compiler": f"CPython {sys.version.split()[0]}, numpy {np.__version__}",
        "pid": os.getpid(), "count": None if count == sys.maxsize else count,
        "appended": appended,
        "completed": not source.over if o.input else appended == count, "type": o.type,
        "width_bytes": dtype.itemsize, "payload_bytes": appended * dtype.itemsize, "arrays": 1,
        "turns": False, "huge_pages": "system",
        "input": "text" if o.text else "raw" if o.input else "generated",
        "knobs": {}, "file_system": file_system(o.directory), **costs, "random_reads": reads,
        "random_chained": False,
        "rss_before_bytes": before.rss,
        "rss_peak_bytes": None if None in peaks else max(peaks),
        "rss_peak_error_bytes": 3 * max(32, 2 * cpus) * cpus * page,  # as in lib/measure.c
        "rss_after_bytes": minus(after.rss, before.rss),
        "anon_bytes": minus(full.anon, before.anon), "file_bytes": minus(full.file, before.file),
        "shmem_bytes": minus(full.shmem, before.shmem), **uncounted,
        "read_bytes": minus(storage_after.get("read_bytes"), storage.get("read_bytes")),
        "written_bytes": minus(storage_after.get("write_bytes"), storage.get("write_bytes")),
        "verified": True, "checksum": f"{expected:016x}",
    }
    reasons = dict.fromkeys(uncounted, "numpy and Python allocate by themselves, uncounted")
    reasons["count"] = "not known before the input ended"
    with_reasons = {}
    for name, value in record.items():
        with_reasons[name] = value
        if value is None:
            with_reasons[f"{name}_reason"] = reasons.get(name, "could not be read from /proc")
    return with_reasons


def table(record):
    n, payload = record["appended"], record["payload_bytes"]
    lines = [f"{NAME} - {record['title']}: {n} {record['type']}, {payload / 1e6:.2f} MB of data",
             "", f"{'phase':8} {'wall':>11} {'CPU':>11} {'per element':>12} {'peak memory':>12}"]
    for phase in PHASES:
        if f"{phase}_wall_ns" in record:
            wall, cpu = (record[f"{phase}_{clock}_ns"] for clock in ("wall", "cpu"))
            each = f"{wall / n:.2f} ns" if n else ""
            peak = record[f"{phase}_peak_rss_bytes"]
            peak = "unknown" if peak is None else f"{peak / 1e6:.2f} MB"
            lines.append(f"{phase:8} {wall / 1e6:8.2f} ms {cpu / 1e6:8.2f} ms"
                         f" {each:>12} {peak:>12}")
    peak = record["rss_peak_bytes"]
    if peak is not None and payload >= 4 * 2**20:
        lines += ["", f"peak memory {peak / payload:.2f} x the data"]
    if not record["completed"]:
        lines.append(f"over the budget: stopped at {n} elements")
    lines.append(f"verified: what is stored is what came in (checksum {record['checksum']})")
    return "\n".join(lines)


def main(array, title, about, knows_count=False, quadratic=False, types=tuple(TYPES),
         element_bytes=0, by_block=False):
    """Runs a peer. by_block: it hands numpy whole blocks; else Python's loop sees each element.
    element_bytes: what an element takes beside its own width while it is gathered,
    as an object and a pointer to it; the driver leaves that much room."""
    peer = SimpleNamespace(
        array=array, title=title, about=about, knows_count=knows_count, quadratic=quadratic,
        types=types, element_bytes=element_bytes, by_block=by_block,
        gathers=hasattr(array, "gather"),
        is_file=hasattr(array, "sync"))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        os.fstat(1)
    except OSError as e:  # the next file opened would be taken for standard output
        fail(FAILED, "write", e.strerror, "standard output")
    o = options(peer)
    if o.describe:
        said = json.dumps(description(peer), separators=(",", ":"))
    else:
        try:
            record = measure(peer, o)
        except OSError as e:
            fail(FAILED, "run", e.strerror, e.filename or "")
        line = json.dumps(record, separators=(",", ":"))
        said = line if o.json else "" if o.output == "-" else table(record)
    write(1, (said + "\n").encode() if said else b"", "standard output")
    if not o.describe and o.record:
        try:
            fd = os.open(o.record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            write(fd, (line + "\n").encode(), o.record)
        except OSError as e:
            fail(FAILED, "record", e.strerror, o.record)
    os._exit(DONE)  # the interpreter's own tidying is nobody's business here


def unnamed_file(directory):
    """A file without a name: whatever ends the program, nothing stays behind."""
    return os.fdopen(os.open(directory, os.O_TMPFILE | os.O_RDWR, 0o600), "r+b")


def map_file(file, dtype, mode, count):
    """np.memmap of a file. It cannot be empty: it has one element at least."""
    return np.memmap(file, dtype, mode, shape=max(count, 1))
