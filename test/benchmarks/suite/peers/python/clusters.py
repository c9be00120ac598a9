"""The kernels of `app/statistics.ts` for Numba. (`statistics` is a module of Python's own.)"""

import math

import numpy as np
from numba import njit


@njit
def pdist(xs, n, p, out):
    for i in range(n):
        for j in range(n):
            total = 0.0
            for k in range(p):
                d = xs[i * p + k] - xs[j * p + k]
                total += d * d
            out[i * n + j] = np.sqrt(total)


@njit
def kMeans(points, n, dimensions, centroids, k, labels, counts, sums, iterations):
    for _ in range(iterations):
        counts[:] = 0
        sums[:] = 0
        for i in range(n):
            best = 0
            best_distance = np.inf
            for c in range(k):
                distance = 0.0
                for d in range(dimensions):
                    difference = points[i * dimensions + d] - centroids[c * dimensions + d]
                    distance += difference * difference
                if distance < best_distance:
                    best_distance = distance
                    best = c
            labels[i] = best
            counts[best] += 1
            for d in range(dimensions):
                sums[best * dimensions + d] += points[i * dimensions + d]
        for c in range(k):
            if counts[c] == 0:
                continue
            for d in range(dimensions):
                centroids[c * dimensions + d] = sums[c * dimensions + d] / counts[c]


@njit
def normal(x):
    t = 1 / (1 + 0.2316419 * abs(x))
    density = 0.3989422804014327 * math.exp(-0.5 * x * x)
    tail = (
        density
        * t
        * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    )
    return 1 - tail if x > 0 else tail


@njit
def blackScholes(spots, strikes, years, rate, volatility, calls, puts, n):
    for i in range(n):
        spot = spots[i]
        strike = strikes[i]
        root = volatility * np.sqrt(years[i])
        d1 = (math.log(spot / strike) + (rate + 0.5 * volatility * volatility) * years[i]) / root
        d2 = d1 - root
        discounted = strike * math.exp(-rate * years[i])
        calls[i] = spot * normal(d1) - discounted * normal(d2)
        puts[i] = discounted * normal(-d2) - spot * normal(-d1)
