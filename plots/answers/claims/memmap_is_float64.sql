-- without a dtype np.memmap holds float64, as other arrays do
--
-- Place: 25
-- Suite: memmap
-- Rule: True: it writes 8 bytes for each element. Else false.

select bytes >= 8 as holds,
  'np.memmap without a dtype writes ' || ratio(bytes) || ' B an element'
  || iif(bytes < 2, ': its default is uint8', '') || '.' as evidence
from (select round(median(written_bytes * 1.0 / appended, round), 2) as bytes from rounds
      where strategy = 'numpy_memmap_default' having count(*) > 0);
