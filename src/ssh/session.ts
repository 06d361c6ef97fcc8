/** A further session of a connection: a program over there that stays, and a pipe to it. */
import { type NotStarted, openPipe, type Pipe, type PipeEvents, type Start } from "../process/pipe.ts"

/** What a login shell's own files may print before the program starts; beyond, the session is ended. */
const maxJunkBytes = 64 * 1024

export interface SessionEvents extends PipeEvents {
  /** The program runs now, as that process over there. */
  onStarted(pid: number): void
}

/**
 * Starts `ssh` as `start` says, with an sh over there, which becomes the program of `command` (quoted for it). Until it says
 * so nothing is sent to it: a shell may read ahead, and what it has read the program never sees. What came before that is
 * no output of the program. `secret`: a printable word nobody can guess.
 */
export function openSession(start: Start, command: string, secret: string, events: SessionEvents): Pipe | NotStarted {
  let junk: Buffer | undefined = Buffer.alloc(0)
  const held: string[] = []
  let isEnding = false
  const pipe = openPipe(start, {
    onBytes: (bytes) => {
      if (junk === undefined) {
        events.onBytes(bytes)
        return
      }
      junk = Buffer.concat([junk, bytes])
      const sign = signIn(junk, secret)
      if (sign === undefined) {
        if (junk.length > maxJunkBytes && !("notStarted" in pipe)) pipe.kill()
        return
      }
      const rest = junk.subarray(sign.end)
      junk = undefined
      events.onStarted(sign.pid)
      release()
      if (rest.length > 0) events.onBytes(rest)
    },
    onEnd: (stderr) => events.onEnd(stderr),
  })
  if ("notStarted" in pipe) return pipe
  const release = (): void => {
    for (const text of held.splice(0)) pipe.write(text)
    if (isEnding) pipe.end()
  }
  pipe.write(`printf '\\n%s %d\\n' '${secret}' $$; PATH=$PATH:/usr/bin:/bin; export PATH; exec ${command}\n`)
  return {
    write: (text) => {
      if (junk === undefined) pipe.write(text)
      else held.push(text)
    },
    end: () => {
      isEnding = true
      if (junk === undefined) pipe.end()
    },
    kill: (signal) => pipe.kill(signal),
    gone: pipe.gone,
  }
}

/** The line that says that the program starts, and where it ends. */
function signIn(bytes: Buffer, secret: string): { readonly pid: number; readonly end: number } | undefined {
  const at = bytes.indexOf(`\n${secret} `)
  const end = at < 0 ? -1 : bytes.indexOf("\n", at + 1)
  if (end < 0) return undefined
  return { pid: Number(bytes.toString("utf8", at + secret.length + 2, end)), end: end + 1 }
}
