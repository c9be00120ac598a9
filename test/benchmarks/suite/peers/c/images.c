// The kernels of `app/images.ts` in C.
#include "kernels.h"

/** As a Uint8ClampedArray takes a number that is not below 0: the nearest integer, the even one of two. */
static inline uint8_t clamped(double value) { return (uint8_t)__builtin_rint(value < 255 ? value : 255); }

KERNEL void greyscale(uint8_t *rgba, int32_t length) {
  for (int32_t i = 0; i < length; i += 4) {
    uint8_t y = clamped(0.2126 * rgba[i] + 0.7152 * rgba[i + 1] + 0.0722 * rgba[i + 2]);
    rgba[i] = y;
    rgba[i + 1] = y;
    rgba[i + 2] = y;
  }
}

KERNEL void composite(uint8_t *restrict target, const uint8_t *restrict source, int32_t length) {
  for (int32_t i = 0; i < length; i += 4) {
    double alpha = source[i + 3] / 255.0;
    double below = target[i + 3] / 255.0 * (1 - alpha);
    double out = alpha + below;
    if (out == 0) continue;
    for (int32_t c = 0; c < 3; c++) target[i + c] = clamped((source[i + c] * alpha + target[i + c] * below) / out);
    target[i + 3] = clamped(out * 255);
  }
}

KERNEL void gaussianBlur(const float *restrict input, float *restrict output, int32_t width, int32_t height,
                         const float *restrict weights, int32_t radius, float *restrict rows) {
  for (int32_t y = 0; y < height; y++) {
    for (int32_t x = 0; x < width; x++) {
      double sum = 0;
      for (int32_t k = -radius; k <= radius; k++) {
        int32_t at = min_i32(width - 1, max_i32(0, x + k));
        sum += (double)input[y * width + at] * (double)weights[k + radius];
      }
      rows[y * width + x] = (float)sum;
    }
  }
  for (int32_t y = 0; y < height; y++) {
    for (int32_t x = 0; x < width; x++) {
      double sum = 0;
      for (int32_t k = -radius; k <= radius; k++) {
        int32_t at = min_i32(height - 1, max_i32(0, y + k));
        sum += (double)rows[at * width + x] * (double)weights[k + radius];
      }
      output[y * width + x] = (float)sum;
    }
  }
}

KERNEL void sobel(const uint8_t *restrict input, uint8_t *restrict output, int32_t width, int32_t height) {
  for (int32_t y = 1; y < height - 1; y++) {
    for (int32_t x = 1; x < width - 1; x++) {
      int32_t i = y * width + x;
      int32_t gx = input[i - width + 1] - input[i - width - 1] + 2 * (input[i + 1] - input[i - 1]) +
                   input[i + width + 1] - input[i + width - 1];
      int32_t gy = input[i + width - 1] - input[i - width - 1] + 2 * (input[i + width] - input[i - width]) +
                   input[i + width + 1] - input[i - width + 1];
      double size = __builtin_sqrt((double)(gx * gx + gy * gy));
      output[i] = (uint8_t)(size < 255 ? size : 255);
    }
  }
}

KERNEL void resize(const uint8_t *restrict source, int32_t width, int32_t height, int32_t new_width,
                   int32_t new_height, uint8_t *restrict out) {
  for (int32_t y = 0; y < new_height; y++) {
    double sy = (y + 0.5) * height / new_height - 0.5;
    int32_t y0 = max_i32(0, (int32_t)__builtin_floor(sy));
    int32_t y1 = min_i32(height - 1, y0 + 1);
    double fy = sy > y0 ? sy - y0 : 0;
    for (int32_t x = 0; x < new_width; x++) {
      double sx = (x + 0.5) * width / new_width - 0.5;
      int32_t x0 = max_i32(0, (int32_t)__builtin_floor(sx));
      int32_t x1 = min_i32(width - 1, x0 + 1);
      double fx = sx > x0 ? sx - x0 : 0;
      for (int32_t c = 0; c < 4; c++) {
        double top_left = source[(y0 * width + x0) * 4 + c];
        double top_right = source[(y0 * width + x1) * 4 + c];
        double bottom_left = source[(y1 * width + x0) * 4 + c];
        double bottom_right = source[(y1 * width + x1) * 4 + c];
        double top = top_left + (top_right - top_left) * fx;
        double bottom = bottom_left + (bottom_right - bottom_left) * fx;
        out[(y * new_width + x) * 4 + c] = clamped(top + (bottom - top) * fy);
      }
    }
  }
}

KERNEL void histogram(const uint8_t *restrict rgba, int32_t length, uint32_t *restrict counts) {
  for (int32_t i = 0; i < 3 * 256; i++) counts[i] = 0;
  for (int32_t i = 0; i < length; i += 4) {
    counts[rgba[i]]++;
    counts[256 + rgba[i + 1]]++;
    counts[512 + rgba[i + 2]]++;
  }
}
