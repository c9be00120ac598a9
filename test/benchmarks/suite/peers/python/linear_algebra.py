"""The kernels of `app/linear-algebra.ts` for Numba, on flat arrays as there."""

import numpy as np
from numba import njit


@njit
def matmul(a, b, c, n):
    for i in range(n):
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += a[i * n + k] * b[k * n + j]
            c[i * n + j] = total


@njit
def matmulF32(a, b, c, n):
    for i in range(n):
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += np.float64(a[i * n + k]) * np.float64(b[k * n + j])
            c[i * n + j] = total


@njit
def lu(a, pivots, n):
    for k in range(n):
        pivot = k
        largest = abs(a[k * n + k])
        for i in range(k + 1, n):
            size = abs(a[i * n + k])
            if size > largest:
                largest = size
                pivot = i
        pivots[k] = pivot
        if largest == 0:
            return 0
        if pivot != k:
            for j in range(n):
                t = a[k * n + j]
                a[k * n + j] = a[pivot * n + j]
                a[pivot * n + j] = t
        for i in range(k + 1, n):
            factor = a[i * n + k] / a[k * n + k]
            a[i * n + k] = factor
            for j in range(k + 1, n):
                a[i * n + j] -= factor * a[k * n + j]
    return 1


@njit
def cholesky(a, n):
    for i in range(n):
        for j in range(i + 1):
            total = a[i * n + j]
            for k in range(j):
                total -= a[i * n + k] * a[j * n + k]
            if i == j:
                if total <= 0:
                    return 0
                a[i * n + i] = np.sqrt(total)
            else:
                a[i * n + j] = total / a[j * n + j]
    return 1


@njit
def spmv(values, columns, row_starts, x, y, rows):
    for row in range(rows):
        total = 0.0
        for i in range(row_starts[row], row_starts[row + 1]):
            total += values[i] * x[columns[i]]
        y[row] = total


@njit
def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


@njit
def multiply(v, out, n):
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += element(i, j) * v[j]
        out[i] = total


@njit
def multiply_transposed(v, out, n):
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += element(j, i) * v[j]
        out[i] = total


@njit
def spectralNorm(n, u, v, t):
    u[:] = 1
    for _ in range(10):
        multiply(u, t, n)
        multiply_transposed(t, v, n)
        multiply(v, t, n)
        multiply_transposed(t, u, n)
    vbv = 0.0
    vv = 0.0
    for i in range(n):
        vbv += u[i] * v[i]
        vv += v[i] * v[i]
    return np.sqrt(vbv / vv)
