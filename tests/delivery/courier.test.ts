import { Database } from "bun:sqlite"
import { describe, expect, test } from "bun:test"
import type { Channel } from "../../src/delivery/channel.ts"
import { Courier } from "../../src/delivery/courier.ts"
import { phraseIn } from "../../src/delivery/entry.ts"
import { entriesOf, waitingMost } from "../../src/delivery/message.ts"
import { say } from "../../src/locale/phrase.ts"
import type { Store } from "../../src/store/store.ts"
import { freshStore, valueIn } from "../store/state-folder.ts"
import { callsOf, simulated, TestClock } from "../wecom/company-at-hand.ts"
import { desk, PostOffice, phone } from "./post-office.ts"
import { fromPane, sample, trusted } from "./samples.ts"

async function office(options: ConstructorParameters<typeof PostOffice>[2] = {}) {
  const clock = new TestClock()
  const simulator = await simulated({ now: clock.now })
  return { clock, simulator, post: new PostOffice(simulator, clock, options) }
}

const appOnly = [{ ...phone, channels: ["wecom.app"] }]
const robotOnly = [{ ...phone, channels: ["wecom.robot"] }]

test("a message is sent once by the first channel, and only then called sent", async () => {
  const { post, simulator } = await office()
  post.post("n1")
  await post.run()
  await post.run()
  expect(simulator.inbox).toMatchObject([{ via: "app", to: ["zhangsan", "lisi"] }])
  expect(simulator.inbox[0]?.content).toContain("title n1.")
  expect(post.entry("n1")).toMatchObject({ status: "sent", channel: "wecom.app", attempts: 1, doubled: false })
})

test("each receiver gets its own, and a slow one holds up nobody", async () => {
  const { post, simulator } = await office({ timeoutMs: 300 })
  simulator.fail({ path: "message/send", transport: "slow", delayMs: 1000, times: 1 })
  post.post("n1", {}, ["phone", "desk"])
  const round = post.courier.deliverDue()
  await Bun.sleep(50)
  expect(post.printed.join()).toContain("title n1.")
  // A message for the desk that comes meanwhile does not wait either.
  post.post("n2", {}, ["desk"])
  await post.courier.deliverDue()
  expect(post.printed.join()).toContain("title n2.")
  expect(simulator.calls.filter(({ path }) => path === "message/send").length).toBeLessThanOrEqual(1)
  await round
})

test("a receiver gets one message at a time, in order, however often the courier is sent", async () => {
  const { post, simulator } = await office()
  simulator.fail({ path: "gettoken", transport: "slow", delayMs: 100, times: 1 })
  post.post("n1")
  const first = post.courier.deliverDue()
  post.post("n2")
  await post.courier.deliverDue()
  expect(post.entry("n2").attempts).toBe(0)
  await first
  expect(simulator.inbox.map(({ content }) => /title (\w+)/.exec(content)?.[1])).toEqual(["n1", "n2"])
})

describe("an address that is not trusted", () => {
  test("at once by the robot; the reason, the address and the cure are known", async () => {
    const { post, simulator, clock } = await office()
    simulator.trust({ ips: ["198.51.100.9"], exitIp: "203.0.113.7" })
    const before = clock.at
    post.post("n1")
    await post.courier.deliverDue()
    expect(clock.at).toBe(before)
    expect(simulator.inbox).toMatchObject([{ via: "robot" }])
    expect(post.tries("n1")).toEqual(["wecom.app refused 60020", "wecom.robot sent"])
    // Whoever has only the phone at hand reads there why it came by the robot.
    expect(simulator.inbox[0]?.content).toContain("> wecom.app: WeCom does not accept this machine's IP address")
    expect(simulator.inbox[0]?.content).toContain("(errcode 60020, IP 203.0.113.7)")
    const [app] = valueIn(post.store.channels())
    expect(app).toMatchObject({ name: "wecom.app", state: "down", code: 60020, exitIp: "203.0.113.7" })
    const reason = phraseIn(app?.reason)
    const cure = phraseIn(app?.cure)
    if (reason === undefined || cure === undefined) throw new Error("no reason")
    expect(say("zh-CN", reason)).toContain("203.0.113.7")
    expect(say("zh-CN", cure)).toContain("企业可信IP")
    expect(post.events.filter(({ kind }) => kind === "channel-down")).toMatchObject([{ exitIp: "203.0.113.7" }])
  })

  test("the next messages do not ask it again until a probe is due; once it is trusted the app is used", async () => {
    const { post, simulator, clock } = await office()
    simulator.trust({ ips: [] })
    post.post("n1")
    await post.run()
    post.post("n2")
    await post.run()
    expect(callsOf(simulator, "message/send")).toBe(1)
    clock.at += 61_000
    post.post("n3")
    await post.run()
    expect(callsOf(simulator, "message/send")).toBe(2)
    simulator.trust({ ips: undefined })
    clock.at += 121_000
    post.post("n4")
    await post.run()
    expect(post.tries("n4")).toEqual(["wecom.app sent"])
    expect(post.events.map(({ kind }) => kind)).toContain("channel-up")
    expect(simulator.inbox.map(({ via }) => via)).toEqual(["robot", "robot", "robot", "app"])
  })

  test("without a robot the message waits, and arrives once the address is trusted", async () => {
    const { post, simulator } = await office({ receivers: appOnly })
    simulator.trust({ ips: [] })
    post.post("n1")
    await post.run(30 * 60_000)
    expect(post.entry("n1").status).toBe("waiting")
    expect(callsOf(simulator, "message/send")).toBeLessThan(8)
    simulator.trust({ ips: undefined })
    await post.run()
    expect(post.entry("n1").status).toBe("sent")
    expect(simulator.inbox).toHaveLength(1)
  })
})

describe("what each kind of refusal leads to", () => {
  for (const [code, tries] of [
    [81013, ["wecom.app refused 81013", "wecom.robot sent"]],
    [48002, ["wecom.app refused 48002", "wecom.robot sent"]],
    [-1, [...Array(4).fill("wecom.app refused -1"), "wecom.robot sent"]],
    [45033, [...Array(4).fill("wecom.app refused 45033"), "wecom.robot sent"]],
    [123456, [...Array(4).fill("wecom.app refused 123456"), "wecom.robot sent"]],
  ] as const) {
    test(`${code} for ever: ${tries.length} attempts, the last by the robot`, async () => {
      const { post, simulator } = await office()
      simulator.fail({ path: "message/send", code })
      post.post("n1")
      await post.run()
      expect(post.tries("n1")).toEqual([...tries])
    })
  }

  test("forbidden words on a pane do not silence the message about it: once more without them", async () => {
    const { post, simulator } = await office()
    simulator.fail({ path: "message/send", code: 85002, times: 1 })
    post.post("n1", { title: [trusted("n1 asks: "), fromPane("badword")], body: [fromPane("badword too")] })
    await post.run()
    expect(post.tries("n1")).toEqual(["wecom.app refused 85002", "wecom.app sent"])
    const [shown] = simulator.inbox
    for (const part of ["n1 asks:", "devbox", "proj", "%3", "refused the text"]) expect(shown?.content).toContain(part)
    expect(shown?.content).not.toMatch(/badword|codex/)
  })

  test("forbidden words for ever: then the next channel, with the whole text", async () => {
    const { post, simulator } = await office()
    simulator.fail({ path: "message/send", code: 85002 })
    post.post("n1", { body: [fromPane("the command")] })
    await post.run()
    expect(post.tries("n1")).toEqual(["wecom.app refused 85002", "wecom.app refused 85002", "wecom.robot sent"])
    expect(simulator.inbox[0]?.content).toContain("the command")
  })

  test("forbidden words for every channel: failed, with the reason, each asked twice", async () => {
    const { post, simulator } = await office()
    for (const path of ["message/send", "webhook/send"] as const) simulator.fail({ path, code: 85002 })
    post.post("n1")
    await post.run()
    const twice = (channel: string) => Array<string>(2).fill(`${channel} refused 85002`)
    expect(post.tries("n1")).toEqual([...twice("wecom.app"), ...twice("wecom.robot")])
    expect(post.entry("n1").status).toBe("failed")
    expect(post.entry("n1").reason).toContain("85002")
    expect(post.events.map(({ kind }) => kind)).toContain("failed")
  })

  test("too frequent: an unimportant message waits, an urgent one goes by the robot", async () => {
    const { post, simulator } = await office()
    simulator.fail({ path: "message/send", code: 45009, times: 1 })
    post.post("info", { severity: "info" })
    await post.courier.deliverDue()
    post.post("urgent", { severity: "high" })
    await post.run()
    expect(post.tries("urgent")).toEqual(["wecom.robot sent"])
    expect(post.tries("info")).toEqual(["wecom.app refused 45009", "wecom.app sent"])
  })

  test("too long after all: a shorter one", async () => {
    const { post, simulator } = await office()
    simulator.fail({ path: "message/send", code: 45002, times: 1 })
    post.post("n1", { body: [fromPane("line\n".repeat(1000))] })
    await post.run()
    expect(post.entry("n1").status).toBe("sent")
    expect(Buffer.byteLength(simulator.inbox[0]?.content ?? "")).toBeLessThanOrEqual(1024)
  })

  test("a wrong secret: by the robot, and WeCom is not asked for a token again for an hour", async () => {
    const { post, simulator, clock } = await office({ secret: "wrong" })
    for (let n = 0; n < 5; n++) {
      post.post(`n${n}`)
      await post.run()
      clock.at += 60_000
    }
    expect(callsOf(simulator, "gettoken")).toBe(1)
    expect(simulator.inbox.map(({ via }) => via)).toEqual(Array(5).fill("robot"))
  })

  test("some recipients got nothing: sent, and it is told who", async () => {
    const { post } = await office({ toUser: "zhangsan|ghost" })
    post.post("n1")
    await post.run()
    expect(post.entry("n1").status).toBe("sent")
    expect(post.events.filter(({ kind }) => kind === "partly")).toMatchObject([
      { what: { values: { names: "ghost" } } },
    ])
    expect(post.entry("n1").tries[0]?.detail).toContain("ghost")
  })
})

describe("an unknown outcome", () => {
  test("at the app: the identical message again, shown once, not doubled", async () => {
    const { post, simulator } = await office()
    simulator.fail({ path: "message/send", transport: "reset", times: 2 })
    post.post("n1")
    await post.run()
    expect(post.tries("n1")).toEqual(["wecom.app unknown", "wecom.app unknown", "wecom.app sent"])
    expect(simulator.inbox).toHaveLength(1)
    expect(post.entry("n1").doubled).toBe(false)
  })

  test("at the robot: again, and marked as possibly doubled", async () => {
    const { post, simulator } = await office({ receivers: robotOnly })
    simulator.fail({ path: "webhook/send", transport: "half", times: 1 })
    post.post("n1")
    await post.run()
    expect(simulator.inbox).toHaveLength(2)
    expect(post.entry("n1")).toMatchObject({ status: "sent", doubled: true })
  })

  test("at the app for ever, then the robot: marked", async () => {
    const { post, simulator } = await office()
    simulator.fail({ path: "message/send", transport: "empty" })
    post.post("n1")
    await post.run()
    expect(simulator.inbox.map(({ via }) => via)).toEqual(["app", "robot"])
    expect(post.entry("n1")).toMatchObject({ status: "sent", channel: "wecom.robot", doubled: true })
  })
})

describe("the network", () => {
  test("down for a while: nothing is lost, nothing twice, and the token is asked for anew", async () => {
    const { post, simulator } = await office()
    await simulator.goDown()
    for (const id of ["a", "b", "c"]) post.post(id)
    await post.run(3 * 60_000)
    expect(simulator.inbox).toEqual([])
    await simulator.comeBack()
    await post.run()
    const shown = simulator.inbox.map(({ content }) => /title (\w)/.exec(content)?.[1]).sort()
    expect(shown).toEqual(["a", "b", "c"])
  })

  test("down for ever: the message fails when its time is over, with the last reason", async () => {
    const { post, simulator } = await office()
    await simulator.goDown()
    post.post("n1")
    await post.run()
    const { status, reason } = post.entry("n1")
    const told = phraseIn(reason)
    expect(status).toBe("failed")
    expect(told && say("en", told)).toMatch(/no channel took it in time.*the connection was refused/)
    await simulator.comeBack()
  })
})

describe("limits", () => {
  test("a storm keeps below WeCom's, and nothing is dropped", async () => {
    const { post, simulator } = await office({ receivers: appOnly })
    for (let n = 0; n < 80; n++) post.post(`n${n}`)
    await post.run()
    expect(simulator.inbox).toHaveLength(80)
    expect(simulator.silentlyDropped).toBe(0)
  })

  test("a storm at the robot is never refused for it", async () => {
    const { post, simulator } = await office({ receivers: robotOnly })
    for (let n = 0; n < 60; n++) post.post(`n${n}`)
    await post.run()
    expect(simulator.inbox).toHaveLength(60)
    expect(simulator.calls.every(({ errcode }) => errcode === 0)).toBe(true)
  })

  test("the important goes first", async () => {
    const { post, simulator } = await office({ receivers: appOnly })
    for (let n = 0; n < 40; n++) post.post(`n${n}`, { severity: "info" })
    await post.courier.deliverDue()
    post.post("urgent", { severity: "crit" })
    await post.run()
    expect(simulator.inbox[25]?.content).toContain("title urgent.")
  })
})

test("a flood that no channel takes stays within the limit: the least important are given up, and it is told once", async () => {
  const { post, simulator, clock } = await office({ receivers: appOnly })
  await simulator.goDown()
  const at = clock.at
  const many = (name: string, severity: "low" | "high", count: number) =>
    Array.from({ length: count }, (_, n) => entriesOf(`${name}${n}`, sample({ at, severity }), ["phone"])).flat()
  const notifications = [...many("low", "low", 10), ...many("high", "high", waitingMost - 5)]
  valueIn(post.store.commit({ at, notifications }))
  await post.courier.deliverDue()
  await post.courier.deliverDue()
  expect(valueIn(post.store.messageCounts(0))).toMatchObject({ waiting: waitingMost, failed: 5 })
  for (let n = 0; n < 10; n++) expect(post.entry(`low${n}`).status).toBe(n < 5 ? "failed" : "waiting")
  const reason = phraseIn(post.entry("low0").reason)
  expect(reason && say("en", reason)).toContain(`more than ${waitingMost} messages waited`)
  const told = post.events.filter(({ kind }) => kind === "crowded" || kind === "failed")
  expect(told).toEqual([{ kind: "crowded", receiver: "phone", dropped: 5 }])
  await simulator.comeBack()
})

describe("after kill -9", () => {
  test("what was committed but not begun is delivered once", async () => {
    const { post, simulator, clock } = await office()
    post.post("n1")
    const after = new PostOffice(simulator, clock, { store: post.store })
    valueIn(after.courier.recover())
    await after.run()
    expect(simulator.inbox).toHaveLength(1)
  })

  test("what was on its way goes again, and the duplicate check shows it once", async () => {
    const { post, simulator, clock } = await office()
    post.post("n1")
    // The request goes out, the answer is never written down: its process is dead.
    const [first] = valueIn(post.store.messages(1))
    const dead = { entry: first?.number ?? 0, at: clock.at, channel: "wecom.app", bucket: "b" }
    valueIn(
      post.store.transact(({ outbox }) =>
        outbox.begin({ ...dead, owner: "service", until: clock.at + 90_000, doubled: false }),
      ),
    )
    const after = new PostOffice(simulator, clock, { store: post.store })
    valueIn(after.courier.recover())
    await after.run()
    expect(simulator.inbox).toHaveLength(1)
    expect(after.tries("n1")).toEqual(["wecom.app unknown", "wecom.app sent"])
    expect(after.entry("n1").doubled).toBe(false)
  })

  test("another process's attempt is left to it until its time is over", async () => {
    const { post, simulator, clock } = await office()
    post.post("n1")
    const claim = { entry: 1, at: clock.at, channel: "wecom.robot", bucket: "b", owner: "notify 1", doubled: false }
    valueIn(post.store.transact(({ outbox }) => outbox.begin({ ...claim, until: clock.at + 90_000 })))
    valueIn(post.courier.recover())
    await post.run()
    expect(simulator.inbox).toEqual([])
    clock.at += 90_000
    await post.run()
    expect(simulator.inbox).toHaveLength(1)
    expect(post.entry("n1").doubled).toBe(true)
  })
})

test("a message that another process begins between look and step is not sent twice", async () => {
  const clock = new TestClock()
  const store = freshStore()
  const sent: string[] = []
  const release = Promise.withResolvers<void>()
  const channelOf = (name: string, over: Partial<Channel> = {}): Channel => ({
    ...{ name: "c", fingerprint: "f", bucket: "b", limits: [], duplicateCheckMs: 0 },
    send: async () => {
      await release.promise
      sent.push(name)
      return { outcome: "sent", partly: [] }
    },
    ...over,
  })
  const courierOf = (store: Store, channel: Channel, owner: string): Courier =>
    new Courier({
      ...{ store, channels: [channel], receivers: [{ ...phone, channels: ["c"] }], locale: "en", now: clock.now },
      ...{ random: () => 0, owner, tell: () => {} },
    })
  valueIn(store.commit({ at: clock.at, notifications: entriesOf("n", sample({ at: clock.at }), ["phone"]) }))
  const command = courierOf(store, channelOf("command"), "notify 1")
  let sending: Promise<unknown> | undefined
  // The command takes the message right behind the service's look, with whose channel there is a limit.
  const look: Store["look"] = (work) => {
    const looked = store.look(work)
    const isTheMessage = looked.ok && (looked.value as { id?: string } | undefined)?.id === "n"
    if (isTheMessage) sending ??= command.deliver("n", "phone", clock.at + 60_000, clock.sleep)
    return looked
  }
  const seen = Object.assign(Object.create(null) as Store, { look, transact: store.transact.bind(store) })
  const limited = channelOf("service", { limits: [{ most: 1, windowMs: 60_000 }] })
  await courierOf(seen, limited, "service").deliverDue()
  clock.at += 61_000
  void courierOf(store, limited, "service").deliverDue()
  release.resolve()
  await sending
  expect(sent).toEqual(["command"])
})

test("settings that changed start anew: what waited for the wrong secret goes out", async () => {
  const { post, simulator, clock } = await office({ secret: "wrong", receivers: appOnly })
  post.post("n1")
  await post.run(1000)
  expect(post.entry("n1").status).toBe("waiting")
  const after = new PostOffice(simulator, clock, { store: post.store, receivers: appOnly })
  valueIn(after.courier.recover())
  await after.run(0)
  expect(simulator.inbox).toHaveLength(1)
})

describe("the database", () => {
  test("locked before a send: nothing is sent, and it is told", async () => {
    const { post, simulator, clock } = await office()
    post.post("n1")
    const other = new Database(post.store.path)
    other.run("BEGIN IMMEDIATE")
    const round = await post.courier.deliverDue()
    expect(round.fault?.kind).toBe("locked")
    expect(simulator.inbox).toEqual([])
    other.run("ROLLBACK")
    clock.at = round.nextAt ?? 0
    await post.run()
    expect(simulator.inbox).toHaveLength(1)
  })

  test("locked after a send: the outcome is kept and written later, the message is not sent again", async () => {
    const { post, simulator } = await office({ receivers: robotOnly })
    post.post("n1")
    const other = new Database(post.store.path)
    simulator.onShown(() => other.run("BEGIN IMMEDIATE"))
    const round = await post.courier.deliverDue()
    expect(round.fault?.kind).toBe("locked")
    expect((await post.courier.deliverDue()).fault?.kind).toBe("locked")
    other.run("ROLLBACK")
    await post.run()
    expect(simulator.inbox).toHaveLength(1)
    expect(post.entry("n1").status).toBe("sent")
  })
})

describe("deliver, for a command that waits", () => {
  test("sends the message and says so", async () => {
    const { post, clock } = await office()
    post.post("n1")
    const entry = valueIn(await post.courier.deliver("n1", "phone", clock.at + 10_000, clock.sleep))
    expect(entry).toMatchObject({ status: "sent", channel: "wecom.app" })
  })

  test("comes back with the reason when no channel takes it now", async () => {
    const { post, clock } = await office({ secret: "wrong", receivers: appOnly })
    post.post("n1")
    const entry = valueIn(await post.courier.deliver("n1", "phone", clock.at + 10_000, clock.sleep))
    expect(entry?.status).toBe("waiting")
    expect(entry?.reason).toContain("40001")
  })
})

test("a channel that throws loses nothing: the fallback takes the message", async () => {
  const broken: Channel = {
    name: "wecom.app",
    fingerprint: "x",
    bucket: "x",
    limits: [],
    duplicateCheckMs: 0,
    send: () => Promise.reject(new TypeError("a bug")),
  }
  const { post, simulator } = await office({ extra: [broken] })
  post.post("n1")
  await post.run()
  expect(simulator.inbox).toMatchObject([{ via: "robot" }])
})

test("a receiver that is not configured any more: the first one gets it", async () => {
  const { post } = await office({ receivers: [desk, phone] })
  post.post("n1", {}, ["gone"])
  await post.run()
  expect(post.printed.join()).toContain("title n1.")
})

test("no receiver has a channel: failed, with the reason, not silence", async () => {
  const { post } = await office({ receivers: [{ ...phone, channels: ["carrier-pigeon"] }] })
  post.post("n1")
  await post.run()
  expect(post.entry("n1").status).toBe("failed")
})

test("a configured secret that a pane shows reaches nobody, even revealed or as a window's name", async () => {
  const literal = "Corp-S3cret.x"
  const { post, simulator } = await office({ literals: [literal], receivers: [phone, robotOnly[0] ?? phone, desk] })
  const origin = { rule: "r", pane: "local/1-2/%3", host: "h", session: "s", window: `w ${literal}` }
  const body = [fromPane(`see ${literal}!`, "plain", true), trusted(literal)]
  for (const receiver of ["phone", "desk"]) post.post(receiver, { origin, body }, [receiver])
  simulator.fail({ path: "message/send", code: 81013 })
  await post.run()
  const all = JSON.stringify([simulator.inbox, post.printed])
  expect(all).toContain("see ••••")
  expect(all).not.toContain("S3cret")
})

test("no secret is in the database's messages, attempts and channels, nor in any event", async () => {
  const store = freshStore()
  const { post, simulator } = await office({ store })
  simulator.fail({ path: "message/send", transport: "reset", times: 1 })
  simulator.fail({ path: "webhook/send", code: 93000 })
  simulator.trust({ ips: [] })
  for (const id of ["a", "b"]) post.post(id)
  await post.run(60_000)
  const all = JSON.stringify([post.events, valueIn(store.messages(10)), valueIn(store.channels())])
  for (const secret of [simulator.company.apps[0]?.secret, simulator.company.robotKeys[0]]) {
    expect(all).not.toContain(secret ?? "")
  }
  expect(all).not.toContain("access_token=")
})
