-- a mapping and its file always agree
--
-- Place: 41
-- Suite: shared_mapping
-- Rule: False: a store or a write was not seen by another process that looked at once. Depends: all
-- Rule: were seen, but some bytes were not on the disk. True: all seen, and on the disk.

with seen as (
  select sum(count) as made, max(dirty_bytes) as dirty, max(dirty_synced_bytes) as synced,
    sum(stores_unseen_by_read + stores_unseen_by_mapping + writes_unseen_by_mapping
      + coalesce(stores_unseen_by_direct + direct_writes_unseen, 0)) as unseen,
    count(stores_unseen_by_direct) > 0 as direct
  from rounds where strategy = 'mmap_and_file')
select case when unseen > 0 then 0 when dirty is 0 then 1 end as holds,
  'Of ' || si(made) || ' stores and writes by 2 processes ' || iif(unseen = 0, 'none', unseen)
    || ' was unseen by the other.'
    || coalesce(' Before msync ' || bytes(dirty) || ' were not on the disk, after it '
                || bytes(synced) || '.', '') as evidence,
  'In turn; looked for through the mapping, by read' || iif(direct, ' and O_DIRECT', '')
    as details
from seen where made > 0;
