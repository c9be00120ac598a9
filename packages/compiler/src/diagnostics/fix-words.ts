// Texts of the catalogue that depend on more than names: on an operator, a type, a kind of variable.

/** `who` is the operand's name and, behind it, the line that says what it is; empty where it has none. */
export function operandMessage(op: string, type: string, who: string): string {
  const name = nameIn(who)
  const subject = name ? `${name}, which is ` : ''
  return `\`${op}\` is not compiled for ${subject}${kindOf(type)}${who.slice(name.length)}.`
}

/** A type in words. */
function kindOf(type: string): string {
  if (type === 'char' || type === 'point') return 'a character of a string'
  if (type === 'undefined') return 'undefined'
  return `${/^[AEIOU]/.test(type) ? 'an' : 'a'} ${type}`
}

/** Of a name and the line behind it, the name. */
function nameIn(who: string): string {
  return /^`[^`]*`/.exec(who)?.[0] ?? ''
}

/** What to write instead. */
export function operandFix(op: string, type: string, who: string): string {
  const name = nameIn(who).slice(1, -1) || 'x'
  if (op === 'return' && (type === 'char' || type === 'point'))
    return 'Return its code, `text.charCodeAt(i)`, and make the text where the function is called.'
  if (type === 'char' || type === 'point')
    return 'Read its code: `text.charCodeAt(i)` is a number, and 48 less is the value of a digit.'
  if (type === 'string' && op === '+')
    return 'Return the numbers, and make the text where the function is called.'
  if (type === 'string')
    return `Make it a number where the function is called: write \`${name}: number\`, and pass \`Number(${name})\`.`
  if (type === 'bigint') return `Convert it first: \`Number(${name})\`.`
  if (/(?:Array|\[\])$/.test(type)) return `Say which element is meant: \`${name}[i]\`.`
  return 'Convert the value to a number first.'
}

/** How a sentence begins that is about a variable, or about something that has no name. */
export function subjectOf(name: string): string {
  return name.includes(' ') ? `${name[0]?.toUpperCase()}${name.slice(1)}` : `\`${name}\``
}

/** Where something would have two types. */
export function conflictFix(name: string): string {
  return name.includes(' ')
    ? 'Make it one type in both places.'
    : `Use two variables instead of one \`${name}\`.`
}

/** For a variable outside the function: `assigned` elsewhere, or `keyed` by what is no index. */
export function outsideFix(name: string, kind: string): string {
  if (kind === 'assigned')
    return `Make \`${name}\` a parameter, and pass in what it is where the function is called.`
  if (kind === 'keyed')
    return `Keep the numbers in an array, and use small whole numbers as keys: \`const ${name} = new Float64Array(1024)\`.`
  return `Say what \`${name}\` holds where it is declared, or pass it in as a parameter.`
}

/** For a parameter: the annotation to write, and how to use it then; of arrays of objects, the columns to pass. */
export function parameterFix(name: string, annotation: string, columns: string, how: string): string {
  return columns
    ? `Pass what is read of the objects as arrays: write \`${annotation}\` instead of \`${name}\`, and call it with \`${columns}\`.`
    : `Write \`${annotation}\`${how}.`
}

/** Where a call may have to start over after it has asked the host for something. */
export function restartFix(effect: string): string {
  if (effect.startsWith('console')) return `Return the value and call ${effect} where the function is called.`
  return `Call ${effect} where the function is called, and pass in what it gives.`
}

/** For a field that nothing is known of, of an object that is passed in, maybe under a name, or made in the function. */
export function fieldMessage(name: string, given: string, holder: string): string {
  if (given === '') return `This object has no field \`${name}\` that is known where it is made.`
  const whose = holder === '' ? 'an object that is passed in' : `\`${holder}\``
  return `Nothing tells what \`${name}\` of ${whose} is, or it is a method.`
}

/** For a field that nothing is known of; of an object that is passed in, maybe with the type to write for it. */
export function fieldFix(name: string, given: string, type: string): string {
  if (given === '') return `Give \`${name}\` a value in the object literal or the constructor.`
  const method = 'instead of a method, pass what it would give.'
  return type === ''
    ? `Write a type for the object that says what \`${name}\` is; ${method}`
    : `Write a type that says it, such as \`${type}\`; ${method}`
}
