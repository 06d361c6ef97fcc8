/**
 * How late a message is: `bun scripts/bench/deliver.ts [--pokes 20]`. The compiled binary watches 50 idle panes and 10 that
 * redraw 40 lines at 10 Hz; a line appears in one of them, and WeCom (the simulator) gets the request. Printed is the time
 * between the two beyond the rule's `stable`.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { WecomSimulator } from "../../tests/support/wecom/simulator.ts"
import { percentile } from "./contender.ts"
import { type Stamp, startFleet } from "./fleet.ts"

const { values } = parseArgs({ options: { pokes: { type: "string", default: "20" } } })
const pokes = Number(values.pokes)
const stableMs = 500
const redrawMs = 100
/** Below the app's 25 messages a minute, so that no message waits for its turn; random, so that no phase is preferred. */
const restMs = (): number => 2_600 + Math.random() * 1_000
const settleMs = 4_000

const rules = `
rule poke {
  when screen bottom 50 has /^<<%\\d+:(?<n>\\d+)>>$/
  stable ${stableMs}ms
  once per appearance by n
  do notify "poke {n}"
}
`

const phone = await WecomSimulator.start({ limits: { memberPerMinute: 1_000, memberPerHour: 100_000 } })
const fleet = startFleet(50, 10)
const service = startService()
let isDrawing = false
try {
  await Bun.sleep(settleMs)
  const idle = await measure(fleet.idle)
  isDrawing = true
  const drawing = draw()
  await Bun.sleep(settleMs)
  const active = await measure(fleet.printing)
  isDrawing = false
  await drawing
  console.table([row("idle panes", idle), row("panes that redraw at 10 Hz", active)])
} finally {
  isDrawing = false
  service.kill("SIGTERM")
  await service.exited
  await fleet.stop()
  await phone.stop()
}

function startService() {
  const config = join(fleet.tmux.home, "config")
  mkdirSync(join(config, "rules"), { recursive: true })
  writeFileSync(join(config, "rules/bench.rules"), rules)
  const lines = [`state = "${fleet.tmux.home}/state"`, 'rules = ["rules"]', "[wecom]", `api = "${phone.api}"`]
  writeFileSync(join(config, "config.toml"), lines.join("\n"), { mode: 0o600 })
  const binary = join(import.meta.dir, "../../dist/fleetai")
  const { WECOM_WEBHOOK: _, ...app } = phone.env
  return Bun.spawn([binary, "--config", join(config, "config.toml"), "run"], {
    env: { ...fleet.tmux.env, ...app },
    stdio: ["ignore", "ignore", "ignore"],
  })
}

/** Milliseconds from each change to its request, beyond `stable`; Infinity when none came. */
async function measure(panes: readonly string[]): Promise<number[]> {
  const stamps: Stamp[] = []
  for (let index = 0; index < pokes; index++) {
    stamps.push(fleet.poke(panes[(index * 7) % panes.length] ?? ""))
    await Bun.sleep(restMs())
  }
  const requests = phone.calls.filter(({ path }) => path === "message/send")
  return stamps.map(({ number, at }) => {
    const request = requests.find(({ body }) => body.includes(`poke ${number}\\n`))
    return request === undefined ? Number.POSITIVE_INFINITY : request.at - at - stableMs
  })
}

async function draw(): Promise<void> {
  for (let next = performance.now(); isDrawing; next += redrawMs) {
    fleet.redraw()
    await Bun.sleep(Math.max(0, next + redrawMs - performance.now()))
  }
}

function row(where: string, late: readonly number[]) {
  return {
    where,
    messages: late.length,
    lost: late.filter((ms) => ms === Number.POSITIVE_INFINITY).length,
    "p50 ms": percentile(late, 0.5),
    "p99 ms": percentile(late, 0.99),
  }
}
