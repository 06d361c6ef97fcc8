/** Whatever WeCom and the network do, and in whatever order: no message is lost, none is doubled without a mark. */
import { expect, test } from "bun:test"
import * as fc from "fast-check"
import { severities } from "../../src/engine/effect.ts"
import { knownCodes } from "../../src/wecom/errors.ts"
import { type FaultOrder, transports } from "../support/wecom/faults.ts"
import { simulated, TestClock } from "../wecom/company-at-hand.ts"
import { PostOffice, phone } from "./post-office.ts"

const path = fc.constantFrom("gettoken" as const, "message/send" as const, "webhook/send" as const)
// A slow answer takes real time: few of them.
const quick = transports.filter((transport) => transport !== "slow" && transport !== "drip")
const fault: fc.Arbitrary<FaultOrder> = fc.oneof(
  fc.record({ path, code: fc.constantFrom(...knownCodes, 47001), times: fc.integer({ min: 1, max: 12 }) }),
  fc.record({
    path,
    transport: fc.constantFrom(...quick),
    delivered: fc.boolean(),
    times: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({ path, transport: fc.constant("slow" as const), delayMs: fc.constant(500), times: fc.constant(1) }),
)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("fault" as const), fault }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("post" as const),
      many: fc.integer({ min: 1, max: 12 }),
      severity: fc.constantFrom(...severities),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("time" as const), ms: fc.integer({ min: 1, max: 600_000 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("revoke" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("down" as const), ms: fc.integer({ min: 1, max: 600_000 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("untrusted" as const), ms: fc.integer({ min: 1, max: 600_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("restart" as const) }) },
)
const chains = fc.constantFrom(
  ["wecom.app"],
  ["wecom.robot"],
  ["wecom.app", "wecom.robot"],
  ["wecom.robot", "wecom.app"],
)

/** Codes after which the table says that no channel shall try again. */
const finalReasons = /85002|40032|8200[123]|40008|40058|40063|44004|42045|45002/

test("every message ends as sent or as failed with its reason; what was shown twice is marked", async () => {
  let sent = 0
  let failed = 0
  await fc.assert(
    fc.asyncProperty(
      chains,
      fc.array(step, { minLength: 2, maxLength: 14 }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      async (channels, steps, dice) => {
        const clock = new TestClock()
        const simulator = await simulated({ now: clock.now })
        const random = () => Number(dice.next().value)
        const receivers = [{ ...phone, channels }]
        let office = new PostOffice(simulator, clock, { receivers, random, timeoutMs: 150 })
        let posted = 0
        for (const each of steps) {
          switch (each.kind) {
            case "fault":
              simulator.fail(each.fault)
              break
            case "post":
              for (let n = 0; n < each.many; n++) office.post(`m${posted++}`, { severity: each.severity })
              break
            case "time":
              await office.run(each.ms)
              break
            case "revoke":
              simulator.revokeTokens()
              break
            case "down":
              await simulator.goDown()
              await office.run(each.ms)
              await simulator.comeBack()
              break
            case "untrusted":
              simulator.trust({ ips: [] })
              await office.run(each.ms)
              simulator.trust({ ips: undefined })
              break
            case "restart":
              office = new PostOffice(simulator, clock, { receivers, random, timeoutMs: 150, store: office.store })
              office.courier.recover()
              break
          }
        }
        await office.run()
        for (let n = 0; n < posted; n++) {
          const { status, reason, doubled } = office.entry(`m${n}`)
          const shown = simulator.inbox.filter(({ content }) => content.includes(`title m${n}.`)).length
          if (status === "sent") {
            sent++
            expect(shown).toBeGreaterThan(0)
          } else {
            failed++
            expect(status).toBe("failed")
            // Every fault here ends some time, so that only what no channel may repeat, or what each one refused, can fail.
            expect(reason).toBeDefined()
            if (channels.length > 1) expect(office.tries(`m${n}`).join()).toMatch(finalReasons)
          }
          if (shown > 1) expect([n, doubled]).toEqual([n, true])
        }
        expect(simulator.silentlyDropped).toBe(0)
        await simulator.stop()
      },
    ),
    { numRuns: 60 },
  )
  // The property would hold of an office that delivers nothing, too.
  expect(sent).toBeGreaterThan(failed)
}, 120_000)
