/** Colours by kind of token, in the light and the dark theme. */
const colors: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  'token-keyword': ['#cf222e', '#ff7b72'],
  'token-constant': ['#0550ae', '#79c0ff'],
  'token-function': ['#8250df', '#d2a8ff'],
  'token-string': ['#0a3069', '#a5d6ff'],
  'token-string-expression': ['#0a3069', '#a5d6ff'],
  'token-parameter': ['#953800', '#ffa657'],
  'token-comment': ['#59636e', '#9198a1'],
}

/** The class of a kind of token, by the variable that stands for its colour in the highlighter's theme. */
export const tokenClasses: ReadonlyMap<string, string> = new Map(
  Object.keys(colors).map((kind, n) => [`var(--${kind})`, `k${n}`]),
)

/** The styles behind those classes. */
export const tokenStyle: string = Object.values(colors)
  .map(([light, dark], n) => `.k${n}{color:light-dark(${light},${dark})}`)
  .join('\n')
