/** `fleetai record PANE`: what the pane shows as a `.screen` file, or with `--for` what happens in it as a recording; redacted. Beside a file, a test of it. */
import { closeSync, fchmodSync, fstatSync, openSync, statSync, writeSync } from "node:fs"
import { fileReason } from "../authoring/recording/file-reason.ts"
import { RecordingWriter } from "../authoring/recording/own.ts"
import { readFact } from "../authoring/screen/facts.ts"
import { redactedFrame, redactedSighting } from "../authoring/screen/redacted.ts"
import { writeScreen } from "../authoring/screen/screen-file.ts"
import type { Config } from "../config/config.ts"
import { watchPanes } from "../daemon/known-panes.ts"
import { phrase } from "../locale/phrase.ts"
import type { Frame, Sighting } from "../screen/frame.ts"
import { type Call, type CommandFile, type ExitCode, exit, isGiven, textOption } from "./command.ts"
import { complain } from "./complain.ts"
import { configured } from "./configured.ts"
import { choosePane } from "./given-pane.ts"
import { seenPane } from "./given-screen.ts"
import { writeTest } from "./record-test.ts"
import { oneLine } from "./shown.ts"
import type { Terminal } from "./terminal.ts"

/** Characters of one recording; beyond, it ends. */
const maxRecordingCharacters = 256 * 1024 * 1024

export const command: CommandFile = {
  describe(command, say) {
    command
      .argument("<PANE>", say(phrase("authoring.pane-argument")))
      .option("--for <DURATION>", say(phrase("authoring.record-for")))
      .option("-o, --output <FILE>", say(phrase("authoring.record-output")))
      .option("--force", say(phrase("authoring.record-force")))
      .option("--rules <PATH>", say(phrase("authoring.rules-option")))
      .option("--no-test", say(phrase("authoring.record-no-test-option")))
  },

  async run(call) {
    const { terminal } = call
    const [named = ""] = call.args
    const wanted = textOption(call, "for")
    const duration = readFact("quiet", wanted ?? "0s")
    if (!duration.ok || (wanted !== undefined && duration.value === 0)) {
      const wrong = phrase("cli.invalid-value", { value: wanted ?? "", word: "--for" })
      complain(terminal, wrong, phrase("authoring.record-for"))
      return exit.usage
    }
    if (isInTheWay(call)) return exit.no
    if (wanted === undefined) return recordScreen(call, named)
    const setup = configured(call)
    if (setup === undefined) return exit.usage
    return recordFor(call, named, Number(duration.value), setup.config)
  },
}

async function recordScreen(call: Call, named: string): Promise<ExitCode> {
  const seen = await seenPane(call, named, {})
  if ("exit" in seen) return seen.exit
  const sink = openSink(call)
  if (sink === undefined) return exit.no
  sink.write(writeScreen(redactedFrame(seen.pane.frame), Date.now()).replace(/\n$/, ""))
  sink.close()
  const { terminal } = call
  if (sink.path !== undefined) {
    terminal.err(terminal.say(phrase("authoring.record-screen", { file: quoted(sink.path) })))
    await addTest(call, sink.path)
  }
  return exit.ok
}

/** Beside a file that was recorded, unless nobody wants it. */
async function addTest(call: Call, recorded: string): Promise<void> {
  if (call.options["test"] === false) return
  const written = await writeTest(call, recorded)
  if (written !== undefined)
    call.terminal.err(call.terminal.say(phrase("authoring.record-test", { file: quoted(written) })))
}

async function recordFor(call: Call, named: string, forMs: number, config: Config): Promise<ExitCode> {
  const { terminal } = call
  let take: (sighting: Sighting) => void = () => {}
  const watching = await watchPanes(config, (sighting) => take(sighting))
  try {
    const frames = watching.frames.map((frame) => ({ frame }))
    const chosen = choosePane(named, frames, terminal)
    if (chosen === undefined) return exit.usage
    const sink = openSink(call)
    if (sink === undefined) return exit.no
    terminal.err(terminal.say(phrase("authoring.record-begins", { duration: textOption(call, "for") ?? "" })))
    const recorded = await record(chosen.frame, forMs, sink, (listener) => {
      take = listener
    })
    sink.close()
    sayRecorded(recorded, sink.path, terminal)
    if (sink.path !== undefined) await addTest(call, sink.path)
    return exit.ok
  } finally {
    await watching.stop()
  }
}

/** Writes what is seen of the pane, until the time is over, the pane is gone or somebody interrupts; how many frames it was. */
async function record(
  first: Frame,
  forMs: number,
  sink: Sink,
  listen: (listener: (sighting: Sighting) => void) => void,
): Promise<number> {
  const startsAt = Date.now()
  const writer = new RecordingWriter(startsAt)
  let frames = 0
  let characters = 0
  const write = (line: string): void => {
    characters += line.length
    sink.write(line)
  }
  const ended = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, forMs)
    const stop = (): void => {
      clearTimeout(timer)
      resolve()
    }
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop)
    const take = (sighting: Sighting): void => {
      if ((sighting.kind === "frame" ? sighting.frame.pane : sighting.pane) !== first.pane) return
      if (sighting.kind === "frame") frames += 1
      write(writer.line(redactedSighting(sighting)))
      if (sighting.kind === "gone" || characters > maxRecordingCharacters) stop()
    }
    write(writer.header())
    take({ kind: "frame", at: startsAt, frame: first })
    listen(take)
  })
  await ended
  listen(() => {})
  write(writer.end(Date.now()))
  return frames
}

function sayRecorded(frames: number, path: string | undefined, { err, say }: Terminal): void {
  if (path === undefined) err(say(phrase("authoring.record-ended", { frames })))
  else err(say(phrase("authoring.record-written", { frames, file: quoted(path) })))
}

interface Sink {
  /** Undefined: standard output. */
  readonly path: string | undefined
  readonly write: (line: string) => void
  readonly close: () => void
}

/** What somebody recorded is never lost by recording again; that is said. */
function isInTheWay(call: Call): boolean {
  const path = textOption(call, "output")
  if (path === undefined || isGiven(call, "force") || kindOf(path) !== "file") return false
  complain(call.terminal, phrase("authoring.record-exists", { path }), phrase("authoring.record-exists.help"))
  return true
}

/** Of a pipe or a terminal nothing is lost. What cannot be looked at cannot be written either, and that is said then. */
function kindOf(path: string): "file" | "other" | "none" {
  try {
    return statSync(path).isFile() ? "file" : "other"
  } catch {
    return "none"
  }
}

/** Undefined: the file cannot be written, and it is said. Only the owner may read it: a screen shows anything. */
function openSink(call: Call): Sink | undefined {
  const { terminal } = call
  const path = textOption(call, "output")
  if (path === undefined) return { path, write: terminal.out, close: () => {} }
  try {
    const file = openSync(path, isGiven(call, "force") || kindOf(path) === "other" ? "w" : "wx", 0o600)
    if (fstatSync(file).isFile()) fchmodSync(file, 0o600)
    return { path, write: (line) => void writeSync(file, `${line}\n`), close: () => closeSync(file) }
  } catch (error) {
    const reason = fileReason(error)
    terminal.err(oneLine(terminal.say(phrase("authoring.record-unwritable", { path, reason }))))
    return undefined
  }
}

/** As a shell takes it. */
const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`)
