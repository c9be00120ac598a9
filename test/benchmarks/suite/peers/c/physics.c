// The kernels of `app/physics.ts` in C.
#include "kernels.h"

KERNEL double jacobi(double *restrict grid, double *restrict next, int32_t n, int32_t steps) {
  double change = 0;
  for (int32_t step = 0; step < steps; step++) {
    for (int32_t y = 1; y < n - 1; y++) {
      for (int32_t x = 1; x < n - 1; x++) {
        int32_t i = y * n + x;
        next[i] = 0.25 * (grid[i - 1] + grid[i + 1] + grid[i - n] + grid[i + n]);
      }
    }
    change = 0;
    for (int32_t y = 1; y < n - 1; y++) {
      for (int32_t x = 1; x < n - 1; x++) {
        int32_t i = y * n + x;
        double size = __builtin_fabs(next[i] - grid[i]);
        change = size > change ? size : change;
        grid[i] = next[i];
      }
    }
  }
  return change;
}

static void heat_step(const double *restrict from, double *restrict to, int32_t n) {
  int32_t plane = n * n;
  for (int32_t z = 1; z < n - 1; z++) {
    for (int32_t y = 1; y < n - 1; y++) {
      for (int32_t x = 1; x < n - 1; x++) {
        int32_t i = z * plane + y * n + x;
        double here = from[i];
        to[i] = 0.125 * (from[i + plane] - 2 * here + from[i - plane]) +
                0.125 * (from[i + n] - 2 * here + from[i - n]) + 0.125 * (from[i + 1] - 2 * here + from[i - 1]) + here;
      }
    }
  }
}

KERNEL void heat3d(double *restrict a, double *restrict b, int32_t n, int32_t steps) {
  for (int32_t step = 0; step < steps; step++) {
    heat_step(a, b, n);
    heat_step(b, a, n);
  }
}

typedef struct {
  double x, y, z, vx, vy, vz, mass;
} Body;

KERNEL double nbody(Body *bodies, int32_t count, int32_t steps, double dt) {
  for (int32_t step = 0; step < steps; step++) {
    for (int32_t i = 0; i < count; i++) {
      Body *a = &bodies[i];
      for (int32_t j = i + 1; j < count; j++) {
        Body *b = &bodies[j];
        double dx = a->x - b->x;
        double dy = a->y - b->y;
        double dz = a->z - b->z;
        double squared = dx * dx + dy * dy + dz * dz;
        double magnitude = dt / (squared * __builtin_sqrt(squared));
        double mass_a = a->mass * magnitude;
        double mass_b = b->mass * magnitude;
        a->vx -= dx * mass_b;
        a->vy -= dy * mass_b;
        a->vz -= dz * mass_b;
        b->vx += dx * mass_a;
        b->vy += dy * mass_a;
        b->vz += dz * mass_a;
      }
    }
    for (int32_t i = 0; i < count; i++) {
      Body *a = &bodies[i];
      a->x += dt * a->vx;
      a->y += dt * a->vy;
      a->z += dt * a->vz;
    }
  }
  double energy = 0;
  for (int32_t i = 0; i < count; i++) {
    const Body *a = &bodies[i];
    energy += 0.5 * a->mass * (a->vx * a->vx + a->vy * a->vy + a->vz * a->vz);
  }
  return energy;
}

KERNEL void raySphere(const float *restrict directions, const float *restrict spheres, int32_t count,
                      float *restrict depths, int32_t rays) {
  for (int32_t ray = 0; ray < rays; ray++) {
    double dx = directions[ray * 3];
    double dy = directions[ray * 3 + 1];
    double dz = directions[ray * 3 + 2];
    double nearest = __builtin_inf();
    for (int32_t s = 0; s < count * 4; s += 4) {
      double cx = spheres[s];
      double cy = spheres[s + 1];
      double cz = spheres[s + 2];
      double radius = spheres[s + 3];
      double b = dx * cx + dy * cy + dz * cz;
      double discriminant = b * b - (cx * cx + cy * cy + cz * cz) + radius * radius;
      if (discriminant < 0) continue;
      double t = b - __builtin_sqrt(discriminant);
      if (t > 0 && t < nearest) nearest = t;
    }
    depths[ray] = (float)nearest;
  }
}
