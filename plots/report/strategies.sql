-- strategies.sql - the table of strategies for a terminal: the largest n, best first, controls
-- apart. What was too slow has numbers at the place it reached, which compare with nothing: it has
-- none here. After answers/verdict.sql, which says why the order is by CPU time.

with row as (
  select 2 * control as part, place, label, ratio(ns) as ns, ratio(wall) as wall,
    ratio(append_ns) as append,
    ratio(ratio) as ratio,
    case when baseline or tied and tie is null then '' -- held against itself
      when ratio is null then 'no baseline'
      when low is null then 'few rounds'
      else coalesce(tie, ratio(low) || '-' || ratio(high)) end as interval,
    iif(peak is null, '-', ratio(peak)) as peak,
    iif(peak is null or file is null, '-',
        ratio(max(peak - file, 0)) || ' + ' || ratio(min(file, peak))) as parts,
    si(faults) as faults,
    trim(iif(note is null, '', note || ', ')
      || iif(gather_ns is null, '', 'gather ' || ratio(gather_ns) || ', ')
      || iif(sync_ns is null, '', 'sync +' || ratio(sync_ns) || ', ')
      || coalesce((
        select 'waits for ' || what from temp.waits as w where w.cell = ranked.cell), ''),
      ', ') as note
  from ranked where ended = 'done'
  union all
  select 2 * control, place, label, '-', '-', '-', '-', '', '-', '-', '-', note
  from ranked where ended <> 'done'
  union all values (1, 0, 'controls', '', '', '', '', '', '', '', '', ''))
select label as "build: append + gather", ns as "CPU ns", wall as "by clock", append,
  ratio as "to prealloc.", interval as "95 %", peak as "peak/data", parts as "anonymous + file",
  faults, note as "note (ns per element)"
from row order by part, place;
