/**
 * Steering a running simulator from another process (an end-to-end test, a person with curl):
 *
 *   GET  /sim/inbox   what the phones show           GET  /sim/calls        every call and its errcode
 *   POST /sim/fail    a FaultOrder                   POST /sim/clear        no more faults, empty inbox and calls
 *   POST /sim/trusted-ips {"ips":["1.2.3.4"] or null, "exitIp":"5.6.7.8", "wording":"new"}
 *   POST /sim/revoke-tokens                          POST /sim/down {"forMs":2000}   connections are refused
 */
import type { ServerResponse } from "node:http"
import * as v from "valibot"
import { apiPaths, transports } from "./faults.ts"
import type { WecomSimulator } from "./simulator.ts"
import { reply } from "./wire.ts"

const faultOrder = v.pipe(
  v.strictObject({
    path: v.exactOptional(v.picklist(apiPaths)),
    code: v.exactOptional(v.number()),
    transport: v.exactOptional(v.picklist(transports)),
    times: v.exactOptional(v.number()),
    delivered: v.exactOptional(v.boolean()),
    delayMs: v.exactOptional(v.number()),
  }),
  v.check((order) => (order.code === undefined) !== (order.transport === undefined), "either code or transport"),
)
const trustedIps = v.strictObject({
  ips: v.nullable(v.array(v.string())),
  exitIp: v.exactOptional(v.string()),
  wording: v.exactOptional(v.picklist(["new", "old"])),
})
/** The answer to `down` gets out before the connections are cut. */
const answerLeavesMs = 20
const downtime = v.strictObject({ forMs: v.pipe(v.number(), v.minValue(1), v.maxValue(600_000)) })

/** `order` is the method and the path. */
export function control(simulator: WecomSimulator, order: string, body: string, response: ServerResponse): void {
  const problem = obey(simulator, order, body)
  if (problem !== undefined) reply(response, { ok: false, error: problem }, 400)
  else reply(response, answerOf(simulator, order))
}

function answerOf(simulator: WecomSimulator, order: string): unknown {
  switch (order) {
    case "GET /sim/inbox":
      return simulator.inbox
    case "GET /sim/calls":
      return simulator.calls
    default:
      return { ok: true }
  }
}

/** What is wrong with the order, or undefined when it was carried out. */
function obey(simulator: WecomSimulator, order: string, body: string): string | undefined {
  switch (order) {
    case "GET /sim/inbox":
    case "GET /sim/calls":
      return undefined
    case "POST /sim/fail":
      return read(faultOrder, body, (fault) => simulator.fail(fault))
    case "POST /sim/clear":
      simulator.clearFaults()
      simulator.inbox.length = 0
      simulator.calls.length = 0
      return undefined
    case "POST /sim/trusted-ips":
      return read(trustedIps, body, ({ ips, ...rest }) => simulator.trust({ ips: ips ?? undefined, ...rest }))
    case "POST /sim/revoke-tokens":
      simulator.revokeTokens()
      return undefined
    case "POST /sim/down":
      return read(downtime, body, ({ forMs }) => {
        setTimeout(() => {
          void simulator.goDown().then(() => setTimeout(() => void simulator.comeBack(), forMs))
        }, answerLeavesMs)
      })
    default:
      return `no such order: ${order}`
  }
}

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  body: string,
  use: (value: v.InferOutput<Schema>) => void,
): string | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), body)
  if (!parsed.success) return v.summarize(parsed.issues)
  use(parsed.output)
  return undefined
}
