#!/usr/bin/env bats
# heat_maps.bats - what a heat map says by its shades: a number has a shade, what has no number has
# none, and what ended badly has a pattern; and its words can be read.

load common

# A run in which fixed step was not measured under one allocator; the others get slower by steps.
setup_file() {
    in_tree || return
    mkdir -p results && cp -r "$ROOT/results/reference/1/allocators" results/heat
    gunzip -r results/heat
    local cell file slower='cast(appended * pow(10, cell / 30.0) as integer)'
    cell=$(rows "select max(cell) from r where strategy = 'fixed_step_vector'
        and aa_of is null" <results/heat/cells.jsonl)
    for file in results/heat/records/*; do
        edited "$file" "'$.append_cpu_ns', $slower, '$.append_wall_ns', $slower,
            '$.gather_cpu_ns', 0, '$.gather_wall_ns', 0, '$.process_wall_ns', 1000000000000" \
            "ended = 'done'"
        sed -i "/\"cell\": *$cell,/d" "$file"
    done
    plots/draw results/heat allocators >/dev/null
}
setup() {
    in_tree || return
    cells=results/heat/tables/allocators.cells.tsv svg=results/heat/figures/allocators.svg
}

@test "what was not measured is hatched and has no shade; what ended badly says how" {
    grep -qE '	fixed step, .*: not measured$' "$cells"
    # A cell has a shade and a number, or neither; or it ended badly, and has words.
    awk -F '\t' 'NR > 1 {if ($4 ? $3 != "" || $5 !~ /[a-z]/ : ($3 == "") != ($5 == "")) exit 1
        holes += !$4 && $3 == ""} END {exit holes < 2}' "$cells"
    grep -q '>not measured<' "$svg"
}

@test "the words in the cells have a contrast of 4.5 : 1 on their shade, or more" {
    python3 - "$svg" <<'END'
import re, sys, xml.etree.ElementTree as tree
def light(colour):
    parts = [int(part, 16) / 255 for part in re.findall("[0-9a-f]{2}", colour)]
    r, g, b = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
boxes, seen = [], []
def walk(node):
    fill = node.get("fill", "")
    if node.tag.endswith("polygon") and fill.startswith("#"):
        xs, ys = zip(*[map(float, point.split(",")) for point in node.get("points").split()])
        boxes.append((min(xs), max(xs), min(ys), max(ys), light(fill)))
    at = re.match(r"translate\(([0-9.]+),([0-9.]+)\)", node.get("transform", ""))
    if at and node.tag.endswith("text") and fill.startswith("#"):
        x, y = map(float, at.groups())
        under = [light for l, r, t, b, light in boxes if l < x < r and t < y - 3 < b]
        dark, pale = sorted([light(fill), (under or [1])[-1]])
        seen.append(bool(under))
        assert (pale + 0.05) / (dark + 0.05) >= 4.5, ("".join(node.itertext()), dark, pale)
    for child in node:
        walk(child)
walk(tree.parse(sys.argv[1]).getroot())
assert sum(seen) > 30, sum(seen)
END
}

@test "what the shades mean is said, and each row is a series with texts under the mouse" {
    grep -q '>1 x or less<' "$svg"
    grep -q '>10 x or more<' "$svg"
    local n
    for n in 1 2 3; do grep -q "<g class=\"s$n\">" "$svg"; done
    grep -qE '<g class="hover"><title>.*, n = .* x \[.*\] the time under' "$svg"
}
