/** Looking at panes until what they printed is told, in as few questions as possible. */
import type { ProcessReader } from "../process/foreground.ts"
import type { Sighting } from "../screen/frame.ts"
import type { Cadence } from "./cadence.ts"
import { type Asker, askLooks, type LookAnswer, type LookRequest } from "./looks.ts"
import type { Roster } from "./roster.ts"
import type { Timers } from "./timers.ts"
import type { TrackedPane } from "./tracked-pane.ts"

export interface LookingOptions {
  readonly client: Asker
  readonly roster: Roster
  readonly processes: ProcessReader
  readonly timers: Timers
  readonly cadence: Cadence
  /** What was printed; the pane's new frame can be taken from it now. */
  readonly onSeen: (pane: TrackedPane, sightings: readonly Sighting[]) => void
}

export interface LookOutcome {
  readonly seen: Set<string>
  readonly gone: Set<string>
}

/** Rounds of looks for lines that scrolled away; a pane that prints on in each of them has a gap. */
const maxRounds = 3

export class Looking {
  readonly #options: LookingOptions

  constructor(options: LookingOptions) {
    this.#options = options
  }

  /** Looks, and looks again where lines scrolled away since; which panes were seen and which are gone. */
  async lookAt(panes: readonly TrackedPane[], dear: boolean): Promise<LookOutcome> {
    const { client, timers, cadence } = this.#options
    const outcome: LookOutcome = { seen: new Set(), gone: new Set() }
    const readBefore = timers.monotonic() - cadence.paneDearMs
    const isDear = (pane: TrackedPane): boolean => dear || pane.dearAt <= readBefore
    let open: readonly LookRequest[] = panes.map((pane) => ({ pane: pane.id, rowsAbove: 0, full: isDear(pane) }))
    // First the processes: a screen is then never reported with the program of the screen before.
    await this.readProcesses(panes.filter(isDear))
    for (let round = 1; round <= maxRounds && open.length > 0; round++) {
      const answers = await askLooks(client, open)
      open = open.flatMap((request, index) => this.#take(request, answers[index], round === maxRounds, outcome))
    }
    return outcome
  }

  async readProcesses(panes: readonly TrackedPane[]): Promise<void> {
    if (panes.length === 0) return
    const found = await this.#options.processes.read(panes.map((pane) => pane.report.pid))
    const at = this.#options.timers.monotonic()
    // What could not be looked at is as it was.
    if (found === undefined) return
    for (const pane of panes) {
      pane.process = found.get(pane.report.pid)
      pane.dearAt = at
    }
  }

  /** Gives the request to ask again with, if any. */
  #take(
    request: LookRequest,
    answer: LookAnswer | undefined,
    isLast: boolean,
    outcome: LookOutcome,
  ): readonly LookRequest[] {
    const { roster, timers, onSeen } = this.#options
    const pane = roster.pane(request.pane)
    if (answer === undefined || pane === undefined) return []
    if (answer.kind === "gone") {
      outcome.gone.add(pane.id)
      roster.lose(pane)
    }
    if (answer.kind !== "seen") return []
    const taken = pane.takeLook(answer.look, request.rowsAbove, isLast, timers.now())
    if (taken.kind === "further") return [{ ...request, rowsAbove: taken.rowsAbove }]
    pane.lookedAt = timers.monotonic()
    roster.noteWindow(pane)
    outcome.seen.add(pane.id)
    if (pane.awaitsExit(timers.monotonic())) roster.suspect(pane)
    onSeen(pane, taken.sightings)
    return []
  }
}
