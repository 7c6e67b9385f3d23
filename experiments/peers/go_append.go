// go_append.go - Go's built-in append to a slice, for each element.
//
//     | e e e e |  ->  | e e e e . . |     a new block, everything copied; the old one is garbage
//
// Needs   golang-go (1.18 or later)
// Time    amortised O(1): twice the capacity below 256 elements, then a falling factor, to 1.25;
//         the collector works beside it, on other threads
// Memory  old blocks lie about until a collection, which is due when the heap has doubled
// Expect  four copies an element, into memory that is new; at the peak several times the data
// See     runtime/slice.go, growslice; runtime/mgcpacer.go, GOGC
//
// The program is Go's own; the harness (foreign.c) is linked into it and calls these loops, which
// are those of lib/harness/loops.h. Without memory Go's runtime ends the program by itself. What it
// keeps resident before the first append, some MiB, is in no figure, like everything before it;
// what it makes later, its threads too, is. A call from Go into C costs some 60 ns, once for each
// block of 1024 elements. Go gives memory back in its own time: so release runs a collection after
// the last.

package main

/*
#include "harness.h"
#include "measure.h"
#include "timeline.h"
int run_peer(int argc, char **argv, const char *title, const char *about);
*/
import "C"

import (
	"math/bits"
	"os"
	"runtime/debug"
	"time"
	"unsafe"
)

// The types of the four widths, as people have them: of an array, even of four bytes, the compiler
// makes a copy on the stack first.
type element interface {
	uint8 | uint32 | uint64 | record
}

// struct sensor_reading of lib/harness/stream.h.
type record struct {
	time, id int64
	values   [6]float64
}

// All arrays of a run, which are of one type. The collector does not look into memory of C: so a
// struct array of foreign.c holds the number of its slice.
type slices[T element] struct {
	all [][]T
}

// The run, for the type that its elements have.
var run interface {
	begin()
	append(number int, s *C.struct_stream)
	appendInTurn(s *C.struct_stream)
	appendTimed(number int, s *C.struct_stream, l *C.struct_latency)
	appendWatched(number int, s *C.struct_stream)
	scan(number, count int) uint64
	random(number, count, reads int, seed uint64) (sum, next uint64)
	randomChained(number, count, reads int, seed, nothing uint64) (sum, next uint64)
	copyOut(number, first, n int, to unsafe.Pointer)
	release(number int)
}

func (r *slices[T]) begin() { r.all = append(r.all, nil) }

// The next block, as elements; empty at the end. It stays until the next call.
func next[T element](s *C.struct_stream) []T {
	n := C.stream_next(s)
	return unsafe.Slice((*T)(unsafe.Pointer(s.block)), int(n))
}

// Over a local slice, as the C loops are over a local struct array.
func (r *slices[T]) append(number int, s *C.struct_stream) {
	list := r.all[number]
	for block := next[T](s); len(block) > 0; block = next[T](s) {
		for _, e := range block {
			list = append(list, e)
		}
	}
	r.all[number] = list
}

func (r *slices[T]) appendInTurn(s *C.struct_stream) {
	turn := 0
	for block := next[T](s); len(block) > 0; block = next[T](s) {
		for _, e := range block {
			r.all[turn] = append(r.all[turn], e)
			if turn++; turn == len(r.all) {
				turn = 0
			}
		}
	}
}

// By Go's clock, which is the same one and dearer: C's would cost a call out of Go.
func (r *slices[T]) appendTimed(number int, s *C.struct_stream, l *C.struct_latency) {
	list := r.all[number]
	start, base := time.Now(), C.wall_now()
	for block := next[T](s); len(block) > 0; block = next[T](s) {
		for i, e := range block {
			before := base + C.int64_t(time.Since(start))
			list = append(list, e)
			after := base + C.int64_t(time.Since(start))
			C.latency_add(l, before, after, s.delivered+C.uint64_t(i))
		}
	}
	r.all[number] = list
}

func (r *slices[T]) appendWatched(number int, s *C.struct_stream) {
	for block := next[T](s); len(block) > 0; block = next[T](s) {
		for i, e := range block {
			C.timeline_at(s.delivered + C.uint64_t(i))
			r.all[number] = append(r.all[number], e)
		}
	}
	C.timeline_at(s.delivered)
}

// An element's words added up, as sum_of in lib/harness/loops.h. The size is a constant for each
// type.
func sumOf[T element](e *T) uint64 {
	switch at := unsafe.Pointer(e); unsafe.Sizeof(*e) {
	case 1:
		return uint64(*(*uint8)(at))
	case 4:
		return uint64(*(*uint32)(at))
	case 8:
		return *(*uint64)(at)
	default:
		w := (*[8]uint64)(at)
		return w[0] + w[1] + w[2] + w[3] + w[4] + w[5] + w[6] + w[7]
	}
}

func (r *slices[T]) scan(number, count int) uint64 {
	list := r.all[number][:count]
	sum := uint64(0)
	for i := range list {
		sum += sumOf(&list[i])
	}
	return sum
}

// lib/harness/random_position.h.
func position(x *uint64, count int) uint64 {
	*x += 0x9e3779b97f4a7c15
	i, _ := bits.Mul64((*x^*x>>32)*0xd6e8feb86659fd93, uint64(count))
	return i
}

func (r *slices[T]) random(number, count, reads int, x uint64) (sum, next uint64) {
	list := r.all[number]
	for ; reads > 0; reads-- {
		sum += sumOf(&list[position(&x, count)])
	}
	return sum, x
}

// nothing is 0, which the compiler does not know: so each read waits for the one before.
func (r *slices[T]) randomChained(number, count, reads int, x, nothing uint64) (sum, next uint64) {
	list := r.all[number]
	word := uint64(0)
	for ; reads > 0; reads-- {
		word = sumOf(&list[position(&x, count)+word&nothing])
		sum += word
	}
	return sum, x
}

func (r *slices[T]) copyOut(number, first, n int, to unsafe.Pointer) {
	copy(unsafe.Slice((*T)(to), n), r.all[number][first:])
}

func (r *slices[T]) release(number int) {
	r.all[number] = nil
	if number == len(r.all)-1 {
		debug.FreeOSMemory()
	}
}

// ---- what foreign.c calls --------------------------------------------------------------------

func number(a *C.struct_array) *int { return (*int)(unsafe.Pointer(a)) }

//export peer_begin
func peer_begin(a *C.struct_array, setup *C.struct_setup) C.bool {
	if run == nil {
		switch setup.width {
		case 1:
			run = &slices[uint8]{}
		case 4:
			run = &slices[uint32]{}
		case 8:
			run = &slices[uint64]{}
		default:
			run = &slices[record]{}
		}
	}
	*number(a) = int(setup.number)
	run.begin()
	return true
}

//export peer_append
func peer_append(a *C.struct_array, s *C.struct_stream) C.bool {
	run.append(*number(a), s)
	return true
}

//export peer_append_in_turn
func peer_append_in_turn(a *C.struct_array, arrays C.size_t, s *C.struct_stream) C.bool {
	run.appendInTurn(s)
	return true
}

//export peer_append_timed
func peer_append_timed(a *C.struct_array, s *C.struct_stream, l *C.struct_latency) C.bool {
	run.appendTimed(*number(a), s, l)
	return true
}

//export peer_append_watched
func peer_append_watched(a *C.struct_array, s *C.struct_stream) C.bool {
	run.appendWatched(*number(a), s)
	return true
}

//export peer_scan
func peer_scan(a *C.struct_array, count C.size_t) C.uint64_t {
	return C.uint64_t(run.scan(*number(a), int(count)))
}

//export peer_random
func peer_random(a *C.struct_array, count, reads C.size_t, seed *C.uint64_t) C.uint64_t {
	sum, next := run.random(*number(a), int(count), int(reads), uint64(*seed))
	*seed = C.uint64_t(next)
	return C.uint64_t(sum)
}

//export peer_random_chained
func peer_random_chained(a *C.struct_array, count, reads C.size_t, seed *C.uint64_t,
	nothing C.uint64_t) C.uint64_t {
	sum, next := run.randomChained(*number(a), int(count), int(reads), uint64(*seed), uint64(nothing))
	*seed = C.uint64_t(next)
	return C.uint64_t(sum)
}

//export peer_copy_out
func peer_copy_out(a *C.struct_array, first, n C.size_t, to *C.char) {
	run.copyOut(*number(a), int(first), int(n), unsafe.Pointer(to))
}

//export peer_release
func peer_release(a *C.struct_array, width C.size_t) {
	run.release(*number(a))
}

func main() {
	arguments := make([]*C.char, len(os.Args)+1) // the last is NULL
	for i, argument := range os.Args {
		arguments[i] = C.CString(argument)
	}
	title := C.CString("Go append")
	about := C.CString("append of Go to a slice: doubles at first, then grows by less, " +
		"down to 1.25 times.")
	os.Exit(int(C.run_peer(C.int(len(os.Args)), &arguments[0], title, about)))
}
