import { describe, expect, test } from "bun:test"
import { approvalOf, busy, failing, idle, mycli, sampleAgent } from "./sample-agent.ts"
import { asked, pressed, Stage, settled, told } from "./stage.ts"

describe("retry", () => {
  const retrying = `
    rule api-error {
      severity warn
      when agent is error
      for 5s
      do retry after [30s, 2m] {
        answer reply "continue"
        until gone for 20s
        exhausted { notify phone "still failing ({agent.code|default '?'}) after {tries} tries"; escalate }
      }
    }`
  const failed = (): Stage => {
    const stage = new Stage(`${sampleAgent}\n${retrying}`)
    stage.shows(failing, mycli)
    stage.after(5_000)
    return stage
  }
  /** Types the answer that is under way. */
  const types = (stage: Stage): void => {
    stage.keys({ sent: true })
    stage.after(500)
    stage.keys({ sent: true })
  }

  test("waits, tries, and is content when it is gone for long enough", () => {
    const stage = failed()
    expect(pressed(stage.after(29_999))).toEqual([])
    expect(pressed(stage.after(1))).toEqual(['paste "continue"'])
    types(stage)
    stage.shows(busy, mycli)
    expect(stage.after(3_600_000)).toEqual([])
  })

  test("does not try when it is gone by itself", () => {
    const stage = failed()
    stage.after(10_000)
    stage.shows(busy, mycli)
    expect(pressed(stage.after(3_600_000))).toEqual([])
  })

  test("tries again after the next time, and says at the end that it did not help", () => {
    const stage = failed()
    stage.after(30_000)
    types(stage)
    stage.shows(busy, mycli)
    stage.after(2_000)
    stage.shows(failing, mycli)
    expect(pressed(stage.after(119_000))).toEqual([])
    expect(pressed(stage.after(60_000))).toEqual(['paste "continue"'])
    types(stage)
    expect(pressed(stage.after(3_000))).toEqual(["Enter"])
    stage.keys({ sent: true })
    const end = stage.after(60_000)
    expect(told(end)).toEqual(["still failing (529) after 2 tries", "still failing (529) after 2 tries"])
    expect(end).toMatchObject([
      { severity: "warn", receiver: "phone" },
      { severity: "high", receiver: undefined },
    ])
    expect(stage.after(3_600_000)).toEqual([])
  })

  test("counts a try whose keys were refused as one that did not help", () => {
    const stage = failed()
    stage.after(30_000)
    stage.keys({ sent: false, why: "changed" })
    expect(pressed(stage.after(200_000))).toEqual(['paste "continue"'])
  })

  test("goes on after a restart", () => {
    const stage = failed()
    stage.after(10_000)
    stage.restarts(5_000)
    stage.shows(failing, mycli)
    expect(pressed(stage.after(20_000))).toEqual(['paste "continue"'])
  })
})

describe("verify", () => {
  test("of a state goes on when it comes, else does what is written", () => {
    const rules = `rule r { when agent is approval and agent.detail has "Bash"; limit 9 per 1h; do { send "1"; verify busy within 3s else notify desk "no effect"; notify "went on" } }`
    const on = 'on session == "work"; stable 100ms;'
    const stage = new Stage(`${sampleAgent}\n${rules.replace("when", `${on} when`)}`)
    stage.shows(approvalOf("one"), mycli)
    stage.after(100)
    stage.keys({ sent: true })
    expect(told(stage.shows(busy, mycli))).toEqual(["went on"])
    stage.shows(approvalOf("one"), mycli)
    stage.after(100)
    stage.keys({ sent: true })
    expect(told(stage.after(3_000))).toEqual(["no effect"])
  })
})

describe("run", () => {
  const rules = `rule r { severity high; when event "build"; do { run ["deploy", "--now"] timeout 5s; notify "deployed {event.id|default '?'}" } }`

  test("runs a program with what is known, and goes on when it ended well", () => {
    const stage = new Stage(rules)
    stage.shows("", mycli)
    const [effect] = stage.emits("build", { id: "7", password: "password=hunter2hunter2" })
    expect(effect).toMatchObject({ kind: "run", argv: ["deploy", "--now"], timeoutMs: 5_000 })
    expect(effect).toMatchObject({ event: { rule: "r", severity: "high", captures: { "event.id": "7" } } })
    expect(JSON.stringify(effect)).not.toContain("hunter2")
    expect(told(stage.keys({ sent: true }))).toEqual(["deployed 7"])
  })

  test("ends its steps when the program fails", () => {
    const stage = new Stage(rules)
    stage.shows("", mycli)
    stage.emits("build")
    expect(told(stage.keys({ sent: false, why: "failed" }))).toEqual([])
  })

  test("is never caused by a line that anybody can print", () => {
    const stage = new Stage(rules.replace("do {", "do { notify \"seen {event.id|default '?'}\";"))
    stage.shows("", mycli)
    const effects = stage.prints('### FLEET {"name":"build","id":7}', "### FLEET {broken", "### SENTRY []")
    expect(told(effects)).toEqual(["seen 7"])
    expect(effects.map(({ kind }) => kind)).toEqual(["notify"])
  })
})

describe("escalate", () => {
  test("goes to whom it names, one severity up", () => {
    const stage = new Stage(
      `rule r { severity crit; when screen has "x!"; do { notify desk "bad"; escalate to phone } }`,
    )
    expect(stage.shows("x!")).toMatchObject([
      { receiver: "desk", severity: "crit" },
      { receiver: "phone", severity: "crit", repeats: undefined },
    ])
  })
})

describe("shadow", () => {
  test("asks for nothing, and says what it would do", () => {
    const stage = new Stage(
      `${sampleAgent}
       rule r { shadow; when agent is approval and agent.detail has "npm"; stable 100ms; limit 9 per 1h; do { answer approve; notify "done" } }
       rule a { shadow; when agent is approval; do ask { approve "ok" } }`,
    )
    const asks = stage.shows(approvalOf("npm"), mycli)
    const effects = [...asks, ...stage.after(100)]
    expect(effects.map((one) => (one.kind === "shadow" ? one.of.kind : `really ${one.kind}`))).toEqual(["ask", "send"])
    const more = stage.shows(busy, mycli)
    expect(more.map((one) => (one.kind === "shadow" ? one.of.kind : `really ${one.kind}`))).toEqual(["notify"])
    expect(settled(stage.after(60_000))).toEqual([])
  })
})

describe("repeat", () => {
  test("tells again while it is open, past its cooldown and not past its limit", () => {
    const stage = new Stage(
      `rule r { when screen has "x!"; repeat 1h; cooldown 3h; limit 3 per 1d; do notify "still" }`,
    )
    stage.shows("x!")
    expect(told(stage.after(3_599_999))).toEqual([])
    expect(told(stage.after(1))).toEqual(["still"])
    expect(told(stage.after(7_200_000))).toEqual(["still"])
    stage.shows("")
    expect(told(stage.after(7_200_000))).toEqual([])
  })
})

describe("collect", () => {
  test("tells several at once, with the captures of the first", () => {
    const stage = new Stage(
      `rule r { when output has /^error: (?<msg>.+)$/; collect up to 3 within 10s; do notify "{msg}: {matches|lines 5}" }`,
    )
    stage.shows("")
    expect(told(stage.prints("error: a", "fine", "error: b"))).toEqual([])
    expect(told(stage.after(9_999))).toEqual([])
    expect(told(stage.after(1))).toEqual(["a: error: a\nerror: b"])
    expect(told(stage.prints("error: 1", "error: 2", "error: 3"))).toEqual(["1: error: 1\nerror: 2\nerror: 3"])
    expect(told(stage.after(60_000))).toEqual([])
    expect(told(stage.prints("error: x", "error: y", "error: z", "error: w"))).toHaveLength(1)
    expect(told(stage.after(60_000))).toEqual(["w: error: w"])
  })
})

describe("N times within", () => {
  test("counts lines, forgets old ones, and begins anew after it fired", () => {
    const stage = new Stage(`rule r { when output has "timeout <what:word>" 3 times within 1m; do notify "{what}" }`)
    stage.shows("")
    expect(told(stage.prints("timeout a", "timeout b"))).toEqual([])
    stage.after(61_000)
    expect(told(stage.prints("timeout c", "other"))).toEqual([])
    stage.after(1_000)
    expect(told(stage.prints("timeout d", "timeout e", "timeout f"))).toEqual(["e"])
    expect(told(stage.prints("timeout g"))).toEqual([])
    expect(told(stage.prints("timeout h"))).toEqual(["h"])
  })

  test("counts events", () => {
    const stage = new Stage(`rule r { when event "fail" 2 times within 1m; do notify "twice" }`)
    stage.shows("")
    expect(told(stage.emits("fail"))).toEqual([])
    expect(told(stage.emits("other"))).toEqual([])
    expect(told(stage.emits("fail"))).toEqual(["twice"])
    expect(told(stage.emits("fail"))).toEqual([])
  })
})

describe("inhibit", () => {
  const rules = `
    ${sampleAgent}
    rule approval { when agent is approval; stable 600ms; do ask phone { approve "ok" } }
    rule harmless { when agent is approval and agent.detail has "git status"; stable 600ms; limit 1 per 1h; do answer approve }
    inhibit approval when harmless by pane`

  test("keeps a rule quiet in the same pane, whichever stands first in the file", () => {
    const stage = new Stage(rules)
    stage.shows(approvalOf("git status"), mycli)
    const effects = stage.after(600)
    expect(asked(effects)).toEqual([])
    expect(pressed(effects)).toEqual(['"1"'])
    stage.keys({ sent: true })
    stage.shows(approvalOf("rm -rf /"), mycli)
    expect(asked(stage.after(600))).toHaveLength(1)
  })

  test("lets it speak when the other one stays silent itself", () => {
    const stage = new Stage(rules)
    stage.shows(approvalOf("git status"), mycli)
    stage.after(600)
    stage.keys({ sent: true })
    stage.shows(busy, mycli)
    stage.shows(approvalOf("git status -s"), mycli)
    expect(asked(stage.after(600))).toHaveLength(1)
  })

  test("lets it speak when the other one's keys did not get through", () => {
    const stage = new Stage(rules)
    stage.shows(approvalOf("git status"), mycli)
    stage.after(600)
    expect(asked(stage.keys({ sent: "unknown" }))).toHaveLength(1)
  })

  test("reaches other panes where the facts are equal, and ends with the inhibitor", () => {
    const stage = new Stage(`
      rule down { severity crit; when screen has "OUTAGE"; clear 5s; do notify "down" }
      rule slow { when screen has "slow!"; do notify "slow" }
      inhibit slow when down by session`)
    const other = (screen: string, session = "work") =>
      stage.shows(screen, { pane: "local/1-1/%2", facts: { session, pane: "%2" } })
    stage.shows("OUTAGE")
    expect(told(other("slow!"))).toEqual([])
    expect(told(other("slow!", "home"))).toEqual(["slow"])
    other("")
    stage.after(60_000)
    expect(told(other("slow!"))).toEqual([])
    stage.shows("")
    expect(told(stage.after(4_999))).toEqual([])
    expect(told(stage.after(1))).toEqual(["slow"])
  })
})

describe("quiet", () => {
  // The stage's clock stands at 00:16 UTC on 1970-01-01.
  const hours = (how: string) => `quiet 00:00-01:00 "UTC" allow severity >= high else ${how}`
  const rules = (how: string) => `${hours(how)}
    rule low { severity low; when screen has "x!"; do notify "low" }
    rule high { severity high; when screen has "x!"; do notify "high" }`

  test("drops, holds or gathers what is not severe enough", () => {
    expect(told(new Stage(rules("drop")).shows("x!"))).toEqual(["high"])
    expect(new Stage(rules("digest to desk")).shows("x!")).toMatchObject([
      { severity: "low", receiver: "desk", later: { until: 3_600_000, how: "digest" } },
      { severity: "high", later: undefined },
    ])
    expect(new Stage(rules("hold")).shows("x!")).toMatchObject([{ later: { how: "hold" } }, { later: undefined }])
  })

  test("never drops or gathers an ask", () => {
    const stage = new Stage(
      `${sampleAgent} ${hours("drop")}\nrule a { when agent is approval; do ask { approve "ok" } }`,
    )
    expect(stage.shows(approvalOf("x"), mycli)).toMatchObject([
      { kind: "ask", later: { until: 3_600_000, how: "hold" } },
    ])
  })

  test("is over at its end", () => {
    const stage = new Stage(rules("drop"))
    stage.after(3_600_000)
    expect(told(stage.shows("x!"))).toEqual(["low", "high"])
  })
})

describe("the agent that answers", () => {
  test("waits for the dialog to go before it goes on", () => {
    const stage = new Stage(
      `${sampleAgent} rule r { when agent is approval and agent.detail has "npm"; stable 100ms; limit 9 per 1h; do { answer approve; notify "approved" } }`,
    )
    stage.shows(approvalOf("npm"), mycli)
    expect(pressed(stage.after(100))).toEqual(['"1"'])
    expect(told(stage.keys({ sent: true }))).toEqual([])
    expect(told(stage.after(1_000))).toEqual([])
    expect(told(stage.shows(idle, mycli))).toEqual([])
    expect(told(stage.after(1_500))).toEqual(["approved"])
  })
})

describe("an instant that comes while the steps of another run", () => {
  test("is told after them", () => {
    const stage = new Stage(
      `rule r { when event "done"; do { notify "{event.n|default '?'}"; wait 10s; notify "after" } }`,
    )
    stage.shows("")
    expect(told(stage.emits("done", { n: "1" }))).toEqual(["1"])
    expect(told(stage.emits("done", { n: "2" }))).toEqual([])
    expect(told(stage.after(10_000))).toEqual(["after", "2"])
    expect(told(stage.after(60_000))).toEqual(["after"])
  })
})

describe("a rule about the host", () => {
  test("is told once, however many panes there are", () => {
    const stage = new Stage(`rule off { when not online; for 1m; do notify phone "{host} cannot be reached" }
      rule each { when not online and session == "work"; for 1m; do notify "{pane}" }`)
    const panes = ["%1", "%2", "%3"]
    const all = (online: boolean) =>
      panes.map((pane) => stage.shows("", { pane: `local/1-1/${pane}`, facts: { pane, online } }))
    all(true)
    all(false)
    expect(told(stage.after(60_000)).toSorted()).toEqual(["%1", "%2", "%3", "box cannot be reached"])
    stage.observe({ kind: "gone", at: stage.now, pane: "local/1-1/%1" })
    expect(told(stage.after(600_000))).toEqual([])
    all(true)
    stage.after(10_000)
    all(false)
    expect(told(stage.after(60_000))).toContain("box cannot be reached")
  })
})
