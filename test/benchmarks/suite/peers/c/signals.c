// The kernels of `app/signals.ts` in C.
#include "kernels.h"

KERNEL void fft(double *restrict re, double *restrict im, int32_t n) {
  for (int32_t i = 1, j = 0; i < n; i++) {
    int32_t bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      double r = re[i];
      re[i] = re[j];
      re[j] = r;
      double m = im[i];
      im[i] = im[j];
      im[j] = m;
    }
  }
  for (int32_t size = 2; size <= n; size *= 2) {
    int32_t half = size / 2;
    double angle = -2 * 3.141592653589793 / size;
    double step_re = cos(angle);
    double step_im = sin(angle);
    for (int32_t start = 0; start < n; start += size) {
      double w_re = 1;
      double w_im = 0;
      for (int32_t k = start; k < start + half; k++) {
        double t_re = w_re * re[k + half] - w_im * im[k + half];
        double t_im = w_re * im[k + half] + w_im * re[k + half];
        re[k + half] = re[k] - t_re;
        im[k + half] = im[k] - t_im;
        re[k] += t_re;
        im[k] += t_im;
        double next_re = w_re * step_re - w_im * step_im;
        w_im = w_re * step_im + w_im * step_re;
        w_re = next_re;
      }
    }
  }
}

KERNEL void biquad(float *samples, int32_t n, double b0, double b1, double b2, double a1, double a2) {
  double x1 = 0;
  double x2 = 0;
  double y1 = 0;
  double y2 = 0;
  for (int32_t i = 0; i < n; i++) {
    double x = samples[i];
    double y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    samples[i] = (float)y;
  }
}

KERNEL void fir(const float *restrict input, const float *restrict taps, int32_t count, float *restrict output,
                int32_t n) {
  for (int32_t i = 0; i < n; i++) {
    double sum = 0;
    for (int32_t k = 0; k < count; k++) sum += (double)input[i + k] * (double)taps[k];
    output[i] = (float)sum;
  }
}
