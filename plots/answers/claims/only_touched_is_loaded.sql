-- of a memory-mapped file only what is touched is loaded
--
-- Place: 8
-- Suite: read_cold

-- A quarter of the file, as the kernel reads ahead: by 128 KiB at least, by 8 MiB on some disks.
with peek as (
  select c.strategy, c.payload_bytes, median(read_bytes, round) as read,
    median(reopen_major_faults + peek_major_faults, round) as waited
  from cell as c join rounds using (cell) where c.phases = 'peek' and c.aa_of is null
  group by c.cell)
select max(read * 1.0 / payload_bytes) < 0.25 as holds,
  'opened cold, ten elements read: '
  || group_concat(bytes(read) || ' of ' || bytes(payload_bytes) || ' came from the disk, by '
    || short(waited) || ' fault' || iif(waited = 1, '', 's')
    || iif(strategy = 'mmap_scan', '', ' (np.memmap)'), '; ') as evidence
from peek having count(*) > 0;
