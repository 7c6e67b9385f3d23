-- Which of all strategies is fast, and which is small?
--
-- Every strategy once, at COUNT elements of TYPE. What must copy everything for each append says
-- how far it came. `make advise` chooses from these records.
--
-- Place: 12
-- Budget: 1.5
-- Count: 10M
-- Compares: strategies

select strategy, top as count from program, setting
where coalesce(chosen, not peer)
order by program.number;
