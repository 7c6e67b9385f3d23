-- What do the strategies cost on my own data?
--
-- INPUT is a file: raw elements of TYPE (byte), or with TEXT=1 one number a line (float64). It was
-- read once to count its elements, because the strategies that know n must be told. COUNT: at most
-- so many.
--
-- Place: 0
-- Compares: strategies

select strategy, min(input_count, coalesce(top, input_count)) as count, input, text
from program, setting
where coalesce(chosen, core)
order by program.number;
