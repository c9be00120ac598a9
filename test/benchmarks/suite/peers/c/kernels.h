// What the families share. No libc: sqrt, floor and the like are instructions, exp and its kin come from outside.
#ifndef KERNELS_H
#define KERNELS_H

#include <stdbool.h>
#include <stdint.h>

#define KERNEL __attribute__((visibility("default")))

double exp(double x);
double log(double x);
double sin(double x);
double cos(double x);

static inline int32_t min_i32(int32_t a, int32_t b) { return a < b ? a : b; }
static inline int32_t max_i32(int32_t a, int32_t b) { return a > b ? a : b; }

#endif
