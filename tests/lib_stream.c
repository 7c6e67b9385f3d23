/* lib_stream.c - the stream delivers what its header says, however it is asked. */
#include "stream.h"
#include "failure.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Element i of each type, written down once more. */
static void expected(enum element_type type, uint64_t i, void *element) {
    memset(element, 0, 64);
    if (type == TYPE_INT32) *(int32_t *)element = (int32_t)i;
    if (type == TYPE_INT64) *(int64_t *)element = (int64_t)i;
    if (type == TYPE_FLOAT32) *(float *)element = (float)((double)i / 2);
    if (type == TYPE_FLOAT64) *(double *)element = (double)i / 2;
    if (type == TYPE_BYTE) *(unsigned char *)element = (unsigned char)(i % 251);
    if (type == TYPE_RECORD64) {
        struct sensor_reading *r = element;
        r->time_ns = 1700000000000000000 + (int64_t)i * 1000000;
        r->id = i % 1000;
        for (int v = 0; v < 6; v++) r->values[v] = (double)i / 2 + v;
    }
}

/* Takes a share and checks its elements, which begin with element `first`. */
static void take(struct stream *s, uint64_t first, uint64_t share) {
    uint64_t i = first;
    stream_share(s, share);
    for (size_t n; (n = stream_next(s)) > 0;) {
        assert_true(n <= STREAM_BLOCK);
        for (size_t k = 0; k < n; k++, i++) {
            _Alignas(64) char right[64];
            expected(s->type, i, right);
            assert_memory_equal(s->block + k * s->width, right, s->width);
        }
    }
    assert_int_equal(i - first, share);
    assert_int_equal(s->delivered, first + share);
}

static void generated_elements_follow_their_formula(void **state) {
    (void)state;
    static const uint64_t shares[] = {0, 1, 1023, 1024, 1025, 7, 0, 5000, 250, 251, 252, 2048};
    for (enum element_type type = 0; type < TYPE_COUNT; type++) {
        struct stream s;
        stream_generate(&s, type);
        uint64_t first = 0;
        for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
            take(&s, first, shares[k]);
            first += shares[k];
        }
    }
}

static void the_checksum_is_of_what_was_delivered(void **state) {
    (void)state;
    for (enum element_type type = 0; type < TYPE_COUNT; type++) {
        struct stream s;
        struct checksum sum = {0};
        stream_generate(&s, type);
        take(&s, 0, 3000);
        for (uint64_t i = 0; i < 3000; i++) {
            _Alignas(64) char right[64];
            expected(type, i, right);
            checksum_add(&sum, right, type_width(type));
        }
        assert_true(checksum_value(&sum) == checksum_value(&s.checksum));
    }
}

static void what_was_not_stored_is_delivered_again(void **state) {
    (void)state;
    struct stream s;
    stream_generate(&s, TYPE_INT32);
    stream_share(&s, 5000);
    assert_int_equal(stream_next(&s), STREAM_BLOCK);
    assert_int_equal(stream_next(&s), STREAM_BLOCK);
    stream_settle(&s, 100);
    assert_int_equal(s.delivered, STREAM_BLOCK + 100);
    assert_int_equal(s.left, 5000 - STREAM_BLOCK - 100);
    take(&s, STREAM_BLOCK + 100, 2000);
}

static void names_and_widths_agree(void **state) {
    (void)state;
    static const size_t widths[] = {4, 8, 4, 8, 64, 1};
    for (enum element_type type = 0; type < TYPE_COUNT; type++) {
        assert_int_equal(type_of_name(type_name(type)), type);
        assert_int_equal(type_width(type), widths[type]);
    }
    assert_int_equal(type_of_name(""), TYPE_COUNT);
    assert_int_equal(type_of_name("int"), TYPE_COUNT);
}

static const struct column lines; /* a number a line */

/* A file that holds `text`, open as a stream. */
static struct stream opened(enum element_type type, const char *bytes, size_t count,
                            const struct column *text) {
    static char path[] = "/tmp/lib_stream.XXXXXX";
    strcpy(path + sizeof path - 7, "XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, bytes, count) == (ssize_t)count && close(fd) == 0);
    struct stream s;
    assert_true(stream_open(&s, type, path, text, 0));
    unlink(path);
    stream_share(&s, UINT64_MAX);
    return s;
}

static void float_text_is_rounded_once(void **state) {
    (void)state;
    /* Just below the middle of 1 and the next float: a double would round up to the middle, and
     * that to the even neighbour, which is not the nearest. */
    const char text[] = "1.00000017881393432617187499\n";
    struct stream s = opened(TYPE_FLOAT32, text, strlen(text), &lines);
    assert_int_equal(stream_next(&s), 1);
    float value;
    memcpy(&value, s.block, sizeof value);
    assert_true(value == nextafterf(1, 2));
    stream_close(&s);
}

static void text_is_read_line_by_line(void **state) {
    (void)state;
    const char text[] = " 1\n+2\r\n-3  \n\t4";
    static const int64_t right[] = {1, 2, -3, 4};
    struct stream s = opened(TYPE_INT64, text, strlen(text), &lines);
    assert_int_equal(stream_next(&s), 4);
    assert_memory_equal(s.block, right, sizeof right);
    assert_int_equal(stream_next(&s), 0);
    assert_false(s.failed);
    stream_close(&s);
}

static void what_is_no_number_fails_the_stream(void **state) {
    (void)state;
    static const struct {
        enum element_type type;
        const char *text;
    } wrong[] = {
        {TYPE_INT32, "\n1\n"},      {TYPE_INT32, "abc\n"},   {TYPE_INT32, "1 2\n"},
        {TYPE_INT32, "1.0\n"},      {TYPE_INT32, "0x10\n"},  {TYPE_INT32, "2147483648\n"},
        {TYPE_INT64, "1e3\n"},      {TYPE_BYTE, "256\n"},    {TYPE_BYTE, "-1\n"},
        {TYPE_FLOAT32, "3.5e38\n"}, {TYPE_FLOAT64, "1,5\n"}, {TYPE_FLOAT64, "-1e309\n"},
    };
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        struct stream s = opened(wrong[k].type, wrong[k].text, strlen(wrong[k].text), &lines);
        assert_int_equal(stream_next(&s), 0);
        assert_true(s.failed && failure_noted());
        stream_close(&s);
    }
}

static void a_piece_of_an_element_fails_the_stream(void **state) {
    (void)state;
    for (enum element_type type = 0; type < TYPE_COUNT; type++)
        for (size_t extra = 1; extra < type_width(type); extra++) {
            static const char zeros[4096];
            struct stream s = opened(type, zeros, 10 * type_width(type) + extra, NULL);
            assert_int_equal(stream_next(&s), 10);
            assert_int_equal(stream_next(&s), 0);
            assert_true(s.failed);
            stream_close(&s);
        }
}

/* Each text holds 1, 2, 3 in the column that is asked for. */
static void a_column_is_read_as_rfc_4180_says(void **state) {
    (void)state;
    static const struct {
        const char *column, *separator, *text;
    } tables[] = {
        {"1", ",", "1\n2\n3\n"},
        {"2", ",", "a,1\nb,2\nc,3"},
        {"2", ",", "a,1,x\r\nb,2,y\r\nc,3,z\r\n"},
        {"3", ";", ";;1\n;;2\n;;3\n"},
        {"2", "tab", "\t1\n\t2\n\t3\n"},
        {"2", "\\t", "a b\t1\nc d\t2\n\t3\n"},
        {"2", ",", "\"a,b\",1\n\"\"\"\",2\n\"a \"\"b,\"\"\",3\n"},
        {"2", ",", " \"a,b\" , 1 \nx,  \"2\" \n\"\",\" 3 \"\r\n"},
        {"2", ",", "5\" pipe,1\na\"b\"c,2\n,3\n"}, /* a quote inside is a letter */
        {"1", ",", "\"1\"\n\"2\"\r\n\"3\""},
        {"1", ",",
         "\xef\xbb\xbf"
         "1\n2\n3\n\n\r\n \t\n"},
        {"n", ",", "\xef\xbb\xbfn,m\n1,x\n2,y\n3,z\n\n"},
        {"m", ";", "\"a;m\"; \"m\" ;n\r\n0;1;0\r\n0;2;0\r\n0;3;0\r\n"},
        {"the \"m\"", "|", "n|\"the \"\"m\"\"\"\n0|1\n0|2\n0|3\n"},
        {"a b", ",", "x, a b \n0,1\n0,2\n0,3\n"},
    };
    static const int64_t right[] = {1, 2, 3};
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        struct column column = {0};
        assert_true(column_set(&column, tables[k].column));
        assert_true(column_set_separator(&column, tables[k].separator));
        column.header = column.name != NULL;
        struct stream s = opened(TYPE_INT64, tables[k].text, strlen(tables[k].text), &column);
        if (stream_next(&s) != 3 || memcmp(s.block, right, sizeof right) != 0)
            fail_msg("table %zu: %s", k, failure_line());
        assert_int_equal(stream_next(&s), 0);
        assert_false(s.failed);
        stream_close(&s);
    }
}

static void what_says_no_column_is_refused(void **state) {
    (void)state;
    static const char *const columns[] = {"", "0", "00", "99999999999999999999"};
    static const char *const separators[] = {"", ";;", " ", "\"", "\n", "\r", "TAB", "\\n"};
    struct column column = {.number = 7, .separator = '/'};
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
        if (column_set(&column, columns[k])) fail_msg("column \"%s\"", columns[k]);
    for (size_t k = 0; k < sizeof separators / sizeof *separators; k++)
        if (column_set_separator(&column, separators[k]))
            fail_msg("separator \"%s\"", separators[k]);
    assert_true(column.number == 7 && column.separator == '/');
}

/* Lines that a read cuts off where it likes: blocks and fields stay whole. */
static void a_long_table_is_read_to_its_end(void **state) {
    (void)state;
    enum { LINES = 20000 };
    static char text[LINES * 24];
    size_t length = (size_t)sprintf(text, "i,twice\n");
    for (int i = 0; i < LINES; i++)
        length += (size_t)sprintf(text + length, "\"%d,\",%d\r\n", i, 2 * i);
    struct column column = {.name = "twice", .separator = ',', .header = true};
    struct stream s = opened(TYPE_INT64, text, length, &column);
    int64_t i = 0;
    for (size_t n; (n = stream_next(&s)) > 0;)
        for (size_t k = 0; k < n; k++, i++) {
            int64_t value;
            memcpy(&value, s.block + k * s.width, sizeof value);
            assert_int_equal(value, 2 * i);
        }
    assert_int_equal(i, LINES);
    assert_false(s.failed);
    stream_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(generated_elements_follow_their_formula),
        cmocka_unit_test(the_checksum_is_of_what_was_delivered),
        cmocka_unit_test(what_was_not_stored_is_delivered_again),
        cmocka_unit_test(names_and_widths_agree),
        cmocka_unit_test(float_text_is_rounded_once),
        cmocka_unit_test(text_is_read_line_by_line),
        cmocka_unit_test(what_is_no_number_fails_the_stream),
        cmocka_unit_test(a_column_is_read_as_rfc_4180_says),
        cmocka_unit_test(what_says_no_column_is_refused),
        cmocka_unit_test(a_long_table_is_read_to_its_end),
        cmocka_unit_test(a_piece_of_an_element_fails_the_stream),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
