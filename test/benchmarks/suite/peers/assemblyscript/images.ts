// The kernels of `app/images.ts` by hand.

/** As a `Uint8ClampedArray` takes a number that is not below 0: the nearest integer, the even one of two. */
function clamped(value: f64): i32 {
  return <i32>nearest(min<f64>(value, 255))
}

export function greyscale(rgba: usize, length: i32): void {
  const end = rgba + length
  for (; rgba < end; rgba += 4) {
    const y = clamped(
      0.2126 * <f64>load<u8>(rgba) + 0.7152 * <f64>load<u8>(rgba, 1) + 0.0722 * <f64>load<u8>(rgba, 2),
    )
    store<u8>(rgba, y)
    store<u8>(rgba, y, 1)
    store<u8>(rgba, y, 2)
  }
}

export function composite(target: usize, source: usize, length: i32): void {
  const end = target + length
  for (; target < end; target += 4, source += 4) {
    const alpha = <f64>load<u8>(source, 3) / 255
    const below = (<f64>load<u8>(target, 3) / 255) * (1 - alpha)
    const out = alpha + below
    if (out === 0) continue
    for (let c = 0; c < 3; c++) {
      const mixed = (<f64>load<u8>(source + c) * alpha + <f64>load<u8>(target + c) * below) / out
      store<u8>(target + c, clamped(mixed))
    }
    store<u8>(target, clamped(out * 255), 3)
  }
}

export function gaussianBlur(
  input: usize,
  output: usize,
  width: i32,
  height: i32,
  weights: usize,
  radius: i32,
  rows: usize,
): void {
  const row = (<usize>width) << 2
  let to = rows
  for (let y = 0; y < height; y++) {
    const from = input + <usize>y * row
    for (let x = 0; x < width; x++) {
      let sum: f64 = 0
      let weight = weights
      for (let k = x - radius; k <= x + radius; k++, weight += 4) {
        const at = min(width - 1, max(0, k))
        sum += <f64>load<f32>(from + ((<usize>at) << 2)) * <f64>load<f32>(weight)
      }
      store<f32>(to, <f32>sum)
      to += 4
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = rows + ((<usize>x) << 2)
      let sum: f64 = 0
      let weight = weights
      for (let k = y - radius; k <= y + radius; k++, weight += 4) {
        const at = min(height - 1, max(0, k))
        sum += <f64>load<f32>(from + <usize>at * row) * <f64>load<f32>(weight)
      }
      store<f32>(output, <f32>sum)
      output += 4
    }
  }
}

export function sobel(input: usize, output: usize, width: i32, height: i32): void {
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      const above = input + i - width
      const here = input + i
      const below = here + width
      const topLeft = <i32>load<u8>(above - 1)
      const topRight = <i32>load<u8>(above + 1)
      const bottomLeft = <i32>load<u8>(below - 1)
      const bottomRight = <i32>load<u8>(below + 1)
      const gx =
        topRight -
        topLeft +
        2 * (<i32>load<u8>(here + 1) - <i32>load<u8>(here - 1)) +
        bottomRight -
        bottomLeft
      const gy =
        bottomLeft - topLeft + 2 * (<i32>load<u8>(below) - <i32>load<u8>(above)) + bottomRight - topRight
      store<u8>(output + i, <i32>min<f64>(255, sqrt(<f64>(gx * gx + gy * gy))))
    }
  }
}

export function resize(
  source: usize,
  width: i32,
  height: i32,
  newWidth: i32,
  newHeight: i32,
  out: usize,
): void {
  for (let y = 0; y < newHeight; y++) {
    const sy = ((<f64>y + 0.5) * <f64>height) / <f64>newHeight - 0.5
    const y0 = max<i32>(0, <i32>floor(sy))
    const y1 = min<i32>(height - 1, y0 + 1)
    const fy = max<f64>(0, sy - <f64>y0)
    for (let x = 0; x < newWidth; x++) {
      const sx = ((<f64>x + 0.5) * <f64>width) / <f64>newWidth - 0.5
      const x0 = max<i32>(0, <i32>floor(sx))
      const x1 = min<i32>(width - 1, x0 + 1)
      const fx = max<f64>(0, sx - <f64>x0)
      const topLeft = source + (y0 * width + x0) * 4
      const topRight = source + (y0 * width + x1) * 4
      const bottomLeft = source + (y1 * width + x0) * 4
      const bottomRight = source + (y1 * width + x1) * 4
      for (let c = 0; c < 4; c++) {
        const left = <f64>load<u8>(topLeft + c)
        const top = left + (<f64>load<u8>(topRight + c) - left) * fx
        const lower = <f64>load<u8>(bottomLeft + c)
        const bottom = lower + (<f64>load<u8>(bottomRight + c) - lower) * fx
        store<u8>(out, <i32>nearest(top + (bottom - top) * fy))
        out++
      }
    }
  }
}

export function histogram(rgba: usize, length: i32, counts: usize): void {
  memory.fill(counts, 0, 3 * 256 * 4)
  const end = rgba + length
  for (; rgba < end; rgba += 4) {
    const red = counts + ((<usize>load<u8>(rgba)) << 2)
    store<u32>(red, load<u32>(red) + 1)
    const green = counts + ((<usize>load<u8>(rgba, 1)) << 2)
    store<u32>(green, load<u32>(green, 1024) + 1, 1024)
    const blue = counts + ((<usize>load<u8>(rgba, 2)) << 2)
    store<u32>(blue, load<u32>(blue, 2048) + 1, 2048)
  }
}
