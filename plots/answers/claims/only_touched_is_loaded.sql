-- of a memory-mapped file only what is touched is loaded
--
-- Place: 8
-- Suite: size

select peek_peak_bytes < data_bytes / 10.0 as holds, 'reopened, ten elements read: '
  || bytes(peek_peak_bytes) || ' of ' || bytes(data_bytes) || ' resident' as evidence
from (select * from summary where strategy = 'mmap_file' and ns is not null
      order by appended desc, cell desc limit 1)
where peek_peak_bytes is not null and data_bytes > 10 * peak_error_bytes;
