-- of a memory-mapped file only what is touched is loaded
--
-- Place: 8
-- Suite: read_cold
-- Rule: The page cache had nothing of the file; ten elements are read. True: at most 64 KiB came
-- Rule: from the disk. False: half of the file or more. Depends: between, for the kernel reads
-- Rule: ahead. Not measured: without a fault that waited for the disk.

with peek as (
  select c.strategy, c.payload_bytes, median(read_bytes, round) as read,
    median(reopen_major_faults + peek_major_faults, round) as waited,
    coalesce((select read_ahead_bytes from machine), 128 << 10) as ahead
  from cell as c join rounds as r using (cell)
  where c.phases = 'peek' and c.aa_of is null and r.cold = 1
  group by c.cell having waited >= 1 and read > 0),
told as (
  select max(read) as most, max(read * 1.0 / payload_bytes) as share,
    max(read >= 0.5 * payload_bytes and payload_bytes < 2 * ahead) as blurred, max(ahead) as ahead,
    (select group_concat(text, '; ') from (
       select distinct bytes(read) || ' of ' || bytes(payload_bytes) || ' came from the disk, by '
         || short(waited) || ' fault' || iif(waited = 1, '', 's') as text from peek)) as said
  from peek having count(*) > 0)
select case when blurred then 'not measured' when most <= 65536 then 1 when share >= 0.5 then 0 end
    as holds,
  iif(blurred, 'the file is smaller than twice what the kernel reads ahead, ' || binary(ahead),
    'For ten elements of a file that was not in memory ' || said
    || '. The kernel reads up to ' || binary(ahead) || ' ahead.') as evidence
from told;
