/* platform.h - where the suite runs: Linux on a 64-bit machine. */
#ifndef PLATFORM_H
#define PLATFORM_H

#if !defined(__linux__)
#error "growbench needs Linux: it measures by /proc, and strategies grow by mremap and madvise."
#elif !defined(__LP64__)
#error "growbench needs a 64-bit machine: strategies reserve more addresses than 32 bits have."
#endif

#endif
