import type { AssembleProgram } from './assembly.js'
import { compileProgram } from './compile-program.js'
import { fullLibrary, leanLibraryFor } from './standard-library.js'
import type { ThreadReply, ThreadRequest } from './thread-messages.js'

/** Takes one program through asc and Binaryen, synchronously; where that fails it finds the kernel that is to blame. */
export function runAsc(request: ThreadRequest, takeOutput: () => string): ThreadReply {
  const reply = compile(request, takeOutput)
  if (reply.ok || reply.kernel !== null) return reply
  for (const span of request.program.spans) {
    const alone = compile({ ...request, program: only(request.program, span) }, takeOutput)
    if (!alone.ok) return { ...alone, kernel: span.kernel }
  }
  return reply
}

function compile(request: ThreadRequest, takeOutput: () => string): ThreadReply {
  const reply = compileProgram(leanLibraryFor(request.program.text), request, takeOutput)
  // Whatever was wrong, the short library is not to be the reason.
  return reply.ok ? reply : compileProgram(fullLibrary, request, takeOutput)
}

/** The program with the text of all other kernels blanked out. */
function only(program: AssembleProgram, kept: AssembleProgram['spans'][number]): AssembleProgram {
  let { text } = program
  for (const { start, end } of program.spans.filter(span => span !== kept)) {
    text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
  }
  return { text, spans: [kept] }
}
