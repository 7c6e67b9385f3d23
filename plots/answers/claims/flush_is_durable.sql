-- what np.memmap has flushed is on the disk
--
-- Place: 28
-- Suite: memmap
-- Rule: True: after flush 95 % of the file or more could be dropped from memory, and came from the
-- Rule: disk again. Else false.

-- Only what was written can be dropped from the page cache; what was dropped, the disk must give.
select read >= 0.95 * payload_bytes as holds,
  'After flush ' || bytes(read) || ' of ' || bytes(payload_bytes)
  || ' were dropped from memory, and came from the disk unchanged.'
  || coalesce(' The machine is virtual (' || (select virtual from machine)
              || '): its host may hold the disk in memory.', '') as evidence
from (select payload_bytes, median(read_bytes, round) as read from rounds
      where strategy = 'numpy_memmap_blocks' and limit_bytes is null and scan_wall_ns is not null
        and file_system <> 'tmpfs' having count(*) > 0);
