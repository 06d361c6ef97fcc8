/** One watched pane: what was seen of it last, and the sightings a new look at it makes. */
import type { Foreground } from "../process/foreground.ts"
import type { Facts } from "../screen/facts.ts"
import { type Frame, maxLines, type PaneKey, type Sighting } from "../screen/frame.ts"
import type { PaneLook } from "./looks.ts"
import { type Look, startTelling, type Told, tellOutput } from "./output.ts"
import type { PaneReport, Presence, QuickReport } from "./pane-facts.ts"

/** What the facts of a pane need besides its own report. */
export interface Surroundings {
  readonly host: string
  readonly user: string
  /** By session name. */
  readonly presence: ReadonlyMap<string, Presence>
  /** The host can be reached (reachability.ts): what is not reached shows nothing. */
  readonly online: boolean
  /** What makes a moment of the server's clock one of ours (distance.ts). */
  readonly skewMs: number
}

export type Taken =
  | { readonly kind: "told"; readonly sightings: readonly Sighting[] }
  /** The new lines can be told only with another look, from so many rows above the screen. */
  | { readonly kind: "further"; readonly rowsAbove: number }

/** A process that a signal ended has no exit status at all: then nobody waits any longer. */
const exitComesWithinMs = 3_000

export class TrackedPane {
  readonly key: PaneKey
  readonly id: string
  report: PaneReport
  process: Foreground | undefined
  /** When the command, the directory and the process were read last. */
  dearAt = Number.NEGATIVE_INFINITY
  /** The server's second of the last look; output in that very second may have come after it. */
  takenS = Number.NEGATIVE_INFINITY
  /** The window's activity as it was at the last look. */
  activityAtLookS = Number.NEGATIVE_INFINITY
  /** On the monotonic clock, as `dearAt`; whoever takes the look says when. */
  lookedAt = Number.NEGATIVE_INFINITY
  frame: Frame | undefined
  #text: readonly string[] = []
  #lines: { readonly of: readonly string[]; readonly visible: readonly string[] } | undefined
  #told: Told | undefined
  #isGap = false
  /** The facts say that the text is another by now: no frame until the next look. */
  #isStale = false
  #printedAt: number
  #deadAt: number | undefined

  constructor(key: PaneKey, report: PaneReport) {
    this.key = key
    this.id = report.pane
    this.report = report
    this.#printedAt = report.activityS * 1000
  }

  /** Facts alone, without a look at the text. True: the text must be looked at too. */
  takeReport(news: PaneReport | QuickReport): boolean {
    const before = this.report
    const report = { ...before, ...news }
    if (report.command === "" && report.cwd === "") Object.assign(report, { command: before.command, cwd: before.cwd })
    this.report = report
    if (report.windowPanes === 1) this.#printedAt = Math.max(this.#printedAt, report.activityS * 1000)
    const sameSize = before.columns === report.columns && before.rows === report.rows
    const sameText = before.historySize === report.historySize && before.alternate === report.alternate
    if (!(sameSize && sameText && before.inMode === report.inMode && before.pid === report.pid)) this.#isStale = true
    return this.#isStale
  }

  /** tmux notices the closed terminal before it collects the process: the exit status comes a moment later. */
  awaitsExit(now: number): boolean {
    if (!this.report.dead) this.#deadAt = undefined
    if (!this.report.dead || this.report.exit !== undefined) return false
    this.#deadAt ??= now
    return now - this.#deadAt < exitComesWithinMs
  }

  /** A look at the text. `furthest`: no more looks for this one, what cannot be told now is a gap. */
  takeLook(look: PaneLook, rowsAbove: number, furthest: boolean, at: number): Taken {
    const isFirst = this.takenS === Number.NEGATIVE_INFINITY
    const isUnscrolled = this.report.historySize === look.report.historySize
    const isSameText = !isFirst && sameLines(this.#text, look.text)
    this.takeReport(this.#withoutSession(look.report))
    const isTold = isFirst || (isSameText && isUnscrolled && !this.#isGap)
    const screen = this.#screen(look)
    const output = isTold ? [] : this.#output(screen, look.further, rowsAbove, furthest, at)
    if (!Array.isArray(output)) return { kind: "further", rowsAbove: output.rowsAbove }
    if (isFirst) {
      this.#told = startTelling(screen)
      this.#isGap = this.#told === undefined
      if (this.#isGap) output.push({ kind: "gap", at, pane: this.key })
    } else if (!isSameText) {
      this.#printedAt = Math.max(this.#printedAt, this.report.activityS * 1000)
    }
    if (!isSameText) this.#text = look.text
    this.#isStale = false
    this.takenS = look.takenS
    this.activityAtLookS = this.report.activityS
    return { kind: "told", sightings: output }
  }

  /** The text may be another by now: there is no frame until the next look. */
  doubt(): void {
    this.#isStale = true
  }

  /** The frame as it is now; undefined when nothing differs from the one before, or nothing was seen yet. */
  newFrame(around: Surroundings): Frame | undefined {
    if (this.takenS === Number.NEGATIVE_INFINITY || (this.#isStale && around.online)) return undefined
    const { report } = this
    const unreadable = around.online ? (report.inMode ? "copy-mode" : undefined) : "gap"
    const lines = unreadable === undefined ? this.#visibleLines() : []
    const { pid, columns, rows } = report
    const frame = { pane: this.key, pid, columns, rows, lines, unreadable, facts: this.#facts(around) } as const
    if (this.frame !== undefined && sameFrame(this.frame, frame)) return undefined
    this.frame = frame
    return frame
  }

  /** The same array as long as the text is the same: comparing frames is then comparing one reference. */
  #visibleLines(): readonly string[] {
    if (this.#lines?.of !== this.#text) this.#lines = { of: this.#text, visible: visibleLines(this.#text) }
    return this.#lines.visible
  }

  /** A look speaks of one session of a linked window, whichever the server took last: the listing knows them all. */
  #withoutSession(news: PaneReport | QuickReport): PaneReport | QuickReport {
    const { session, sessions, windowActive, bell } = this.report
    return sessions.length > 1 ? { ...news, session, sessions, windowActive, bell } : news
  }

  #output(
    screen: Look,
    further: readonly string[],
    rowsAbove: number,
    furthest: boolean,
    at: number,
  ): Sighting[] | { rowsAbove: number } {
    const step = tellOutput(this.#told, { ...screen, captured: further }, rowsAbove)
    if (step.kind === "further" && !furthest) return { rowsAbove: step.rowsAbove }
    const wasGap = this.#isGap
    this.#told = startTelling(screen)
    this.#isGap = step.kind !== "lines"
    if (step.kind !== "lines") return wasGap ? [] : [{ kind: "gap", at, pane: this.key }]
    if (step.lines.length === 0 && !wasGap) return []
    return [{ kind: "output", at, pane: this.key, lines: step.lines }]
  }

  #screen(look: PaneLook): Look {
    const { historySize, historyLimit, columns, rows, cursorY, alternate } = this.report
    return { historySize, historyLimit, columns, rows, cursorY, alternate, captured: look.text }
  }

  #facts({ host, user, presence, online, skewMs }: Surroundings): Facts {
    const { report, process } = this
    const people = report.sessions.flatMap((session) => presence.get(session) ?? [])
    return {
      host,
      session: report.session,
      window: report.window,
      pane: report.pane,
      command: report.command,
      program: report.dead ? undefined : process?.program,
      title: report.title,
      cwd: report.cwd,
      user,
      printedAt: this.#printedAt + skewMs,
      runningSince: report.dead ? undefined : process?.runningSince,
      clientActiveAt: people.length === 0 ? undefined : Math.max(...people.map((one) => one.activeAtS)) * 1000 + skewMs,
      cpu: report.dead ? undefined : process?.cpu,
      exit: report.dead ? report.exit : undefined,
      attached: people.length > 0,
      active: report.paneActive && report.windowActive,
      zoomed: report.zoomed,
      dead: report.dead,
      shell: !report.dead && process?.shell === true,
      bell: report.bell,
      online,
    }
  }
}

function visibleLines(text: readonly string[]): readonly string[] {
  let filled = text.length
  while (filled > 0 && text[filled - 1] === "") filled--
  return filled === text.length && filled <= maxLines ? text : text.slice(Math.max(0, filled - maxLines), filled)
}

function sameLines(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((line, index) => line === other[index]))
}

function sameFrame(one: Frame, other: Frame): boolean {
  const sameShape = one.pid === other.pid && one.columns === other.columns && one.rows === other.rows
  return (
    sameShape &&
    one.unreadable === other.unreadable &&
    sameFacts(one.facts, other.facts) &&
    sameLines(one.lines, other.lines)
  )
}

function sameFacts(one: Facts, other: Facts): boolean {
  return (Object.keys(one) as (keyof Facts)[]).every((name) => one[name] === other[name])
}
