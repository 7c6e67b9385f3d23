-- How long can a single append take?
--
-- Each append is timed by itself: those that wait for the whole array to be copied, and those that
-- never do, because little is moved with each, nothing is moved at all, or pages are moved and not
-- bytes. n is large, so that one append in n is rare. Wall time, for this is about waiting. The
-- program that knows n shows what the machine itself does to an append.
--
-- Place: 3
-- Rounds: 7
-- Budget: 10
-- Count: 10M
-- Brief:

select strategy, top as count, 'latency' as instrument from program, setting
where coalesce(chosen, baseline or strategy in ('doubling_vector', 'copying_vector',
    'incremental_vector', 'chunk_list', 'geometric_chunks', 'huge_page_vector', 'mmap_file',
    'reserved_vector', 'spill_vector'))
  and not discards
order by program.number;
