/** The mean of each pixel and its eight neighbours; the border stays as it was. */
/* @jit */
export function boxBlur(input: Uint8Array, output: Uint8Array, width: number, height: number): void {
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let sum = 0
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) sum += input[(y + dy) * width + x + dx]!
      }
      output[y * width + x] = sum / 9
    }
  }
}
