/** What a command looks at after the fact: a pane as the service saw it at some moment. */
import { existsSync } from "node:fs"
import { join } from "node:path"
import type { KnownPane } from "../daemon/known-panes.ts"
import { keptPane } from "../daemon/trail.ts"
import { phrase } from "../locale/phrase.ts"
import { openStore } from "../store/open.ts"
import type { TrailRow } from "../store/trail.ts"
import { type Call, exit } from "./command.ts"
import { complain } from "./complain.ts"
import { configured } from "./configured.ts"
import { choosePane } from "./given-pane.ts"
import type { Seen } from "./given-screen.ts"
import { readMoment, showMoment } from "./moment.ts"
import type { Terminal } from "./terminal.ts"

/** When something was seen, and which moment was asked for. */
export interface Past {
  readonly asked: number
  readonly shown: number
}

export type SeenPast =
  | (Exclude<Seen, { readonly exit: unknown }> & { readonly past: Past })
  | Extract<Seen, { exit: unknown }>

/** `written`: the moment as a person wrote it. */
export function seenPast(call: Call, named: string, written: string, now: number): SeenPast {
  const { terminal } = call
  const asked = readMoment(written, now)
  if (asked === undefined) {
    complain(terminal, phrase("cli.invalid-value", { value: written, word: "--at" }), phrase("authoring.explain-at"))
    return { exit: exit.usage }
  }
  const setup = configured(call)
  if (setup === undefined) return { exit: exit.usage }
  const rows = rowsAt(join(setup.config.state, "state.db"), asked, now, terminal)
  if (rows === undefined) return { exit: exit.no }
  const panes = rows.flatMap(({ at, data }) => {
    const pane = data === null ? undefined : keptPane(data)
    return pane === undefined ? [] : [{ ...pane, shown: at }]
  })
  const pane = choosePane<KnownPane & { readonly shown: number }>(named, panes, terminal)
  if (pane === undefined) return { exit: exit.usage }
  const moments = { shown: showMoment(pane.shown, now), asked: showMoment(asked, now) }
  terminal.err(terminal.say(phrase("authoring.explain-past", moments)))
  return { pane, others: panes, past: { asked, shown: pane.shown } }
}

/** Undefined: nothing is kept of that moment, and it is said. */
function rowsAt(path: string, asked: number, now: number, terminal: Terminal): readonly TrailRow[] | undefined {
  const { err, say } = terminal
  const opened = existsSync(path) ? openStore(path) : undefined
  if (opened === undefined) {
    err(say(phrase("authoring.explain-past-none")))
    return undefined
  }
  if (!opened.ok) {
    err(say(opened.fault.text))
    return undefined
  }
  const { trail } = opened.value
  const rows = trail.lastBefore(asked)
  const oldest = trail.oldest()
  opened.value.close()
  if (rows.ok && rows.value.length > 0) return rows.value
  if (!rows.ok) err(say(rows.fault.text))
  else if (oldest.ok && oldest.value !== undefined) {
    err(say(phrase("authoring.explain-past-older", { oldest: showMoment(oldest.value, now) })))
  } else err(say(phrase("authoring.explain-past-none")))
  return undefined
}
