/** The pane a command is about: `%3`, or `session`, `session:window`, `host/session:window`. */

import { phrase } from "../locale/phrase.ts"
import type { Frame } from "../screen/frame.ts"
import { complain } from "./complain.ts"
import { oneLine } from "./shown.ts"
import type { Terminal } from "./terminal.ts"

/** Panes that are named when none or several were meant. */
const maxNamed = 12

/** Undefined: none, or more than one, and it is said. */
export function choosePane<Pane extends { readonly frame: Frame }>(
  named: string,
  panes: readonly Pane[],
  terminal: Terminal,
): Pane | undefined {
  const [only, ...others] = panes.filter(({ frame }) => namesOf(frame).includes(named))
  if (only !== undefined && others.length === 0) return only
  const what = only === undefined ? "authoring.pane-none" : "authoring.pane-several"
  const listed = (only === undefined ? panes : [only, ...others])
    .slice(0, maxNamed)
    .map(({ frame }) => oneLine(label(frame)))
  const hint = panes.length === 0 ? phrase("authoring.pane-nothing") : phrase("authoring.pane-known", { panes: listed })
  complain(terminal, phrase(what, { name: named }), hint)
  return undefined
}

const namesOf = ({ facts: { host, session, window, pane } }: Frame): string[] => [
  pane,
  session,
  `${session}:${window}`,
  `${host}/${session}:${window}`,
  `${host}/${pane}`,
]

const label = ({ facts: { host, session, window, pane } }: Frame): string => `${pane} (${host}/${session}:${window})`
