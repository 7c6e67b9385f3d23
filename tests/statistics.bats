#!/usr/bin/env bats
# statistics.bats - the functions that query adds to SQL, beside published values. Beside each
# stands the
# call of R that gives the value.

load common

ask() { "$BUILD/query" :memory: "$@"; }

# said EXPECTED EXPRESSION: what SQL makes of it, "null" of null.
said() { same "$2" "$1" "$(ask "select coalesce($2, 'null')")"; }

# near EXPECTED EXPRESSION FROM: of the rows of FROM, to 11 digits.
near() {
    [ "$(ask "with $3 select abs(($2) / ($1) - 1) < 1e-11 from data")" = 1 ] ||
        { echo "$2: expected $1, got $(ask "with $3 select $2 from data")" && return 1; }
}

# The whole numbers from 1 to N, as rows of data(x).
upto() { echo "recursive data(x) as (select 1 union all select x + 1 from data where x < $1)"; }

# A number between 0 and 1, the same for the same two.
chance() { echo "(order_of(42, $1, $2) / 9223372036854775808.0)"; }

# ---- one sample
# -----------------------------------------------------------------------------------

@test "a median is the middle value, or the mean of the two in the middle" {
    same odd 3.0 "$(ask "select median(value) from json_each('[9, 1, 3]')")"
    same even 2.5 "$(ask "select median(value) from json_each('[4, 1, 2, 3]')")"
    same 'one value' 7.0 "$(ask "select median(value) from json_each('[7]')")"
    same 'nulls are no values' 3.0 "$(ask "select median(value)
        from json_each('[9, null, 1, 3, null]')")"
    same 'none' null "$(ask "select coalesce(median(value), 'null') from json_each('[]')")"
    same 'each group by itself' '2.0 20.0 ' "$(ask "select median(x) from (
        values (1, 1), (1, 2), (1, 3), (2, 10), (2, 20), (2, 30)) as v
        join (select column1 as g, column2 as x from (
        values (1, 1), (1, 2), (1, 3), (2, 10), (2, 20), (2, 30))) as w
        on w.g = v.column1 and w.x = v.column2 group by g" | tr '\n' ' ')"
    # R: median(darwin), 15 pairs of plants (Darwin 1876; Fisher 1935, The Design of Experiments).
    same 'Darwin, heights of maize' 24.0 "$(ask "select median(value)
        from json_each('[49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]')")"
}

@test "low and high are the order statistics of the sign test" {
    local n k
    # R: qbinom(0.025, n, 0.5)
    for n in 6:1 7:1 8:1 9:2 10:2 12:3 15:4 20:6 25:8 30:10 50:18 52:19 100:40 1000:469; do
        k=${n#*:} n=${n%:*}
        same "n = $n" "$k $((n + 1 - k))" \
            "$(ask "with $(upto "$n") select cast(low(x) as integer) || ' ' ||
                cast(high(x) as integer) from data")"
    done
}

# R: qbinom(0.025 / n, 15, 0.5), which of 80 is 1: of 15 rounds all are needed.
@test "of n intervals each is wider, so that all hold at once" {
    local n k
    for n in 1:4 2:3 5:3 10:2 80:1; do
        k=${n#*:} n=${n%:*}
        same "one of $n" "$k $((16 - k))" "$(ask "with $(upto 15) select
            cast(low(x, x, $n) as integer) || ' ' || cast(high(x, x, $n) as integer) from data")"
    done
    same 'one of 80, of 6' 1 "$(ask "with $(upto 6) select low(x, x, 80) is null from data")"
    # R: t.test(log(m), conf.level = 1 - 0.05 / 10); t of 2 degrees of freedom has a closed form.
    near 0.8379962420968721 'low(x, round, 10)' "$runs"
}

@test "below six values there is no interval" {
    local n
    for n in 1 2 3 4 5; do
        same "n = $n" 11 "$(ask "with $(upto $n) select low(x) is null, high(x) is null
            from data" | tr -d '\t')"
    done
}

# How many of 1000 samples of 15 skewed values, whose median is 1/4, are held.
@test "the interval holds the true median in 95 of 100 samples, or a little more" {
    local held
    held=$(ask "with $(upto 1000), many as (select data.x as sample, pow($(chance data.x \
        member.x), 2) as value
          from data, (with $(upto 15) select x from data) as member),
        bounds as (select low(value) as l, high(value) as h from many group by sample)
        select sum(l <= 0.25 and h >= 0.25) from bounds")
    echo "held: $held of 1000"
    [ "$held" -ge 945 ] && [ "$held" -le 985 ]
}

# ---- a series
# --------------------------------------------------------------------------------------

# R: the medians of the runs are m; exp(t.test(log(m))$estimate), exp(t.test(log(m))$conf.int), as
# Kalibera and Jones 2013. A run has 3 rounds here; each has one that is far off.
runs="data(x, round) as (values (1.00, 1), (0.50, 2), (9.00, 3), (1.02, 1001), (1.03, 1002),
    (1.01, 1003), (1.05, 2001), (7.00, 2002), (0.10, 2003))"
@test "of a series the median is the geometric mean of the runs' medians, and t its interval" {
    near 1.0231276546839951 'median(x, round)' "$runs"
    near 0.9626230565314469 'low(x, round)' "$runs"
    near 1.0874352018442184 'high(x, round)' "$runs"
    # R: t.test(c(-1, 0, 2, 4)): where a median is 0 or less there is no logarithm.
    local plain='data(x, round) as (values (2, 5), (-1, 3007), (4, 2000), (0, 1999))'
    near 1.25 'median(x, round)' "$plain"
    near -2.2783078589313117 'low(x, round)' "$plain"
    near 4.778307858931312 'high(x, round)' "$plain"
}

@test "runs that agree give their number itself: an exact counter stays exact" {
    same exact '10.1	10.1	10.1' "$(ask "with $(upto 4) select median(10.1, 1000 * x),
        low(10.1, 1000 * x), high(10.1, 1000 * x) from data")"
}

@test "of one run the rounds change nothing, whichever run it is" {
    for n in 1 5 6 15 100; do
        same "n = $n" 1 "$(ask "with $(upto $n), y(x, r) as (select x * x, x from data)
            select median(x) is median(x, r) and low(x) is low(x, r + 2000) and
                high(x) is high(x, r) from y")"
    done
}

@test "of two runs there is a middle and no interval; a value without a round does not count" {
    same two '2.0	1	1' "$(ask "select median(x, r), low(x, r) is null, high(x, r) is null
        from (values (1, 1), (4, 1001)) as v join (select column1 as x, column2 as r
        from (values (1, 1), (4, 1001))) on x = v.column1")"
    same null 1.0 "$(ask "select median(value, iif(value = 1, 1, null))
        from json_each('[1, 5, 9]')")"
}

# The truth is 1; the deviation is 2 % between runs, 1 % within: the sum of 12 chances is normal.
@test "the interval of a series holds the truth in 95 of 100; that of one of its runs does not" {
    local held series middle run
    held=$(ask "create temp table twelve as with $(upto 12) select x from data;
        create temp table run as
          select s.x as s, r.x as r, (select sum($(chance 's.x' '100 * r.x + i.x')) - 6
            from twelve as i) as z
          from (with $(upto 1000) select x from data) as s,
            (with $(upto 5) select x from data) as r;
        create temp table ratio as
          select s, 1000 * (r - 1) + w.x as round, exp(0.02 * z + 0.01 * (
            select sum($(chance 's' '1000 * r + 100 * w.x + i.x')) - 6 from twelve as i)) as x
          from run, (with $(upto 9) select x from data) as w" \
        "select sum(l <= 1 and h >= 1), sum(m between l and h) from (
          select low(x, round) as l, high(x, round) as h, median(x, round) as m
          from ratio group by s)" \
        "select sum(l <= 1 and h >= 1) from (
          select low(x) as l, high(x) as h from ratio where round < 1000 group by s)")
    read -r series middle run <<<"${held//$'\n'/ }"
    echo "series: $series of 1000, one run: $run"
    [ "$series" -ge 930 ] && [ "$series" -le 970 ] && [ "$middle" = 1000 ] && [ "$run" -le 500 ]
}

# ---- many variances
# ---------------------------------------------------------------------------------

# R: limma::fitFDist(c(1.2, 0.08, 2.5, 0.04, 11, 3.0, 0.9), df1 = 4).
@test "what many variances say together is what limma finds" {
    local v="data(v) as (values (1.2), (0.08), (2.5), (0.04), (11), (3.0), (0.9))"
    near 1.2470184385061807 'prior_df(v, 4)' "$v"
    near 0.40889451009639444 'prior_variance(v, 4)' "$v"
    # Alike beyond chance: as good as known.
    v="data(v) as (values (2), (2), (2))"
    near 1e6 'prior_df(v, 4)' "$v"
    same 'of two' '1	1' "$(ask "select prior_df(value, 4) is null, prior_variance(value, 4) is null
        from json_each('[1, 2]')")"
}

# R: qt(0.975, 8), pt(-2, 4): also in all tables of Student's t.
@test "Student's t is that of the tables" {
    near 2.306004135204166 'student(0.975, 8)' 'data(x) as (values (1))'
    near 0.05805826175840782 'student_p(-2, 4)' 'data(x) as (values (1))'
    said null 'student(null, 3)'
    said null 'student(0.9, 0)'
}

# ---- ties
# -------------------------------------------------------------------------------------------

@test "tied is what holds 1, and what is within the noise floor" {
    said 1 'tied(1.1, 0.9, 1.2, 0)'
    said 1 'tied(1.1, 1, 1.2, 0)'
    said 0 'tied(1.1, 1.05, 1.2, 0.05)'
    said 1 'tied(1.1, 1.05, 1.2, 0.11)'
    said 1 'tied(0.9, 0.85, 0.95, 0.11)'
    said 0 'tied(0.9, 0.85, 0.95, 0.09)'
    said 0 'tied(1.1, 1.05, 1.2, null)'
    said null 'tied(1.1, null, null, 0.5)'
}

@test "a tie says what it excludes, and what is below the floor says so: it is no tie" {
    local line
    while IFS='|' read -r line expression; do
        same "$expression" "$line" "$(ask "select $expression")"
    done <<'END'
1.42 x [1.41, 1.43]|times(1.42, 1.41, 1.43, 0.02)
1.42 x [1.41, 1.43]|times(1.42, 1.41, 1.43, null)
1.02 x [0.98, 1.06], tied: a difference above 6 % is excluded|times(1.02, 0.98, 1.06, 0.05)
1.00 x [0.72, 1.09], tied: a difference above 39 % is excluded|times(1, 0.72, 1.09, 0)
1.02 x [1.01, 1.03], below what this machine can tell apart (2.3 %)|times(1.02, 1.01, 1.03, 0.023)
1.02 x [1.0002, 1.03]|times(1.02, 1.0002, 1.03, 0.01)
0.993 x [0.990, 0.996]|times(0.993, 0.990, 0.996, 0)
12.3 x [11.9, 12.8]|times(12.3, 11.9, 12.8, 0)
1.20 x (too few rounds)|times(1.2, null, null, 0.5)
?|times(null, null, null, 0)
tied, < 6 %|tie(1.02, 0.98, 1.06, 0.05)
below 2.3 %|tie(1.02, 1.01, 1.03, 0.023)
|tie(1.42, 1.41, 1.43, 0.02)
|tie(1.02, null, null, 0.5)
0.993|ratio(0.993, 0.990, 0.996)
END
}

# ---- fits
# -----------------------------------------------------------------------------------------

# Norris, of NIST's Statistical Reference Datasets: 36 calibrations of ozone monitors, y then x.
norris='norris(y, x) as (values
    (0.1, 0.2), (338.8, 337.4), (118.1, 118.2), (888.0, 884.6), (9.2, 10.1), (228.1, 226.5),
    (668.5, 666.3), (998.5, 996.3), (449.1, 448.6), (778.9, 777.0), (559.2, 558.2),
    (0.3, 0.4), (0.1, 0.6), (778.1, 775.5), (668.8, 666.9), (339.3, 338.0), (448.9, 447.5),
    (10.8, 11.6), (557.7, 556.0), (228.3, 228.1), (998.0, 995.8), (888.8, 887.6),
    (119.6, 120.2), (0.3, 0.3), (0.6, 0.3), (557.6, 556.8), (339.3, 339.1), (888.0, 887.2),
    (998.5, 999.0), (778.9, 779.0), (10.2, 11.1), (117.6, 118.3), (228.9, 229.2),
    (668.4, 669.1), (449.2, 448.9), (0.2, 0.5)),
    data as (select * from norris)'

@test "a fit has the certified slope, intercept and standard deviation of NIST's data" {
    near 1.00211681802045 'slope(x, y)' "$norris"
    near -0.262323073774029 'intercept(x, y)' "$norris"
    # The standard deviation, certified, times R's qt(0.975, 34).
    near '0.429796848199937e-3 * 2.03224450931772' 'slope_error(x, y)' "$norris"
    near 1.00211681802045 'slope(x, y, 3)' "$norris"
    near -0.262323073774029 'intercept(x, y, 0.5)' "$norris"
}

@test "a point of weight two is two points, one of weight 0 is none" {
    local weighted twice
    weighted='data(x, y, w) as (values (1, 1, 1), (2, 5, 2), (3, 4, 1), (9, 0, 0))'
    twice=$(ask "with data(x, y) as (values (1, 1), (2, 5), (2, 5), (3, 4)) select slope(x, y)
        from data")
    near "$twice" 'slope(x, y, w)' "$weighted"
}

@test "a line through too few points has no slope, or no error" {
    same points 'null null' "$(ask "select coalesce(slope(1, 1), 'null') || ' ' ||
        coalesce(slope_error(1, 1), 'null')")"
    same two '2.0 null' "$(ask "with d(x, y) as (values (1, 1), (2, 3))
        select slope(x, y) || ' ' || coalesce(slope_error(x, y), 'null') from d")"
    same 'nulls are no points' '2.0' "$(ask "with d(x, y) as (values (1, 1), (null, 9), (2, 3),
        (9, null))
        select slope(x, y) from d")"
    same 'one x for all' null "$(ask "with d(x, y) as (values (1, 1), (1, 3), (1, 4))
        select coalesce(slope(x, y), 'null') from d")"
}

# ---- numbers and texts for people
# -----------------------------------------------------------------

@test "numbers for people have three digits at most, and the largest unit that leaves them" {
    local expected expression
    while IFS='|' read -r expected expression; do
        said "$expected" "$expression" || return 1
    done <<'END'
61|short(61)
6.12|short(6.123)
0.61|short(0.612)
100|short(99.5)
10|short(9.96)
0|short(0)
12.3|short(12.34)
-6.12|short(-6.123)
1234|short(1234.4)
2.00|ratio(2)
0.33|ratio(1 / 3.0)
10.0|ratio(9.996)
23.4|ratio(23.41)
100|ratio(99.96)
1.13|ratio(1.125)
1.50|fixed(1.5, 2)
3|fixed(2.5, 0)
-3|fixed(-2.5, 0)
0|si(0)
999|si(999)
1k|si(999.9)
1k|si(1000)
10M|si(1e7)
47.1k|si(47123)
2G|si(2e9)
5000G|si(5e12)
0 B|bytes(0)
1 B|bytes(1)
40 MB|bytes(4e7)
1 GB|bytes(999.9e6)
64 KiB|binary(65536)
1 KiB|binary(1024)
1023 B|binary(1023)
1 GiB|binary(1073741824)
23.4 ms|duration(23.4e6)
1 us|duration(1000)
999 ns|duration(999)
5000 s|duration(5e12)
2 minutes|span(120e9)
3 hours|span(10800e9)
2 days|span(172800e9)
2 years|span(6.3e16)
 [1.00, 1.03]|within(1, 1.03)
 [0.9996, 1.0002]|within(0.9996, 1.0002)
 [1.00, 1.00]|within(1, 1.0000000001)
 (too few rounds)|within(null, null)
?|si(null)
?|bytes(null)
?|duration(null)
?|ratio(null)
?|short(null)
?|fixed(null, 1)
0.0|shade(1, 1, 10)
1.0|shade(50, 1, 10)
0.5|shade(sqrt(10), 1, 10)
null|shade(null, 1, 10)
END
}

@test "what a person says is a number, or the end" {
    said 10000000 "count_of('10M', 'COUNT')"
    said 67108864 "bytes_of('64MiB', 'LIMITS')"
    said null 'count_of(null, 1)'
    fails 2 '^query: COUNT: "12abc" is not ' program query :memory: "select count_of('12abc',
        'COUNT')"
    fails 2 '^query: LIMITS: "-1" is not ' program query :memory: "select bytes_of('-1', 'LIMITS')"
    fails 2 '^query: no such thing$' program query :memory: "select refuse('no such thing')"
    FAILS_AS=run fails 2 '^run: no$' "$BUILD/query" :memory: --as run "select refuse('no')"
    said 1 'json_array_length(type_names()) >= 4'
    said 4 "width_of('int32')"
    said null "width_of('int33')"
}

@test "a list is told in words, and cut where it is long" {
    list() { ask "select listing(value, $2) from json_each('$1')"; }
    same none none "$(list '[]' 3)"
    same one a "$(list '["a"]' 3)"
    same two 'a and b' "$(list '["a", "b"]' 3)"
    same three 'a, b and c' "$(list '["a", "b", "c"]' 3)"
    same more 'a, b and 3 more' "$(list '["a", "b", "c", "d", "e"]' 3)"
    same 'two at most' 'a and 2 more' "$(list '["a", "b", "c"]' 2)"
    same percent '100 %s, %n and 50 %' "$(list '["100 %s", "%n", "50 %"]' 3)"
}

@test "a word for a shell is read back as it was, whatever it holds" {
    local text
    # shellcheck disable=SC2016,SC1003 # as they are
    for text in plain '' "it's" '"$(touch pwned)"' 'a b' $'a\nb\tc' '\' '`x`' '*' '~' ü '-n' \
        '&;|<>'; do
        eval "printf '%s' $(ask --set text "$text" "select word(coalesce(:text, ''))" --tsv |
            head -c 10000)" >back || return 1
        printf '%s' "$text" | tr '\n\t' '  ' | cmp - back || { echo "$text" && return 1; }
        # As xargs and hyperfine split it, which know no shell.
        [[ $text == *$'\n'* ]] || same xargs "$text" "$(ask --set text "$text" "select
            word(coalesce(:text, ''))" | xargs printf '%s')"
    done
    same 'nothing to quote' 'build/x:1,2=3' "$(ask "select word('build/x:1,2=3')")"
    same null null "$(ask "select coalesce(word(null), 'null')")"
}

@test "a text in a web page is that text" {
    said '&amp;amp; &lt;b&gt; &quot;x&quot; &#39;y&#39; ü' "html('&amp; <b> \"x\" ''y'' ü')"
    said '' "html('')"
    said null 'html(null)'
}

@test "rows are printed so that they are read back as they were" {
    local text=$'a,"b"\n<c>&\td' sql='select :text as "x|y", 1 as n, null as missing'
    ask --set text "$text" --csv "$sql" >csv
    python3 -c "import csv, sys
rows = list(csv.reader(open('csv', newline='')))
assert rows == [['x|y', 'n', 'missing'], [sys.argv[1], '1', '']], rows" "$text"
    ask --set text "$text" --json "$sql" | holds "n = 1 and missing is null
        and \"x|y\" = 'a,\"b\"' || char(10) || '<c>&' || char(9) || 'd'"
    same tsv 'a,"b" <c>& d	1	' "$(ask --set text "$text" "$sql")"
    ask --set text "$text" --html "$sql" | grep -qF '&lt;c&gt;&amp;'
    # Aligned by letters, of which one may be two bytes.
    printf 'a    b\nüü   1\nx   22\n' | diff - <(ask --table "select 'üü' as a, 1 as b union all
        select 'x', 22")
}

# ---- places for labels
# ----------------------------------------------------------------------------

whole='rows between unbounded preceding and unbounded following'

@test "spread labels do not overlap, keep their order, and those with room stay where they are" {
    local seed
    for seed in 1 2 3; do
        same "seed $seed" '1	1' "$(ask "with $(upto 60), at as (select $(chance $seed x) * 40 as y
            from data),
            put as (select y, spread(y, 1) over (order by y $whole) as p from at),
            beside as (select p - lag(p) over (order by y, p) as gap from put)
            select min(gap) > 1 - 1e-9, (select abs(avg(p) - avg(y)) < 1e-9 from put) from beside")"
    done
    same 'with room' '1.0 5.0 9.0' "$(ask "with at(y) as (values (1), (5), (9))
        select group_concat(p, ' ') from (select spread(y, 1) over (order by y $whole) as p
            from at)")"
    same 'two too close' '1.5 2.5' "$(ask "with at(y) as (values (2), (2))
        select group_concat(p, ' ') from (select spread(y, 1) over (order by y $whole) as p
            from at)")"
}

@test "labels beside points of a plane cover no label, no point and no interval" {
    local seed
    for seed in 1 2 3; do
        same "seed $seed" '0 0 0 1' "$(ask "with $(upto 25), at as (select x as n,
              $(chance $seed x) * 90 as low, $(chance $((seed + 10)) x) * 20 as y,
              substr('nnnnnnnnnnnnnnnn', 1, 3 + x % 12) as text from data),
            put as (select *, beside(low, low + n % 3, low + n % 5, y, text, 110, 20)
                over (order by n $whole) as p from at),
            box as (select *, p ->> 0 as l, (p ->> 0) + length(text) as r, p ->> 1 as m from put)
            select (select count(*) from box as a join box as b on a.n < b.n and a.l < b.r
                and b.l < a.r and abs(a.m - b.m) < 1) || ' ' ||
              (select count(*) from box as a join box as b on a.l < b.low + b.n % 5 and b.low < a.r
                and abs(a.m - b.y) < 0.5) || ' ' ||
              (select count(*) from box where l < 0 or r > 110 or m < 0.5 or m > 19.5) || ' ' ||
              (select max(abs((p ->> 2) - low - n % 3)) < 30 from box)")"
    done
}
