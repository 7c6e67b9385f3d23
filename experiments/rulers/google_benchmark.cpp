/* google_benchmark.cpp - the core strategies' appends under Google Benchmark's clock.
 *
 *     google_benchmark DIRECTORY COUNT ... [--benchmark_filter=... --benchmark_repetitions=9 ...]
 *
 * A benchmark for each strategy and COUNT, named STRATEGY/COUNT/iterations:1. One iteration is the
 * life of one array, so each has its own time and its own page faults; only the appends are timed.
 * Files are made in DIRECTORY.
 *
 * Without a filter all run in one process, as is usual with Google Benchmark: an array gets the
 * memory that the one before it gave back. With a filter for one, the process is its own, as
 * growbench measures.
 *
 * Needs   g++, libbenchmark-dev
 */
#include <benchmark/benchmark.h>

#include <cinttypes>
#include <cstdio>
#include <fstream>
#include <set>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

extern "C" {
#include "failure.h"
#include "quantity.h"
#include "ruled.h"
const struct ruled *all_ruled;
}

/* So many appends of a quadratic strategy take as long as ten million of another. */
static const uint64_t QUADRATIC = 20000;

static long minor_faults() {
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_minflt : -1;
}

/* Bytes that the page cache holds of files that are mapped to be written. The kernel reads ahead
 * of the last page that was touched: that counts as memory in use, but is not resident. */
static uint64_t cached_file_bytes() {
    const size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
    std::ifstream maps("/proc/self/maps");
    uint64_t bytes = 0;
    for (std::string line; std::getline(maps, line);) {
        uintptr_t from, to;
        if (sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR, &from, &to) != 2 ||
            line.find(" rw-s ") == std::string::npos)
            continue;
        std::vector<unsigned char> in((to - from) / page);
        if (mincore(reinterpret_cast<void *>(from), to - from, in.data()) != 0) return 0;
        for (const unsigned char one : in) bytes += (one & 1) * page;
    }
    return bytes;
}

static void life(benchmark::State &state, const ruled *strategy, const std::string &name,
                 uint64_t count, const char *directory) {
    failure_program(name.c_str());
    strategy->prepare(count, directory);
    const long before = minor_faults();
    for (auto _ : state) strategy->fill();
    state.counters["minor_faults"] = static_cast<double>(minor_faults() - before);
    state.counters["cached_file_bytes"] = static_cast<double>(cached_file_bytes());
    strategy->check();
    strategy->release();
}

/* experiments/grow/doubling_vector.c -> doubling_vector */
static std::string name_of(const ruled *strategy) {
    const std::string source = strategy->source;
    const size_t from = source.rfind('/') + 1; /* npos + 1 is 0 */
    return source.substr(from, source.rfind('.') - from);
}

int main(int argc, char **argv) {
    failure_program("google_benchmark");
    benchmark::Initialize(&argc, argv);
    if (argc < 3) {
        fprintf(stderr, "google_benchmark: usage: google_benchmark DIRECTORY COUNT ... "
                        "[--benchmark_...]\n");
        return EXIT_USAGE;
    }
    for (const ruled *strategy = all_ruled; strategy; strategy = strategy->next) {
        std::set<uint64_t> counts;
        for (int i = 2; i < argc; i++) {
            uint64_t count;
            if (!parse_elements(argv[i], &count)) {
                failure("COUNT", 0, "\"%s\" is not " ELEMENTS_FORM, argv[i]);
                die(EXIT_USAGE);
            }
            counts.insert(strategy->quadratic && count > QUADRATIC ? QUADRATIC : count);
        }
        for (const uint64_t count : counts) {
            const std::string name = name_of(strategy), title = name + "/" + std::to_string(count);
            benchmark::RegisterBenchmark(title.c_str(), [=](benchmark::State &state) {
                life(state, strategy, name, count, argv[1]);
            })->Iterations(1);
        }
    }
    benchmark::RunSpecifiedBenchmarks();
    return EXIT_DONE;
}
