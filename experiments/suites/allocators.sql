-- How much of growth is the allocator's doing?
--
-- The strategies that grow one block, and the chunk list, under every allocator that is here:
-- preloaded, or linked in (musl). COUNT elements of TYPE. The baseline runs under glibc's own.
--
-- Place: 14
-- Count: 10M
-- Tables: allocators
-- Compares: strategies

select strategy, top as count, allocator.name as allocator, preload, tunables, build,
  title || ' / ' || allocator.name as label
from program, setting, allocator
where coalesce(chosen, baseline or strategy in ('copying_vector', 'doubling_vector',
    'fixed_step_vector', 'realloc_per_element', 'chunk_list'))
  and (not baseline or allocator.number = 1)
order by not baseline, allocator.number, program.number;
