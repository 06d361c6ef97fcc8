#!/usr/bin/env bun
/** WeCom's simulator by hand: prints the settings to use, then every message as a phone would show it. */
import { parseArgs } from "node:util"
import { sampleCompany } from "../tests/support/wecom/company.ts"
import { WecomSimulator } from "../tests/support/wecom/simulator.ts"

const usage = `bun scripts/wecom-sim.ts [--port N] [--corp-id ID] [--secret S] [--agent-id N] [--user NAME]… [--robot-key KEY]
Steer it while it runs (tests/support/wecom/control.ts), for example:
  curl -d '{"ips":["198.51.100.9"],"exitIp":"203.0.113.7"}' http://127.0.0.1:PORT/sim/trusted-ips
  curl -d '{"path":"message/send","code":40014,"times":1}' http://127.0.0.1:PORT/sim/fail`

const text = { type: "string" } as const
const { values } = parseArgs({
  options: {
    port: text,
    "corp-id": text,
    secret: text,
    "agent-id": text,
    user: { type: "string", multiple: true },
    "robot-key": text,
    help: { type: "boolean", short: "h" },
  },
})
if (values.help === true) {
  console.log(usage)
  process.exit(0)
}

const sampleApp = sampleCompany.apps[0]
if (sampleApp === undefined) throw new Error("the sample company has no app")
const visible = values.user ?? sampleApp.visible
const simulator = await WecomSimulator.start({
  port: Number(values.port ?? 0),
  company: {
    corpId: values["corp-id"] ?? sampleCompany.corpId,
    apps: [
      { agentId: Number(values["agent-id"] ?? sampleApp.agentId), secret: values.secret ?? sampleApp.secret, visible },
    ],
    members: visible,
    robotKeys: [values["robot-key"] ?? sampleCompany.robotKeys[0] ?? ""],
  },
})

// What a shell and a config.toml need; the credentials are imaginary.
for (const [name, value] of Object.entries(simulator.env)) console.log(`export ${name}='${value}'`)
console.log(`# config.toml:\n# [wecom]\n# api = "${simulator.api}"\n# --- messages:`)

simulator.onShown(({ at, via, to, msgtype, content }) => {
  console.log(`[${new Date(at).toISOString()}] ${via} ${msgtype} → ${to.join(" ")}`)
  for (const line of content.split("\n")) console.log(`  | ${line}`)
})

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(0))
