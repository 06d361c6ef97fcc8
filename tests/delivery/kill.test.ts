import { expect, test } from "bun:test"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { opened, stateFolder, valueIn } from "../store/state-folder.ts"
import { simulated, TestClock } from "../wecom/company-at-hand.ts"
import { PostOffice, phone } from "./post-office.ts"

const kills = 12

test("killed at any moment: all that was committed arrives after the next start, once", async () => {
  // Every round begins minutes later than the one before, so that the limits of a minute do not stretch the test.
  const clock = new TestClock()
  let aheadMs = 0
  const simulator = await simulated({ now: () => Math.max(clock.at, Date.now() + aheadMs) })
  clock.at = 0
  const path = join(stateFolder(), "fleetai.db")
  const app = simulator.company.apps[0]
  const settings = [simulator.api, simulator.company.corpId, String(app?.agentId), app?.secret ?? ""]
  for (let round = 0; round < kills; round++) {
    const command = [
      process.execPath,
      join(import.meta.dir, "victim.ts"),
      path,
      ...settings,
      String(round),
      String(aheadMs),
    ]
    const victim = Bun.spawn(command, { stdout: "ignore", stderr: "ignore" })
    const before = simulator.calls.length
    for (let n = 0; n < 1000 && simulator.calls.length === before; n++) await Bun.sleep(5)
    await Bun.sleep(round * 4)
    victim.kill("SIGKILL")
    await victim.exited
    expect(existsSync(path)).toBe(true)
    // The next start, and then as much time as it wants.
    clock.at = Date.now() + aheadMs
    const store = opened(path)
    const office = new PostOffice(simulator, clock, { store, receivers: [{ ...phone, channels: ["wecom.app"] }] })
    valueIn(office.courier.recover())
    await office.run()
    aheadMs = clock.at - Date.now() + 120_000
    expect(valueIn(store.messageCounts(0))).toMatchObject({ waiting: 0, sending: 0, failed: 0 })
    const committed = valueIn(store.messages(100_000)).map(({ id }) => id)
    const shown = simulator.inbox.map(({ content }) => /title (\S+)\./.exec(content)?.[1] ?? "")
    expect(committed.length).toBeGreaterThan(0)
    expect(shown.toSorted()).toEqual(committed.toSorted())
    store.close()
  }
}, 60_000)
