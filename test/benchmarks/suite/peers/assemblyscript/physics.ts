// The kernels of `app/physics.ts` by hand.

export function jacobi(grid: usize, next: usize, n: i32, steps: i32): f64 {
  const row = (<usize>n) << 3
  let change: f64 = 0
  for (let step = 0; step < steps; step++) {
    for (let y = 1; y < n - 1; y++) {
      let from = grid + <usize>y * row + 8
      let to = next + <usize>y * row + 8
      const end = from + row - 16
      while (from < end) {
        const sum = load<f64>(from - 8) + load<f64>(from + 8) + load<f64>(from - row) + load<f64>(from + row)
        store<f64>(to, 0.25 * sum)
        from += 8
        to += 8
      }
    }
    change = 0
    for (let y = 1; y < n - 1; y++) {
      let to = grid + <usize>y * row + 8
      let from = next + <usize>y * row + 8
      const end = to + row - 16
      while (to < end) {
        const value = load<f64>(from)
        change = max(change, abs(value - load<f64>(to)))
        store<f64>(to, value)
        from += 8
        to += 8
      }
    }
  }
  return change
}

function heatStep(from: usize, to: usize, n: i32): void {
  const row = (<usize>n) << 3
  const plane = <usize>n * row
  for (let z = 1; z < n - 1; z++) {
    for (let y = 1; y < n - 1; y++) {
      const start = <usize>z * plane + <usize>y * row + 8
      let x = from + start
      let out = to + start
      const end = x + row - 16
      while (x < end) {
        const here = load<f64>(x)
        store<f64>(
          out,
          0.125 * (load<f64>(x + plane) - 2 * here + load<f64>(x - plane)) +
            0.125 * (load<f64>(x + row) - 2 * here + load<f64>(x - row)) +
            0.125 * (load<f64>(x + 8) - 2 * here + load<f64>(x - 8)) +
            here,
        )
        x += 8
        out += 8
      }
    }
  }
}

export function heat3d(a: usize, b: usize, n: i32, steps: i32): void {
  for (let step = 0; step < steps; step++) {
    heatStep(a, b, n)
    heatStep(b, a, n)
  }
}

/** Bodies of 56 bytes each. */
export function nbody(bodies: usize, count: i32, steps: i32, dt: f64): f64 {
  const end = bodies + <usize>count * 56
  for (let step = 0; step < steps; step++) {
    for (let a = bodies; a < end; a += 56) {
      for (let b = a + 56; b < end; b += 56) {
        const dx = load<f64>(a) - load<f64>(b)
        const dy = load<f64>(a, 8) - load<f64>(b, 8)
        const dz = load<f64>(a, 16) - load<f64>(b, 16)
        const squared = dx * dx + dy * dy + dz * dz
        const magnitude = dt / (squared * sqrt(squared))
        const massA = load<f64>(a, 48) * magnitude
        const massB = load<f64>(b, 48) * magnitude
        store<f64>(a, load<f64>(a, 24) - dx * massB, 24)
        store<f64>(a, load<f64>(a, 32) - dy * massB, 32)
        store<f64>(a, load<f64>(a, 40) - dz * massB, 40)
        store<f64>(b, load<f64>(b, 24) + dx * massA, 24)
        store<f64>(b, load<f64>(b, 32) + dy * massA, 32)
        store<f64>(b, load<f64>(b, 40) + dz * massA, 40)
      }
    }
    for (let a = bodies; a < end; a += 56) {
      store<f64>(a, load<f64>(a) + dt * load<f64>(a, 24))
      store<f64>(a, load<f64>(a, 8) + dt * load<f64>(a, 32), 8)
      store<f64>(a, load<f64>(a, 16) + dt * load<f64>(a, 40), 16)
    }
  }
  let energy: f64 = 0
  for (let a = bodies; a < end; a += 56) {
    const vx = load<f64>(a, 24)
    const vy = load<f64>(a, 32)
    const vz = load<f64>(a, 40)
    energy += 0.5 * load<f64>(a, 48) * (vx * vx + vy * vy + vz * vz)
  }
  return energy
}

export function raySphere(directions: usize, spheres: usize, count: i32, depths: usize, rays: i32): void {
  const spheresEnd = spheres + ((<usize>count) << 4)
  for (let ray = 0; ray < rays; ray++) {
    const dx = <f64>load<f32>(directions)
    const dy = <f64>load<f32>(directions, 4)
    const dz = <f64>load<f32>(directions, 8)
    let nearest: f64 = Infinity
    for (let s = spheres; s < spheresEnd; s += 16) {
      const cx = <f64>load<f32>(s)
      const cy = <f64>load<f32>(s, 4)
      const cz = <f64>load<f32>(s, 8)
      const radius = <f64>load<f32>(s, 12)
      const b = dx * cx + dy * cy + dz * cz
      const discriminant = b * b - (cx * cx + cy * cy + cz * cz) + radius * radius
      if (discriminant < 0) continue
      const t = b - sqrt(discriminant)
      if (t > 0 && t < nearest) nearest = t
    }
    store<f32>(depths, <f32>nearest)
    directions += 12
    depths += 4
  }
}
