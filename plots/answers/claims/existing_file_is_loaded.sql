-- a file that is there must be deleted before np.memmap, or its old data are loaded
--
-- Place: 26
-- Suite: memmap
-- Rule: False: w+ shows no old byte (the program fails if it does), and r+ reads less than 95 % of
-- Rule: the file from the disk. Depends: r+ reads all.

-- The program fails if an old byte is there with w+, and verify if an element is missing with r+.
-- Memory is no disk: on tmpfs nothing can be read from it.
select iif(read >= 0.95 * payload_bytes, null, 0) as holds,
  'Opened with r+ (the default) the old data are there: ' || bytes(read) || ' of '
  || bytes(payload_bytes) || ' come from the disk. w+ empties the file, so nothing need be deleted.'
  as evidence
from (select payload_bytes, median(read_bytes, round) as read from rounds
      where strategy = 'numpy_memmap_existing' and file_system <> 'tmpfs' having count(*) > 0);
