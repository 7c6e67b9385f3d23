-- a mapping moves data from the disk directly to the program
--
-- Place: 36
-- Suite: read_cold
-- Rule: What is read directly is not in the page cache afterwards. True: less than a tenth of the
-- Rule: file is there. Else false.

with left_there as (
  select c.strategy, c.payload_bytes as bytes,
    median(min(cached_bytes, c.payload_bytes) * 1.0 / c.payload_bytes, round) as share
  from rounds join cell as c using (cell)
  where c.aa_of is null and c.phases = 'scan' and cached_bytes is not null group by c.cell),
mapped as (select * from left_there where strategy = 'mmap_scan' order by bytes desc limit 1)
select m.share < 0.1 as holds, 'After a cold pass ' || short(round(100 * m.share)) || ' % of '
  || bytes(m.bytes) || ' is in the page cache: the mapping shows these very pages.'
  || coalesce(' Read with O_DIRECT ' || short(round(100 * d.share)) || ' %.', '') as evidence
from mapped as m left join left_there as d on d.strategy = 'direct_read' and d.bytes = m.bytes;
