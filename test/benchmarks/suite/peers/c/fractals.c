// The kernels of `app/fractals.ts` in C.
#include "kernels.h"

KERNEL int32_t fib(int32_t n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

KERNEL void mandelbrot(uint8_t *pixels, int32_t width, int32_t height, int32_t limit) {
  for (int32_t y = 0; y < height; y++) {
    for (int32_t x = 0; x < width; x++) {
      double cr = 3.2 * x / width - 2.35;
      double ci = 2.4 * y / height - 1.2;
      double zr = 0;
      double zi = 0;
      int32_t i = 0;
      while (i < limit && zr * zr + zi * zi < 4) {
        double t = zr * zr - zi * zi + cr;
        zi = 2 * zr * zi + ci;
        zr = t;
        i++;
      }
      uint8_t *pixel = pixels + 4 * (y * width + x);
      double shade = i == limit ? 0 : 255.0 * i / limit;
      uint8_t byte = (uint8_t)__builtin_rint(shade);
      pixel[0] = byte;
      pixel[1] = byte;
      pixel[2] = (uint8_t)__builtin_rint(255 - shade);
      pixel[3] = 255;
    }
  }
}

KERNEL void julia(int32_t width, int32_t height, double cr, double ci, int32_t limit, uint16_t *counts) {
  for (int32_t y = 0; y < height; y++) {
    for (int32_t x = 0; x < width; x++) {
      double zr = 3.0 * x / width - 1.5;
      double zi = 2.0 * y / height - 1;
      int32_t count = 0;
      for (; count < limit; count++) {
        double rr = zr * zr;
        double ii = zi * zi;
        if (rr + ii > 4) break;
        zi = 2 * zr * zi + ci;
        zr = rr - ii + cr;
      }
      counts[y * width + x] = (uint16_t)count;
    }
  }
}

static uint8_t permutation[512];

__attribute__((constructor)) static void shuffle(void) {
  uint32_t state = 42;
  for (uint32_t i = 0; i < 256; i++) permutation[i] = (uint8_t)i;
  for (uint32_t i = 255; i > 0; i--) {
    state = state * 1664525u + 1013904223u;
    uint32_t j = state % (i + 1);
    uint8_t t = permutation[i];
    permutation[i] = permutation[j];
    permutation[j] = t;
  }
  for (uint32_t i = 0; i < 256; i++) permutation[i + 256] = permutation[i];
}

static inline double fade(double t) { return t * t * t * (t * (t * 6 - 15) + 10); }

static inline double lerp(double t, double a, double b) { return a + t * (b - a); }

static inline double gradient(int32_t hash, double x, double y) {
  int32_t h = hash & 7;
  double u = h < 4 ? x : y;
  double v = h < 4 ? y : x;
  return ((h & 1) == 0 ? u : -u) + ((h & 2) == 0 ? 2 * v : -2 * v);
}

static inline double noise(double x, double y) {
  double left = __builtin_floor(x);
  double top = __builtin_floor(y);
  int32_t cx = (int32_t)left & 255;
  int32_t cy = (int32_t)top & 255;
  double fx = x - left;
  double fy = y - top;
  double u = fade(fx);
  double v = fade(fy);
  int32_t a = permutation[cx] + cy;
  int32_t b = permutation[cx + 1] + cy;
  return lerp(v, lerp(u, gradient(permutation[a], fx, fy), gradient(permutation[b], fx - 1, fy)),
              lerp(u, gradient(permutation[a + 1], fx, fy - 1), gradient(permutation[b + 1], fx - 1, fy - 1)));
}

KERNEL void perlin(float *heights, int32_t width, int32_t height, int32_t octaves) {
  for (int32_t y = 0; y < height; y++) {
    for (int32_t x = 0; x < width; x++) {
      double sum = 0;
      double amplitude = 1;
      double frequency = 1.0 / 64;
      for (int32_t octave = 0; octave < octaves; octave++) {
        sum += amplitude * noise(x * frequency, y * frequency);
        amplitude *= 0.5;
        frequency *= 2;
      }
      heights[y * width + x] = (float)sum;
    }
  }
}

KERNEL void life(const uint8_t *restrict cells, uint8_t *restrict next, int32_t width, int32_t height) {
  for (int32_t y = 0; y < height; y++) {
    const uint8_t *above = cells + (y == 0 ? height - 1 : y - 1) * width;
    const uint8_t *row = cells + y * width;
    const uint8_t *below = cells + (y == height - 1 ? 0 : y + 1) * width;
    for (int32_t x = 0; x < width; x++) {
      int32_t left = x == 0 ? width - 1 : x - 1;
      int32_t right = x == width - 1 ? 0 : x + 1;
      int32_t alive = above[left] + above[x] + above[right] + row[left] + row[right] + below[left] + below[x] +
                      below[right];
      next[y * width + x] = alive == 3 || (row[x] == 1 && alive == 2);
    }
  }
}
