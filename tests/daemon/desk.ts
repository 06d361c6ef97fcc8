/** A service in miniature: everything of the real one but tmux, on a clock that only the test moves. */
import { afterEach } from "bun:test"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Answer } from "../../src/approvals/approvals.ts"
import type { Wish } from "../../src/approvals/wish.ts"
import { type Assembly, assemble } from "../../src/daemon/assembly.ts"
import { type Phrase, say } from "../../src/locale/phrase.ts"
import { openStore } from "../../src/store/open.ts"
import type { Store } from "../../src/store/store.ts"
import type { KeyPort } from "../../src/tmux/keys.ts"
import type { PaneReport } from "../../src/tmux/pane-facts.ts"
import { configOf, load } from "../config/machine.ts"
import { ruleSetOf } from "../engine/stage.ts"
import { type FrameChanges, frame } from "../screen/sample.ts"
import { valueIn } from "../store/state-folder.ts"
import { HeldTimers } from "../support/held-timers.ts"

const desks: Desk[] = []
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.end()
})

export interface DeskOptions {
  readonly config?: string
  /** What becomes of each key; undefined: the pane gets it. `never`: the process dies over it. */
  readonly answers?: (key: string) => "unknown" | "never" | undefined
}

export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), "fleetai-desk-"))
  /** Messages that arrived, oldest first, the newest service's last. */
  readonly told: string[] = []
  readonly logged: string[] = []
  /** Keys that reached the pane, one by one. */
  readonly typed: string[] = []
  /** What the pane showed at each of them. */
  readonly typedAt: string[] = []
  timers = new HeldTimers()
  readonly #rules: string
  readonly #options: DeskOptions
  #store: Store
  #assembly: Assembly
  #screen = ""
  #changes: FrameChanges = {}

  constructor(rules: string, options: DeskOptions = {}) {
    this.#rules = rules
    this.#options = options
    this.#store = this.#open()
    this.#assembly = this.#start()
    desks.push(this)
  }

  get store(): Store {
    return this.#store
  }

  get assembly(): Assembly {
    return this.#assembly
  }

  /** Open asks and those that are being carried out. */
  get asks() {
    return valueIn(this.#store.unsettledAsks())
  }

  /** The only ask there ever was. */
  get ask() {
    const [only, ...others] = valueIn(this.#store.firings(1_000)).filter(({ kind }) => kind === "ask")
    if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} asks`)
    return valueIn(this.#store.ask(only.effect))
  }

  get firings(): string[] {
    return valueIn(this.#store.firings(1_000))
      .map(({ kind, summary }) => `${kind} ${summary}`)
      .toReversed()
  }

  /** The pane shows this from now on. */
  async shows(screen: string, changes: FrameChanges = this.#changes): Promise<void> {
    this.#screen = screen
    this.#changes = changes
    this.#look()
    await this.timers.pass(20)
  }

  async pass(ms: number): Promise<void> {
    await this.timers.pass(ms)
  }

  /** Without an id the oldest ask that is open. */
  decide(wish: Wish, id = this.asks.find(({ status }) => status === "open")?.id ?? "none"): Answer {
    const answer = this.#assembly.asks?.decide(id, wish, { way: "command", who: "me" })
    if (answer === undefined) throw new Error("no asks")
    return answer
  }

  event(name: string, fields: Readonly<Record<string, string>> = {}): void {
    const { pane } = frame("", this.#changes)
    this.#assembly.pipeline.observe({ kind: "event", at: this.timers.now(), pane, name, fields })
  }

  /** The process dies here, and another one begins; the pane is as it was. */
  async restarts(awayMs = 1_000): Promise<void> {
    // The service says every minute that it is alive.
    this.#store.commit({ at: this.timers.now(), engine: [] })
    await this.dies()
    this.timers = new HeldTimers(this.timers.now() + awayMs)
    this.#store = this.#open()
    this.#assembly = this.#start()
    this.#look()
    await this.timers.pass(20)
  }

  async dies(): Promise<void> {
    this.#assembly.asks?.close()
    this.#assembly.pipeline.stop()
    await this.#assembly.trail?.stop()
    this.#store.close()
  }

  async end(): Promise<void> {
    this.#assembly.programs.stop()
    await this.dies()
    rmSync(this.folder, { recursive: true, force: true })
  }

  #look(): void {
    const seen = frame(this.#screen, this.#changes)
    this.#assembly.pipeline.observe({ kind: "frame", at: this.timers.now(), frame: seen })
  }

  #open(): Store {
    const opened = openStore(join(this.folder, "state.db"), { busyTimeoutMs: 0 })
    if (!opened.ok) throw new Error(opened.fault.kind)
    return opened.value
  }

  #start(): Assembly {
    const note = (words: Phrase): void => void this.logged.push(say("en", words))
    const { timers } = this
    const assembly = assemble(
      {
        config: configOf(load(`state = ${JSON.stringify(this.folder)}\n${this.#options.config ?? ""}`)),
        ruleSet: ruleSetOf(this.#rules),
        ...{ locale: "en", timers, dryRun: false },
        log: { info: note, warn: note, error: note },
        show: (text) => void this.told.push(text),
      },
      this.#store,
      () => this.#port(),
    )
    assembly.notices.openIntents()
    assembly.delivering?.start()
    assembly.asks?.start()
    return assembly
  }

  /** tmux, as far as pressing keys goes: it takes them, and notes them down. */
  #port(): KeyPort {
    const report = { pane: "%1", pid: 100, dead: false, inMode: false, synchronized: false, inputOff: false }
    const block = (line: string) => ({ timeS: 1, number: 1, ours: true, ok: true, lines: [line] })
    return {
      look: async () => ({
        ...{ kind: "seen", frame: frame(this.#screen, this.#changes) },
        report: report as unknown as PaneReport,
      }),
      client: {
        separator: "",
        ask: async (lines) => {
          const line = lines.flat()[0]?.line ?? ""
          const [, key = ""] = /send-keys -t .*?(?:-l )?-- (.*?) ; display/.exec(line) ?? []
          const pressed = key.replaceAll(/['\\]/g, "")
          const sent = this.#options.answers?.(pressed)
          if (sent === "never") return new Promise(() => {})
          if (sent === "unknown") return { ok: false, why: "timeout", written: true }
          if (pressed !== "") {
            this.typed.push(pressed)
            this.typedAt.push(this.#screen)
          }
          return { ok: true, blocks: [block("sent 1")] }
        },
      },
    }
  }
}
