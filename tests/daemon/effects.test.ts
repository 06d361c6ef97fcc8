/** What the other effects become: programs, messages of quiet hours, shadows, events of a program in the pane. */
import { describe, expect, test } from "bun:test"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { approvalOf, busy, idle, mycli, sampleAgent } from "../engine/sample-agent.ts"
import { stateFolder, valueIn } from "../store/state-folder.ts"
import { eventually } from "../support/tmux.ts"
import { Desk } from "./desk.ts"

const runs = (argv: readonly string[]): string => `rule checks {
  on not dead
  when screen bottom 9 has "tests failed: <n:int>"
  stable 1s; cooldown 1s
  do { run [${argv.map((word) => JSON.stringify(word)).join(", ")}] timeout 20s; notify "ran" }
}`

describe("a program that a rule runs", () => {
  test("gets the event as JSON and no secret; how it ended and what it said stand in the history, redacted", async () => {
    const token = `ghp_${"a1B2".repeat(9)}`
    const script = `cat; echo; echo token ${token}; env; echo "$0" "$1"`
    const desk = new Desk(runs(["sh", "-c", script, "a b", "$(id)"]), {
      config: '[wecom.robot]\nwebhook = "very-secret-key"\n[receiver.phone]\nchannels = ["terminal"]',
    })
    process.env["FLEETAI_TEST_HOOK"] = "1"
    process.env["SOME_NAME"] = "x very-secret-key"
    await desk.shows("tests failed: 3")
    await desk.pass(1_500)
    const ended = () => desk.firings.find((line) => line.startsWith("run ") && line.includes('"ended"'))
    await eventually("it has ended", async () => {
      await desk.pass(10)
      return ended()
    })
    delete process.env["SOME_NAME"]
    delete process.env["FLEETAI_TEST_HOOK"]
    const { output, ended: code, program } = JSON.parse(ended()?.slice("run ".length) ?? "{}") as Record<string, string>
    const [event = "", ...lines] = (output ?? "").split("\n")
    expect(code as unknown).toBe(0)
    expect(JSON.parse(event)).toMatchObject({ rule: "checks", severity: "info", captures: { n: "3" }, host: "box" })
    expect(output).not.toContain(token)
    expect(output).not.toContain("very-secret-key")
    expect(lines.some((line) => line.startsWith("FLEETAI_") || line.startsWith("WECOM_"))).toBe(false)
    expect(lines).toContain("a b $(id)")
    expect(program).toStartWith("sh -c ")
    await desk.pass(1_000)
    expect(desk.told).toHaveLength(1)
    expect(valueIn(desk.store.openIntents())).toEqual([])
  })

  test("that fails ends the steps, and the log says why with its last words", async () => {
    const desk = new Desk(runs(["sh", "-c", "echo first; echo no such branch >&2; exit 7"]))
    await desk.shows("tests failed: 3")
    await desk.pass(1_500)
    await eventually("it is said", async () => {
      await desk.pass(10)
      return desk.logged.some((line) => line.includes("ended with 7: no such branch"))
    })
    await desk.pass(5_000)
    expect(desk.told).toEqual([])
  })

  test("that cannot be started is said", async () => {
    const desk = new Desk(runs(["/nowhere/program"]))
    await desk.shows("tests failed: 3")
    await desk.pass(1_500)
    await eventually("it is said", async () => {
      await desk.pass(10)
      return desk.logged.some((line) => line.includes("could not be started (ENOENT)"))
    })
  })

  test("was running when the process died: it is told, and never run again", async () => {
    const mark = join(stateFolder(), "ran")
    writeFileSync(mark, "")
    const desk = new Desk(runs(["sh", "-c", `echo x >> ${mark}; sleep 30`]))
    await desk.shows("tests failed: 3")
    await desk.pass(1_500)
    await eventually("it runs", () => readFileSync(mark, "utf8") !== "")
    desk.assembly.programs.stop()
    await desk.restarts()
    await desk.pass(30_000)
    expect(readFileSync(mark, "utf8")).toBe("x\n")
    expect(desk.told.join("\n")).toContain("nobody knows how it ended")
  })
})

describe("in quiet hours", () => {
  // The clock of the desk stands at 00:16 UTC.
  const night = (otherwise: string): string => `quiet 00:00-08:00 "UTC" allow severity >= crit else ${otherwise}`
  const finished = 'rule finished { when agent busy -> idle; for 1s; do notify "{agent} finished" }'
  const eightMs = 8 * 3_600_000

  test("messages are gathered and come as one at their end", async () => {
    const desk = new Desk(`${sampleAgent}\n${finished}\n${night("digest")}`)
    for (let round = 0; round < 3; round += 1) {
      await desk.shows(busy, mycli)
      await desk.pass(10_000)
      await desk.shows(idle)
      await desk.pass(10_000)
    }
    expect(desk.told).toEqual([])
    expect(valueIn(desk.store.messageCounts(desk.timers.now()))).toMatchObject({ held: 3, waiting: 0 })
    await desk.restarts(eightMs)
    await desk.pass(60_000)
    expect(desk.told).toHaveLength(1)
    expect(desk.told[0]).toStartWith("3 messages from quiet hours\n")
    expect(desk.told[0]).toContain("mycli finished")
  })

  test("an ask is held as it is, and can be answered meanwhile; then nobody is woken for it", async () => {
    const ask =
      'rule approval { when agent is approval; stable 600ms; do ask { title "may it?"; body "x"; approve; deny } }'
    const desk = new Desk(`${sampleAgent}\n${ask}\n${night("digest")}`)
    await desk.shows(approvalOf("npm test"), mycli)
    await desk.pass(2_000)
    expect(desk.told).toEqual([])
    expect(desk.asks).toMatchObject([{ status: "open", deliveredAt: undefined }])
    desk.decide({ what: "approve" })
    await desk.pass(1_000)
    expect(desk.typed).toEqual(["1"])
    await desk.shows(busy)
    await desk.restarts(eightMs)
    await desk.pass(60_000)
    expect(desk.told).toEqual([])
  })

  test("an ask that is still open at their end goes out then", async () => {
    const ask =
      'rule approval { when agent is approval; stable 600ms; do ask { title "may it?"; body "x"; approve; deny } }'
    const desk = new Desk(`${sampleAgent}\n${ask}\n${night("hold")}`)
    await desk.shows(approvalOf("npm test"), mycli)
    await desk.pass(2_000)
    expect(desk.told).toEqual([])
    desk.timers.setBack(-eightMs)
    await desk.pass(60_000)
    expect(desk.told).toHaveLength(1)
    expect(desk.asks[0]?.deliveredAt).toBeGreaterThan(eightMs)
  })
})

test("a rule on trial does nothing: what it would do stands in the log and the history", async () => {
  const trial = `rule trial {
    shadow
    when agent is approval
    stable 600ms
    do ask phone { title "may it?"; body "x"; approve; deny }
  }
  rule press {
    shadow
    when agent is approval and agent.detail has "npm test"
    stable 600ms
    limit 5 per 1h
    do { answer approve; notify "pressed" }
  }`
  const desk = new Desk(`${sampleAgent}\n${trial}`)
  await desk.shows(approvalOf("npm test"), mycli)
  await desk.pass(60_000)
  expect({ told: desk.told, typed: desk.typed, asks: desk.asks }).toEqual({ told: [], typed: [], asks: [] })
  expect(desk.firings.filter((line) => line.startsWith("shadow "))).not.toEqual([])
  expect(desk.firings.every((line) => line.startsWith("shadow "))).toBe(true)
  const log = desk.logged.join("\n")
  expect(log).toContain('press (on trial): would do "1" for work:build %1')
  expect(log).toContain("trial (on trial): would send a message about work:build %1")
})

test("an event of a program in the pane fires its rule, with its fields", async () => {
  const desk = new Desk('rule done { when event "build-done"; do notify "{event.status|default \'?\'}" }')
  await desk.shows("$ make")
  desk.event("build-done", { status: "all green" })
  await desk.pass(100)
  expect(desk.told[0]).toContain("all green")
})
