/** How long a block waits, and what for. */
import type { Step } from "../../language/ruleset.ts"
import type { Block, Instance, Waiting } from "../state.ts"

/** Keys that could not be pressed for now (copy mode, somebody types) are offered again after this time. */
export const offerAgainMs = 1_000
/** …and this often, then the block ends. */
export const maxOffers = 600
/** So long an answered dialog may still stand; then the answer has had no effect. */
export const answeredMs = 10_000

/** What had to be so by some moment gets the time that nobody could see. */
export function waitsLater(ms: number, block: Block | undefined): Block | undefined {
  const waiting = block?.waiting
  switch (waiting?.kind) {
    case "gone":
    case "state":
    case "answered":
      return block && { ...block, waiting: { ...waiting, by: waiting.by + ms } }
    case "trial":
      return block && { ...block, waiting: { ...waiting, until: waiting.until + ms } }
    default:
      return block
  }
}

/** When the block moves on by time alone. `step`: the one it stands at. */
export function blockMovesAt(
  { block, unknownSince, phase, since }: Instance,
  step: Step | undefined,
): number | undefined {
  const waiting = block?.waiting
  const isSeen = unknownSince === undefined
  switch (waiting?.kind) {
    case "pause":
      return waiting.until
    case "offer":
      return isSeen ? waiting.at : undefined
    // Nobody can see whether it is so: the deadline stands still.
    case "gone":
    case "state":
    case "answered":
      return isSeen ? waiting.by : undefined
    case "try":
    case "trial": {
      if (!isSeen) return undefined
      if (phase !== "open") return since + (step?.kind === "retry" ? step.goneForMs : 0)
      return waiting.kind === "try" ? waiting.at : waiting.until
    }
    case "decision": {
      const timeout = step?.kind === "ask" ? step.timeout : undefined
      const { deliveredAt, timedOut } = block?.ask ?? {}
      return timeout === undefined || deliveredAt === undefined || timedOut ? undefined : deliveredAt + timeout.ms
    }
    default:
      return undefined
  }
}

/** After the clock was set back no wait is longer than its step says. */
export function notTooFar(waiting: Waiting, step: Step | undefined, now: number): Waiting {
  const longest = now + (longestMs(waiting, step) ?? Number.POSITIVE_INFINITY)
  if ("until" in waiting) return waiting.until > longest ? { ...waiting, until: longest } : waiting
  if ("at" in waiting) return waiting.at > longest ? { ...waiting, at: longest } : waiting
  if ("by" in waiting) return waiting.by > longest ? { ...waiting, by: longest } : waiting
  return waiting
}

function longestMs({ kind }: Waiting, step: Step | undefined): number | undefined {
  if (kind === "offer") return offerAgainMs
  if (kind === "answered") return answeredMs
  switch (step?.kind) {
    case "wait":
      return step.ms
    case "verify-gone":
    case "verify-state":
    case "wait-until":
      return step.withinMs
    case "retry":
      return kind === "try" ? Math.max(...step.afterMs) : step.goneForMs
    default:
      return undefined
  }
}

/** What outlives a restart: nothing was under way but waiting, for a person or for the next try. */
export const outlivesRestart = ({ waiting, ask }: Block): boolean =>
  waiting?.kind === "try" || waiting?.kind === "trial" || (ask !== undefined && ask.decision === undefined)

/** The block after a restart; undefined: it has ended. */
export function restarted(block: Block | undefined): Block | undefined {
  if (block === undefined || !outlivesRestart(block)) return undefined
  if (block.ask === undefined || block.waiting?.kind === "decision") return block
  // The steps of its `timeout` are not gone on with; a person is waited for all the same.
  return { ...block, path: block.ask.path, waiting: { kind: "decision" }, attempt: 0, answer: undefined }
}
