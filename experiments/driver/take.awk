# take.awk - a strategy's file and what it uses of lib/ -> one header, on standard output.
#
# For `take`, which checks the settings. In the environment: STRATEGY, TYPE, NAME, VALUES (of the
# parameters, "growth=2"), SAID (the same as a person says it), FROM (version and commit). LIST=1:
# prints only the parameters, "name default kind", or why the strategy cannot be taken.
#
#   file    -> items: a function, a struct, a variable, each with its comment
#   item    -> the calls of the library become plain ones (lib/plain.h), `width` sizeof(TYPE)
#   needed  =  what the strategy's functions name, and what that names ...
#   needed items, names prefixed, in the order of their files -> the header

function stop(message) {
  print "take: " message > "/dev/stderr"
  stopped = 1
  exit 1
}

# ---- C as tokens --------------------------------------------------------------------------------

# Splits text into T[1..n], nothing is lost: white space and comments are tokens, too.
function tokens(text, T,    n, length_) {
  for (n = 0; text != ""; text = substr(text, length_ + 1)) {
    if (match(text, /^[ \t\n]+/) || match(text, /^[A-Za-z_][A-Za-z0-9_]*/) ||
        match(text, /^[0-9][A-Za-z0-9_.]*/) || match(text, /^"([^"\\]|\\.)*"/) ||
        match(text, /^'([^'\\]|\\.)*'/) || match(text, /^->/) || match(text, /^#[^\n]*/))
      length_ = RLENGTH
    else length_ = substr(text, 1, 2) == "/*" ? index(text, "*/") + 1 : 1
    T[++n] = substr(text, 1, length_)
  }
  T[0] = T[n + 1] = ""
  return n
}
function word(t) { return t ~ /^[A-Za-z_]/ }
function blank(t) { return t ~ /^[ \t\n]/ || t ~ /^\/\*/ }
function join(T, from, to,    text) {
  for (; from <= to; from++) text = text T[from]
  return text
}
function trim(text) {
  sub(/^[ \t\n]+/, "", text)
  sub(/[ \t\n]+$/, "", text)
  return text
}
function before(T, i) { for (i--; i > 0 && blank(T[i]); i--) continue; return i }

# The arguments of the call whose name is T[i] -> A[1..A[0]]. Returns where its ")" is, or i if it
# is no call.
function arguments(T, n, i, A,    k, depth) {
  for (k = i + 1; blank(T[k]); k++) continue
  if (T[k] != "(") return i
  A[0] = 1
  A[1] = ""
  depth = 1
  while (++k <= n) {
    if (T[k] == "(" || T[k] == "{" || T[k] == "[") depth++
    if (T[k] == ")" || T[k] == "}" || T[k] == "]") depth--
    if (depth == 0) break
    if (depth == 1 && T[k] == ",") A[++A[0]] = ""
    else A[A[0]] = A[A[0]] T[k]
  }
  for (depth = 1; depth <= A[0]; depth++) A[depth] = trim(A[depth])
  return k
}

# ---- files as items -----------------------------------------------------------------------------

function contents(path,    text, line, got) {
  while ((got = (getline line < path)) > 0) text = text line "\n"
  close(path)
  return got < 0 ? "" : text
}

# A unit is a header of lib/ and its .c, or the strategy's file; `sees` says what it includes.
function load_unit(unit,    header, source) {
  if (unit in loaded) return
  loaded[unit] = 1
  header = contents("lib/" unit ".h")
  source = contents("lib/" unit ".c")
  split_items(header, unit, 1)
  split_items(source, unit, 0)
  order[++units] = unit
}

function add_item(unit, in_header, text, comment,    T, n, i, k, depth, name, first, head) {
  items++
  n = tokens(text, T)
  unit_of[items] = unit
  code[items] = text
  about_[items] = comment
  # A definition of struct, enum, with its name; the constants of an enum.
  for (i = 1; i <= n; i++) {
    if (T[i] ~ /^[({]$/) break
    if (T[i] == "=" || T[i] == "[") break
    if (word(T[i])) head = head " " T[i]
  }
  kind[items] = "variable"
  name = head
  sub(/.* /, "", name)
  if (T[i] == "{") {
    kind[items] = head ~ /(^| )enum( |$)/ ? "enum" : "struct"
    if (head ~ /(struct|enum|union) [^ ]+$/) define(unit, in_header, head, "struct " name)
    for (k = i; k <= n; k++) {
      if (T[k] == "{") depth++
      if (T[k] == "}" && --depth == 0) break
      if (kind[items] == "enum" && word(T[k]) && T[before(T, k)] ~ /^[{,]$/)
        define(unit, in_header, head, T[k])
    }
    for (k++; k <= n && T[k] !~ /^[=;[]$/; k++)
      if (word(T[k])) { define(unit, in_header, head, T[k]); kind[items] = "both" }
    return
  }
  if (T[i] == "(") {
    kind[items] = "function"
    if (text !~ /\}[ \t]*(\/\*.*)?$/) { # only declared: what it means is said here
      meaning[unit, name] = comment
      if (in_header || head !~ / static /) { items--; return }
    }
    if (text ~ /^(static )?(const )?void \*/) void_pointer[name] = 1
  } else if (head ~ /^ (struct|enum|union) [^ ]+$/) { items--; return }
  else if (head ~ / extern /) { items--; return }
  define(unit, in_header, head, name)
}
function define(unit, in_header, head, name) {
  if (name ~ /^(struct )?(void|char|int|bool|static|const|typedef|struct)$/) return
  own[unit, name] = own[unit, name] " " items
  if (in_header || head !~ /(^| )static( |$)/ && kind[items] != "enum") public[unit, name] = 1
}

function split_items(text, unit, in_header,    T, n, i, first, depth, called, comment, end, A, k) {
  n = tokens(text, T)
  if (unit == "") { # the catalogue entry
    entry = T[1]
    T[1] = " "
  } else if (T[1] ~ /^\/\*/) T[1] = " "
  for (i = 1; i <= n; i++) {
    if (T[i] ~ /^#/) {
      if (T[i] ~ /^#include "/) {
        split(T[i], A, "\"")
        sub(/\.h$/, "", A[2])
        if (unit == "" && A[2] == "run" || A[2] == unit) continue
        load_unit(A[2])
        sees[unit] = sees[unit] " " A[2] sees[A[2]]
      } else if (T[i] ~ /^#include </) system_of[unit] = system_of[unit] T[i] "\n"
      else if (unit == "plain" && T[i] ~ /^#define / && T[i] !~ /_H$/) define_macro(T[i])
      else if (T[i] ~ /^#define [A-Z]+ +[A-Z0-9_]+$/) {
        add_item(unit, in_header, T[i], "")
        split(T[i], A, " ")
        kind[items] = "macro"
        own[unit, A[2]] = items
        public[unit, A[2]] = 1
      }
      continue
    }
    if (T[i] ~ /^\/\*/) {
      comment = T[i]
      if (T[i + 1] ~ /\n[ \t]*\n/) comment = ""
      continue
    }
    if (blank(T[i])) continue
    depth = called = 0
    for (k = i; k <= n; k++) {
      if (T[k] == "{") { if (depth++ == 0) called = T[before(T, k)] == ")" }
      if (T[k] == "}" && --depth == 0 && called) break
      if (T[k] == ";" && depth == 0) break
    }
    end = k
    if (T[k + 1] !~ /\n/ && T[k + 2] ~ /^\/\*/) end = k + 2
    if (join(T, i, i + 8) ~ /^static const struct strategy strategy/) table = join(T, i, end)
    else add_item(unit, in_header, join(T, i, end), comment)
    comment = ""
    i = end
  }
}

# ---- from counted to plain ----------------------------------------------------------------------

function define_macro(line,    name, at_) {
  sub(/^#define /, "", line)
  match(line, /^[A-Za-z_]+/)
  name = substr(line, 1, RLENGTH)
  line = substr(line, RLENGTH + 1)
  if (line == "") { left_out[name] = 1; return }
  formal[name] = ""
  if (line ~ /^\(/) {
    at_ = index(line, ")")
    formal[name] = substr(line, 2, at_ - 2)
    line = substr(line, at_ + 1)
  }
  body_of[name] = trim(line)
}

function expand(text, unit,    T, n, i, A, F, f, B, nb, k, out, end) {
  n = tokens(text, T)
  for (i = 1; i <= n; i++) {
    if (T[i] == "parameter" && (end = arguments(T, n, i, A)) > i && (A[2] in value)) {
      out = out value[A[2]]
      i = end
    } else if (T[i] in body_of && !(unit == "" && ("", T[i]) in own) &&
               (end = arguments(T, n, i, A)) > i) {
      f = split(formal[T[i]], F, /, */)
      nb = tokens(body_of[T[i]], B)
      k = 0
      text = ""
      while (++k <= nb) {
        for (f = A[0]; f > 0; f--) if (B[k] == F[f]) break
        text = text (f > 0 ? A[f] : B[k])
      }
      out = out expand(text, unit)
      i = end
    } else out = out T[i]
  }
  return out
}

# Statements and members that name what is defined as nothing go, with the comment on their line.
function leave_out(text, unit,    T, n, i, from, to, depth) {
  for (;;) {
    n = tokens(text, T)
    for (i = 1; i <= n; i++)
      if (T[i] in left_out && (unit != "" || ("memory", T[i]) in meaning)) break
    if (i > n) return text
    for (from = i; from > 1 && T[from - 1] !~ /^[;{}]$/; from--) continue
    depth = 0
    for (to = from; to < n; to++) {
      if (T[to] == "(") depth++
      if (T[to] == ")") depth--
      if (T[to] == ";" && depth == 0) break
      if (T[to] == "{" && depth == 0) { depth = 1000; continue }
      if (T[to] == "{") depth += 1000
      if (T[to] == "}" && (depth -= 1000) == 0) break
    }
    # The comment on the line of what is before belongs to that.
    if (T[from] !~ /\n/ && T[from + 1] ~ /^\/\*/) from += 2
    if (T[to + 1] !~ /\n/ && T[to + 2] ~ /^\/\*/) to += 2
    text = join(T, 1, from - 1) join(T, to + 1, n)
  }
}

# What is known to be true or false by now.
function simplify(text,    part, at_) {
  gsub(/ && true/, "", text)
  gsub(/true && /, "", text)
  gsub(/!true \|\| /, "", text)
  gsub(/NULL != NULL/, "false", text)
  gsub(/0 != 0/, "false", text)
  gsub(/1 != 0/, "true", text)
  gsub(/\n *if \(!true\)[^;]*;/, "", text)
  gsub(/\n *NULL;/, "", text)
  gsub(/\) NULL;/, ") return;", text)
  gsub(/\n *if \([^{};]*\) \{[ \n]*\}/, "", text)
  while (match(text, /true \? [^?:;]* : [^;]*;/)) {
    part = substr(text, RSTART + 7, RLENGTH - 7)
    sub(/ : [^;]*;$/, ";", part)
    text = substr(text, 1, RSTART - 1) part substr(text, RSTART + RLENGTH)
  }
  return text
}

# C++ needs the type of what comes as void *.
function cast(text,    T, n, i, k, from, depth, calls, left, type, out, simple, last, end) {
  n = tokens(text, T)
  for (i = 1; i <= n; i++) {
    out = out T[i]
    if (T[i] != "=" || T[i - 1] !~ /^ / || T[i + 1] !~ /^[ \n]/) continue
    depth = calls = 0
    simple = 1
    for (k = i + 1; k <= n; k++) {
      if (T[k] == "(" || T[k] == "{") depth++
      if (T[k] == ")" || T[k] == "}") depth--
      if (depth < 0 || depth == 0 && T[k] ~ /^[;,=]$/) break
      if (depth == 0 && (T[k] in void_pointer) && T[k + 1] == "(") calls = 1
      if (depth == 0 && T[k] ~ /^[?+]$/) simple = 0
    }
    if (!calls) continue
    end = k - 1
    for (from = i; from > 1 && T[from - 1] !~ /^[;{},]$/; from--) continue
    left = trim(join(T, from, i - 1))
    sub(/^(const|static) /, "", left)
    if (left ~ /=/) { # p = a->place = ...
      type = left
      sub(/^.*= */, "", left)
      sub(/ *=.*$/, "", type)
    } else type = left
    if (type ~ /^(struct )?[A-Za-z_]+ \*+[A-Za-z_]+$/) sub(/[A-Za-z_]+$/, "", type)
    else {
      sub(/^\*+/, "", left)
      type = "__typeof__(" left ")"
      last = left
      sub(/.*(->|\.)/, "", last)
      if (left ~ /->/ && match(fields, "[;{] *(const )?(struct )?[a-z_]+ \\*+" last "[;,]")) {
        type = substr(fields, RSTART + 1, RLENGTH - length(last) - 2)
        type = trim(type)
      }
    }
    if (type ~ /^void \*$/) continue
    out = out " (" type ")" (simple ? "" : "(") trim(join(T, i + 1, end)) (simple ? "" : ")")
    i = end
  }
  return out
}

# The parameter `width`, of the strategy's functions and in their calls, goes.
function typed(text,    T, n, i, k, A, out, end, list) {
  n = tokens(text, T)
  for (i = 1; i <= n; i++) {
    if ((T[i] in narrow) && (end = arguments(T, n, i, A)) > i) {
      list = ""
      for (k = 1; k <= A[0]; k++)
        if (k != narrow[T[i]]) list = list (list == "" ? "" : ", ") typed(A[k])
      out = out T[i] "(" (list == "" ? "void" : list) ")"
      i = end
    } else if (T[i] == "width" && T[i - 1] == "->") {
      sub(/setup->$/, "", out)
      out = out "sizeof(" TYPE ")"
    } else out = out (T[i] == "width" ? "sizeof(" TYPE ")" : T[i])
  }
  gsub(/\n *\(void\)(setup|sizeof\([^)]*\));/, "", out)
  # begin() that needs nothing of what it may know.
  text = out
  if (gsub(/[^a-z_]setup[^a-z_]/, "&", text) == 2) sub(/, const struct setup \*setup\)/, ")", out)
  return out
}

# ---- what is needed, and under which name -------------------------------------------------------

# The items that a name means in a unit, as a list; of the last file included that says it.
function find(unit, name,    A, n) {
  if ((unit, name) in own) return own[unit, name]
  n = split(sees[unit] " plain", A, " ")
  for (; n > 0; n--) if ((A[n], name) in public) return own[A[n], name]
  return ""
}
function need(unit, name, user,    list, A, n, i) {
  list = find(unit, name)
  if (list == "") return
  n = split(list, A, " ")
  for (i = 1; i <= n; i++) if (!(A[i] in needed)) { needed[A[i]] = 1; scan(A[i]) }
  for (i = 1; i <= n; i++) uses[user] = uses[user] " " A[i]
}
function scan(item,    T, n, i, p) {
  code[item] = plain(item)
  n = tokens(code[item], T)
  for (i = 1; i <= n; i++) {
    if (!word(T[i])) continue
    p = T[before(T, i)]
    if (p == "." || p == "->") { if (T[i - 2] == "setup") told[T[i]] = 1; continue }
    need(unit_of[item], (p ~ /^(struct|enum|union)$/ ? "struct " : "") T[i], item)
  }
}
function plain(item,    text) {
  text = simplify(leave_out(expand(code[item], unit_of[item]), unit_of[item]))
  if (unit_of[item] == "") text = typed(text)
  else gsub(/setup->width/, "sizeof(" TYPE ")", text)
  if (kind[item] == "function") text = without_unused(text)
  if (unit_of[item] == "" && match(text, /if \(a->[a-z]+ == a->[a-z]+ && !/)) # growth is rare
    text = substr(text, 1, RSTART + 3) "__builtin_expect(" substr(text, RSTART + 4, RLENGTH - 9) \
      ", 0) && !" substr(text, RSTART + RLENGTH)
  if (kind[item] == "struct") { # its members, for cast()
    fields = fields " " text
    gsub(/\/\*([^*]|\*[^\/])*\*\//, "", fields)
    gsub(/[ \n]+/, " ", fields)
    gsub(/; /, ";", fields)
  }
  return text
}

# A function that appending or reading calls with the array is part of them.
function inline(item,    A, n, i) {
  if (item in inlined) return
  inlined[item] = 1
  n = split(uses[item], A, " ")
  for (i = 1; i <= n; i++)
    if (unit_of[A[i]] == "" && code[A[i]] ~ /^[^{]*struct array \*/) inline(A[i])
}

# Sizes that only the counting needed.
function without_unused(text,    rest, line, name, all, at_) {
  rest = text
  while (match(rest, /\n *(const )?size_t [a-z_]+ = [^;,{}]*;/)) {
    line = substr(rest, RSTART, RLENGTH)
    rest = substr(rest, RSTART + RLENGTH)
    name = line
    sub(/ =.*/, "", name)
    sub(/.* /, "", name)
    all = text
    at_ = index(text, line)
    if (gsub("(^|[^A-Za-z_>.])" name "($|[^A-Za-z0-9_])", "&", all) == 1)
      text = substr(text, 1, at_ - 1) substr(text, at_ + length(line))
  }
  return text
}

function prefixed(unit, name,    list, out) {
  list = find(unit, name)
  list = first_of(list)
  out = name
  sub(/^struct /, "", out)
  if (!(list in needed)) return out
  if ((list, name) in renamed) return renamed[list, name]
  if (name == "struct array") out = NAME
  else {
    sub(/^counted_/, "", out)
    if (unit_of[list] == "" && name ~ /^(append|at)$/) out = out "_bytes"
    else if (out ~ /^(append|at|init|count|block|free|sync|reopen)$/) out = out "_"
    out = NAME "_" out
    # Two files may each have one of their own.
    while ((name ~ /^struct / ? "struct " : "") out in taken) out = out "_"
    taken[(name ~ /^struct / ? "struct " : "") out] = 1
  }
  return renamed[list, name] = out
}
function first_of(list,    A) { split(list, A, " "); return A[1] }

function rename(text, item,    T, n, i, p, depth, members, out) {
  members = kind[item] == "struct" || kind[item] == "both"
  n = tokens(text, T)
  for (i = 1; i <= n; i++) {
    if (T[i] ~ /^\/\*/) { out = out said(T[i], unit_of[item]); continue }
    if (T[i] == "{") depth++
    if (T[i] == "}" && --depth == 0) members = 0
    p = T[before(T, i)]
    if (!word(T[i]) || p == "." || p == "->") out = out T[i]
    else if (p ~ /^(struct|enum|union)$/) out = out prefixed(unit_of[item], "struct " T[i])
    else if (members && depth > 0 && p != "[") out = out T[i]
    else out = out prefixed(unit_of[item], T[i])
  }
  return out
}

# A comment, in the words of the header.
function said(text, unit,    T, n, i, out) {
  gsub(/a note(\n \* | )in failure\.h/, "a note", text)
  gsub(/ and a note/, " and errno", text)
  gsub(/with a note/, "with errno", text)
  gsub(/ \([a-z_]+\.h\)/, "", text)
  gsub(/\([a-z_]+\.h: /, "(", text)
  n = tokens(substr(text, 3), T)
  for (i = 1; i <= n; i++) out = out (T[i] ~ /._./ ? prefixed(unit, T[i]) : T[i])
  return "/*" out
}

# How the item begins in the header.
function specified(text, item) {
  if (kind[item] == "function") {
    if (text !~ /^static/) return NAME "_RARE " text
    if (text ~ /^static inline/) return text
    sub(/^static /, "", text)
    if (unit_of[item] != "") return NAME "_RARE " text
    if (item in inlined) return NAME "_INLINE " text
    return (text ~ /^[^{]*struct array \*/ ? NAME "_RARE " : "static inline ") text
  }
  if (kind[item] == "variable" && text ~ /^(static )?[a-z]/ && text !~ /const/) {
    sub(/^static /, "", text)
    shared = 1
    return "__attribute__((weak)) " text
  }
  return text
}
# After what it names, which two files that include each other may have behind it.
function print_after_uses(item,    A, n, i) {
  if (item in printed) return
  printed[item] = 1
  n = split(uses[item], A, " ")
  for (i = 1; i <= n; i++) print_after_uses(A[i])
  print_item(item)
}
function print_item(item,    text, doc, name, T, n, i) {
  text = code[item]
  if (kind[item] == "function") {
    text = cast(text)
    # Several threads may have arrays.
    gsub(/\n    static /, "&__thread ", text)
    gsub(/static __thread const /, "static const ", text)
    n = index(text, "(")
    name = substr(text, 1, n - 1)
    sub(/.*[ *]/, "", name)
    doc = meaning[unit_of[item], name]
  }
  if (doc != "") print said(doc, unit_of[item])
  if (about_[item] != "") print said(about_[item], unit_of[item])
  text = rename(specified(text, item), item)
  if (text ~ /\[\];/) # an array at the end of a struct is not in C++, but in its compilers
    text = "#pragma GCC diagnostic push\n#pragma GCC diagnostic ignored \"-Wpedantic\"\n" text \
      "\n#pragma GCC diagnostic pop"
  print text "\n"
}

# ---- what the strategy says of itself -----------------------------------------------------------

# The strings of a text, joined.
function strings(text,    T, n, i, out) {
  n = tokens(text, T)
  for (i = 1; i <= n; i++) if (T[i] ~ /^"/) out = out substr(T[i], 2, length(T[i]) - 2)
  return out
}
# struct strategy -> is[field]; its parameters -> parameter_name[k], parameter_default, _kind.
function read_table(    T, n, A, B, k, field, P) {
  gsub(/\/\*([^*]|\*[^\/])*\*\//, "", table)
  n = tokens(substr(table, index(table, "=")), T)
  for (k = 1; T[k] != "{"; k++) continue
  T[k] = "("
  arguments(T, n, k - 1, A)
  for (k = 1; k <= A[0]; k++) {
    if (A[k] !~ /^\./) continue
    field = A[k]
    gsub(/^\.| *=.*$/, "", field)
    gsub(/\n.*/, "", field)
    sub(/^[^=]*= */, "", A[k])
    is[field] = A[k] ~ /^"/ ? strings(A[k]) : A[k]
  }
  if (!("parameters" in is)) return
  n = tokens("x" is["parameters"], T)
  T[2] = "("
  arguments(T, n, 1, A)
  for (k = 1; k <= A[0]; k++) {
    n = tokens("x" A[k], T)
    T[2] = "("
    arguments(T, n, 1, P)
    parameter_name[++parameters] = strings(P[1])
    parameter_default[parameters] = strings(P[2])
    parameter_kind[parameters] = P[4]
  }
}

# ---- the header ---------------------------------------------------------------------------------

# The words in lines of a comment, of at most 100 letters: behind `line`, and before `end`.
function wrap(text, line, end,    A, n, i) {
  n = split(text, A, " ")
  for (i = 1; i <= n; i++) {
    if (length(line) + length(A[i]) > (end == "" ? 98 : 97)) { print line; line = " *" }
    line = line " " A[i]
  }
  print line end
}
function comment(text) { wrap(text, "/*", " */") }
function lines(text) { wrap(text, " *", "") } # the inside of one

function print_head(    text) {
  print "/* " NAME ".h - a growing array of " TYPE "."
  print " * Taken from growbench " FROM " by:"
  print " * make take STRATEGY=" STRATEGY " TYPE=\"" TYPE "\" NAME=" NAME \
    (ENVIRON["SAID"] == "" ? "" : " PARAMETERS=\"" ENVIRON["SAID"] "\"")
  print " *"
  print " *     struct " NAME " a;"
  print " *     if (!" NAME "_init(&a" (("directory" in told) ? ", \"/var/tmp\"" : "") \
    (knows_count ? ", n" : "") ")) return perror(\"" NAME "\"), 1;"
  print " *     for (" TYPE " x; next(&x);)"
  print " *         if (!" NAME "_append(&a, x)) { perror(\"" NAME "\"); break; }"
  print " *     for (size_t i = 0; i < " NAME "_count(&a); i++) use(*" NAME "_at(&a, i));"
  print " *     " NAME "_free(&a);"
  print " *"
  lines("What fails returns false or NULL, and errno says why; what is stored stays, and can be" \
    " read. Nothing is printed. C11 and C++11, gcc and clang. All is static: include it in every" \
    " file that uses it, beside other headers taken so if you like. Keep the struct in a local" \
    " variable where you append: all is inlined there, and it stays in registers. An element may" \
    " ask for no stricter alignment than max_align_t.")
  if (shared) lines("The arrays share what they know of memory: use all of them in one thread, or" \
    " under one lock.")
  if (maps_file) lines("A page that a failing disk cannot give is SIGBUS, as it is for all who" \
    " map a file.")
  if (aborts) lines("Where the kernel takes pages away and refuses to put them back, nothing can" \
    " be right any more: abort(). It was never seen.")
  print " *"
  text = entry
  sub(/^\/\* [a-z_0-9]+\.c - /, "", text)
  sub(/[ \n]*\*\/$/, "", text)
  print " * The strategy, experiments/grow/" STRATEGY ".c:\n *\n * " text "\n *"
  while ((getline text < "LICENSE") > 0) print " *" (text == "" ? "" : " ") text
  print " */"
}

function print_public(    T, setup) {
  T = TYPE (TYPE ~ /\*$/ ? "" : " ") "*"
  setup = is["begin"] != "" && code[first_of(own["", is["begin"]])] ~ /setup/
  print "/* ---- what is to be called " substr("----------------------------------------------" \
    "----------------", 1, 66) " */\n"
  comment("Makes the empty array." (("directory" in told) ? " Its file, which has no name unless" \
    " it is kept, is made in `directory`; the text must stay as long as the array." : "") \
    (knows_count ? " `count` is how many elements will come: not one more can be appended." : "") \
    " False, with errno, when it cannot; there is then nothing to free.")
  print NAME "_INLINE bool " NAME "_init(struct " NAME " *a" (("directory" in told) ? \
    ", const char *directory" : "") (knows_count ? ", size_t count" : "") ") {"
  print "    *a = " NAME "_EMPTY;"
  if (is["begin"] == "") print "    return true;"
  else {
    if (setup) {
      print "    struct " NAME "_setup setup;"
      print "    memset(&setup, 0, sizeof setup);"
      if ("program" in told) print "    setup.program = \"" NAME "\";"
      if (("directory" in told)) print "    setup.directory = directory;"
      if ("type" in told) print "    setup.type = \"" TYPE "\";"
      if (knows_count) print "    setup.count = count;"
    }
    print "    struct " NAME " begun = " NAME "_EMPTY;"
    print "    if (" prefixed("", is["begin"]) "(&begun" (setup ? ", &setup" : "") ")) {"
    print "        *a = begun;"
    print "        return true;"
    print "    }"
    print "    const int error = errno;"
    print "    " prefixed("", "release") "(&begun);"
    print "    errno = error;"
    print "    return false;"
  }
  print "}\n"
  comment("Stores one element after the last. False, with errno, when it cannot: what is stored" \
    " stays valid and readable.")
  print NAME "_INLINE bool " NAME "_append(struct " NAME " *a, " TYPE " element) {"
  if (counts) print "    return " prefixed("", "append") "(a, &element);"
  else {
    print "    if (!" prefixed("", "append") "(a, &element)) return false;"
    print "    a->length++;"
    print "    return true;"
  }
  print "}\n"
  comment("How many elements there are.")
  print NAME "_INLINE size_t " NAME "_count(const struct " NAME " *a) { return a->" \
    (counts ? "count" : "length") "; }\n"
  comment("Where element i is; i is less than the count. " (reread ? "Good until the next call," \
    " and only for reading. NULL, with errno, when the file cannot be read." : \
    is["stable"] == "true" ? "The address stays valid until the array is freed." : \
    "The address may change with the next append.") \
    (is["gather"] == "" ? " All elements are one block, from that of element 0 on." : ""))
  print NAME "_INLINE " T NAME "_at(struct " NAME " *a, size_t i) {"
  print "    return (" T ")(void *)" prefixed("", "at") "(a, i);"
  print "}\n"
  if (is["gather"] != "") {
    comment("All elements as one block, a copy: give it to free(). NULL, with errno, when it" \
      " cannot be had. Costs a copy of all.")
    print NAME "_INLINE " T NAME "_block(struct " NAME " *a) {"
    print "    const size_t count = " NAME "_count(a);"
    print "    " T "block = (" T ")malloc(count > 0 ? count * sizeof(" TYPE ") : 1);"
    print "    if (!block || count == 0) return block;"
    if (reread) print "    errno = 0;"
    print "    struct " NAME " whole = *a;"
    print "    " prefixed("", is["gather"]) "(&whole, (char *)block);"
    if (reread) {
      print "    if (errno == 0 || errno == EINTR) return block;"
      print "    const int error = errno;"
      print "    free(block);"
      print "    errno = error;"
      print "    return NULL;"
    } else print "    return block;"
    print "}\n"
  }
  if (is["sync"] != "") {
    comment("Waits until all that is stored is on the disk. False, with errno, when it cannot be" \
      (is["reopen"] == "" ? "." : ". Nothing may be appended after it."))
    print_item(first_of(own["", is["sync"]]))
  }
  if (is["reopen"] != "") {
    comment("After sync: maps the file again, only for reading; no page of it is resident then." \
      " False, with errno, when it cannot: it then is as it was.")
    print_item(first_of(own["", is["reopen"]]))
  }
  comment("Gives everything back, a block that was asked for excepted. The array is then as if" \
    " it was never begun; once more does no harm.")
  print NAME "_INLINE void " NAME "_free(struct " NAME " *a) {"
  print "    struct " NAME " last = *a;"
  print "    " prefixed("", "release") "(&last);"
  print "    *a = " NAME "_EMPTY;"
  print "}\n"
}

BEGIN {
  STRATEGY = ENVIRON["STRATEGY"]
  NAME = ENVIRON["NAME"]
  TYPE = ENVIRON["TYPE"]
  VALUES = ENVIRON["VALUES"]
  FROM = ENVIRON["FROM"]
  load_unit("plain")
  split_items(contents("experiments/grow/" STRATEGY ".c"), "", 0)
  order[++units] = ""
  read_table()
  if (is["discards"] == "true") stop(STRATEGY ": it stores nothing, so there is nothing to take")
  if (is["by_block"] is["types"] is["uncounted"] != "") stop(STRATEGY ": other people's code")
  if (ENVIRON["LIST"]) {
    for (k = 1; k <= parameters; k++)
      print parameter_name[k], parameter_default[k], parameter_kind[k]
    exit
  }
  n = split(VALUES, A, " ")
  for (k = 1; k <= n; k++) {
    split(A[k], pair, "=")
    value["\"" pair[1] "\""] = pair[2]
  }
  split("malloc calloc realloc mmap mremap", A, " ")
  for (k in A) void_pointer[A[k]] = 1
  knows_count = is["knows_count"] == "true" || is["reads_twice"] == "true"
  roots = "append at release " is["begin"] " " is["gather"] " " is["sync"] " " is["reopen"]

  # `width` is a parameter of these, at that place.
  for (i = 1; i <= items; i++)
    if (unit_of[i] == "" && kind[i] == "function") {
      n = tokens(code[i], T)
      for (k = 1; k <= n && T[k] != "("; k++) continue
      arguments(T, n, k - 1, A)
      for (w = 1; w <= A[0]; w++) if (A[w] ~ /^(const )?size_t width$/) narrow[T[k - 1]] = w
    }
  n = split(roots, A, " ")
  for (k = 1; k <= n; k++) need("", A[k])
  append_item = first_of(own["", "append"])
  inline(append_item)
  inline(first_of(own["", "at"]))
  counts = code[append_item] ~ /->count\+\+/
  array_item = first_of(own["", "struct array"])
  k = first_of(own["strategy", "struct setup"])
  n = split(code[k], A, "\n")
  text = A[1]
  for (i = 2; i <= n; i++) {
    match(A[i], /[a-z]+;/)
    if (A[i] ~ /^}/ || substr(A[i], RSTART, RLENGTH - 1) in told) text = text "\n" A[i]
  }
  code[k] = text
  if (!counts)
    sub(/\n\};/, "\n    size_t length; /* of all: elements appended */\n};", code[array_item])
  reread = contents("experiments/grow/" STRATEGY ".c") ~ /unreadable\(\)/
  for (i = 1; i <= items; i++) if (i in needed) {
    if (kind[i] == "variable") specified(code[i], i)
    if (code[i] ~ /MAP_SHARED/) maps_file = 1
    if (code[i] ~ /abort\(\)/) aborts = 1
  }

  print_head()
  print "#ifndef " NAME "_H\n#define " NAME "_H\n"
  print "#ifndef _GNU_SOURCE\n#define _GNU_SOURCE /* for the calls that only Linux has */\n#endif"
  for (u = 1; u <= units; u++)
    for (i = 1; i <= items; i++)
      if (i in needed && unit_of[i] == order[u] && !(u in used)) {
        used[u] = 1
        includes = includes system_of[order[u]]
      }
  includes = includes "#include <errno.h>\n#include <stdbool.h>\n#include <stddef.h>\n" \
    "#include <stdint.h>\n#include <stdlib.h>\n#include <string.h>\n"
  n = split(includes, A, "\n")
  for (k = 1; k < n; k++) if (!(A[k] in seen)) { seen[A[k]] = 1; sorted[++included] = A[k] }
  for (k = 2; k <= included; k++)
    for (i = k; i > 1 && sorted[i - 1] > sorted[i]; i--) {
      text = sorted[i]
      sorted[i] = sorted[i - 1]
      sorted[i - 1] = text
    }
  for (k = 1; k <= included; k++) print sorted[k]
  if ("#include <sys/mman.h>" in seen)
    print "\n#if !defined(__linux__) || !defined(__LP64__)" \
      "\n#error \"" NAME ".h needs 64-bit Linux\"\n#elif !defined(MREMAP_MAYMOVE)" \
      "\n#error \"include " NAME ".h first, or define _GNU_SOURCE\"\n#endif"
  print "\n/* Append and at are inlined, and the way to growth. What is called once is not, and"
  print " * gets a copy of the array: so the array itself can stay in registers. */"
  print "#define " NAME "_INLINE static inline __attribute__((always_inline))"
  # Not cold: then compilers take all that follows init in a function for cold, too.
  print "#define " NAME "_RARE   static __attribute__((noinline, unused))"
  print "#ifdef __cplusplus\n#define " NAME "_EMPTY  " NAME "()"
  print "#else\n#define " NAME "_EMPTY  (struct " NAME "){0}\n#endif\n"
  k = split("sync reopen", A, " ")
  for (; k > 0; k--)
    if (is[A[k]] != "") { # public: they come at the end, and are called so
      i = first_of(own["", is[A[k]]])
      printed[i] = 1
      renamed[i, is[A[k]]] = NAME "_" A[k]
    }
  for (u = 1; u <= units; u++)
    for (i = 1; i <= items; i++) if (i in needed && unit_of[i] == order[u]) print_after_uses(i)
  print_public()
  print "#undef " NAME "_INLINE\n#undef " NAME "_RARE"
  print "#undef " NAME "_EMPTY\n#endif"
}
END { if (stopped) exit 2 }
