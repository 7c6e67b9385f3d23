/* lib_shared_mutex.c - one at a time, in all processes; one who dies with it leaves it behind. */
#include "shared_mutex.h"
#include "test.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct page {
    pthread_mutex_t mutex;
    volatile long counter;
};

static struct page *shared_page(void) {
    struct page *page =
        mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(page != MAP_FAILED);
    assert_true(shared_mutex_make(&page->mutex));
    return page;
}

static void processes_exclude_each_other(void **state) {
    (void)state;
    enum { PROCESSES = 3, TIMES = 100000 };
    struct page *page = shared_page();
    for (int k = 0; k < PROCESSES; k++)
        if (fork() == 0) {
            for (int n = 0; n < TIMES; n++) {
                if (!shared_mutex_lock(&page->mutex)) _exit(1);
                page->counter = page->counter + 1;
                pthread_mutex_unlock(&page->mutex);
            }
            _exit(0);
        }
    for (int k = 0, status; k < PROCESSES; k++) {
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    assert_int_equal(page->counter, PROCESSES * TIMES);
    munmap(page, sizeof *page);
}

static void who_dies_with_it_leaves_it_to_the_next(void **state) {
    (void)state;
    struct page *page = shared_page();
    for (int turn = 0; turn < 3; turn++) {
        const pid_t other = fork();
        if (other == 0) _exit(shared_mutex_lock(&page->mutex) ? 0 : 1);
        int status = 1;
        assert_true(waitpid(other, &status, 0) == other);
        assert_int_equal(status, 0);
    }
    alarm(60); /* who waits forever has failed */
    assert_true(shared_mutex_lock(&page->mutex));
    assert_int_equal(pthread_mutex_unlock(&page->mutex), 0);
    alarm(0);
    munmap(page, sizeof *page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(processes_exclude_each_other),
        cmocka_unit_test(who_dies_with_it_leaves_it_to_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
