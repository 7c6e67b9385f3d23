-- rulers.sql - the head of the section on a second ruler.

select '<h2>Does a second ruler say the same?</h2><p>CPU time of an append in ns, by the harness and
by Google Benchmark with a loop of its own: ' || sum(verdict = 'agree') || ' of ' || count(*)
  || ' agree, that is, the 95 % intervals of the two overlap. The most memory, by the harness and by
the control group of each process: '
  || (select sum(verdict = 'agree') || ' of ' || count(*) from memory)
  || ' agree within what the harness says it may be off. Again: <code>make rulers</code></p>'
from times;
