-- a chunk list is slow to index
--
-- Place: 14
-- Suite: random_access

with reads as (
  select * from summary where random_ns is not null and ended = 'done' and not chained),
largest as (select max(count) as count from reads where strategy = 'chunk_list'),
one as (
  select max(case when strategy = 'chunk_list' then random_ns end) as list, max(data_bytes) as data,
    max(case when strategy = 'doubling_vector' then random_ns end) as vector,
    max(case when strategy = 'block_directory' then random_ns end) as directory
  from reads join largest using (count))
select list > 2 * vector as holds, 'a read at random takes ' || ratio(list) || ' ns, of a vector '
  || ratio(vector) || ' ns, at ' || bytes(data)
  || iif(directory is null, '', '; blocks with a directory: ' || ratio(directory) || ' ns')
  as evidence
from one where list is not null and vector is not null;
