import { diagnose } from '../diagnostics/catalog.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { nearestName } from '../diagnostics/nearest-name.js'
import { fastmathFlags, isFastmathFlag, listFastmath } from '../ir/fastmath.js'
import type { SourceRange } from '../ir/source-range.js'
import type { FlagName, OptionReading } from './option-set.js'
import { flagNames, isFlagName, joinReadings } from './option-set.js'
import { checkSignature, isSignatureType } from './signature-text.js'

/** The text behind a marker and where it begins in its file. */
export interface OptionText {
  readonly text: string
  readonly file: string
  readonly start: number
}

const tokens = {
  separator: /[\s,]+/y,
  flags: /fastmath\s*\(([^()]*)\)/y,
  // Without its closing parenthesis it is a signature too, and a malformed one.
  signature: /[^\s,()=:]+\s*\([^()]*\)?/y,
  setting: /([\w-]+)\s*[=:]\s*['"]?([^\s,()'"]+)['"]?/y,
  word: /[^\s,()]+/y,
  rest: /[\s\S]+/y,
}

/** Reads `fastmath strict math=native i32(i32, f64)`. `name` is the user's name of the marked function. */
export function readOptionWords(source: OptionText, name: string): OptionReading {
  const text = withoutStars(source.text)
  const readings: OptionReading[] = []
  for (let at = skip(text, 0); at < text.length; ) {
    const { read, length } = readToken(text, at, rangeFrom(source, at), name)
    readings.push(read)
    at = skip(text, at + length)
  }
  return joinReadings(readings)
}

/** Blanks the stars that begin the lines of a block comment; every offset stays. */
function withoutStars(text: string): string {
  return text.replace(/([\n\r][ \t]*)\*/g, '$1 ')
}

interface ReadToken {
  readonly read: OptionReading
  readonly length: number
}

function readToken(
  text: string,
  at: number,
  rangeOf: (length: number) => SourceRange,
  name: string,
): ReadToken {
  const flags = match(tokens.flags, text, at)
  if (flags !== null) {
    const [{ length }, words = ''] = flags
    return { read: readFastmath(words.split(/[\s,]+/), rangeOf(length), name), length }
  }
  const signature = match(tokens.signature, text, at)?.[0]
  if (signature !== undefined) {
    const trimmed = signature.trimEnd()
    return { read: readSignature(trimmed, rangeOf(trimmed.length), name), length: signature.length }
  }
  const setting = match(tokens.setting, text, at)
  if (setting !== null) {
    const [{ length }, option = '', value = ''] = setting
    return { read: readSetting(option, value, rangeOf(length), name), length }
  }
  const word = match(tokens.word, text, at)?.[0]
  if (word !== undefined) return { read: readWord(word, rangeOf(word.length), name), length: word.length }
  // Only a parenthesis is left, and it has no partner or nothing before it.
  const rest = match(tokens.rest, text, at)?.[0].trim() ?? ''
  return { read: readSignature(rest, rangeOf(rest.length), name), length: text.length - at }
}

/** Checks one declared signature and keeps its text, blanks between words left out. */
export function readSignature(text: string, at: SourceRange, name: string): OptionReading {
  const wrong = checkSignature(text)
  if (wrong === null) return { options: { signatures: [normalize(text)] }, diagnostics: [] }
  // With escapes in it, a text in quotes is longer than what it says.
  const isVerbatim = at.end - at.start === text.length
  const start = at.start + (isVerbatim ? wrong.start : 0)
  const place = isVerbatim ? { file: at.file, start, end: start + wrong.length } : at
  return problem(diagnose('find/malformed-signature', place, text, wrong.problem, name, wrong.correction))
}

/** Reads an option with a value: `math=native` as words, `math: 'native'` in an object. */
export function readSetting(
  option: string,
  value: string,
  at: SourceRange,
  name: string,
  form: 'words' | 'object' = 'words',
): OptionReading {
  if (option === 'math') {
    if (value === 'native' || value === 'exact') return { options: { math: value }, diagnostics: [] }
    return problem(
      diagnose(
        'find/option-value',
        at,
        'math',
        "'exact' or 'native'",
        name,
        form === 'words' ? 'math=native' : "math: 'native'",
      ),
    )
  }
  if (!isFlagName(option)) return unknownOption(option, at, name, [...flagNames, 'math'])
  if (value === 'true' || value === 'false') return switched(option, value === 'true')
  const example = form === 'words' ? option : `${option}: true`
  return problem(diagnose('find/option-value', at, option, 'only true or false', name, example))
}

/** The answer to a word that is no option, with the nearest one that is. */
export function unknownOption(
  word: string,
  at: SourceRange,
  name: string,
  known = knownWords,
): OptionReading {
  return problem(diagnose('find/unknown-option', at, word, nearestName(word, known) ?? '', name))
}

const knownWords: readonly string[] = [...flagNames, 'math=native']

function readWord(word: string, at: SourceRange, name: string): OptionReading {
  if (isFlagName(word)) return switched(word, true)
  if (word === 'math') return readSetting(word, '', at, name)
  if (!isSignatureType(word)) return unknownOption(word, at, name)
  const wrong = 'its parameters are missing'
  return problem(diagnose('find/malformed-signature', at, word, wrong, name, `${word}(f64)`))
}

function switched(option: FlagName, isOn: boolean): OptionReading {
  const options = option === 'fastmath' ? { fastmath: listFastmath(isOn) } : { [option]: isOn }
  return { options, diagnostics: [] }
}

/** Reads the words in `fastmath(reassoc, approx)`. */
export function readFastmath(words: readonly string[], at: SourceRange, name: string): OptionReading {
  const given = words.filter(word => word !== '')
  const unknown = given.filter(word => !isFastmathFlag(word))
  const read: OptionReading = { options: { fastmath: given.filter(isFastmathFlag) }, diagnostics: [] }
  return joinReadings([read, ...unknown.map(word => unknownOption(word, at, name, fastmathFlags))])
}

function problem(diagnostic: Diagnostic): OptionReading {
  return { options: {}, diagnostics: [diagnostic] }
}

function normalize(signature: string): string {
  return signature.replace(/\s+/g, '').replaceAll(',', ', ')
}

function rangeFrom(source: OptionText, at: number): (length: number) => SourceRange {
  const start = source.start + at
  return length => ({ file: source.file, start, end: start + length })
}

function skip(text: string, at: number): number {
  return at + (match(tokens.separator, text, at)?.[0].length ?? 0)
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
