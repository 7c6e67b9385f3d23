/* lib_record.c - a record is one line of JSON, whatever is put into it. */
#include "record.h"
#include "measure.h"
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void fields_are_written_as_json(void **state) {
    (void)state;
    struct record r;
    assert_true(record_begin(&r, 65536));
    record_string(&r, "s", "x");
    record_number(&r, "least", INT64_MIN);
    record_number(&r, "most", INT64_MAX);
    record_real(&r, "real", 1.125);
    record_truth(&r, "t", true);
    record_open(&r, "inner");
    record_number(&r, "a", 1);
    record_truth(&r, "b", false);
    record_close(&r);
    record_open(&r, "empty");
    record_close(&r);
    record_open_list(&r, "list");
    record_number(&r, NULL, 1);
    record_string(&r, NULL, "x");
    record_open(&r, NULL);
    record_number(&r, "in", 2);
    record_close(&r);
    record_close_list(&r);
    record_number(&r, "last", 0);
    assert_string_equal(r.text,
                        "{\"s\":\"x\",\"least\":-9223372036854775808,\"most\":9223372036854775807,"
                        "\"real\":1.125,\"t\":true,\"inner\":{\"a\":1,\"b\":false},\"empty\":{},"
                        "\"list\":[1,\"x\",{\"in\":2}],\"last\":0");
    record_again(&r);
    assert_string_equal(r.text, "{");
    record_end(&r);
}

static void strings_are_escaped_and_utf8_passes(void **state) {
    (void)state;
    struct record r;
    assert_true(record_begin(&r, 65536));
    record_string(&r, "s", "a\"b\\c\n\t\x01\x7f\xc3\xa9%s");
    assert_string_equal(r.text, "{\"s\":\"a\\\"b\\\\c\\u000a\\u0009\\u0001\\u007f\xc3\xa9%s\"");
}

/* RFC 3629: each wrong byte is told by one replacement character. */
static void what_is_not_utf8_is_replaced(void **state) {
    (void)state;
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"a\xff"
         "b",
         "a\\ufffdb"},
        {"\xc3", "\\ufffd"},                       /* cut off */
        {"\xc0\xaf", "\\ufffd\\ufffd"},            /* a slash, longer than need be */
        {"\xed\xa0\x80", "\\ufffd\\ufffd\\ufffd"}, /* half of a pair of UTF-16 */
        {"\xf4\x90\x80\x80", "\\ufffd\\ufffd\\ufffd\\ufffd"},
        {"\xe2\x82\xac \xf0\x9f\x98\x80", "\xe2\x82\xac \xf0\x9f\x98\x80"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct record r;
        char want[100];
        assert_true(record_begin(&r, 4096));
        record_string(&r, "s", cases[k].in);
        snprintf(want, sizeof want, "{\"s\":\"%s\"", cases[k].out);
        assert_string_equal(r.text, want);
        record_end(&r);
    }
}

static void what_is_missing_is_null_with_a_reason(void **state) {
    (void)state;
    struct record r;
    assert_true(record_begin(&r, 65536));
    record_known(&r, "a", UNKNOWN, "no /proc");
    record_known(&r, "b", 0, "no /proc");
    assert_string_equal(r.text, "{\"a\":null,\"a_reason\":\"no /proc\",\"b\":0");
}

/* What a file with `before` in it holds after two records. */
static void two_records_behind(const char *before, const char *want) {
    char path[] = "/tmp/lib_record.XXXXXX", text[200] = "";
    const size_t length = strlen(before);
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, before, length) == (ssize_t)length);
    struct record r;
    assert_true(record_begin(&r, 65536));
    record_number(&r, "n", 1);
    assert_true(record_append(&r, path));
    assert_true(record_append(&r, path));
    assert_true(pread(fd, text, sizeof text - 1, 0) > 0);
    assert_string_equal(text, want);
    record_end(&r);
    close(fd);
    unlink(path);
}

static void a_line_is_appended_behind_what_is_there(void **state) {
    (void)state;
    two_records_behind("before\n", "before\n{\"n\":1}\n{\"n\":1}\n");
}

static void a_torn_line_is_ended_and_not_continued(void **state) {
    (void)state;
    two_records_behind("{\"half\":", "{\"half\":\n{\"n\":1}\n{\"n\":1}\n");
}

static void writers_at_the_same_time_do_not_mix(void **state) {
    (void)state;
    enum { WRITERS = 4, LINES = 200, LETTERS = 3000 };
    char path[] = "/tmp/lib_record.XXXXXX";
    close(mkstemp(path));
    for (int w = 0; w < WRITERS; w++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child > 0) continue;
        char letters[LETTERS + 1] = "";
        memset(letters, 'a' + w, LETTERS);
        struct record r;
        assert_true(record_begin(&r, 65536));
        record_string(&r, "s", letters);
        bool good = true;
        for (int i = 0; i < LINES; i++) good = record_append(&r, path) && good;
        _exit(!good);
    }
    for (int w = 0, status; w < WRITERS; w++) assert_true(wait(&status) > 0 && status == 0);

    static char line[2 * LETTERS];
    int lines = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (; fgets(line, sizeof line, file); lines++) {
        assert_int_equal(strlen(line), LETTERS + strlen("{\"s\":\"\"}\n"));
        assert_int_equal(strspn(line + 6, (char[]){line[6], '\0'}), LETTERS);
    }
    assert_int_equal(lines, WRITERS * LINES);
    fclose(file);
    unlink(path);
}

static void a_full_disk_is_a_failure(void **state) {
    (void)state;
    struct record r;
    assert_true(record_begin(&r, 65536));
    record_number(&r, "n", 1);
    assert_false(record_append(&r, "/dev/full"));
    assert_false(record_append(&r, "/nowhere/record"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_written_as_json),
        cmocka_unit_test(strings_are_escaped_and_utf8_passes),
        cmocka_unit_test(what_is_not_utf8_is_replaced),
        cmocka_unit_test(what_is_missing_is_null_with_a_reason),
        cmocka_unit_test(a_line_is_appended_behind_what_is_there),
        cmocka_unit_test(a_torn_line_is_ended_and_not_continued),
        cmocka_unit_test(writers_at_the_same_time_do_not_mix),
        cmocka_unit_test(a_full_disk_is_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
