"""The kernels of `app/fractals.ts` for Numba."""

import numpy as np
from numba import int64, njit


# A function that calls itself needs its types written out.
@njit(int64(int64))
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@njit
def mandelbrot(pixels, width, height, limit):
    for y in range(height):
        for x in range(width):
            cr = (3.2 * x) / width - 2.35
            ci = (2.4 * y) / height - 1.2
            zr = 0.0
            zi = 0.0
            i = 0
            while i < limit and zr * zr + zi * zi < 4:
                t = zr * zr - zi * zi + cr
                zi = 2 * zr * zi + ci
                zr = t
                i += 1
            at = 4 * (y * width + x)
            shade = 0.0 if i == limit else (255 * i) / limit
            byte = np.uint8(np.rint(shade))
            pixels[at] = byte
            pixels[at + 1] = byte
            pixels[at + 2] = np.uint8(np.rint(255 - shade))
            pixels[at + 3] = 255


@njit
def julia(width, height, cr, ci, limit, counts):
    for y in range(height):
        for x in range(width):
            zr = (3 * x) / width - 1.5
            zi = (2 * y) / height - 1
            count = 0
            while count < limit:
                rr = zr * zr
                ii = zi * zi
                if rr + ii > 4:
                    break
                zi = 2 * zr * zi + ci
                zr = rr - ii + cr
                count += 1
            counts[y * width + x] = count


def shuffled():
    state = 42
    table = np.arange(256, dtype=np.uint8)
    for i in range(255, 0, -1):
        state = (state * 1664525 + 1013904223) % 2**32
        j = state % (i + 1)
        table[i], table[j] = table[j], table[i]
    return np.concatenate((table, table))


permutation = shuffled()


@njit
def fade(t):
    return t * t * t * (t * (t * 6 - 15) + 10)


@njit
def lerp(t, a, b):
    return a + t * (b - a)


@njit
def gradient(hashed, x, y):
    h = hashed & 7
    u = x if h < 4 else y
    v = y if h < 4 else x
    return (u if (h & 1) == 0 else -u) + (2 * v if (h & 2) == 0 else -2 * v)


@njit
def noise(x, y):
    left = np.floor(x)
    top = np.floor(y)
    cx = int(left) & 255
    cy = int(top) & 255
    fx = x - left
    fy = y - top
    u = fade(fx)
    v = fade(fy)
    a = int(permutation[cx]) + cy
    b = int(permutation[cx + 1]) + cy
    return lerp(
        v,
        lerp(u, gradient(permutation[a], fx, fy), gradient(permutation[b], fx - 1, fy)),
        lerp(u, gradient(permutation[a + 1], fx, fy - 1), gradient(permutation[b + 1], fx - 1, fy - 1)),
    )


@njit
def perlin(heights, width, height, octaves):
    for y in range(height):
        for x in range(width):
            total = 0.0
            amplitude = 1.0
            frequency = 1 / 64
            for _ in range(octaves):
                total += amplitude * noise(x * frequency, y * frequency)
                amplitude *= 0.5
                frequency *= 2
            heights[y * width + x] = total


@njit
def life(cells, following, width, height):
    for y in range(height):
        above = (height - 1 if y == 0 else y - 1) * width
        row = y * width
        below = (0 if y == height - 1 else y + 1) * width
        for x in range(width):
            left = width - 1 if x == 0 else x - 1
            right = 0 if x == width - 1 else x + 1
            alive = (
                cells[above + left]
                + cells[above + x]
                + cells[above + right]
                + cells[row + left]
                + cells[row + right]
                + cells[below + left]
                + cells[below + x]
                + cells[below + right]
            )
            following[row + x] = alive == 3 or (cells[row + x] == 1 and alive == 2)
