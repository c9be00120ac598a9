// The kernels of `app/sorting.ts` in C.
#include "kernels.h"

KERNEL int32_t sieve(int32_t limit, uint8_t *composite) {
  for (int32_t i = 0; i < limit; i++) composite[i] = 0;
  int32_t count = 0;
  for (int32_t i = 2; i < limit; i++) {
    if (composite[i]) continue;
    count++;
    for (int64_t j = (int64_t)i * i; j < limit; j += i) composite[j] = 1;
  }
  return count;
}

static void sort_range(double *xs, int32_t from, int32_t to) {
  int32_t low = from;
  int32_t high = to;
  while (low < high) {
    double pivot = xs[(low + high) >> 1];
    int32_t i = low;
    int32_t j = high;
    while (i <= j) {
      while (xs[i] < pivot) i++;
      while (xs[j] > pivot) j--;
      if (i <= j) {
        double t = xs[i];
        xs[i] = xs[j];
        xs[j] = t;
        i++;
        j--;
      }
    }
    if (j - low < high - i) {
      sort_range(xs, low, j);
      low = i;
    } else {
      sort_range(xs, i, high);
      high = j;
    }
  }
}

KERNEL void quicksort(double *xs, int32_t n) { sort_range(xs, 0, n - 1); }

KERNEL void radixSort(uint32_t *restrict keys, uint32_t *restrict other, int32_t n) {
  uint32_t *from = keys;
  uint32_t *to = other;
  for (int32_t shift = 0; shift < 32; shift += 8) {
    uint32_t starts[256] = {0};
    for (int32_t i = 0; i < n; i++) starts[(from[i] >> shift) & 255]++;
    uint32_t sum = 0;
    for (int32_t d = 0; d < 256; d++) {
      uint32_t count = starts[d];
      starts[d] = sum;
      sum += count;
    }
    for (int32_t i = 0; i < n; i++) {
      uint32_t key = from[i];
      to[starts[(key >> shift) & 255]++] = key;
    }
    uint32_t *t = from;
    from = to;
    to = t;
  }
}

KERNEL void prefixSum(const int32_t *restrict xs, int32_t *restrict out, int32_t n) {
  // Wraps as stores to an Int32Array do.
  uint32_t sum = 0;
  for (int32_t i = 0; i < n; i++) {
    sum += (uint32_t)xs[i];
    out[i] = (int32_t)sum;
  }
}
