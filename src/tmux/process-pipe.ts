/** Starting tmux: one process with pipes, or one command with its output. */
import { type ServerAddress, tmuxArguments, tmuxEnvironment } from "./address.ts"

export interface Pipe {
  write(text: string): void
  /** Ends its input; a control client then leaves. */
  end(): void
  kill(): void
  /** Resolves when the process is gone. */
  readonly gone: Promise<unknown>
}

export interface PipeEvents {
  onBytes(bytes: Uint8Array): void
  /** Its output ended: the only sure sign that the client is gone. `stderr` is its last words, cut. */
  onEnd(stderr: string): void
}

const maxStderrChars = 2000

export interface NotStarted {
  readonly notStarted: string
}

type Piped = Bun.Subprocess<"pipe", "pipe", "pipe">

function startTmux(address: ServerAddress, words: readonly string[]): Piped | NotStarted {
  try {
    return Bun.spawn([...tmuxArguments(address), ...words], {
      stdin: "pipe",
      stdout: "pipe",
      stderr: "pipe",
      env: tmuxEnvironment(address),
    })
  } catch (problem) {
    return { notStarted: messageOf(problem) }
  }
}

/**
 * Starts `tmux …` and reads it continuously: an unread control client grows the server by megabytes a second. A reason,
 * when it cannot be started: tmux is being upgraded (ENOENT), too many processes (EAGAIN) or files (EMFILE).
 */
export function openPipe(address: ServerAddress, words: readonly string[], events: PipeEvents): Pipe | NotStarted {
  const child = startTmux(address, words)
  if ("notStarted" in child) return child
  const stderr = readText(child.stderr, maxStderrChars)
  void readAll(child.stdout, (bytes) => events.onBytes(bytes)).then(async () => events.onEnd(await stderr))
  return {
    write(text) {
      try {
        child.stdin.write(text)
        child.stdin.flush()
      } catch {
        // EPIPE: the client has ended. The end of its output, which is on its way, says so to everybody.
      }
    },
    end() {
      child.stdin.end()
    },
    kill() {
      child.kill("SIGKILL")
    },
    gone: child.exited,
  }
}

export type Ran = { readonly ok: true; readonly output: string } | { readonly ok: false; readonly error: string }

/** What one forked tmux may take and print. */
const runLimits = { timeoutMs: 5000, lastWordsMs: 100, maxOutputChars: 32 * 1024 * 1024 } as const

/**
 * Runs one `tmux …` to its end. A missing tmux, a missing server and a refused command are all `ok: false`; so is one
 * that `signal` ended.
 */
export async function runTmux(address: ServerAddress, words: readonly string[], signal?: AbortSignal): Promise<Ran> {
  try {
    const child = Bun.spawn([...tmuxArguments(address), ...words], {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
      env: tmuxEnvironment(address),
      timeout: runLimits.timeoutMs,
      killSignal: "SIGKILL",
      ...(signal === undefined ? {} : { signal }),
    })
    const output = readText(child.stdout, runLimits.maxOutputChars)
    const error = readText(child.stderr, maxStderrChars)
    const code = await child.exited
    if (code === 0) return { ok: true, output: await output }
    // tmux hands its own ends of the pipes to the server: one that hangs keeps them open after the client's end.
    const lastWords = (await Promise.race([error, Bun.sleep(runLimits.lastWordsMs)])) ?? ""
    return { ok: false, error: lastWords.trim() || `tmux ended with ${child.signalCode ?? code}` }
  } catch (problem) {
    // Bun throws when it cannot be started, as above.
    return { ok: false, error: messageOf(problem) }
  }
}

/** tmux(1) found nobody at the socket: nothing listens there, or it is not there. Anything else is only a failure. */
export function isNoServer(error: string): boolean {
  return /^no server running on |^error connecting to .*\((?:No such file or directory|Connection refused)\)/m.test(
    error,
  )
}

async function readText(stream: ReadableStream<Uint8Array>, maxChars: number): Promise<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true })
  let text = ""
  await readAll(stream, (bytes) => {
    if (text.length < maxChars) text += decoder.decode(bytes, { stream: true })
  })
  return text.slice(0, maxChars)
}

/** To its end; a stream that breaks has ended there. */
async function readAll(stream: ReadableStream<Uint8Array>, take: (bytes: Uint8Array) => void): Promise<void> {
  const reader = stream.getReader()
  for (;;) {
    const chunk = await reader.read().catch(() => undefined)
    if (chunk?.value === undefined) return
    take(chunk.value)
  }
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem)
}
