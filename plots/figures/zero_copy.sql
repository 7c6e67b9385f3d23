-- What does zero copy save?
-- A file copied to a file, and to a local socket: CPU time (shorter is better), calls, copies.
--
-- Read: Copied are bytes that calls moved into and out of the program's own memory, in multiples
-- Read: of the file: zero copy saves that; to a file the kernel still copies once, unless both
-- Read: share their blocks. The wall time to a socket is until the receiver, on the same CPU, has
-- Read: summed all.
-- Needs: read + write, and another way, to the same destination
-- Suite: zero_copy
-- Place: 1

create temp table timed as
select r.*, coalesce(c.parameters ->> '$.to', 'file') as destination,
  reopen_cpu_ns + scan_cpu_ns + release_cpu_ns as cpu_ns
from rounds as r join cell as c using (cell) where c.aa_of is null;

create temp table point as
select cell, t.strategy, t.title as label, family, p.baseline, destination,
  max(t.payload_bytes) as bytes, median(build_ns, round) as wall_ns,
  median(cpu_ns, round) as cpu_ns, low(cpu_ns, round) as cpu_low, high(cpu_ns, round) as cpu_high,
  max(t.count) as count,
  median(reopen_calls + scan_calls + release_calls, round) as calls,
  median(scan_received_bytes + scan_sent_bytes, round) * 1.0 / max(t.payload_bytes) as copied,
  median(reopen_minor_faults + reopen_major_faults + scan_minor_faults + scan_major_faults
    + release_minor_faults, round) as faults,
  max(shared_bytes) as shared, max(t.file_system) as file_system
from timed as t join (select strategy, family, baseline from program) as p using (strategy, family)
group by cell;

-- To read + write, of the same destination, round by round.
create temp table against as
select p.*, median(x.cpu_ns * 1.0 / y.cpu_ns, x.round) as ratio,
  low(x.cpu_ns * 1.0 / y.cpu_ns, x.round) as low,
  high(x.cpu_ns * 1.0 / y.cpu_ns, x.round) as high,
  median(x.build_ns * 1.0 / y.build_ns, x.round) as wall_ratio,
  low(x.build_ns * 1.0 / y.build_ns, x.round) as wall_low,
  high(x.build_ns * 1.0 / y.build_ns, x.round) as wall_high,
  b.label as base
from point as p join point as b on b.baseline and b.destination = p.destination and not p.baseline
join timed as x on x.cell = p.cell join timed as y on y.cell = b.cell and y.round = x.round
group by p.cell;

create temp table line as
select row_number() over (order by max(baseline) desc, max(cpu_ns) desc) as series, label,
  max(strategy) as strategy from point group by label;

create temp view series as
select label, colour, point, dash from line join mark using (strategy) order by series;

-- What a way cannot do is said in its place; one that can do nothing is in rest.
create temp table refused as
select c.title as label, coalesce(c.parameters ->> '$.to', 'file') as destination
from cell as c join main.fate as f on f.run = :run and f.cell = c.cell
where f.ended <> 'done' and c.aa_of is null;
create temp view rest as
select 1 as line, 'refused: ' || group_concat(label, '; ') as text
from (select distinct label from refused where label not in (select label from line))
having count(*) > 0;

create temp view bars as
with longest as (
  select destination, max(coalesce(cpu_high, cpu_ns)) as most from point group by destination),
shown as (
  select label, destination, count, cpu_ns, cpu_low as low, cpu_high as high,
    duration(cpu_ns) as text,
    iif(cpu_low > 0, ' [' || duration(cpu_low) || ', ' || duration(cpu_high) || ']', '') as spread
  from point
  union all select label, destination, null, null, null, null, 'refused', '' from refused)
select series, iif(destination = 'file', 1, 2) as panel, label, destination, cpu_ns,
  coalesce(cpu_ns * 1.0 / most, 0) as share, coalesce(low, cpu_ns) * 1.0 / most as low,
  coalesce(high, cpu_ns) * 1.0 / most as high, text, spread,
  label || ', to a ' || destination || coalesce(', n = ' || si(count), '') || ': ' || text || spread
    as hover
from shown join line using (label) join longest using (destination)
order by panel, series;

create temp view heads as
select distinct iif(destination = 'file', 1, 2) as panel, 'to a ' || destination || ', CPU time'
  as text from point order by panel;

create temp view numbers as
select p.label as way, p.destination as "to", text || spread as cpu, duration(p.wall_ns) as wall,
  si(round(p.calls)) as calls, short(round(p.copied, 2)) || ' x' as copied,
  si(round(p.faults)) as faults,
  iif(ratio is null, '-', ratio(ratio) || within(a.low, a.high)) as "CPU / baseline",
  iif(wall_ratio is null, '-', ratio(wall_ratio) || within(wall_low, wall_high))
    as "wall / baseline"
from point as p join bars using (label, destination) left join against as a using (cell)
order by p.destination, series;

create temp view texts as
select 0 as row, panel, key + 1 as place, value as text
from heads, json_each('["wall", "calls", "copied"]')
union all
select * from (
  select series, iif("to" = 'file', 1, 2), key + 1, value from numbers join line on label = way,
    json_each(json_array(wall, calls, copied))
  order by 2, 1, 3);

create temp view answer as
with best as (
  select *, row_number() over (partition by destination order by cpu_ns) as place from against),
said(part, text) as (
  select destination = 'file', 'to a ' || destination || ', ' || label || ' takes ' || ratio(ratio)
    || ' x' || within(low, high) || ' the CPU time of ' || base
    || coalesce(' (' || tie(ratio, low, high, floor) || ')', '') || iif(round(wall_ratio, 2)
        = round(ratio, 2), ', and as much by the clock', ', ' || ratio(wall_ratio) || ' x'
      || within(wall_low, wall_high) || ' by the clock'
      || coalesce(' (' || tie(wall_ratio, wall_low, wall_high, null) || ')', '')) || '.'
  from best, noise where place = 1
  union all
  select 2, iif(max(shared) > 0, listing(iif(shared > 0, label, null), 3) || ' copied nothing of '
      || bytes(max(shared)) || ': both files share these blocks',
      'No way made both files share blocks instead of copying') || ' (' || max(file_system) || ').'
  from point where destination = 'file' having max(shared) is not null)
select (select bytes(max(bytes)) from point) || ' in the page cache: ' || group_concat(
    iif(number > 1 and part < 2, upper(substr(text, 1, 1)) || substr(text, 2), text), ' ') as answer
from (select part, text, row_number() over (order by part) as number from said order by part)
having (select count(*) from best) > 0;
