-- How much of growth is the allocator's doing?
--
-- The baseline, the strategies that grow one block, and the chunk list, under every allocator that
-- is here, preloaded. Apart from them, for they are none: glibc's own, told to ask for huge pages
-- (GLIBC_TUNABLES); and musl, another libc, linked statically, with its own malloc. COUNT elements
-- of TYPE.
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
order by not baseline, allocator.number, program.number;
