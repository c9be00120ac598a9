"""The kernels of `app/sorting.ts` for Numba."""

import numpy as np
from numba import njit, void
from numba.types import Array, float64, int64


@njit
def sieve(limit, composite):
    composite[:] = 0
    count = 0
    for i in range(2, limit):
        if composite[i]:
            continue
        count += 1
        for j in range(i * i, limit, i):
            composite[j] = 1
    return count


# A function that calls itself needs its types written out.
@njit(void(Array(float64, 1, "C"), int64, int64))
def sort_range(xs, start, end):
    low = start
    high = end
    while low < high:
        pivot = xs[(low + high) >> 1]
        i = low
        j = high
        while i <= j:
            while xs[i] < pivot:
                i += 1
            while xs[j] > pivot:
                j -= 1
            if i <= j:
                t = xs[i]
                xs[i] = xs[j]
                xs[j] = t
                i += 1
                j -= 1
        if j - low < high - i:
            sort_range(xs, low, j)
            low = i
        else:
            sort_range(xs, i, high)
            high = j


@njit
def quicksort(xs, n):
    sort_range(xs, 0, n - 1)


@njit
def radixSort(keys, other, n):
    starts = np.zeros(256, np.uint32)
    source = keys
    to = other
    for shift in range(0, 32, 8):
        starts[:] = 0
        for i in range(n):
            starts[(source[i] >> np.uint32(shift)) & np.uint32(255)] += 1
        total = np.uint32(0)
        for d in range(256):
            count = starts[d]
            starts[d] = total
            total = np.uint32(total + count)
        for i in range(n):
            key = source[i]
            digit = (key >> np.uint32(shift)) & np.uint32(255)
            to[starts[digit]] = key
            starts[digit] += 1
        source, to = to, source


@njit
def prefixSum(xs, out, n):
    total = 0
    for i in range(n):
        total += xs[i]
        # The store wraps as that to an Int32Array does.
        out[i] = total
