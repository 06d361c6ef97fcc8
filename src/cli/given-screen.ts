/** What a command looks at: the pane it names, or the screen of `--screen FILE`. */
import { isPathProblem } from "../authoring/recording/file-reason.ts"
import { loadScreen } from "../authoring/recording/read.ts"
import { type GivenFacts, withFacts } from "../authoring/screen/facts.ts"
import { askPanes } from "../daemon/control.ts"
import { type KnownPane, lookAtPanes } from "../daemon/known-panes.ts"
import { phrase } from "../locale/phrase.ts"
import { type Call, type ExitCode, exit } from "./command.ts"
import { configured } from "./configured.ts"
import { choosePane } from "./given-pane.ts"
import { oneLine } from "./shown.ts"
import type { Terminal } from "./terminal.ts"

/** `others`: all panes of the running service, this one included. With `exit` everything is said. */
export type Seen = { readonly pane: KnownPane; readonly others: readonly KnownPane[] } | { readonly exit: ExitCode }

export async function seenScreen(path: string, facts: GivenFacts, now: number, terminal: Terminal): Promise<Seen> {
  const read = await loadScreen(path, facts)
  if (read.ok) return { pane: { frame: read.frameAt(now) }, others: [] }
  terminal.err(`${terminal.paintErr("red", `${oneLine(path)}:${read.line}:`)} ${terminal.say(read.problem)}`)
  return { exit: isPathProblem(read.problem) ? exit.usage : exit.no }
}

/** From the running service, which knows what its rules wait for; else a look of one's own. */
export async function seenPane(call: Call, named: string, facts: GivenFacts): Promise<Seen> {
  const { terminal } = call
  const setup = configured(call)
  if (setup === undefined) return { exit: exit.usage }
  const known = await askPanes(setup.config.state)
  if (known === undefined) terminal.err(terminal.say(phrase("daemon.status-none")))
  const pane = choosePane(named, known ?? (await lookAtPanes(setup.config)), terminal)
  if (pane === undefined) return { exit: exit.usage }
  const { frame } = pane
  const seen = { ...pane, frame: { ...frame, facts: withFacts(frame.facts, facts, Date.now()) } }
  return { pane: seen, others: known ?? [] }
}
