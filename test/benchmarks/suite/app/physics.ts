// Stencils, bodies and rays.

/** Relaxes the inside of a square grid, between two copies of it. */
/* @jit */
export function jacobi(grid: Float64Array, next: Float64Array, n: number, steps: number): number {
  let change = 0
  for (let step = 0; step < steps; step++) {
    for (let y = 1; y < n - 1; y++) {
      for (let x = 1; x < n - 1; x++) {
        const i = y * n + x
        next[i] = 0.25 * (grid[i - 1]! + grid[i + 1]! + grid[i - n]! + grid[i + n]!)
      }
    }
    change = 0
    for (let y = 1; y < n - 1; y++) {
      for (let x = 1; x < n - 1; x++) {
        const i = y * n + x
        change = Math.max(change, Math.abs(next[i]! - grid[i]!))
        grid[i] = next[i]!
      }
    }
  }
  return change
}

function heatStep(from: Float64Array, to: Float64Array, n: number): void {
  const plane = n * n
  for (let z = 1; z < n - 1; z++) {
    for (let y = 1; y < n - 1; y++) {
      for (let x = 1; x < n - 1; x++) {
        const i = z * plane + y * n + x
        const here = from[i]!
        to[i] =
          0.125 * (from[i + plane]! - 2 * here + from[i - plane]!) +
          0.125 * (from[i + n]! - 2 * here + from[i - n]!) +
          0.125 * (from[i + 1]! - 2 * here + from[i - 1]!) +
          here
      }
    }
  }
}

/* @jit */
export function heat3d(a: Float64Array, b: Float64Array, n: number, steps: number): void {
  for (let step = 0; step < steps; step++) {
    heatStep(a, b, n)
    heatStep(b, a, n)
  }
}

/** Bodies of seven numbers each: place, velocity, mass. */
/* @jit */
export function nbody(bodies: Float64Array, steps: number, dt: number): number {
  const count = bodies.length / 7
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < count; i++) {
      const a = i * 7
      for (let j = i + 1; j < count; j++) {
        const b = j * 7
        const dx = bodies[a]! - bodies[b]!
        const dy = bodies[a + 1]! - bodies[b + 1]!
        const dz = bodies[a + 2]! - bodies[b + 2]!
        const squared = dx * dx + dy * dy + dz * dz
        const magnitude = dt / (squared * Math.sqrt(squared))
        const massA = bodies[a + 6]! * magnitude
        const massB = bodies[b + 6]! * magnitude
        bodies[a + 3]! -= dx * massB
        bodies[a + 4]! -= dy * massB
        bodies[a + 5]! -= dz * massB
        bodies[b + 3]! += dx * massA
        bodies[b + 4]! += dy * massA
        bodies[b + 5]! += dz * massA
      }
    }
    for (let i = 0; i < count; i++) {
      const a = i * 7
      bodies[a]! += dt * bodies[a + 3]!
      bodies[a + 1]! += dt * bodies[a + 4]!
      bodies[a + 2]! += dt * bodies[a + 5]!
    }
  }
  let energy = 0
  for (let i = 0; i < bodies.length; i += 7) {
    const vx = bodies[i + 3]!
    const vy = bodies[i + 4]!
    const vz = bodies[i + 5]!
    energy += 0.5 * bodies[i + 6]! * (vx * vx + vy * vy + vz * vz)
  }
  return energy
}

/** How far each ray from the origin goes until the nearest sphere (x, y, z, radius); Infinity where it meets none. */
/* @jit */
export function raySphere(directions: Float32Array, spheres: Float32Array, depths: Float32Array): void {
  for (let ray = 0; ray < depths.length; ray++) {
    const dx = directions[ray * 3]!
    const dy = directions[ray * 3 + 1]!
    const dz = directions[ray * 3 + 2]!
    let nearest = Infinity
    for (let s = 0; s < spheres.length; s += 4) {
      const cx = spheres[s]!
      const cy = spheres[s + 1]!
      const cz = spheres[s + 2]!
      const radius = spheres[s + 3]!
      const b = dx * cx + dy * cy + dz * cz
      const discriminant = b * b - (cx * cx + cy * cy + cz * cz) + radius * radius
      if (discriminant < 0) continue
      const t = b - Math.sqrt(discriminant)
      if (t > 0 && t < nearest) nearest = t
    }
    depths[ray] = nearest
  }
}
