/** What a test's pane shows: steps of the test → frames, as a watcher would report them. Pure. */
import type { TestPane } from "../../language/ruletest.ts"
import type { Facts } from "../../screen/facts.ts"
import { type Frame, type PaneKey, type Sighting, toLines, type Unreadable } from "../../screen/frame.ts"
import { type GivenFacts, toFacts, withFacts } from "../screen/facts.ts"
import type { ScreenFile } from "../screen/screen-file.ts"

/** Pane ids of one test lie so far apart that a pane which is gone can come back under another one. */
const idsPerPane = 1_000

export class ShownPane {
  readonly name: string
  readonly #index: number
  readonly #columns: number
  readonly #rows: number
  /** What the test itself says of the pane: files do not overrule it. */
  #given: GivenFacts
  #facts: Facts
  #lines: readonly string[] = []
  #isCopyMode = false
  #isGap = false
  #unreadable: Unreadable | undefined
  #lives = -1
  #isAlive = false

  /** `index`: from 0, in the order of the test. */
  constructor({ name, columns, rows, facts }: TestPane, index: number, now: number) {
    this.name = name
    this.#index = index
    this.#columns = columns
    this.#rows = rows
    this.#given = facts
    this.#facts = toFacts({ pane: `%${index}`, session: "test", window: name, ...facts }, now)
  }

  /** Somebody has seen it, and it is not gone. */
  get isAlive(): boolean {
    return this.#isAlive
  }

  get key(): PaneKey {
    return `test/${this.#index}/%${this.#index + this.#lives * idsPerPane}`
  }

  frame(): Frame {
    const unreadable = this.#isCopyMode ? "copy-mode" : this.#isGap ? "gap" : this.#unreadable
    return {
      pane: this.key,
      pid: 1 + this.#index + this.#lives * idsPerPane,
      columns: this.#columns,
      rows: this.#rows,
      lines: unreadable === undefined ? this.#lines : [],
      unreadable,
      facts: this.#facts,
    }
  }

  /** A pane that was gone comes back as another one. */
  begin(): void {
    if (this.#isAlive) return
    this.#isAlive = true
    this.#lives += 1
  }

  end(): void {
    this.#isAlive = false
  }

  /** What it prints now; `quiet` of the pane counts until it prints for the first time. */
  print(text: string, now: number): void {
    if (this.#isAlive) this.#facts = { ...this.#facts, printedAt: now }
    this.#lines = toLines(text)
    this.#unreadable = undefined
  }

  /** New lines come; where they stand on the screen is not known. */
  printLines(now: number): void {
    this.#facts = { ...this.#facts, printedAt: now }
  }

  /** A `.screen` file, with the facts above it. */
  show({ facts, lines, unreadable }: ScreenFile, now: number): void {
    if (this.#isAlive) this.#facts = { ...this.#facts, printedAt: now }
    this.#facts = withFacts(this.#facts, this.#withoutGiven(facts), now)
    this.#lines = lines
    this.#unreadable = unreadable
  }

  /** A frame of a recording that is played `laterMs` after it was made. */
  showRecorded(frame: Frame, laterMs: number): void {
    const { facts, lines, unreadable } = frame
    const later = (at: number | undefined): number | undefined => (at === undefined ? undefined : at + laterMs)
    const { printedAt, runningSince, clientActiveAt, ...others } = facts
    const own = this.#facts
    this.#facts = {
      ...own,
      ...this.#withoutGiven(others),
      printedAt: printedAt + laterMs,
      runningSince: "running" in this.#given ? own.runningSince : later(runningSince),
      clientActiveAt: "client-idle" in this.#given ? own.clientActiveAt : later(clientActiveAt),
    }
    this.#lines = lines
    this.#unreadable = unreadable
  }

  /** `set`: durations are counted from now. */
  set(facts: GivenFacts, now: number): void {
    this.#given = { ...this.#given, ...facts }
    // What tmux calls the program follows it, unless the test says otherwise.
    const { program } = facts
    const command = typeof program === "string" && !("command" in this.#given) ? { command: program } : {}
    this.#facts = withFacts(this.#facts, { ...command, ...facts }, now)
  }

  setCopyMode(isOn: boolean): void {
    this.#isCopyMode = isOn
  }

  setGap(isOn: boolean): void {
    this.#isGap = isOn
  }

  sighting(now: number): Sighting {
    return { kind: "frame", at: now, frame: this.frame() }
  }

  #withoutGiven<Given extends object>(facts: Given): Given {
    const names: ReadonlySet<string> = new Set(Object.keys(this.#given))
    return Object.fromEntries(Object.entries(facts).filter(([name]) => !names.has(name))) as Given
  }
}
