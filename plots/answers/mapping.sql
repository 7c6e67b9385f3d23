-- mapping.sql - a mapped file (mmap_scan) against read: through one buffer, all elements in order
-- (scan) and the first alone (peek); and a pread for each at random (random). At the largest size
-- that both have, round by round; in the temporary table mapping, a row for each. `less` and
-- `cpu_less`: the mapping needs less, beyond the noise. After figures/common.sql.

create temp table taken as
select r.cell, r.round, c.strategy, c.phases, c.payload_bytes as bytes,
  case c.phases when 'scan' then build_ns when 'peek' then reopen_wall_ns + peek_wall_ns
    else random_wall_ns * 1.0 / nullif(random_reads, 0) end as wall_ns,
  case c.phases when 'scan' then reopen_cpu_ns + scan_cpu_ns + release_cpu_ns
    when 'peek' then reopen_cpu_ns + peek_cpu_ns
    else random_cpu_ns * 1.0 / nullif(random_reads, 0) end as cpu_ns,
  case c.phases when 'scan' then reopen_calls + scan_calls + release_calls
    when 'peek' then reopen_calls + peek_calls
    else random_calls * 1.0 / nullif(random_reads, 0) end as calls,
  reopen_received_bytes + coalesce(scan_received_bytes, random_received_bytes, peek_received_bytes)
    as received,
  reopen_minor_faults + reopen_major_faults + coalesce(scan_minor_faults + scan_major_faults,
    random_minor_faults + random_major_faults, peek_minor_faults + peek_major_faults) as faults
from rounds as r join cell as c using (cell) where c.aa_of is null;

create temp table mapping as
with both as (
  select m.phases, m.bytes, m.round, m.wall_ns * 1.0 / r.wall_ns as wall,
    m.cpu_ns * 1.0 / nullif(r.cpu_ns, 0) as cpu, m.wall_ns, r.wall_ns as read_ns, m.calls,
    r.calls as read_calls, m.received, r.received as read_received, m.faults,
    r.faults as read_faults
  from taken as m join taken as r using (phases, bytes, round)
  where m.strategy = 'mmap_scan'
    and r.strategy = iif(phases = 'random', 'pread_random', 'read_buffer')),
largest as (select phases, max(bytes) as bytes from both group by phases),
median as (
  select phases, bytes, median(wall, round) as ratio, low(wall, round) as low,
    high(wall, round) as high, median(cpu, round) as cpu_ratio, low(cpu, round) as cpu_low,
    high(cpu, round) as cpu_high, median(wall_ns, round) as wall_ns,
    median(read_ns, round) as read_ns, median(calls, round) as calls,
    median(read_calls, round) as read_calls, median(received, round) as received,
    median(read_received, round) as read_received, median(faults, round) as faults,
    median(read_faults, round) as read_faults
  from both join largest using (phases, bytes) group by phases)
select *, ratio < 1 and not tied(ratio, low, high, floor) as less,
  cpu_ratio < 1 and not tied(cpu_ratio, cpu_low, cpu_high, floor) as cpu_less,
  coalesce(ratio(ratio) || ' x' || within(low, high) || ' (' || tie(ratio, low, high, floor) || ')',
    times(ratio, low, high, floor)) as said,
  coalesce(ratio(cpu_ratio) || ' x' || within(cpu_low, cpu_high) || ' ('
      || tie(cpu_ratio, cpu_low, cpu_high, floor) || ')',
    times(cpu_ratio, cpu_low, cpu_high, floor)) as cpu_said
from median, noise;
