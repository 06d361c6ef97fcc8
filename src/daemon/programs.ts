/** Runs the programs that rules ask for, and says what came of them. */
import { existsSync } from "node:fs"
import type { RunEffect, SendOutcome } from "../engine/effect.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import { environmentFor } from "../process/environment.ts"
import { Runner, type RunnerEnd } from "../process/runner.ts"
import { redactLiterals } from "../screen/redact.ts"
import type { Log } from "./log.ts"
import { describeProgram, lastLine, lastWords } from "./words.ts"

/** Characters of a program's output that its row in the history keeps: the last ones, redacted. */
const keptCharacters = 2_000

export interface ProgramsOptions {
  readonly log: Log
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder that they run in. */
  readonly home: string
  /** Secrets of the configuration: in no program's environment, and in nothing that is kept of its output. */
  readonly literals: readonly string[]
}

export interface Performed {
  readonly outcome: SendOutcome
  /** What is known now of its row in the history; undefined: nothing new. */
  readonly summary?: string
}

export class Programs {
  readonly #options: ProgramsOptions
  readonly #runner = new Runner()

  constructor(options: ProgramsOptions) {
    this.#options = options
  }

  async run({ argv, timeoutMs, event, origin }: RunEffect): Promise<Performed> {
    const { log, env, home, literals } = this.#options
    const stdin = `${JSON.stringify(event)}\n`
    const request = { argv, stdin, cwd: home, env: environmentFor(env, literals), timeoutMs }
    const ended = await this.#runner.run(request)
    const program = describeProgram(argv)
    const isWell = ended.kind === "exited" && ended.code === 0
    const output = "output" in ended ? redactLiterals(ended.output, literals) : ""
    const how = howOf(ended, home)
    if (isWell) log.info(phrase("daemon.ran", { rule: origin.rule, program }))
    else log.warn(phrase("daemon.run-failed", { rule: origin.rule, program, how, said: lastLine(output) }))
    const { session, window } = origin
    const said = lastWords(output, keptCharacters)
    return {
      outcome: isWell ? { sent: true } : { sent: false, why: "failed" },
      summary: JSON.stringify({ session, window, program, ended: endOf(ended), output: said }),
    }
  }

  stop(): void {
    this.#runner.stop()
  }
}

function howOf(ended: RunnerEnd, home: string): Phrase {
  switch (ended.kind) {
    case "exited":
      return phrase("daemon.run-exited", { code: ended.code })
    case "killed":
      return phrase("daemon.run-killed", { signal: ended.by })
    case "stopped":
      return phrase(ended.why === "timeout" ? "daemon.run-timeout" : "daemon.run-stopped")
    case "not-started":
      // The system names a missing folder by the same code as a missing program.
      if (ended.code === "ENOENT" && !existsSync(home)) return phrase("daemon.run-no-home", { folder: home })
      return phrase("daemon.run-not-started", { code: ended.code })
    case "crowded":
      return phrase("daemon.run-crowded")
    default:
      return ended satisfies never
  }
}

const endOf = (ended: RunnerEnd): string | number =>
  ended.kind === "exited" ? ended.code : ended.kind === "stopped" ? ended.why : ended.kind
