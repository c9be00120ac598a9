import type { Program } from './program.js'
import { counted } from './program.js'

export const flow: readonly Program[] = [
  counted('for', 'let s = 0; for (let i = 0; i < n; i++) s += i * i; return s'),
  counted('for without parts', 'let i = 0; for (;;) { if (i >= n || i > 9) break; i++ } return i'),
  counted('for with two counters', 'let s = 0; for (let i = 0, j = n; i < j; i++, j--) s += j - i; return s'),
  counted('while', 'let s = 0; while (n > 0) { s += n; n-- } return s'),
  counted(
    'while with an effect',
    'let s = 0, k = n; while (k-- > 0) { if (k === 2) continue; s += k } return s',
  ),
  counted(
    'for with an effect in its test',
    'let s = 0; for (let i = 0; i++ < n; s++) { if (i === 2) continue; s += i } return s',
  ),
  counted('do while', 'let s = 0; do { s += n; if (s > 4) continue; n-- } while (n > 0 && s < 20); return s'),
  counted(
    'do while with an effect',
    'let s = 0; do { if (n > 3) { n -= 2; continue } s++ } while (--n > 0); return s * 10 + n',
  ),
  counted('do while false', 'do { if (n > 1) break; n = 9 } while (false); return n'),
  counted(
    'labels',
    `let s = 0
     outer: for (let i = 0; i < n; i++) {
       for (let j = 0; j < n; j++) { if (j > i) continue outer; if (i * j > 6) break outer; s += j + 1 }
       s += 100
     }
     return s`,
  ),
  counted(
    'labelled block',
    'let s = 1; done: { if (n > 2) break done; s = 5; inner: { if (n > 1) break inner; s = 7 } s++ } return s',
  ),
  counted('labelled if', 'let s = 1; out: if (n > 0) { if (n > 2) break out; s = 2 } else s = 3; return s'),
  counted(
    'labelled switch in a loop',
    'let s = 0; l: for (let i = 0; i < 5; i++) { k: switch (i) { case 1: continue l; case 3: break l; case 2: break k; default: s += 10 } s++ } return s + n',
  ),
  counted(
    'continue in a do while with a label',
    'let s = 0; o: do { n--; do { s++; if (s % 3) continue o } while (n > 0) } while (n > 0); return s',
  ),
  counted(
    'switch falls through',
    'let s = 0; switch (n) { case 0: s += 1; case 1: s += 2; break; case 2: s += 4; default: s += 8; case 3: s += 16 } return s',
  ),
  counted('switch default first', 'switch (n) { default: return 1; case 2: return 2; case 3: } return 3'),
  counted(
    'switch default in the middle',
    'let s = 0; switch (n) { case 1: s = 1; default: s += 10; case 2: s += 100; break; case 3: s = 4 } return s',
  ),
  counted('switch without default', 'let s = 5; switch (n) { case 1: s = 1 } return s'),
  counted(
    'switch on NaN and -0',
    'switch (-n) { case NaN: return 1; case 0: return 2; case -1: return 3 } return 4',
  ),
  counted(
    'switch tests with effects',
    'let k = 0; switch (n) { case k++: k += 10; case k++: k += 100; break; default: k += 1000; case k++: k += 10000 } return k',
  ),
  counted(
    'switch on an expression',
    'let s = 0; switch (n % 3) { case 0: case 1: s = 1; break; case 2: s = 2 } return s',
  ),
  counted(
    'continue in a switch',
    'let s = 0; for (let i = 0; i < n; i++) { switch (i % 3) { case 0: continue; case 1: s += 10; break; default: s += 100 } s++ } return s',
  ),
  counted('early return', 'for (let i = 0; i < n; i++) { if (i === 2) return i * 10 } return -1'),
  counted('return nothing', 'if (n > 2) return; n = 3'),
  counted('return undefined', 'return undefined'),
  counted('nested ifs', 'if (n > 1) if (n > 2) return 1; else return 2; return 3'),
  counted(
    'condition with a logical effect',
    'let k = 0; if (n > 1 && k++ < 1 || (k += 5) > 6) return k; return -k',
  ),
  counted('while with a ternary test', 'let k = 0; while (n > 2 ? k < 3 : k < 1) k++; return k'),
  counted('empty statements', ';;{} for (let i = 0; i < n; i++); if (n++ > 1) {} return n'),
  counted(
    'loops in both branches',
    'let s = 0; if (n > 2) while (s < n) s++; else do s--; while (s > -n); return s',
  ),
  counted(
    'fresh let each round',
    'let s = 0; for (let i = 0; i < n; i++) { let t = i; t *= 2; s += t } return s',
  ),
  counted('var is hoisted', 'if (n > 1) { var k = 5 } else { k = 6 } return k'),
  counted('var in a loop', 'for (var i = 0; i < n; i++) { var last = i } return i'),
  counted(
    'shadowing',
    'let a = 1; { let a = 2; { const a = n; if (a > 2) return a } a++; if (a > n) n += a } return a + n',
  ),
  counted('shadowed parameter', '{ let n = 4; n++; if (n === 4) return 0 } return n'),
  counted(
    'throw',
    "if (n > 2) throw new RangeError('too big'); if (n < 0) throw Error(); if (n === 0) throw new TypeError(`a` + 'b'); return n",
  ),
]
