-- a mapped file is not copied
--
-- Place: 33
-- Suite: read_warm
-- After: plots/answers/mapping.sql
-- Rule: True: no system call on the file leaves a byte in the program's memory with the mapping,
-- Rule: and read does. Else false.

select received = 0 and read_received > 0 as holds,
  'Of ' || bytes(bytes) || ' calls copy ' || bytes(received) || ' into the program, by read '
    || bytes(read_received) || '.' as evidence,
  'Page faults ' || si(round(faults)) || ', with read ' || si(round(read_faults)) as details
from mapping where phases = 'scan';
