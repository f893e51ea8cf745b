#pragma once

// Compiles a loop twice, for AVX2 and for every processor, and picks one when the program loads. All of these loops
// count in whole numbers, so both give the same bytes.
#if defined(__x86_64__)
#define FOR_EACH_VECTOR_WIDTH __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_VECTOR_WIDTH
#endif
