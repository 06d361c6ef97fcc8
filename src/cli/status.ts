/** `fleetai status`: what the running service sees; without one, a look of its own. */

import { askStatus } from "../daemon/control.ts"
import { lookOnce } from "../daemon/look-once.ts"
import type { ChannelStatus, PaneStatus, Status } from "../daemon/status.ts"
import { inWords } from "../engine/compose.ts"
import { phrase } from "../locale/phrase.ts"
import { withoutSteering } from "../screen/steering.ts"
import { type CommandFile, type ExitCode, exit, isGiven } from "./command.ts"
import { configured } from "./configured.ts"
import type { Terminal } from "./terminal.ts"

export const command: CommandFile = {
  describe(command, say) {
    command.description(say(phrase("cli.status-help"))).option("--json", say(phrase("cli.json-option")))
  },

  async run(call) {
    const { terminal } = call
    const setup = configured(call)
    if (setup === undefined) return exit.usage
    const status = (await askStatus(setup.config.state)) ?? (await lookOnce(setup.config, terminal.locale))
    if (isGiven(call, "json")) terminal.out(JSON.stringify(status, undefined, 2))
    else printStatus(status, terminal, Date.now())
    return exitOf(status)
  },
}

/** 0: all is well. 3: no service runs, or it cannot reach a host or a channel. */
export function exitOf({ service, hosts, channels }: Status): ExitCode {
  const isReached = hosts.every(({ state }) => state === "connected" || state === "fallback")
  return service !== null && isReached && channels.every(({ state }) => state !== "down") ? exit.ok : exit.unreachable
}

export function printStatus(status: Status, terminal: Terminal, now: number): void {
  const { out, say, paintOut } = terminal
  const { service } = status
  if (service === null) terminal.err(say(phrase("daemon.status-none")))
  else {
    const duration = inWords(now - service.since)
    out(say(phrase("daemon.status-service", { version: service.version, pid: service.pid, duration })))
  }
  out(paintOut("bold", say(phrase("daemon.status-hosts"))))
  for (const host of status.hosts) {
    const colour = host.state === "connected" ? "green" : "yellow"
    out(`  ${paintOut(colour, "●")} ${host.name}: ${host.text}`)
  }
  out(paintOut("bold", say(phrase("daemon.status-panes"))))
  if (status.panes.length === 0) out(`  ${say(phrase("daemon.status-no-panes"))}`)
  for (const line of table(status.panes.map((pane) => paneRow(pane, terminal, now)))) out(`  ${line}`)
  if (status.channels.length > 0) out(paintOut("bold", say(phrase("daemon.status-channels"))))
  for (const channel of status.channels) printChannel(channel, terminal, now)
  const { messages, asks } = status
  out(say(phrase("daemon.status-messages", messages)))
  if (messages.held > 0) out(say(phrase("daemon.status-held", { held: messages.held })))
  if (asks > 0) out(paintOut("yellow", say(phrase("daemon.status-asks", { count: asks }))))
}

function paneRow(pane: PaneStatus, { say }: Terminal, now: number): string[] {
  const quiet = say(phrase("daemon.status-quiet", { duration: inWords(now - pane.quietSince) }))
  const rules = pane.rules.map(({ name, phase, since }) => `${name} ${phase} ${inWords(now - since)}`).join(", ")
  const { agent } = pane
  const does = agent === null ? "" : `${agent.name} ${agent.state} ${inWords(now - agent.since)}`
  const where = `${pane.host}/${pane.session}:${pane.window}`
  return [where, pane.pane, pane.program, does, pane.unreadable ?? quiet, rules]
}

function printChannel(channel: ChannelStatus, { out, say, paintOut }: Terminal, now: number): void {
  const { name } = channel
  switch (channel.state) {
    case "ok":
      out(`  ${paintOut("green", "●")} ${say(phrase("daemon.status-channel-ok", { name }))}`)
      return
    case "unused":
      out(`  ${paintOut("dim", "○")} ${say(phrase("daemon.status-channel-unused", { name }))}`)
      return
    case "down": {
      const duration = inWords(now - (channel.since ?? now))
      const reason = channel.reason ?? String(channel.code ?? "")
      out(`  ${paintOut("red", "●")} ${say(phrase("daemon.status-channel-down", { name, duration, reason }))}`)
      if (channel.exitIp !== null) out(`    ${say(phrase("daemon.status-exit-ip", { ip: channel.exitIp }))}`)
      if (channel.cure !== null) out(`    ${channel.cure}`)
      return
    }
    default:
      channel.state satisfies never
  }
}

/** Columns side by side, as wide as their widest cell; control characters of names never reach the terminal. */
function table(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(withoutSteering))
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => Bun.stringWidth(row[column] ?? ""))),
  )
  return cells.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - Bun.stringWidth(cell))))
      .join("  ")
      .trimEnd(),
  )
}
