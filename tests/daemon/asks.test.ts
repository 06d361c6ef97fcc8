/** From a dialog to a person's decision and back: everything of the service but tmux. */
import { describe, expect, test } from "bun:test"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { oldestMs, openMost } from "../../src/daemon/asks.ts"
import { newAsk } from "../approvals/samples.ts"
import { approvalOf, busy, mycli, sampleAgent } from "../engine/sample-agent.ts"
import { valueIn } from "../store/state-folder.ts"
import { Desk } from "./desk.ts"

const rules = `${sampleAgent}
rule approval {
  severity high
  when agent is approval
  stable 600ms
  do ask phone { title "may it?"; body "{agent.detail|default '?'|code}"; approve "Allow"; deny; timeout 30m { escalate } }
}`

async function asked(rulesText = rules, options: ConstructorParameters<typeof Desk>[1] = {}): Promise<Desk> {
  const desk = new Desk(rulesText, options)
  await desk.shows(busy, mycli)
  await desk.pass(2_000)
  await desk.shows(approvalOf("npm test"))
  await desk.pass(1_000)
  return desk
}

const idOf = (desk: Desk): string => desk.asks[0]?.id ?? "none"

describe("an approval", () => {
  test("becomes a message that says how it is answered, a row, and a file", async () => {
    const desk = await asked()
    const id = idOf(desk)
    expect(desk.told).toHaveLength(1)
    expect(desk.told[0]).toContain(`Answer on the host:\nAllow: fleetai approve ${id}\nrefuse: fleetai deny ${id}\n`)
    expect(desk.asks).toMatchObject([
      { status: "open", title: "may it?", body: expect.stringMatching(/^Bash command: npm test\n/), rule: "approval" },
    ])
    expect(desk.asks[0]?.deliveredAt).toBeGreaterThan(0)
    expect(readdirSync(join(desk.folder, "approvals"))).toEqual([`${id}.ask`])
    expect(desk.logged.join("\n")).toContain(`approval: ask ${id} for phone about work:build %1`)
  })

  test("that is approved presses its key, once, and is done when the dialog goes", async () => {
    const desk = await asked()
    expect(desk.decide({ what: "approve" }).taken).toBe(true)
    await desk.pass(100)
    expect(desk.typed).toEqual(["1"])
    expect(desk.asks).toMatchObject([{ status: "decided", how: "decided" }])
    await desk.shows(busy)
    await desk.pass(20_000)
    expect(desk.ask).toMatchObject({ status: "settled", how: "done", decision: { by: "command:me" } })
    expect(desk.typed).toEqual(["1"])
    // Whoever decided knows: no message more.
    expect(desk.told).toHaveLength(1)
  })

  test("that two decide at once is decided by the first", async () => {
    const desk = await asked()
    const answers = [
      desk.decide({ what: "deny" }),
      desk.decide({ what: "approve" }),
      desk.decide({ what: "deny" }, idOf(desk)),
    ]
    await desk.pass(1_000)
    expect(answers.map(({ taken }) => taken)).toEqual([true, false, false])
    expect(desk.typed).toEqual(["Escape"])
  })

  test("that somebody answers at the keyboard is withdrawn, and whoever got it hears so", async () => {
    const desk = await asked()
    const id = idOf(desk)
    await desk.shows(busy)
    await desk.pass(5_000)
    expect(desk.ask).toMatchObject({ status: "settled", how: "elsewhere" })
    expect(desk.told).toHaveLength(2)
    expect(desk.told[1]).toStartWith(`${id}: already answered\nmay it?\nAnswered at the keyboard`)
    expect(desk.decide({ what: "approve" }, id).taken).toBe(false)
    expect(desk.typed).toEqual([])
  })

  test("in whose place another dialog stands is not answered: nothing is pressed, and it is told", async () => {
    const desk = await asked()
    const id = idOf(desk)
    desk.decide({ what: "approve" })
    // The engine has not seen it yet; the performer does.
    await desk.shows(approvalOf("rm -rf /"))
    await desk.pass(5_000)
    expect(desk.typed).toEqual([])
    const settled = valueIn(desk.store.askNamed(id))
    expect(settled?.how).toBe("changed")
    expect(desk.told.some((text) => text.startsWith(`${id}: NOT done\n`))).toBe(true)
  })

  test("whose keys nobody can vouch for is told as failed, and its keys are not pressed again", async () => {
    const desk = await asked(rules, { answers: () => "unknown" })
    const id = idOf(desk)
    desk.decide({ what: "approve" })
    await desk.pass(30_000)
    expect(valueIn(desk.store.askNamed(id))?.how).toBe("failed")
    expect(desk.told.some((text) => text.startsWith(`${id}: FAILED\n`))).toBe(true)
    expect(valueIn(desk.store.openIntents())).toEqual([])
  })

  test("that nobody decides is told again, louder, with the same way to answer; its time begins at the first delivery", async () => {
    const desk = await asked()
    const id = idOf(desk)
    await desk.pass(29 * 60_000)
    expect(desk.told).toHaveLength(1)
    await desk.pass(2 * 60_000)
    expect(desk.told).toHaveLength(2)
    expect(desk.told[1]).toContain(`fleetai approve ${id}`)
    expect(desk.decide({ what: "approve" }).taken).toBe(true)
  })
})

/** Whoever got the ask heard of its end, and can answer another one. */
function expectAskedAnew(desk: Desk, id: string, end: string): void {
  expect(desk.asks).toHaveLength(1)
  const fresh = idOf(desk)
  expect(fresh).not.toBe(id)
  expect(desk.told.filter((text) => text.startsWith(`${id}: ${end}\nmay it?\n`))).toHaveLength(1)
  expect(desk.told.at(-1)).toContain(`fleetai approve ${fresh}`)
}

describe("after a restart", () => {
  test("an open ask is still open, its time goes on, and it can be decided", async () => {
    const desk = await asked()
    const id = idOf(desk)
    await desk.pass(20 * 60_000)
    await desk.restarts()
    await desk.pass(1_000)
    expect(idOf(desk)).toBe(id)
    expect(desk.told).toHaveLength(1)
    await desk.pass(11 * 60_000)
    expect(desk.told).toHaveLength(2)
    desk.decide({ what: "approve" }, id)
    await desk.pass(1_000)
    expect(desk.typed).toEqual(["1"])
  })

  test("a decision that was taken and not carried out yet is, once", async () => {
    const desk = await asked()
    desk.decide({ what: "approve" })
    // Nothing was stepped since: the process dies right behind the commit of the decision.
    await desk.restarts()
    await desk.pass(2_000)
    expect(desk.typed).toEqual(["1"])
    await desk.restarts()
    await desk.pass(20_000)
    expect(desk.typed).toEqual(["1"])
  })

  test("a decision whose keys were about to be pressed is told and never carried out", async () => {
    const desk = await asked(rules, { answers: () => "never" })
    const id = idOf(desk)
    desk.decide({ what: "approve" })
    await desk.pass(1_000)
    expect(valueIn(desk.store.openIntents())).toMatchObject([{ what: '"1"', kind: "send" }])
    await desk.restarts()
    await desk.pass(30_000)
    expect(desk.typed).toEqual([])
    expect(valueIn(desk.store.askNamed(id))?.how).toBe("interrupted")
    expect(desk.told.join("\n")).toContain('before the restart "1" was about to be pressed')
    expect(valueIn(desk.store.openIntents())).toEqual([])
  })

  test("a decision that is old by then is not carried out: that is told, and it is asked anew", async () => {
    const desk = await asked()
    const id = idOf(desk)
    desk.decide({ what: "approve" })
    await desk.restarts(11 * 60_000)
    await desk.pass(5_000)
    expect(desk.typed).toEqual([])
    expect(valueIn(desk.store.askNamed(id))?.how).toBe("interrupted")
    expectAskedAnew(desk, id, "NOT done")
    expect(desk.logged.join("\n")).toContain(`${id} (approval): fleetai ended before the decision was carried out`)
    await desk.pass(60 * 60_000)
    expect(desk.told.slice(1).filter((text) => text.includes(`approve ${id}`))).toEqual([])
    desk.decide({ what: "approve" })
    await desk.pass(1_000)
    expect(desk.typed).toEqual(["1"])
  })

  test("an ask that is a week old is closed, and asked anew while its dialog stands", async () => {
    const desk = await asked()
    const id = idOf(desk)
    await desk.restarts(oldestMs)
    await desk.pass(5_000)
    expect(valueIn(desk.store.askNamed(id))?.how).toBe("expired")
    expectAskedAnew(desk, id, "closed")
  })

  test("an ask that was closed right before the service died is asked anew all the same", async () => {
    const desk = await asked()
    const [open] = desk.asks
    const closed = { effect: open?.effect ?? "", at: desk.timers.now(), how: "expired", withdrawn: "null" }
    valueIn(desk.store.commit({ at: desk.timers.now(), settled: [closed] }))
    await desk.restarts()
    await desk.pass(5_000)
    expect(desk.asks).toHaveLength(1)
    expect(idOf(desk)).not.toBe(open?.id ?? "")
  })

  test("an ask of which the engine knows nothing any more is closed", async () => {
    const desk = await asked()
    const id = idOf(desk)
    desk.store.commit({ at: 1, engine: [{ key: "local/1-1/%1", json: null }] })
    await desk.restarts()
    expect(valueIn(desk.store.askNamed(id))?.how).toBe("forgotten")
    expect(desk.logged.join("\n")).toContain(`${id} (approval) is closed`)
  })
})

test("of too many open asks the oldest is closed, and it is said", async () => {
  const desk = new Desk(rules)
  const rows = Array.from({ length: openMost }, (_, n) => newAsk(`x${n}`, undefined, { at: n }))
  valueIn(desk.store.commit({ at: 1, asks: rows }))
  await desk.shows(approvalOf("npm test"), mycli)
  await desk.pass(1_000)
  expect(desk.asks).toHaveLength(openMost)
  expect(valueIn(desk.store.askNamed("x0"))?.how).toBe("crowded")
  expect(desk.logged.join("\n")).toContain("x0 (approval) is closed, the oldest of more than 500 open asks")
})

test("an ask that was closed for want of room is told, escalated without a way to answer it, and asked anew when there is room", async () => {
  const desk = await asked(rules.replace("30m", "20s"))
  const id = idOf(desk)
  const at = desk.timers.now() + 1
  const rows = Array.from({ length: openMost }, (_, n) => newAsk(`x${n}`, undefined, { at, pane: `nas/1-2/%${n}` }))
  valueIn(desk.store.commit({ at, asks: rows }))
  desk.assembly.asks?.committed([], true)
  await desk.pass(1_000)
  expect(valueIn(desk.store.askNamed(id))?.how).toBe("crowded")
  expect(desk.told.at(-1)).toStartWith(`${id}: closed\nmay it?\nToo many asks are open`)
  await desk.pass(20_000)
  expect(desk.told).toHaveLength(3)
  expect(desk.told.at(-1)).toContain("may it?")
  expect(desk.told.at(-1)).not.toContain("fleetai approve")
  expect(desk.asks).toHaveLength(openMost)
  const settled = [{ effect: "effect x7", at, how: "elsewhere", withdrawn: "null" }]
  valueIn(desk.store.commit({ at, settled }))
  desk.assembly.asks?.committed([], true)
  await desk.pass(1_000)
  expect(desk.asks).toHaveLength(openMost)
  expect(desk.told).toHaveLength(4)
  expect(desk.told.at(-1)).toContain(`fleetai approve ${desk.asks.at(-1)?.id}`)
})

test("words that a person typed are not kept once all is over", async () => {
  const desk = await asked(rules.replace("deny;", "deny; reply;"))
  const id = idOf(desk)
  const sent = desk.decide({ what: "reply", text: "the password is hunter2hunter2" })
  expect(sent.taken).toBe(true)
  await desk.pass(1_000)
  await desk.shows(busy)
  await desk.pass(20_000)
  const ask = valueIn(desk.store.askNamed(id))
  expect(ask).toMatchObject({ status: "settled", decision: { what: '{"what":"reply","text":"…"}' } })
})

test("an ask for which nobody set a time has the configured one", async () => {
  const patient = rules.replace("; timeout 30m { escalate }", "")
  const desk = await asked(patient, { config: '[approvals]\ntimeout = "2m"' })
  await desk.pass(3 * 60_000)
  expect(desk.told).toHaveLength(2)
  expect(desk.told.at(-1)).toStartWith("Still waiting for you · ")
  const waits = await asked(patient)
  await waits.pass(60 * 60_000)
  expect(waits.told).toHaveLength(1)
})

test("whatever happens and whenever, one decision presses one key, and only into the dialog that it was about", async () => {
  const commands = ["npm test", "rm -rf /"]
  const doings = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...commands).map((command) => ({ does: "shows" as const, command })) },
    { weight: 1, arbitrary: fc.constant({ does: "busy" as const }) },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom("approve" as const, "deny" as const)
        .map((what) => ({ does: "decides" as const, what })),
    },
    { weight: 4, arbitrary: fc.constantFrom(3, 300, 700, 2_500, 11_000).map((ms) => ({ does: "waits" as const, ms })) },
    { weight: 1, arbitrary: fc.constantFrom(500, 60_000).map((ms) => ({ does: "restarts" as const, ms })) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(doings, { minLength: 4, maxLength: 16 }), fc.nat(6), async (course, dying) => {
      let keys = 0
      const desk = await asked(rules, { answers: () => (++keys === dying ? "never" : undefined) })
      const taken: { readonly body: string; readonly key: string }[] = []
      for (const doing of course) {
        if (doing.does === "shows") await desk.shows(approvalOf(doing.command))
        else if (doing.does === "busy") await desk.shows(busy)
        else if (doing.does === "waits") await desk.pass(doing.ms)
        else if (doing.does === "restarts") await desk.restarts(doing.ms)
        else {
          const asks = desk.asks.filter(({ status }) => status === "open")
          const answer = desk.decide({ what: doing.what }, asks[0]?.id ?? "none")
          const body = asks[0]?.body ?? ""
          if (answer.taken) taken.push({ body, key: doing.what === "approve" ? "1" : "Escape" })
          // Somebody else is a moment too late.
          expect(desk.decide({ what: "deny" }, asks[0]?.id ?? "none").taken).toBe(false)
        }
      }
      await desk.pass(15_000)
      for (const [at, key] of desk.typed.entries()) {
        const screen = desk.typedAt[at] ?? ""
        const cause = taken.findIndex((one) => one.key === key && screen.includes(one.body.split("\n")[0] ?? "?"))
        expect([key, screen, cause]).not.toEqual([key, screen, -1])
        taken.splice(cause, 1)
      }
      // A process that is dead to the world does not finish anything.
      const isDead = dying > 0 && keys >= dying
      if (!isDead) expect(desk.asks.every(({ status }) => status === "open")).toBe(true)
      await desk.end()
    }),
    { numRuns: 40 },
  )
}, 60_000)
