/** `fleetai asks`: what people are asked, and how to answer. */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { offerWords } from "../approvals/wish.ts"
import { type AskStatus, askStatusOf, stateOfStatus } from "../daemon/ask-status.ts"
import { askAsks } from "../daemon/control.ts"
import { inWords } from "../engine/compose.ts"
import { phrase } from "../locale/phrase.ts"
import { steeringEscaped } from "../screen/steering.ts"
import { openStore } from "../store/open.ts"
import { type CommandFile, exit, isGiven } from "./command.ts"
import { configured } from "./configured.ts"
import { oneLine } from "./shown.ts"
import type { Terminal } from "./terminal.ts"

/** Lines of what is asked; all of it is in the JSON. */
const maxBodyLines = 12

export const command: CommandFile = {
  describe(command, say) {
    command.option("--json", say(phrase("cli.json-option")))
  },

  async run(call) {
    const { terminal } = call
    const setup = configured(call)
    if (setup === undefined) return exit.usage
    const reply = await askAsks(setup.config.state)
    if (reply.kind === "silent" || reply.kind === "refused") {
      // Its database is its own while it runs.
      terminal.err(terminal.say(phrase("cli.asks.silent")))
      return exit.unreachable
    }
    if (reply.kind === "nobody") terminal.err(terminal.say(phrase("cli.asks.no-service")))
    const asks = reply.kind === "answer" ? reply.answer : storedAsks(setup.config.state)
    if (isGiven(call, "json")) terminal.out(steeringEscaped(JSON.stringify(asks, undefined, 2)))
    else printAsks(asks, terminal, Date.now())
    return reply.kind === "answer" ? exit.ok : exit.unreachable
  },
}

/** What an earlier service left; a database that is not there yet is not made. */
function storedAsks(state: string): readonly AskStatus[] {
  const path = join(state, "state.db")
  const opened = existsSync(path) ? openStore(path) : undefined
  if (!opened?.ok) return []
  const asks = opened.value.unsettledAsks()
  opened.value.close()
  return asks.ok ? asks.value.map(askStatusOf) : []
}

export function printAsks(asks: readonly AskStatus[], terminal: Terminal, now: number): void {
  if (asks.length === 0) terminal.err(terminal.say(phrase("approvals.none-open")))
  for (const [index, ask] of asks.entries()) {
    if (index > 0) terminal.out("")
    printAsk(ask, terminal, now)
  }
}

function printAsk(ask: AskStatus, { out, say, paintOut }: Terminal, now: number): void {
  const { id, host, session, window, pane, rule, title, body, askedAt } = ask
  out(`${paintOut("bold", id)}  ${paintOut("yellow", oneLine(title))}`)
  const where = oneLine(`${host}/${session}:${window} ${pane} · ${rule}`)
  out(`  ${paintOut("dim", say(phrase("cli.asks.where", { where, duration: inWords(now - askedAt) })))}`)
  const lines = body.split("\n").filter((line) => line.trim() !== "")
  for (const line of lines.slice(0, maxBodyLines)) out(`  ${paintOut("dim", "│")} ${oneLine(line)}`)
  if (lines.length > maxBodyLines) {
    out(`  ${paintOut("dim", `│ ${say(phrase("cli.asks.more-lines", { count: lines.length - maxBodyLines }))}`)}`)
  }
  if (ask.status === "open") {
    const offers = offerWords(ask.offers.map(({ what, label }) => ({ what, label: label ?? undefined })))
    out(`  ${offers.length === 0 ? say(phrase("approvals.foot-none")) : offers.map(oneLine).join(" · ")}`)
    return
  }
  out(`  ${oneLine(say(stateOfStatus(ask)))}`)
}
