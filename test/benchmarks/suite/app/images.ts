// Pictures as canvases hold them (RGBA) or one channel at a time.

/* @jit */
export function greyscale(rgba: Uint8ClampedArray): void {
  for (let i = 0; i < rgba.length; i += 4) {
    const y = 0.2126 * rgba[i]! + 0.7152 * rgba[i + 1]! + 0.0722 * rgba[i + 2]!
    rgba[i] = y
    rgba[i + 1] = y
    rgba[i + 2] = y
  }
}

/** The source over the target, neither premultiplied. */
/* @jit */
export function composite(target: Uint8ClampedArray, source: Uint8ClampedArray): void {
  for (let i = 0; i < target.length; i += 4) {
    const alpha = source[i + 3]! / 255
    const below = (target[i + 3]! / 255) * (1 - alpha)
    const out = alpha + below
    if (out === 0) continue
    for (let c = 0; c < 3; c++) {
      target[i + c] = (source[i + c]! * alpha + target[i + c]! * below) / out
    }
    target[i + 3] = out * 255
  }
}

/** Separable, with edges repeated; weights sum up to 1. */
/* @jit */
export function gaussianBlur(
  input: Float32Array,
  output: Float32Array,
  width: number,
  height: number,
  weights: Float32Array,
): void {
  const radius = weights.length >> 1
  const rows = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let k = -radius; k <= radius; k++) {
        const at = Math.min(width - 1, Math.max(0, x + k))
        sum += input[y * width + at]! * weights[k + radius]!
      }
      rows[y * width + x] = sum
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let k = -radius; k <= radius; k++) {
        const at = Math.min(height - 1, Math.max(0, y + k))
        sum += rows[at * width + x]! * weights[k + radius]!
      }
      output[y * width + x] = sum
    }
  }
}

/** Edges of a grey picture; its border stays as it was. */
/* @jit */
export function sobel(input: Uint8Array, output: Uint8Array, width: number, height: number): void {
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      const gx =
        input[i - width + 1]! -
        input[i - width - 1]! +
        2 * (input[i + 1]! - input[i - 1]!) +
        input[i + width + 1]! -
        input[i + width - 1]!
      const gy =
        input[i + width - 1]! -
        input[i - width - 1]! +
        2 * (input[i + width]! - input[i - width]!) +
        input[i + width + 1]! -
        input[i - width + 1]!
      output[i] = Math.min(255, Math.sqrt(gx * gx + gy * gy))
    }
  }
}

/** A picture of another size, each pixel mixed from four. */
/* @jit */
export function resize(
  source: Uint8ClampedArray,
  width: number,
  height: number,
  newWidth: number,
  newHeight: number,
): Uint8ClampedArray {
  const out = new Uint8ClampedArray(newWidth * newHeight * 4)
  for (let y = 0; y < newHeight; y++) {
    const sy = ((y + 0.5) * height) / newHeight - 0.5
    const y0 = Math.max(0, Math.floor(sy))
    const y1 = Math.min(height - 1, y0 + 1)
    const fy = Math.max(0, sy - y0)
    for (let x = 0; x < newWidth; x++) {
      const sx = ((x + 0.5) * width) / newWidth - 0.5
      const x0 = Math.max(0, Math.floor(sx))
      const x1 = Math.min(width - 1, x0 + 1)
      const fx = Math.max(0, sx - x0)
      for (let c = 0; c < 4; c++) {
        const topLeft = source[(y0 * width + x0) * 4 + c]!
        const topRight = source[(y0 * width + x1) * 4 + c]!
        const bottomLeft = source[(y1 * width + x0) * 4 + c]!
        const bottomRight = source[(y1 * width + x1) * 4 + c]!
        const top = topLeft + (topRight - topLeft) * fx
        const bottom = bottomLeft + (bottomRight - bottomLeft) * fx
        out[(y * newWidth + x) * 4 + c] = top + (bottom - top) * fy
      }
    }
  }
  return out
}

/** Counts per channel, one after another. */
/* @jit */
export function histogram(rgba: Uint8ClampedArray): Uint32Array {
  const counts = new Uint32Array(3 * 256)
  for (let i = 0; i < rgba.length; i += 4) {
    counts[rgba[i]!]!++
    counts[256 + rgba[i + 1]!]!++
    counts[512 + rgba[i + 2]!]!++
  }
  return counts
}
