// rust_vec.rs - Rust's Vec: push for each element.
//
//     | e e e e |  ->  | e e e e . . . . |     realloc to twice the capacity
//
// Needs   rustc
// Time    amortised O(1): log2(n) calls of libc's realloc, which moves pages of a large block
// Memory  up to twice the data reserved; untouched capacity is not resident
// Expect  doubling_vector's line; without memory an abort: push has no way to say so
// See     library/alloc/src/raw_vec, grow_amortized: max(2 * cap, 4), of bytes max(2 * cap, 8)
//
// The harness is C (foreign.c). These loops are those of lib/harness/loops.h, in Rust, and the
// element's width is a constant in each of them, too.
use std::os::raw::{c_char, c_int};
use std::{mem, ptr, slice};

/// A struct array of foreign.c, whose four words are these. `width` 0: not begun.
#[repr(C)]
pub struct Array<const W: usize> {
    list: Vec<[u8; W]>,
    width: usize,
}
const _: () = assert!(mem::size_of::<Array<1>>() == 32);

/// The first fields of struct stream and struct setup; foreign.c checks where they are.
#[repr(C)]
pub struct Stream {
    block: *const u8,
    width: usize,
    kind: c_int,
    delivered: u64,
}
#[repr(C)]
pub struct Setup {
    width: usize,
}

/// struct latency, which only latency_add looks into.
pub enum Latency {}

extern "C" {
    fn run_peer(argc: c_int, argv: *mut *mut c_char, title: *const u8, about: *const u8) -> c_int;
    fn stream_next(s: *mut Stream) -> usize;
    fn wall_now() -> i64;
    fn latency_add(l: *mut Latency, before: i64, after: i64, element: u64);
    fn timeline_at(appended: u64);
}

/// The next block, as elements; empty at the end. It stays until the next call.
#[inline(always)]
unsafe fn next<'a, const W: usize>(s: *mut Stream) -> &'a [[u8; W]] {
    match stream_next(s) {
        0 => &[],
        n => slice::from_raw_parts((*s).block.cast(), n),
    }
}

/// Over a local Vec, as the C loops are over a local struct array.
#[inline(never)]
unsafe fn append<const W: usize>(a: *mut Array<W>, s: *mut Stream) -> bool {
    let mut list = mem::take(&mut (*a).list);
    loop {
        let block = next::<W>(s);
        if block.is_empty() {
            break;
        }
        for element in block {
            list.push(*element);
        }
    }
    (*a).list = list;
    true
}

#[inline(never)]
unsafe fn append_in_turn<const W: usize>(a: *mut Array<W>, arrays: usize, s: *mut Stream) -> bool {
    let all = slice::from_raw_parts_mut(a, arrays);
    let mut turn = 0;
    loop {
        let block = next::<W>(s);
        if block.is_empty() {
            return true;
        }
        for element in block {
            all[turn].list.push(*element);
            turn += 1;
            if turn == arrays {
                turn = 0;
            }
        }
    }
}

#[inline(never)]
unsafe fn append_timed<const W: usize>(a: *mut Array<W>, s: *mut Stream, l: *mut Latency) -> bool {
    let list = &mut (*a).list;
    loop {
        let block = next::<W>(s);
        if block.is_empty() {
            return true;
        }
        for (i, element) in block.iter().enumerate() {
            let before = wall_now();
            list.push(*element);
            latency_add(l, before, wall_now(), (*s).delivered + i as u64);
        }
    }
}

unsafe fn append_watched<const W: usize>(a: *mut Array<W>, s: *mut Stream) -> bool {
    let list = &mut (*a).list;
    loop {
        let block = next::<W>(s);
        if block.is_empty() {
            break;
        }
        for (i, element) in block.iter().enumerate() {
            timeline_at((*s).delivered + i as u64);
            list.push(*element);
        }
    }
    timeline_at((*s).delivered);
    true
}

/// An element's words added up, as sum_of in lib/harness/loops.h.
#[inline(always)]
fn sum_of<const W: usize>(element: &[u8; W]) -> u64 {
    let mut sum = 0u64;
    for part in element.chunks(8) {
        let mut word = [0; 8];
        word[..part.len()].copy_from_slice(part);
        sum = sum.wrapping_add(u64::from_ne_bytes(word));
    }
    sum
}

#[inline(never)]
unsafe fn scan<const W: usize>(a: *mut Array<W>, count: usize) -> u64 {
    let list = &(*a).list;
    list[..count].iter().fold(0, |sum: u64, element| sum.wrapping_add(sum_of(element)))
}

/// lib/harness/random_position.h.
#[inline(always)]
fn position(x: &mut u64, count: usize) -> usize {
    *x = x.wrapping_add(0x9e3779b97f4a7c15);
    let mixed = (*x ^ *x >> 32).wrapping_mul(0xd6e8feb86659fd93);
    (mixed as u128 * count as u128 >> 64) as usize
}

#[inline(never)]
unsafe fn random<const W: usize>(
    a: *mut Array<W>,
    count: usize,
    reads: usize,
    seed: *mut u64,
) -> u64 {
    let list = &(*a).list;
    let (mut sum, mut x) = (0u64, *seed);
    for _ in 0..reads {
        sum = sum.wrapping_add(sum_of(&list[position(&mut x, count)]));
    }
    *seed = x;
    sum
}

/// `nothing` is 0, which the compiler does not know: so each read waits for the one before.
#[inline(never)]
unsafe fn random_chained<const W: usize>(
    a: *mut Array<W>,
    count: usize,
    reads: usize,
    seed: *mut u64,
    nothing: u64,
) -> u64 {
    let list = &(*a).list;
    let (mut sum, mut x, mut word) = (0u64, *seed, 0u64);
    for _ in 0..reads {
        word = sum_of(&list[position(&mut x, count) + (word & nothing) as usize]);
        sum = sum.wrapping_add(word);
    }
    *seed = x;
    sum
}

unsafe fn copy_out<const W: usize>(a: *mut Array<W>, first: usize, n: usize, to: *mut u8) {
    let list = &(*a).list;
    ptr::copy_nonoverlapping(list[first..first + n].as_ptr().cast(), to, n * W);
}

unsafe fn release<const W: usize>(a: *mut Array<W>, _: usize) {
    ptr::drop_in_place(&mut (*a).list);
}

/// Exports a function to foreign.c: it calls that of the array's width. An array that was never
/// begun, because the one before it took the budget, has nothing to read or to release.
macro_rules! export {
    ($name:ident = $of_width:ident($($argument:ident: $kind:ty),*) $(-> $result:ty)?) => {
        #[no_mangle]
        pub unsafe extern "C" fn $name(a: *mut Array<1>, $($argument: $kind),*) $(-> $result)? {
            match (*a).width {
                1 => $of_width::<1>(a.cast(), $($argument),*),
                4 => $of_width::<4>(a.cast(), $($argument),*),
                8 => $of_width::<8>(a.cast(), $($argument),*),
                64 => $of_width::<64>(a.cast(), $($argument),*),
                _ => Default::default(),
            }
        }
    };
}
export!(peer_append = append(s: *mut Stream) -> bool);
export!(peer_append_in_turn = append_in_turn(arrays: usize, s: *mut Stream) -> bool);
export!(peer_append_timed = append_timed(s: *mut Stream, l: *mut Latency) -> bool);
export!(peer_append_watched = append_watched(s: *mut Stream) -> bool);
export!(peer_scan = scan(count: usize) -> u64);
export!(peer_random = random(count: usize, reads: usize, seed: *mut u64) -> u64);
export!(peer_random_chained =
    random_chained(count: usize, reads: usize, seed: *mut u64, nothing: u64) -> u64);
export!(peer_copy_out = copy_out(first: usize, n: usize, to: *mut u8));
export!(peer_release = release(width: usize));

/// An empty Vec allocates nothing and looks the same for all widths.
#[no_mangle]
pub unsafe extern "C" fn peer_begin(a: *mut Array<1>, setup: *const Setup) -> bool {
    ptr::write(a, Array { list: Vec::new(), width: (*setup).width });
    true
}

#[no_mangle]
pub unsafe extern "C" fn main(argc: c_int, argv: *mut *mut c_char) -> c_int {
    let title = "Rust Vec\0";
    let about = "push of Rust's Vec: doubles by realloc, four elements at first.\0";
    run_peer(argc, argv, title.as_ptr(), about.as_ptr())
}
