#pragma once

// Compiles a loop twice, for AVX2 and for every processor, and picks one when the program loads. All of these loops
// count in whole numbers, so both give the same bytes.
#if defined(__x86_64__)
#define FOR_EACH_VECTOR_WIDTH __attribute__((target_clones("avx2", "default")))
/// Likewise for loops that shift by counts, which takes one step instead of three on processors since 2013.
#define FOR_EACH_SHIFTER __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define FOR_EACH_VECTOR_WIDTH
#define FOR_EACH_SHIFTER
#endif
