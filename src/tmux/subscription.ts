/**
 * Hearing of changes instead of asking: a control client may subscribe to a format (tmux(1), refresh-client -B). The
 * server evaluates it once a second and speaks only when it changed, so that an idle fleet wakes nobody. A subscription
 * sees its own session only, but a format may loop over all of them.
 */
import { type Command, command } from "./command.ts"
import type { WindowReport } from "./pane-facts.ts"

const name = "fleetai"

/**
 * For each session: who is there; for each window: which second it printed in; for each pane: what shows no output.
 * No commas: in a loop they begin a second format, for the current window.
 */
const format =
  "#{S:s#{session_attached}/#{session_activity}#{W:" +
  " #{window_id}/#{window_panes}/#{window_activity}/" +
  "#{window_active}#{window_zoomed_flag}#{window_bell_flag}" +
  "#{P:.#{pane_active}#{pane_in_mode}#{pane_dead}#{pane_dead_status}}} }"

export function subscribe(): Command {
  return command("refresh-client", "-B", `${name}::${format}`)
}

export interface Heard {
  readonly windows: readonly WindowReport[]
  /** Everything but the printing: another value means that some fact is another. */
  readonly facts: string
}

/** A `%subscription-changed` line without its first word; undefined when it is not ours. */
export function parseSubscription(rest: string): Heard | undefined {
  const begin = rest.indexOf(" : ")
  if (!rest.startsWith(`${name} `) || begin < 0) return undefined
  const value = rest.slice(begin + 3)
  const windows = Array.from(value.matchAll(/ (@\d+)\/(\d+)\/(\d+)\//g), ([, windowId = "", panes, activityS]) => ({
    windowId,
    panes: Number(panes),
    activityS: Number(activityS),
  }))
  return { windows, facts: value.replace(/ (@\d+)\/(\d+)\/\d+\//g, " $1/$2/") }
}

/** What is heard, beside what was heard before. */
export class Hearing {
  #facts = ""

  /** A `%subscription-changed` line without its first word; undefined when it is not ours. */
  take(rest: string): { readonly windows: readonly WindowReport[]; readonly hasOtherFacts: boolean } | undefined {
    const heard = parseSubscription(rest)
    if (heard === undefined) return undefined
    const hasOtherFacts = heard.facts !== this.#facts
    this.#facts = heard.facts
    return { windows: heard.windows, hasOtherFacts }
  }
}
