#!/usr/bin/env bats
# browser.bats - the report of the committed reference in a real browser, wide and as on a phone,
# light and dark: nothing is asked of a network, nothing is cut, all can be read and used; and on
# paper. tests/browser.js looks, in a copy of the page.

load common

# in_browser WORD ...: chromium without a window; asks no network, and says what the page's console
# says.
in_browser() {
    timeout 200 "$chromium" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --disable-dev-shm-usage --hide-scrollbars --enable-logging=stderr \
        --user-data-dir="$BATS_FILE_TMPDIR/profile" "$@"
}

setup_file() {
    chromium=$(command -v chromium || command -v chromium-browser) || return 0
    export chromium
    cd "$BATS_FILE_TMPDIR" || return
    cp -r "$ROOT/results/reference" reference
    (cd "$ROOT" && plots/report/page "$BATS_FILE_TMPDIR/reference") || return
    { # at its end, so that it sees the page whole
        sed 's|</body></html>$||' reference/report.html
        printf '<script>\n' && cat "$ROOT/tests/browser.js" && echo '</script></body></html>'
    } >looked_at.html
    # A window cannot be as narrow as a phone, a frame can. One after the other: they share storage.
    cat >frames.html <<'END'
<!doctype html><body><script>
const sizes = [[1280, 800], [390, 844]];
const next = (size) => {
  const frame = document.createElement('iframe');
  [frame.width, frame.height] = size;
  frame.style.border = 0;
  frame.src = 'looked_at.html';
  document.body.append(frame);
};
addEventListener('message', (event) => {
  const said = document.createElement('pre');
  said.textContent = event.data;
  document.body.append(said);
  if (sizes.length) next(sizes.shift());
});
next(sizes.shift());
</script>
END
    local theme
    for theme in 0 1; do # dark, light
        in_browser --blink-settings=preferredColorScheme=$theme --virtual-time-budget=60000 \
            --dump-dom "file://$PWD/frames.html" >dom.$theme 2>console.$theme
    done
    in_browser --no-pdf-header-footer --print-to-pdf=paper.pdf \
        "file://$PWD/reference/report.html" 2>/dev/null
}

setup() {
    [ -n "${chromium-}" ] || skip 'chromium is missing: make deps test installs it'
    cd "$BATS_FILE_TMPDIR" || return
}

# found CHECK: it was made in each of the four views, and found nothing.
found() {
    grep -h "^[a-z0-9 ]*: $1: " dom.* | grep -v ': ok$' || true # what is wrong
    same views 4 "$(cat dom.* | grep -c "^[a-z0-9 ]*: $1: ok$")"
}

@test "the views are those of a screen and of a phone, dark and light" {
    grep -ho '^[0-9]* x [0-9]* [a-z]*: ids' dom.* |
        diff - <(printf '%s: ids\n' '1280 x 800 dark' '390 x 844 dark' '1280 x 800 light' \
            '390 x 844 light')
}
@test "nothing is on the console, and nothing is asked for" {
    if grep -h CONSOLE console.*; then return 1; fi
    found requests
}
@test "nothing is cut at the right edge, and the page does not scroll sideways" { found width; }
@test "areas of a figure can be told from what is behind them" { found areas; }
@test "the verdict is in the first screen, and a wide one has the first figure, too" {
    found 'first screen'
}
@test "pictures, links and buttons have names" { found names; }
@test "headings have no gap, ids are there once, links lead to them" {
    found headings
    found ids
}
@test "tables have captions, and their heads a scope" { found tables; }
@test "text has a contrast of 4.5 : 1, also in figures" { found contrast; }
@test "tables sort by each column, both ways, with units" {
    found sorting
    found units
}
@test "what is switched off in a figure is gone, and comes again" { found switches; }
@test "values appear where a mouse or a finger is" { found values; }
@test "dark or light is as the system has it, and can be switched" { found theme; }

@test "without a script there is nothing that does nothing, and all is there" {
    if grep -qE '<button|onclick|<input' reference/report.html; then return 1; fi
    same scripts 1 "$(grep -c '<script' reference/report.html)"
}

@test "the page is 1.5 MB at most, on paper 20 pages" {
    [ "$(wc -c <reference/report.html)" -le 1500000 ]
    local pages
    pages=$(grep -ac '/Type */Page\b' paper.pdf)
    echo "$pages pages"
    [ "$pages" -ge 5 ] && [ "$pages" -le 20 ]
}
