/** Starting tmux: one process with pipes, or one command with its output. */
import { type ServerAddress, tmuxArguments, tmuxEnvironment } from "./address.ts"

export interface Pipe {
  readonly pid: number
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

/** Starts `tmux …` and reads it continuously: an unread control client grows the server by megabytes a second. */
export function openPipe(address: ServerAddress, words: readonly string[], events: PipeEvents): Pipe {
  const child = Bun.spawn([...tmuxArguments(address), ...words], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
    env: tmuxEnvironment(address),
  })
  void (async () => {
    const stderr = readText(child.stderr, maxStderrChars)
    try {
      for await (const bytes of child.stdout) events.onBytes(bytes)
    } finally {
      events.onEnd(await stderr)
    }
  })()
  return {
    pid: child.pid,
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
const runLimits = { timeoutMs: 5000, maxOutputChars: 32 * 1024 * 1024 } as const

/** Runs one `tmux …` to its end. A missing tmux, a missing server and a refused command are all `ok: false`. */
export async function runTmux(address: ServerAddress, words: readonly string[]): Promise<Ran> {
  try {
    const child = Bun.spawn([...tmuxArguments(address), ...words], {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
      env: tmuxEnvironment(address),
      timeout: runLimits.timeoutMs,
    })
    const [output, error, code] = await Promise.all([
      readText(child.stdout, runLimits.maxOutputChars),
      readText(child.stderr, maxStderrChars),
      child.exited,
    ])
    return code === 0 ? { ok: true, output } : { ok: false, error: error.trim() || `tmux ended with ${code}` }
  } catch (problem) {
    // Bun throws when the program is not there (ENOENT).
    return { ok: false, error: problem instanceof Error ? problem.message : String(problem) }
  }
}

async function readText(stream: ReadableStream<Uint8Array>, maxChars: number): Promise<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true })
  let text = ""
  for await (const bytes of stream) {
    if (text.length < maxChars) text += decoder.decode(bytes, { stream: true })
  }
  return text.slice(0, maxChars)
}
