// What is said of functions that a kernel calls in JavaScript: those that its caller passes in, and (`ours`) those of the
// module that do not compile; `itself` where the marked function is called too.

/** What `lower/shared-with-callback` says. */
export function sharedMessage(name = '', callback = '', shared = '', whose = ''): string {
  if (whose === 'itself')
    return `\`${name}\` calls \`${callback}\`, which does not compile, and itself: where the call starts over, the inner ones would call \`${callback}\` again.`
  return `\`${name}\` calls \`${callback}\`, which ${who(whose)} and which may read or change \`${shared}\` meanwhile.`
}

export function sharedFix(name = '', callback = '', shared = '', whose = ''): string {
  if (whose === 'itself')
    return `Write \`${name}\` with a loop, or mark a function that does not call \`${callback}\`.`
  return `Pass \`${shared}\` as an array or a number of its own, or collect what \`${callback}\` gives first.`
}

/** What `cost/callback` says. */
export function dearMessage(name = '', callback = '', whose = ''): string {
  return `\`${name}\` calls \`${callback}\`, which ${who(whose)}, more often than its own work pays for, so it stays JavaScript.`
}

export function dearFix(_name = '', callback = '', whose = ''): string {
  return whose
    ? `Call \`${callback}\` less often, or write it with numbers, typed arrays and plain loops: then it becomes part of the kernel.`
    : `Mark the function that passes \`${callback}\` in: what is known while building becomes part of it.`
}

function who(whose: string): string {
  return whose ? 'does not compile' : 'only its caller knows'
}
