/** An agent asks, a person decides from afar: the compiled program, a real tmux, the simulated phone. */
import { afterEach, describe, expect, test } from "bun:test"
import { appendFileSync, existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { approvalOf, busy, question, sampleAgent } from "../engine/sample-agent.ts"
import { type Agent, Fleet, type Running } from "../support/fleet.ts"
import { eventually, isAlive } from "../support/tmux.ts"

let fleet: Fleet
afterEach(() => fleet.stop())

const rules = `${sampleAgent}
rule approval {
  severity high
  when agent is approval
  stable 600ms
  do ask phone { title "may it?"; body "{agent.detail|default '?'|code}"; approve "Allow"; deny }
}
rule question {
  severity high
  when agent is question
  stable 600ms
  do ask phone { title "which one?"; body "?"; option "blue" { answer choose 2 }; reply { send Escape; wait 200ms; answer reply $text } }
}`

interface Scene {
  readonly agent: Agent
  readonly running: Running
  /** As people type it. */
  readonly id: string
}

/** The agent asks, and the phone shows it. */
async function asked(screen = approvalOf("npm test"), text = rules): Promise<Scene> {
  fleet = await Fleet.start()
  fleet.config({ rules: text })
  const agent = await fleet.agent("proj", "mycli")
  const running = await fleet.run()
  agent.draw(screen)
  const id = await eventually("the phone shows how to answer", () => idIn(fleet.inbox[0]?.content ?? ""), 10_000)
  return { agent, running, id: id ?? "" }
}

const idIn = (text: string): string | undefined => /fleetai (?:approve|choose) (\w+)/.exec(text)?.[1]
const folder = (): string => join(fleet.state, "approvals")
const later = (text: string) => fleet.inbox.slice(1).some(({ content }) => content.includes(text))

describe("an approval", () => {
  test("is given by a command, which waits for what comes of it", async () => {
    const { agent, id } = await asked()
    const approving = fleet.call(["approve", id])
    await eventually("the key arrives", () => agent.typed() === "1", 10_000)
    agent.draw(busy)
    const { code, out } = await approving
    expect({ code, out: out.replace(/ at .*;/, ";") }).toEqual({
      code: 0,
      out: expect.stringMatching(/^\w+: approve, by \S+; done\n$/),
    })
    expect(await fleet.call(["asks", "--json"])).toMatchObject({ code: 0, out: "[]\n" })
    expect(fleet.inbox).toHaveLength(1)
  })

  test("is refused through its file, which then says what came of it", async () => {
    const { agent, id } = await asked()
    const file = join(folder(), `${id}.ask`)
    expect(readFileSync(file, "utf8")).toContain("Bash command: npm test")
    appendFileSync(file, "deny\n")
    await eventually("the key arrives", () => agent.typed() === "\u001b", 10_000)
    agent.draw(busy)
    await eventually("the file says so", () => readFileSync(file, "utf8").includes("; done"), 10_000)
  })

  test("that two people decide at once is decided by one of them", async () => {
    const { agent, id } = await asked()
    const deciding = ["approve", "deny", "approve", "deny"].map((what) => fleet.call([what, id]))
    await eventually("a key arrives", () => agent.typed() !== "", 10_000)
    agent.draw(busy)
    const ended = await Promise.all(deciding)
    expect(ended.map(({ code }) => code).toSorted()).toEqual([0, 1, 1, 1])
    await Bun.sleep(1_000)
    expect(["1", "\u001b"]).toContain(agent.typed())
    expect(ended.filter(({ err }) => err.includes("is not open any more"))).toHaveLength(3)
  })

  test("that is answered at the keyboard is withdrawn: the phone hears it, and nothing can be decided any more", async () => {
    const { agent, id } = await asked()
    agent.draw(busy)
    await eventually("the phone hears it", () => later("Answered at the keyboard"), 10_000)
    const { code, err } = await fleet.call(["approve", id])
    expect(code).toBe(1)
    expect(err).toContain("answered at the keyboard")
    expect(agent.typed()).toBe("")
  })

  test("in whose place another dialog has come is not given", async () => {
    const { agent, id } = await asked()
    agent.draw(approvalOf("rm -rf /"))
    const { code } = await fleet.call(["approve", id])
    expect(code).toBe(1)
    await Bun.sleep(1_500)
    expect(agent.typed()).toBe("")
  })

  test("outlives the service: the ask stays open, and is answered after the restart", async () => {
    const { agent, running, id } = await asked()
    await running.end("SIGKILL")
    await fleet.run()
    await eventually(
      "the pane is seen",
      async () => (await fleet.status()).panes[0]?.agent?.state === "approval",
      10_000,
    )
    expect((await fleet.status()).asks).toBe(1)
    const approving = fleet.call(["approve", id])
    await eventually("the key arrives", () => agent.typed() === "1", 10_000)
    agent.draw(busy)
    expect((await approving).code).toBe(0)
    expect(fleet.inbox).toHaveLength(1)
  })

  test("whose keys were waiting when the service was killed is told, and never given afterwards", async () => {
    const { agent, running, id } = await asked()
    fleet.tmux.run("copy-mode", "-t", agent.pane)
    const approving = fleet.call(["approve", id])
    await eventually("the keys wait", () => running.log().includes("NOT pressed"), 10_000)
    await running.end("SIGKILL")
    expect((await approving).code).toBe(3)
    const again = await fleet.run()
    fleet.tmux.run("send-keys", "-t", agent.pane, "-X", "cancel")
    await eventually("the owner is told", () => later("in the middle of its steps"), 10_000)
    await eventually("the log names the ask", () => again.log().includes(`${id} (approval): fleetai ended`))
    await Bun.sleep(3_000)
    expect(agent.typed()).toBe("")
    expect((await fleet.call(["approve", id])).err).toContain("fleetai ended in the middle")
  })
})

test("a question is answered by its label, or in several lines, which arrive as one paste", async () => {
  const { agent, id } = await asked(question)
  const choosing = fleet.call(["choose", id, "Blue"])
  await eventually("the key arrives", () => agent.typed() === "2", 10_000)
  agent.draw(busy)
  expect((await choosing).code).toBe(0)
  await Bun.sleep(1_500)
  agent.draw(question.replace("red", "green"))
  await eventually("it asks again", () => fleet.inbox.length === 2, 10_000)
  const again = idIn(fleet.inbox.at(-1)?.content ?? "") ?? ""
  const replying = fleet.call(["reply", again, "neither;\nsomething 'else'"])
  const typed = "2\u001b\u001b[200~neither;\rsomething 'else'\u001b[201~\r"
  await eventually("the reply arrives", () => agent.typed() === typed, 10_000)
  agent.draw(busy)
  expect((await replying).code).toBe(0)
})

test("a program in the pane emits an event, and its rule tells the phone", async () => {
  fleet = await Fleet.start()
  fleet.config({ rules: 'rule done { when event "build-done"; do notify phone "{event.status|default \'?\'}" }' })
  const agent = await fleet.agent("proj", "mycli")
  await fleet.run()
  const socket = fleet.tmux.run("display-message", "-p", "-t", agent.pane, "#{socket_path},#{pid},0")
  const here = { TMUX: socket, TMUX_PANE: agent.pane }
  expect(await fleet.call(["emit", "build-done", "status=all green"], here)).toEqual({ code: 0, out: "", err: "" })
  await eventually("the phone shows it", () => fleet.inbox.some(({ content }) => content.includes("all green")), 10_000)
  const stranger = await fleet.call(["emit", "build-done"], { ...here, TMUX_PANE: "%99" })
  expect({ code: stranger.code, err: stranger.err }).toEqual({
    code: 1,
    err: expect.stringContaining("%99 is not watched"),
  })
})

test("a program that takes too long ends with all that it started, and that is said", async () => {
  fleet = await Fleet.start()
  const pids = join(fleet.folder, "pids")
  const script = `echo $$ >> ${pids}; sleep 60 & echo $! >> ${pids}; wait`
  fleet.config({
    rules: `rule checks {
      on not dead
      when screen bottom 5 has "tests failed"
      stable 500ms; cooldown 1s
      do run ["sh", "-c", ${JSON.stringify(script)}] timeout 1s
    }`,
  })
  const agent = await fleet.agent("proj", "mycli")
  const running = await fleet.run()
  agent.draw("tests failed")
  await eventually("it is said", () => running.log().includes("was ended: its time was over"), 15_000)
  const started = readFileSync(pids, "utf8").trim().split("\n")
  expect(started).toHaveLength(2)
  expect(started.filter((pid) => isAlive(Number(pid)))).toEqual([])
})

test("a dry run asks nobody and keeps nothing", async () => {
  fleet = await Fleet.start()
  fleet.config({ rules })
  const agent = await fleet.agent("proj", "mycli")
  const running = await fleet.run({}, ["--dry-run"])
  agent.draw(approvalOf("npm test"))
  await eventually("it is said", () => running.log().includes("approval: ask"), 10_000)
  expect(fleet.inbox).toEqual([])
  expect(existsSync(fleet.state) ? readdirSync(fleet.state) : []).toEqual([])
  expect((await fleet.call(["approve"])).code).toBe(3)
})
