-- schema.sql - what is known of one or more runs. `load` fills these tables from the files of a
-- run, which are the truth; the database can be made again at any time.
--
--   run ---< cell ---< record        a run has cells; a cell is measured once in each round
--    |---< program                   what each program says of itself
--    |--- machine                    what the machine says of itself
--    '---< repetition                how often the run was repeated: a series
--
-- A series is one run here: the k-th time that all was measured has its rounds from
-- 1000 * (k - 1) on, so that round % 1000 is 0 in each first round, which does not count, and what
-- has the same round was measured side by side.
--
-- All names have their unit at the end: _ns, _bytes; what has none is a number of things. Every
-- number is from 0 to 2^53. A figure that could not be read is null, and record's JSON line has the
-- reason. derived.sql adds what follows: counted, control, noise, summary.
--
-- The files may be damaged, or come from somebody else. What a constraint below refuses, or
-- checked.sql finds to contradict the rest, is believed in nothing: left_out says which, and why.

-- One question (a suite), asked once.                                       run.json
create table run (
  run integer primary key,       -- its number in this database
  path text not null,            -- its folder; of a series RUN/SUITE, or RUN: see repetition
  suite text not null            -- experiments/suites/SUITE.sql
    constraint "a name of a suite is of a-z, 0-9 and _"
      check (suite <> '' and suite not glob '*[^a-z0-9_]*'),
  question text not null,
  place integer,                 -- among the suites, in a report
  compares integer,              -- 1: a table of all strategies side by side makes sense
  seed integer not null,         -- of the order of the cells in each round
  link_order integer,            -- of our programs' objects; null: as the Makefile names them
  sources text,                  -- a checksum of lib and experiments, which are measured
  runs integer not null default 1,           -- that were asked for: more than one is a series
  runs_done integer not null default 1,
  rounds integer not null,       -- that were asked for, beside the first, which does not count
  rounds_done integer not null,  -- of a series: in the run that has the fewest
  state text not null            -- complete, partial, running (it was killed)
    constraint "this state is not known" check (state in ('complete', 'partial', 'running')),
  budget_seconds real not null,  -- that an append phase may take
  chosen integer not null,       -- 1: a person said which strategies
  goals text,                    -- what the suite is to reach, a list: see answers/goals.sql
  started text not null,         -- ISO 8601
  took_seconds real,             -- as far as it came, all included
  command text not null,         -- that asks again
  constraint "not 1 to 999 rounds, or more were done than were asked for"
    check (rounds between 1 and 999 and rounds_done <= rounds),
  constraint "not 1 to 999 runs" check (runs between 1 and 999),
  constraint "the goals are no list"
    check (iif(json_valid(goals), json_type(goals) = 'array', goals is null))
);

-- The runs that a run of this database is made of: of one that was not repeated itself. seed,
-- link_order, started, took_seconds, state, rounds and rounds_done as in run, of each; stolen_percent and
-- cpu_pressure_percent as in machine, where a series has the mean of them. Those that were not
-- measured alike are in left_out.
create table repetition (
  run integer not null,
  repetition integer not null,   -- its rounds are from 1000 * (repetition - 1) on
  path text not null, seed integer, link_order integer, sources text,
  "commit" text,                 -- of most of its records
  started text, took_seconds real, state text, rounds integer, rounds_done integer,
  stolen_percent real, cpu_pressure_percent real,
  primary key (run, repetition)
);

-- machine.json
create table machine (
  run integer primary key, name text not null, cpu text, cpus integer not null, architecture text,
  cache_bytes text,              -- {"L1d": ..., "L2": ..., "L3": ...}
  virtual text,                  -- the kind of virtual machine or container
  memory_bytes integer, memory_available_bytes integer,
  memory_free_bytes integer,     -- available, and not above the limit of the control group
  swap_bytes integer, cgroup_version integer, cgroup_limit_bytes integer,
  memory_limit_mechanism text,   -- what enforces limit_bytes of a cell
  system text, kernel text not null, libc text, compiler text, compiler_command text,
  page_bytes integer, huge_page_bytes integer, transparent_huge_pages text,
  huge_pages_defrag text,        -- how hard the kernel tries to make one at a fault
  free_page_reporting text,      -- 1: free memory is reported to a host, which takes it back
  overcommit_memory integer, address_randomization integer,
  preload text, tunables text,   -- LD_PRELOAD; what allocators read, of the driver's environment
  environment_bytes integer,     -- its size: it moves the stack
  cpu_governor text, file_system text, tools text,
  device text,                   -- the disk of the files, as the kernel names it
  read_ahead_bytes integer,      -- that the kernel reads of it at once, at most
  stolen_percent real,           -- of the time of the run: taken by the host for others
  cpu_pressure_percent real,     -- of the time: something waited for a CPU
  constraint "caches or tools are no object"
    check (iif(json_valid(cache_bytes), json_type(cache_bytes) = 'object', cache_bytes is null)
      and iif(json_valid(tools), json_type(tools) = 'object', tools is null))
);

-- What a program says with --describe.                                      programs.jsonl
create table program (
  run integer not null, strategy text not null, title text not null, about text not null,
  family text not null, core integer not null, baseline integer not null,
  knows_count integer,           -- is told n
  reads_twice integer,           -- its input must be a file
  quadratic integer,             -- copies all for each append
  discards integer,              -- stores nothing
  contiguous integer,            -- its elements are one block
  stable integer,                -- an element's address never changes
  file integer,                  -- it keeps a file
  peer integer,                  -- other people's code
  reads integer,                 -- it grows no array: it is a way to read a file
  in_order_only integer,         -- and has no element at random
  shares integer,                -- nor this: it is a way for several workers to share a file
  copies integer,                -- and gives the file to a file or a socket, not to the program
  by_block integer,              -- it is handed blocks of 1024, not elements
  element_bytes integer not null default 0,  -- what an element takes beside its value
  parameters text not null default '{}',     -- its own options and their values, {"growth": 2}
  types text,                    -- of elements that it can store; null: all
  primary key (run, strategy),
  constraint "a program's name has other letters than those of a file"
    check (strategy <> '' and strategy not glob '*[^A-Za-z0-9_.+-]*' and strategy not glob '-*'),
  constraint "parameters or types are not JSON"
    check (iif(json_valid(parameters), json_type(parameters) = 'object', parameters is null)
      and iif(json_valid(types), json_type(types) = 'array', types is null))
);

-- What is measured: one row, one command line.                              cells.jsonl
create table cell (
  run integer not null, cell integer not null,
  label text not null,           -- for people only
  strategy text not null, title text not null, family text not null,
  core integer not null, baseline integer not null, discards integer not null,
  count integer not null,        -- elements to append
  type text not null, width_bytes integer not null, payload_bytes integer not null,
  arrays integer not null default 1, turns integer not null default 0,
  pages text not null default 'system',      -- system, never, madvise, always
  idle_seconds integer not null default 0,      -- between touching its memory and its start
  limit_bytes integer,           -- of memory, by experiments/driver/limit
  address_bytes integer,         -- of address space (ulimit -v)
  allocator text,                -- its name; null: the libc's own
  preload text, tunables text, build text,   -- LD_PRELOAD, GLIBC_TUNABLES, its folder
  phases text,                   -- append,gather ...; null: all that the program has
  parameters text not null default '{}',     -- that differ from the program's own
  chained integer not null default 0,        -- each random read waits for the one before
  cold integer not null default 0,           -- the page cache has nothing of the file to read
  instrument text,               -- timeline or latency: an instrumented run, not timed
  input text, text integer not null default 0,
  input_column text,             -- of a table in text: number or name, ...
  header integer not null default 0, separator text,
  aa_of integer,                 -- A/A control: the cell that this one repeats
  need_bytes integer not null,   -- of memory at most
  not_run integer not null default 0,        -- 1: more than this machine may give
  primary key (run, cell),
  constraint "it appends nothing, or its elements and bytes differ"
    check (count > 0 and payload_bytes = count * width_bytes),
  constraint "parameters are no object"
    check (iif(json_valid(parameters), json_type(parameters) = 'object', parameters is null)),
  constraint "this instrument is not known" check (instrument in ('timeline', 'latency'))
);

-- What one program said, one line of JSON a run of it.                      records/ROUND.jsonl
create table record (
  run integer not null,
  round integer not null,        -- of a series 1000 * (repetition - 1) more
  cell integer not null,
  line integer,                  -- in the file of its round
  schema integer not null constraint "this version of growbench reads schema 2" check (schema = 2),
  ended text not null            -- done, too_slow, refused (no memory), killed, wrong, failed;
                                 -- timed_out: it did not end, the driver stopped it
    constraint "it ended in no known way" check (
      ended in ('done', 'too_slow', 'refused', 'killed', 'wrong', 'failed', 'timed_out')),
  exit_code integer, signal integer, errno text, error_at text, message text,
  process_wall_ns integer,       -- from start to exit: by hyperfine, in round 0 by the driver
  strategy text, title text, family text, core integer, baseline integer,
  version text, "commit" text, compiler text, flags text, libc text, allocator text, tunables text,
  kernel text, cpu_number integer, page_bytes integer, pages text, pages_system text,
  huge_page_bytes integer, time text, budget_seconds real, command text, pid integer,
  count integer, appended integer, completed integer, type text, width_bytes integer,
  payload_bytes integer, arrays integer, turns integer, input text, parameters text,
  file_system text, start_wall_ns integer,
  idle_seconds integer,            -- as its cell has it; null: from before it was said, and 0
  append_wall_ns integer, append_cpu_ns integer, append_minor_faults integer,
  append_major_faults integer, append_peak_rss_bytes integer,
  gather_wall_ns integer, gather_cpu_ns integer, gather_minor_faults integer,
  gather_major_faults integer, gather_peak_rss_bytes integer,
  sync_wall_ns integer, sync_cpu_ns integer, sync_minor_faults integer,
  sync_major_faults integer, sync_peak_rss_bytes integer,
  reopen_wall_ns integer, reopen_cpu_ns integer, reopen_minor_faults integer,
  reopen_major_faults integer, reopen_peak_rss_bytes integer,
  peek_wall_ns integer, peek_cpu_ns integer, peek_minor_faults integer,
  peek_major_faults integer, peek_peak_rss_bytes integer,
  scan_wall_ns integer, scan_cpu_ns integer, scan_minor_faults integer,
  scan_major_faults integer, scan_peak_rss_bytes integer,
  random_wall_ns integer, random_cpu_ns integer, random_minor_faults integer,
  random_major_faults integer, random_peak_rss_bytes integer,
  release_wall_ns integer, release_cpu_ns integer, release_minor_faults integer,
  release_major_faults integer, release_peak_rss_bytes integer,
  verify_wall_ns integer, verify_cpu_ns integer, verify_minor_faults integer,
  verify_major_faults integer, verify_peak_rss_bytes integer,
  random_reads integer, random_chained integer,
  rss_before_bytes integer, rss_peak_bytes integer,
  rss_peak_error_bytes integer,  -- how far a peak may be off
  rss_after_bytes integer, anon_bytes integer, file_bytes integer, shmem_bytes integer,
  live_peak_bytes integer, reserved_peak_bytes integer, allocations integer, growths integer,
  moves integer, moved_bytes integer,
  copied_bytes integer,          -- by the strategy itself
  realloc_copied_bytes integer,  -- by realloc, where it moved a block and not its pages
  remapped_bytes integer, read_bytes integer, written_bytes integer, verified integer,
  checksum text, instrument text, peak_error_bytes integer, clock_ns integer,
  cold integer,                  -- the page cache had nothing of the file that was read
  -- Of a way to read: system calls on the file, and what they left in the program's memory.
  reopen_calls integer, peek_calls integer, scan_calls integer, random_calls integer,
  release_calls integer, verify_calls integer,
  reopen_received_bytes integer, peek_received_bytes integer, scan_received_bytes integer,
  random_received_bytes integer, release_received_bytes integer, verify_received_bytes integer,
  -- Of a way to share: all figures of memory above are sums over its workers.
  worker_cpus integer,           -- on how many CPUs they were when they had worked
  pss_bytes integer,             -- as anon, file and shmem, but of what n have mapped a n-th each
  lost_updates integer,          -- additions to a shared number that are not in it
  torn_reads integer,            -- reads of a record that found parts of two
  stores_unseen_by_read integer, -- through a mapping; looked for at once by read(), ...
  stores_unseen_by_mapping integer, writes_unseen_by_mapping integer,
  stores_unseen_by_direct integer, direct_writes_unseen integer, -- O_DIRECT
  dirty_bytes integer,           -- stored and seen by all, and not on the disk: before msync
  dirty_synced_bytes integer,    -- and after it
  cached_bytes integer,          -- of the file, in the page cache after the phases
  refaults integer,              -- pages of files that had been there before, and had been dropped
  refaults_of text,              -- who: the control group of the program, or the machine
  -- Of a way to copy, whose scan is the copy: what calls took out of the program's memory, and what
  -- the copy shares with its source (a reflink).
  scan_sent_bytes integer, shared_bytes integer,
  timeline text, latency text, longest text, -- of instrumented runs, as JSON
  primary key (run, round, cell),
  constraint "done, but its exit code, or a signal, says otherwise"
    check (ended <> 'done' or exit_code is 0 and coalesce(signal, 0) = 0),
  constraint "done, but not all was appended"
    check (ended <> 'done' or completed is 1 and appended is count and count is not null),
  constraint "too slow, but all was appended, or none of it, or nobody says how much"
    check (ended <> 'too_slow' or completed is 0 and appended is not null and appended < count),
  constraint "it has no time of its append phase, nor of opening a file"
    check (ended not in ('done', 'too_slow') or append_wall_ns > 0 and append_cpu_ns is not null
           or instrument is not null or cold is not null and reopen_wall_ns is not null),
  constraint "instrumented, but what that gives is not there"
    check (ended <> 'done' or case instrument when 'timeline' then json_valid(timeline) is 1
      when 'latency' then json_valid(latency) is 1 and json_valid(longest) is 1 else 1 end),
  constraint "parameters are no object"
    check (iif(json_valid(parameters), json_type(parameters) = 'object', parameters is null)),
  constraint "one phase has a part of its figures only"
    check ((append_wall_ns is null) = (append_cpu_ns is null)
      and (gather_wall_ns is null) = (gather_cpu_ns is null)
      and (sync_wall_ns is null) = (sync_cpu_ns is null)
      and (reopen_wall_ns is null) = (reopen_cpu_ns is null)
      and (peek_wall_ns is null) = (peek_cpu_ns is null)
      and (scan_wall_ns is null) = (scan_cpu_ns is null)
      and (random_wall_ns is null) = (random_cpu_ns is null)
      and (release_wall_ns is null) = (release_cpu_ns is null)
      and (verify_wall_ns is null) = (verify_cpu_ns is null)),
  constraint "its phases take longer than its process" check (process_wall_ns is null
    or coalesce(append_wall_ns, 0) + coalesce(start_wall_ns, 0) + coalesce(gather_wall_ns, 0)
      + coalesce(sync_wall_ns, 0) + coalesce(reopen_wall_ns, 0) + coalesce(peek_wall_ns, 0)
      + coalesce(scan_wall_ns, 0) + coalesce(random_wall_ns, 0) + coalesce(release_wall_ns, 0)
      + coalesce(verify_wall_ns, 0) <= process_wall_ns)
);

-- What is not believed, and what is not there.
create table left_out (
  run integer not null,          -- may be one of which nothing is here: then its file says which
  file text not null,
  line integer,                  -- null: all of the file
  reason text not null
);
