-- What happens when memory runs out?
--
-- Every strategy builds COUNT elements (64M: 256 MB of int32) under each of LIMITS, a real limit
-- (see experiments/driver/limit), and without one. Those that are killed, or refused more, are
-- results as well: the first round finds them. An array in pieces is built twice: left in pieces,
-- and gathered into one block. What was built is read back in order and verified; nothing is read
-- at random, which a file larger than memory makes a matter of the disk. sync is included: what is
-- not written yet would slow the next program.
--
-- One more column is `ulimit -v`, four times the data and at least 1 GiB: it limits addresses.
--
-- What spill_vector promises (append: 0.9 x a mapped file or less; 1.05 x huge pages without a
-- limit; 8 GB verified):
--   make bench SUITE=memory_limit COUNT=100M LIMITS=64MiB \
--     STRATEGIES="spill_vector mmap_file huge_page_vector"
--   make limit LIMIT=256MiB COUNT=2G STRATEGIES=spill_vector
--
-- Place: 4
-- Rounds: 6
-- Reference: ROUNDS=3
-- Budget: 10
-- Count: 64M
-- Limits: 16MiB 32MiB 64MiB 128MiB 256MiB 512MiB
-- Brief: COUNT=16M LIMITS=16MiB

-- Without those that copy, or ask for memory, at each append. Last comes what is not limited: its
-- baseline is run twice, for the noise.
with ceiling(place, limit_bytes, address_bytes, name) as (
  select 0, bytes, null, binary(bytes) from wanted_limit
  union all
  select 1, null, gib << 30, 'ulimit -v ' || gib || ' GiB'
  from (select max(1, cast(ceil(top * width * 4.0 / (1 << 30)) as integer)) as gib from setting)
  union all values (2, null, null, 'no limit')),
shape(whole, phases, name) as (
  values (1, 'append,sync', ''), (0, 'append,sync', ' (in pieces)'),
    (0, 'append,gather,sync', ' (one block)'))
select strategy, top as count, limit_bytes, address_bytes, phases,
  title || shape.name || ' / ' || ceiling.name as label
from program, setting, ceiling, shape
where coalesce(chosen, (core or family in ('file', 'virtual memory'))
    and not quadratic and not discards and family <> 'exact')
  and contiguous = whole
order by place, limit_bytes, program.number, phases desc;
