// The kernels of `app/statistics.ts` in C.
#include "kernels.h"

KERNEL void pdist(const double *restrict xs, int32_t n, int32_t p, double *restrict out) {
  for (int32_t i = 0; i < n; i++) {
    for (int32_t j = 0; j < n; j++) {
      double sum = 0;
      for (int32_t k = 0; k < p; k++) {
        double d = xs[i * p + k] - xs[j * p + k];
        sum += d * d;
      }
      out[i * n + j] = __builtin_sqrt(sum);
    }
  }
}

KERNEL void kMeans(const double *restrict points, int32_t n, int32_t dimensions, double *restrict centroids, int32_t k,
                   int32_t *restrict labels, int32_t *restrict counts, double *restrict sums, int32_t iterations) {
  for (int32_t iteration = 0; iteration < iterations; iteration++) {
    for (int32_t c = 0; c < k; c++) counts[c] = 0;
    for (int32_t i = 0; i < k * dimensions; i++) sums[i] = 0;
    for (int32_t i = 0; i < n; i++) {
      int32_t best = 0;
      double best_distance = __builtin_inf();
      for (int32_t c = 0; c < k; c++) {
        double distance = 0;
        for (int32_t d = 0; d < dimensions; d++) {
          double difference = points[i * dimensions + d] - centroids[c * dimensions + d];
          distance += difference * difference;
        }
        if (distance < best_distance) {
          best_distance = distance;
          best = c;
        }
      }
      labels[i] = best;
      counts[best]++;
      for (int32_t d = 0; d < dimensions; d++) sums[best * dimensions + d] += points[i * dimensions + d];
    }
    for (int32_t c = 0; c < k; c++) {
      if (counts[c] == 0) continue;
      for (int32_t d = 0; d < dimensions; d++) centroids[c * dimensions + d] = sums[c * dimensions + d] / counts[c];
    }
  }
}

static double normal(double x) {
  double t = 1 / (1 + 0.2316419 * __builtin_fabs(x));
  double density = 0.3989422804014327 * exp(-0.5 * x * x);
  double tail = density * t *
                (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

KERNEL void blackScholes(const double *restrict spots, const double *restrict strikes, const double *restrict years,
                         double rate, double volatility, double *restrict calls, double *restrict puts, int32_t n) {
  for (int32_t i = 0; i < n; i++) {
    double spot = spots[i];
    double strike = strikes[i];
    double root = volatility * __builtin_sqrt(years[i]);
    double d1 = (log(spot / strike) + (rate + 0.5 * volatility * volatility) * years[i]) / root;
    double d2 = d1 - root;
    double discounted = strike * exp(-rate * years[i]);
    calls[i] = spot * normal(d1) - discounted * normal(d2);
    puts[i] = discounted * normal(-d2) - spot * normal(-d1);
  }
}
