/**
 * What to write instead of syntax that is not compiled, where that is known: by what users write. Methods and properties go
 * by their name with a dot, constructors with `new`, functions and keywords as they are, other syntax by Babel's name of it.
 */

const makesText = 'Return the numbers, and make the text where the function is called.'
const readsText =
  'Take the text apart where the function is called, and pass in numbers; `charCodeAt` and `===` compile.'
const usesMap =
  'Keep the values in an array and use small whole numbers as keys: `counts[key]` with `counts: Float64Array`.'
const flat = 'Use one flat array: `grid[y * width + x]`.'
const waits = 'Wait where the function is called, and pass in what comes of it.'
const ofThis = 'Pass what is read of `this` in as parameters.'
const makesFunction =
  'Return what it needs as numbers or arrays, and make the function where this one is called.'
const readsNumber = 'Make it a number where the function is called, and pass that in.'
const dates = 'Call `Date.now()`, or pass the time in as a number.'
const json = 'Read and write JSON where the function is called, and pass in the numbers.'

const named: Readonly<Record<string, string>> = {
  ...each(
    ['.repeat', '.padStart', '.padEnd', '.toUpperCase', '.toLowerCase', '.join', '.trim', '.normalize'],
    makesText,
  ),
  ...each(['.toFixed', '.toString', '.toPrecision', '.toExponential', '.toLocaleString'], makesText),
  ...each(['.split', '.replace', '.replaceAll', '.match', '.matchAll', '.search', '.substr'], readsText),
  ...each(['new Map', 'new Set', 'new WeakMap', 'new WeakSet'], usesMap),
  ...each(['.get', '.has', '.add'], usesMap),
  ...each(['.flat', '.flatMap'], flat),
  ...each(['parseFloat', 'parseInt', 'Number.parseFloat', 'Number.parseInt'], readsNumber),
  ...each(['new Date', 'Date'], dates),
  ...each(['JSON.parse', 'JSON.stringify'], json),
  '.then': waits,
  '.apply': 'Call the function by its name, with one argument after the other.',
  '.call': 'Call the function by its name, and pass in what it reads of `this`.',
  '.bind': 'Write a function that calls it: `x => f(1, x)`.',
  ...each(
    ['Math.max', 'Math.min', 'Math.hypot'],
    'Pass a function that calls it: `(a, b) => Math.max(a, b)`.',
  ),
  'Object.keys': 'Pass the names in as positions in an array.',
  'Object.values': 'Write the fields out: `[p.x, p.y]`.',
  'Object.entries': 'Write the fields out: `[p.x, p.y]`.',
  'Object.assign': 'Assign field by field, or write `{ ...a, ...b }`.',
  'Array.isArray': 'Give the parameter a type that says it: `xs: number[]`.',
  'console.table': 'Write the numbers with `console.log`, or where the function is called.',
  'linked objects':
    'Keep the fields of the objects in arrays, and go from one to the next by its index: `at = next[at]`.',
  arguments: 'Give the arguments a name: `...args: number[]`.',
  eval: 'Write the code out.',
  in: 'Compare the field with `undefined`: `p.x !== undefined`; of an array, the index with its `length`.',
  instanceof: 'Mark a function per class, or pass in a number that tells which it is.',
  delete: 'Give the field another value that stands for nothing, such as `-1`.',
  AwaitExpression: waits,
  ClassDeclaration: 'Move the class to the top of the module.',
  ClassExpression: 'Move the class to the top of the module.',
  ForInStatement: 'Count through the elements: `for (let i = 0; i < xs.length; i++)`.',
  JSXElement: 'Return the numbers, and make the elements where the function is called.',
  JSXFragment: 'Return the numbers, and make the elements where the function is called.',
  ArrowFunctionExpression: makesFunction,
  FunctionExpression: makesFunction,
  RegExpLiteral: readsText,
  StringLiteral: makesText,
  TaggedTemplateExpression: makesText,
  TemplateLiteral: makesText,
  ThisExpression: ofThis,
  YieldExpression: 'Collect the values in an array and return that.',
}

function each(names: readonly string[], fix: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map(name => [name, fix]))
}

/** What to write instead of the first of these that is known; `''` where nothing is. */
export function syntaxFix(names: readonly string[]): string {
  const found = names.find(name => Object.hasOwn(named, name))
  return found === undefined ? '' : (named[found] ?? '')
}
