/** A child process with pipes: one that stays and is talked to, or one that runs to its end. */

/** What is started: a program with its arguments, and all of its environment. */
export interface Start {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

export interface Pipe {
  write(text: string): void
  /** Ends its input. */
  end(): void
  kill(signal?: "SIGTERM" | "SIGKILL"): void
  /** Resolves when the process is gone, with its exit status. */
  readonly gone: Promise<number>
}

export interface PipeEvents {
  onBytes(bytes: Uint8Array): void
  /** Its output ended. `stderr` is its last words, cut. */
  onEnd(stderr: string): void
}

export interface NotStarted {
  readonly notStarted: string
}

const maxStderrChars = 2000

type Piped = Bun.Subprocess<"pipe", "pipe", "pipe">

function start({ argv, env }: Start): Piped | NotStarted {
  try {
    return Bun.spawn([...argv], { stdin: "pipe", stdout: "pipe", stderr: "pipe", env })
  } catch (problem) {
    return { notStarted: messageOf(problem) }
  }
}

/**
 * Starts a process and reads it continuously: an unread tmux control client grows the server by megabytes a second. A
 * reason, when it cannot be started: it is being upgraded (ENOENT), too many processes (EAGAIN) or files (EMFILE).
 */
export function openPipe(what: Start, events: PipeEvents): Pipe | NotStarted {
  const child = start(what)
  if ("notStarted" in child) return child
  const stderr = readText(child.stderr, maxStderrChars)
  void readAll(child.stdout, (bytes) => events.onBytes(bytes)).then(async () => events.onEnd(await stderr))
  return {
    write(text) {
      try {
        child.stdin.write(text)
        child.stdin.flush()
      } catch {
        // EPIPE: the process has ended. The end of its output, which is on its way, says so to everybody.
      }
    },
    end() {
      child.stdin.end()
    },
    kill(signal = "SIGKILL") {
      child.kill(signal)
    },
    gone: child.exited,
  }
}

export type Ran = { readonly ok: true; readonly output: string } | { readonly ok: false; readonly error: string }

/** What a process that runs to its end may take and print. */
const runLimits = { timeoutMs: 5000, lastWordsMs: 100, maxOutputChars: 32 * 1024 * 1024 } as const

/** Runs a process to its end. One that cannot be started, that failed or that `signal` ended is `ok: false`. */
export async function runToEnd({ argv, env }: Start, signal: AbortSignal): Promise<Ran> {
  try {
    const child = Bun.spawn([...argv], {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
      env,
      timeout: runLimits.timeoutMs,
      killSignal: "SIGKILL",
      signal,
    })
    const output = readText(child.stdout, runLimits.maxOutputChars)
    const error = readText(child.stderr, maxStderrChars)
    const code = await child.exited
    if (code === 0) return { ok: true, output: await output }
    // tmux hands its own ends of the pipes to the server: one that hangs keeps them open after the client's end.
    const lastWords = (await Promise.race([error, Bun.sleep(runLimits.lastWordsMs)])) ?? ""
    return { ok: false, error: lastWords.trim() || `${argv[0] ?? ""} ended with ${child.signalCode ?? code}` }
  } catch (problem) {
    // Bun throws when it cannot be started, as above.
    return { ok: false, error: messageOf(problem) }
  }
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
