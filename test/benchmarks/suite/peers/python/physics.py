"""The kernels of `app/physics.ts` for Numba."""

import numpy as np
from numba import njit


@njit
def jacobi(grid, following, n, steps):
    change = 0.0
    for _ in range(steps):
        for y in range(1, n - 1):
            for x in range(1, n - 1):
                i = y * n + x
                following[i] = 0.25 * (grid[i - 1] + grid[i + 1] + grid[i - n] + grid[i + n])
        change = 0.0
        for y in range(1, n - 1):
            for x in range(1, n - 1):
                i = y * n + x
                change = max(change, abs(following[i] - grid[i]))
                grid[i] = following[i]
    return change


@njit
def heat_step(source, to, n):
    plane = n * n
    for z in range(1, n - 1):
        for y in range(1, n - 1):
            for x in range(1, n - 1):
                i = z * plane + y * n + x
                here = source[i]
                to[i] = (
                    0.125 * (source[i + plane] - 2 * here + source[i - plane])
                    + 0.125 * (source[i + n] - 2 * here + source[i - n])
                    + 0.125 * (source[i + 1] - 2 * here + source[i - 1])
                    + here
                )


@njit
def heat3d(a, b, n, steps):
    for _ in range(steps):
        heat_step(a, b, n)
        heat_step(b, a, n)


@njit
def nbody(bodies, count, steps, dt):
    for _ in range(steps):
        for i in range(count):
            a = i * 7
            for j in range(i + 1, count):
                b = j * 7
                dx = bodies[a] - bodies[b]
                dy = bodies[a + 1] - bodies[b + 1]
                dz = bodies[a + 2] - bodies[b + 2]
                squared = dx * dx + dy * dy + dz * dz
                magnitude = dt / (squared * np.sqrt(squared))
                mass_a = bodies[a + 6] * magnitude
                mass_b = bodies[b + 6] * magnitude
                bodies[a + 3] -= dx * mass_b
                bodies[a + 4] -= dy * mass_b
                bodies[a + 5] -= dz * mass_b
                bodies[b + 3] += dx * mass_a
                bodies[b + 4] += dy * mass_a
                bodies[b + 5] += dz * mass_a
        for i in range(count):
            a = i * 7
            bodies[a] += dt * bodies[a + 3]
            bodies[a + 1] += dt * bodies[a + 4]
            bodies[a + 2] += dt * bodies[a + 5]
    energy = 0.0
    for i in range(count):
        a = i * 7
        vx = bodies[a + 3]
        vy = bodies[a + 4]
        vz = bodies[a + 5]
        energy += 0.5 * bodies[a + 6] * (vx * vx + vy * vy + vz * vz)
    return energy


@njit
def raySphere(directions, spheres, count, depths, rays):
    for ray in range(rays):
        dx = np.float64(directions[ray * 3])
        dy = np.float64(directions[ray * 3 + 1])
        dz = np.float64(directions[ray * 3 + 2])
        nearest = np.inf
        for s in range(0, count * 4, 4):
            cx = np.float64(spheres[s])
            cy = np.float64(spheres[s + 1])
            cz = np.float64(spheres[s + 2])
            radius = np.float64(spheres[s + 3])
            b = dx * cx + dy * cy + dz * cz
            discriminant = b * b - (cx * cx + cy * cy + cz * cz) + radius * radius
            if discriminant < 0:
                continue
            t = b - np.sqrt(discriminant)
            if 0 < t < nearest:
                nearest = t
        depths[ray] = nearest
