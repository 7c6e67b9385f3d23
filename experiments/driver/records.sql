-- records.sql - the records of a round, a line of JSON each: what each program wrote (the table
-- told: cell as name, text), how it ended (the table ended: cell, exit_code, process_wall_ns,
-- message; ran: the seconds after which it was stopped), and which cell of which round it was. A
-- program that was killed wrote nothing: then the cell says what it was. So it does where what was
-- written is no record of this cell, and the cell has failed.

with file as (
  select name, count(*) as lines, max(text) as said from told group by name),
heard as (
  select e.*, c.*, stop_seconds, said,
    case
      when said is null then 'it ended without a record'
      when lines > 1 then 'its record is not one line'
      when not json_valid(said) or json_type(said) <> 'object' then 'its record is not JSON'
      when (said ->> '$.schema') is not 2 or (said ->> '$.strategy') is not strategy
        or (said ->> '$.type') is not type
        -- An input may turn out to be shorter.
        or coalesce((said ->> '$.count') > count or (said ->> '$.count') < count and input is null,
                    1)
        then 'its record is that of another program, type or count'
      when coalesce(json_type(said, '$.completed') not in ('true', 'false'), 1)
        or coalesce(json_type(said, '$.appended') <> 'integer', 1)
        then 'its record does not say how far it came'
    end as wrong
  from ended as e join cell as c using (cell) join ran using (cell)
  left join file on name = cast(cell as text)),
known as (
  select *, iif(wrong is null, said, json_object('schema', 2, 'strategy', strategy, 'title', title,
      'family', family, 'count', count, 'type', type, 'completed', json('false'),
      'verified', json('false'))) as record,
    -- What timeout reports, and a kill that it needed; not what a program says by itself.
    exit_code in (124, 137) and process_wall_ns >= stop_seconds * 1e9 as stopped,
    case when exit_code between 129 and 192 then exit_code - 128 end as signal
  from heard),
judged as (
  select *,
    case
      when stopped then 'timed_out'
      when signal is not null then 'killed'
      when exit_code = 0 and wrong is not null then 'failed'
      when exit_code = 0 and not record ->> '$.completed' then 'too_slow'
      when exit_code = 0 then 'done'
      when record ->> '$.ended' in ('refused', 'wrong') then record ->> '$.ended'
      else iif(exit_code = 3, 'wrong', 'failed')
    end as ended
  from known)
select json_set(record, '$.ended', ended, '$.exit_code', exit_code, '$.signal', signal,
  '$.message', iif(stopped, 'stopped after ' || stop_seconds || ' s: it did not end',
    coalesce(nullif(message, ''), record ->> '$.message', iif(exit_code = 0, wrong, null))),
  '$.process_wall_ns', process_wall_ns, '$.suite', :suite, '$.round', :round,
  '$.cell', cell, '$.idle_seconds', idle_seconds,
  '$.baseline', json(iif(baseline, 'true', 'false')))
from judged;
