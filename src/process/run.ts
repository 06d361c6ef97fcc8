/**
 * Runs a program to its end: no shell, in a process group of its own, its time and its output bounded. What goes in is
 * data; what comes out is how it ended and the last of what it said.
 */

export interface RunRequest {
  readonly argv: readonly string[]
  /** Given on its standard input, whether it reads it or not. */
  readonly stdin: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly timeoutMs: number
  /** Ends it before its time. */
  readonly signal: AbortSignal
}

export type RunEnd =
  | { readonly kind: "exited"; readonly code: number; readonly output: string }
  | { readonly kind: "killed"; readonly by: string; readonly output: string }
  /** Its time was over, or the service ends. */
  | { readonly kind: "stopped"; readonly why: "timeout" | "stopping"; readonly output: string }
  /** `code`: ENOENT, EACCES… */
  | { readonly kind: "not-started"; readonly code: string }

/** Bytes of output that are kept: the last ones, of both streams as they come. */
export const maxOutputBytes = 64 * 1024
/** Between SIGTERM and SIGKILL. */
const graceMs = 2_000
/** What it left running may hold its output open: it is not waited for. */
const lastWordsMs = 200

export async function runProgram({ argv, stdin, cwd, env, timeoutMs, signal }: RunRequest): Promise<RunEnd> {
  const child = start(argv, stdin, cwd, env)
  if ("notStarted" in child) return { kind: "not-started", code: child.notStarted }
  const tail = new Tail()
  const readers = [child.stdout.getReader(), child.stderr.getReader()]
  const read = Promise.all(readers.map((reader) => readAll(reader, tail)))

  let stopped: "timeout" | "stopping" | undefined
  let force: ReturnType<typeof setTimeout> | undefined
  const stop = (why: "timeout" | "stopping"): void => {
    if (stopped !== undefined) return
    stopped = why
    endGroup(child.pid, "SIGTERM")
    force = setTimeout(() => endGroup(child.pid, "SIGKILL"), graceMs)
  }
  const timer = setTimeout(() => stop("timeout"), timeoutMs)
  const onAbort = (): void => stop("stopping")
  signal.addEventListener("abort", onAbort)
  if (signal.aborted) onAbort()

  await child.exited
  clearTimeout(timer)
  signal.removeEventListener("abort", onAbort)
  if (stopped !== undefined) {
    clearTimeout(force)
    // It may have ended at once, and something that it started not.
    endGroup(child.pid, "SIGKILL")
  }
  await Promise.race([read, Bun.sleep(lastWordsMs)])
  for (const reader of readers) void reader.cancel().catch(() => undefined)
  const output = tail.text()
  if (stopped !== undefined) return { kind: "stopped", why: stopped, output }
  return child.signalCode === null
    ? { kind: "exited", code: child.exitCode ?? 0, output }
    : { kind: "killed", by: String(child.signalCode), output }
}

type Started = Bun.Subprocess<Blob, "pipe", "pipe">

function start(
  argv: readonly string[],
  stdin: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Started | { readonly notStarted: string } {
  try {
    return Bun.spawn([...argv], {
      cwd,
      env,
      stdin: new Blob([stdin]),
      stdout: "pipe",
      stderr: "pipe",
      // A process group of its own: what it starts ends with it when its time is over.
      detached: true,
    })
  } catch (error) {
    return { notStarted: error instanceof Error && "code" in error ? String(error.code) : String(error) }
  }
}

function endGroup(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // ESRCH: nobody of the group is left, which is what was wanted.
  }
}

/** A stream that breaks has ended there. */
async function readAll(reader: Reader, tail: Tail): Promise<void> {
  for (;;) {
    const chunk = await reader.read().catch(() => undefined)
    if (chunk?.value === undefined) return
    tail.add(chunk.value)
  }
}

interface Reader {
  read(): Promise<{ readonly value?: Uint8Array | undefined }>
}

/** The last bytes of what comes. */
class Tail {
  #chunks: Uint8Array[] = []
  #bytes = 0

  add(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
    while (this.#bytes - (this.#chunks[0]?.length ?? 0) >= maxOutputBytes)
      this.#bytes -= this.#chunks.shift()?.length ?? 0
  }

  text(): string {
    const bytes = Buffer.concat(this.#chunks).subarray(-maxOutputBytes)
    // The first character may have lost its beginning.
    let start = 0
    while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1
    return bytes.toString("utf8", start)
  }
}
