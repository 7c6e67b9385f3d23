-- memmap.sql - what the suite memmap says of a file that is larger than memory: the temporary table
-- tight, one row, under the smallest limit. After figures/common.sql.
--
-- Only a limit that holds for pages of files, too: a peak below it says so. And not below what
-- Python itself needs, for then it is the interpreter that is killed: then `refused` says why.

create temp table tight as
with tried as (
  select *, limit_bytes >= 48 << 20 as enough from summary
  where strategy = 'numpy_memmap_blocks' and phases like '%scan' and limit_bytes < payload_bytes
    and coalesce(peak_bytes, 0) <= limit_bytes)
select *, iif(enough, null, 'the limit, ' || binary(limit_bytes)
  || ', is smaller than what Python itself needs, ' || binary(48 << 20)) as refused
from tried order by enough desc, limit_bytes limit 1;

create temp table free as
select * from summary
where strategy = 'numpy_memmap_blocks' and phases like '%scan' and limit_bytes is null;
