/** Questions about a whole server: which windows printed, and now and then the facts of all panes. */
import type { SweepScope } from "./agenda.ts"
import { command } from "./command.ts"
import type { Asker } from "./looks.ts"
import { clientFormat, paneFormat, parseWindows, type WindowReport, windowFormat } from "./pane-facts.ts"
import type { Block } from "./protocol.ts"

export interface Swept {
  readonly windows: readonly WindowReport[]
  /** The server's clock when it answered, seconds since the epoch. */
  readonly timeS: number
  /** What Roster.takeFacts wants; undefined where only the windows were asked for. */
  readonly facts: { readonly separator: string; readonly panes: Block; readonly clients: Block } | undefined
}

/** Undefined: no answer, this time. */
export async function askSweep(asker: Asker, scope: SweepScope): Promise<Swept | undefined> {
  const { separator } = asker
  const lines = [[command("list-windows", "-a", "-F", windowFormat)]]
  if (scope !== "windows") {
    lines.push([command("list-panes", "-a", "-F", paneFormat(separator, scope === "dear-facts"))])
    lines.push([listClients])
  }
  const answer = await asker.ask(lines)
  if (!answer.ok || answer.blocks.length !== lines.length || !answer.blocks.every((block) => block.ok)) return undefined
  const [windows, panes, clients] = answer.blocks
  if (windows === undefined) return undefined
  const facts = panes === undefined || clients === undefined ? undefined : { separator, panes, clients }
  return { windows: parseWindows(windows), timeS: windows.timeS, facts }
}

/** Who is at which session. */
export const listClients = command("list-clients", "-F", clientFormat)
