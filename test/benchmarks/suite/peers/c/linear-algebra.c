// The kernels of `app/linear-algebra.ts` in C.
#include "kernels.h"

KERNEL void matmul(const double *restrict a, const double *restrict b, double *restrict c, int32_t n) {
  for (int32_t i = 0; i < n; i++) {
    for (int32_t j = 0; j < n; j++) {
      double sum = 0;
      for (int32_t k = 0; k < n; k++) sum += a[i * n + k] * b[k * n + j];
      c[i * n + j] = sum;
    }
  }
}

KERNEL void matmulF32(const float *restrict a, const float *restrict b, float *restrict c, int32_t n) {
  for (int32_t i = 0; i < n; i++) {
    for (int32_t j = 0; j < n; j++) {
      double sum = 0;
      for (int32_t k = 0; k < n; k++) sum += (double)a[i * n + k] * (double)b[k * n + j];
      c[i * n + j] = (float)sum;
    }
  }
}

KERNEL int32_t lu(double *restrict a, int32_t *restrict pivots, int32_t n) {
  for (int32_t k = 0; k < n; k++) {
    int32_t pivot = k;
    double largest = __builtin_fabs(a[k * n + k]);
    for (int32_t i = k + 1; i < n; i++) {
      double size = __builtin_fabs(a[i * n + k]);
      if (size > largest) {
        largest = size;
        pivot = i;
      }
    }
    pivots[k] = pivot;
    if (largest == 0) return 0;
    if (pivot != k) {
      for (int32_t j = 0; j < n; j++) {
        double t = a[k * n + j];
        a[k * n + j] = a[pivot * n + j];
        a[pivot * n + j] = t;
      }
    }
    for (int32_t i = k + 1; i < n; i++) {
      double factor = a[i * n + k] / a[k * n + k];
      a[i * n + k] = factor;
      for (int32_t j = k + 1; j < n; j++) a[i * n + j] -= factor * a[k * n + j];
    }
  }
  return 1;
}

KERNEL int32_t cholesky(double *a, int32_t n) {
  for (int32_t i = 0; i < n; i++) {
    for (int32_t j = 0; j <= i; j++) {
      double sum = a[i * n + j];
      for (int32_t k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      if (i == j) {
        if (sum <= 0) return 0;
        a[i * n + i] = __builtin_sqrt(sum);
      } else {
        a[i * n + j] = sum / a[j * n + j];
      }
    }
  }
  return 1;
}

KERNEL void spmv(const double *restrict values, const int32_t *restrict columns, const int32_t *restrict row_starts,
                 const double *restrict x, double *restrict y, int32_t rows) {
  for (int32_t row = 0; row < rows; row++) {
    double sum = 0;
    for (int32_t i = row_starts[row]; i < row_starts[row + 1]; i++) sum += values[i] * x[columns[i]];
    y[row] = sum;
  }
}

static inline double element(int32_t i, int32_t j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

static void multiply(const double *restrict v, double *restrict out, int32_t n) {
  for (int32_t i = 0; i < n; i++) {
    double sum = 0;
    for (int32_t j = 0; j < n; j++) sum += element(i, j) * v[j];
    out[i] = sum;
  }
}

static void multiply_transposed(const double *restrict v, double *restrict out, int32_t n) {
  for (int32_t i = 0; i < n; i++) {
    double sum = 0;
    for (int32_t j = 0; j < n; j++) sum += element(j, i) * v[j];
    out[i] = sum;
  }
}

KERNEL double spectralNorm(int32_t n, double *restrict u, double *restrict v, double *restrict t) {
  for (int32_t i = 0; i < n; i++) u[i] = 1;
  for (int32_t i = 0; i < 10; i++) {
    multiply(u, t, n);
    multiply_transposed(t, v, n);
    multiply(v, t, n);
    multiply_transposed(t, u, n);
  }
  double vbv = 0;
  double vv = 0;
  for (int32_t i = 0; i < n; i++) {
    vbv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  return __builtin_sqrt(vbv / vv);
}
