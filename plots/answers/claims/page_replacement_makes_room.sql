-- a mapped file may be larger than RAM, as pages are replaced
--
-- Place: 37
-- Suite: beyond_ram
-- Rule: True: under the smallest limit, which is below the file's size, the mapping is read to its
-- Rule: end in order and at random. Else false.

with mapped as (
  select c.phases, c.limit_bytes, c.payload_bytes, f.worst = 'done' as survived,
    median(refaults, round) as refaults, median(build_ns, round) as wall_ns
  from cell as c join main.fate as f on f.run = :run and f.cell = c.cell
  left join rounds as r on r.cell = c.cell
  where c.strategy = 'mmap_scan' and c.aa_of is null and c.limit_bytes < c.payload_bytes
    and c.limit_bytes = (select min(limit_bytes) from cell)
  group by c.cell)
select min(survived) as holds, 'With ' || binary(limit_bytes) || ' of memory a mapped file of '
  || bytes(payload_bytes) || ' is read in order'
  || coalesce(' in ' || duration(max(wall_ns) filter (where phases = 'scan')), ', not to its end')
  || '.' || coalesce((select ' One block as large as the file is ' || f.worst || '.'
               from cell as c join main.fate as f on f.run = :run and f.cell = c.cell
               where c.strategy = 'read_whole' and c.phases = 'scan' and f.worst <> 'done'
               limit 1), '') as evidence,
  si(round(max(refaults) filter (where phases = 'scan')))
    || ' pages came back that had been dropped' as details
from mapped having count(distinct phases) = 2;
