/** The compiled program watches a tmux server on another machine, through a real sshd. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { Fleet } from "../support/fleet.ts"
import { claudeDialog } from "../support/screens.ts"
import { far, hasSshd, PrivateSshd } from "../support/sshd.ts"
import { eventually } from "../support/tmux.ts"

let fleet: Fleet
let machine: PrivateSshd

beforeEach(async () => {
  fleet = await Fleet.start()
  if (!hasSshd) return
  machine = await PrivateSshd.start(fleet.tmux)
  fleet.config({ ssh: far })
})
afterEach(async () => {
  await fleet.stop()
  if (hasSshd) await machine.remove()
})

/** Where `ssh` is one that knows the machine. */
const env = () => ({ PATH: `${machine.bin}:${fleet.tmux.env["PATH"]}`, XDG_RUNTIME_DIR: machine.folder })
const sessions = () => fleet.tmux.run("list-sessions", "-F", "#{session_name}")

describe.skipIf(!hasSshd)("a server on another machine", () => {
  test("a dialog there is told, and told again after the connection broke", async () => {
    const agent = await fleet.agent("proj")
    const running = await fleet.run(env())
    await eventually("it watches", () => /nas: 1 pane/.test(running.log()))
    agent.draw(claudeDialog("npm test"))
    await eventually("the phone shows it", () => fleet.inbox.length === 1, 10_000)
    expect(fleet.inbox[0]?.content).toContain("npm test")
    for (const pid of machine.connections()) process.kill(pid, "SIGKILL")
    await eventually("it is lost, and back", () => running.log().match(/connected, version/g)?.length === 2, 10_000)
    agent.draw(claudeDialog("rm -rf build"))
    await eventually("the phone shows it", () => fleet.inbox.length === 2, 10_000)
    expect(fleet.inbox[1]?.content).toContain("rm -rf build")
    const { hosts, panes } = await fleet.status()
    expect(hosts).toMatchObject([{ name: "nas", state: "connected", panes: 1 }])
    expect(panes).toMatchObject([{ host: "nas", program: "claude" }])
  })

  test("keys are pressed there", async () => {
    const rules = `rule press-enter {
      on program == "installer"
      when screen last line has "Press Enter to continue"
      stable 300ms
      cooldown 30s
      do { send Enter; verify gone within 5s else notify "Enter did not dismiss the prompt" }
    }`
    fleet.config({ rules, ssh: far })
    const installer = await fleet.agent("setup", "installer")
    const running = await fleet.run(env())
    installer.draw("Press Enter to continue")
    await eventually("Enter is pressed", () => installer.typed() === "\r", 10_000)
    installer.draw("Step 2 …")
    await eventually("it is written down", () => running.log().includes("Enter pressed"))
    expect(fleet.inbox).toHaveLength(0)
  })

  test("a machine that is off is told by a rule about the host, whether a pane of it was seen before or not", async () => {
    const rules = `rule host-offline { when not online; for 1s; do notify "{host} cannot be reached" }
    rule host-back { when online; for 1s; do notify "{host} is there" }`
    fleet.config({ rules, ssh: far })
    await machine.stop()
    fleet.spawn(["run"], env())
    await eventually("the phone shows it", () => fleet.inbox.length === 1, 30_000)
    expect(fleet.inbox[0]?.content).toContain("nas cannot be reached")
    await fleet.agent("proj")
    await machine.resume()
    await eventually("it is back", () => fleet.inbox.length === 2, 60_000)
    expect(fleet.inbox[1]?.content).toContain("nas is there")
    await machine.stop()
    await eventually("it is told again", () => fleet.inbox.length === 3, 30_000)
    expect((await fleet.status()).panes).toMatchObject([{ unreadable: "gap" }])
  }, 120_000)

  for (const end of ["SIGTERM", "SIGKILL"] as const) {
    test(`nothing is left there after ${end}`, async () => {
      const agent = await fleet.agent("proj")
      const global = fleet.tmux.run("show-environment", "-g")
      const running = await fleet.run(env())
      await eventually("it watches", () => sessions().includes("_fleetai"))
      await running.end(end)
      await eventually("its session is gone", () => sessions() === "proj")
      await eventually("its connection is gone", () => machine.connections().length === 0)
      expect(fleet.tmux.run("show-environment", "-g")).toBe(global)
      expect(agent.typed()).toBe("")
    })
  }

  test("a look without a service waits for the connection, and says what is in the way", async () => {
    await fleet.agent("proj")
    const seen = await fleet.call(["status", "--json"], env())
    expect(JSON.parse(seen.out)).toMatchObject({ hosts: [{ state: "connected" }], panes: [{ session: "proj" }] })
    machine.forgetHostKey()
    const refused = await fleet.call(["status"], env())
    expect(refused.out).toContain("compare the fingerprint")
    expect(refused.code).toBe(3)
  })

  test("doctor looks there, too", async () => {
    await fleet.agent("proj")
    const before = sessions()
    const well = await fleet.call(["doctor"], env())
    expect(well.out).toContain("nas: far test answers; watched sessions: 1 of 1")
    expect(sessions()).toBe(before)
    machine.refuse()
    const refused = await fleet.call(["doctor"], env())
    expect(refused.out).toMatch(/✗ nas: far test: the login was refused, .*Permission denied/)
    expect(refused.out).toContain("ssh-copy-id")
  })
})
