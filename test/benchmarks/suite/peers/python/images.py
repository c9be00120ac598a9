"""The kernels of `app/images.ts` for Numba."""

import numpy as np
from numba import njit


@njit
def clamped(value):
    """As a Uint8ClampedArray takes a number that is not below 0: the nearest integer, the even one of two."""
    return np.uint8(np.rint(min(value, 255.0)))


@njit
def greyscale(rgba, length):
    for i in range(0, length, 4):
        y = clamped(0.2126 * rgba[i] + 0.7152 * rgba[i + 1] + 0.0722 * rgba[i + 2])
        rgba[i] = y
        rgba[i + 1] = y
        rgba[i + 2] = y


@njit
def composite(target, source, length):
    for i in range(0, length, 4):
        alpha = source[i + 3] / 255
        below = (target[i + 3] / 255) * (1 - alpha)
        out = alpha + below
        if out == 0:
            continue
        for c in range(3):
            target[i + c] = clamped((source[i + c] * alpha + target[i + c] * below) / out)
        target[i + 3] = clamped(out * 255)


@njit
def gaussianBlur(source, output, width, height, weights, radius, rows):
    for y in range(height):
        for x in range(width):
            total = 0.0
            for k in range(-radius, radius + 1):
                at = min(width - 1, max(0, x + k))
                total += np.float64(source[y * width + at]) * np.float64(weights[k + radius])
            rows[y * width + x] = total
    for y in range(height):
        for x in range(width):
            total = 0.0
            for k in range(-radius, radius + 1):
                at = min(height - 1, max(0, y + k))
                total += np.float64(rows[at * width + x]) * np.float64(weights[k + radius])
            output[y * width + x] = total


@njit
def sobel(source, output, width, height):
    for y in range(1, height - 1):
        for x in range(1, width - 1):
            i = y * width + x
            top_left = np.int32(source[i - width - 1])
            top = np.int32(source[i - width])
            top_right = np.int32(source[i - width + 1])
            left = np.int32(source[i - 1])
            right = np.int32(source[i + 1])
            bottom_left = np.int32(source[i + width - 1])
            bottom = np.int32(source[i + width])
            bottom_right = np.int32(source[i + width + 1])
            gx = top_right - top_left + 2 * (right - left) + bottom_right - bottom_left
            gy = bottom_left - top_left + 2 * (bottom - top) + bottom_right - top_right
            output[i] = np.uint8(min(255.0, np.sqrt(np.float64(gx * gx + gy * gy))))


@njit
def resize(source, width, height, new_width, new_height, out):
    for y in range(new_height):
        sy = ((y + 0.5) * height) / new_height - 0.5
        y0 = max(0, int(np.floor(sy)))
        y1 = min(height - 1, y0 + 1)
        fy = max(0.0, sy - y0)
        for x in range(new_width):
            sx = ((x + 0.5) * width) / new_width - 0.5
            x0 = max(0, int(np.floor(sx)))
            x1 = min(width - 1, x0 + 1)
            fx = max(0.0, sx - x0)
            for c in range(4):
                top_left = np.float64(source[(y0 * width + x0) * 4 + c])
                top_right = np.float64(source[(y0 * width + x1) * 4 + c])
                bottom_left = np.float64(source[(y1 * width + x0) * 4 + c])
                bottom_right = np.float64(source[(y1 * width + x1) * 4 + c])
                top = top_left + (top_right - top_left) * fx
                bottom = bottom_left + (bottom_right - bottom_left) * fx
                out[(y * new_width + x) * 4 + c] = clamped(top + (bottom - top) * fy)


@njit
def histogram(rgba, length, counts):
    counts[:] = 0
    for i in range(0, length, 4):
        counts[rgba[i]] += 1
        counts[256 + rgba[i + 1]] += 1
        counts[512 + rgba[i + 2]] += 1
