"""The kernels of `app/signals.ts` for Numba."""

import math

import numpy as np
from numba import njit


@njit
def fft(re, im, n):
    j = 0
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j ^= bit
        if i < j:
            r = re[i]
            re[i] = re[j]
            re[j] = r
            m = im[i]
            im[i] = im[j]
            im[j] = m
    size = 2
    while size <= n:
        half = size // 2
        angle = (-2 * math.pi) / size
        step_re = math.cos(angle)
        step_im = math.sin(angle)
        for start in range(0, n, size):
            w_re = 1.0
            w_im = 0.0
            for k in range(start, start + half):
                t_re = w_re * re[k + half] - w_im * im[k + half]
                t_im = w_re * im[k + half] + w_im * re[k + half]
                re[k + half] = re[k] - t_re
                im[k + half] = im[k] - t_im
                re[k] += t_re
                im[k] += t_im
                next_re = w_re * step_re - w_im * step_im
                w_im = w_re * step_im + w_im * step_re
                w_re = next_re
        size *= 2


@njit
def biquad(samples, n, b0, b1, b2, a1, a2):
    x1 = 0.0
    x2 = 0.0
    y1 = 0.0
    y2 = 0.0
    for i in range(n):
        x = np.float64(samples[i])
        y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
        x2 = x1
        x1 = x
        y2 = y1
        y1 = y
        samples[i] = y


@njit
def fir(source, taps, count, output, n):
    for i in range(n):
        total = 0.0
        for k in range(count):
            total += np.float64(source[i + k]) * np.float64(taps[k])
        output[i] = total
