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

/** What `lower/called-in-javascript` says; `kind` is `site` of a call that JavaScript makes as it is written. */
export function calledMessage(name = '', callee = '', why = '', where = '', kind = ''): string {
  const because = kind ? '' : `, as it does not compile${where}`
  return `\`${name}\` calls \`${callee}\` in JavaScript, which takes 20 to 50 ns${because}: ${why}`
}

export function calledFix(_name = '', callee = '', _why = '', _where = '', kind = ''): string {
  return kind
    ? `Nothing has to change; where the time matters, call \`${callee}\` less often, or behind the loops.`
    : `To have \`${callee}\` compiled too, write it with numbers, typed arrays and plain loops.`
}

/** What `lower/passed-to-javascript` says. */
export function passedMessage(callee = '', what = ''): string {
  return `\`${callee}\` is called in JavaScript, which cannot be passed ${what}.`
}

export function passedFix(callee = ''): string {
  return `Pass \`${callee}\` numbers and booleans of the function’s, parameters, and what is made of them: strings, arrays, objects.`
}

function who(whose: string): string {
  return whose ? 'does not compile' : 'only its caller knows'
}
