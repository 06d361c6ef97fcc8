import { afterEach, describe, expect, test } from "bun:test"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { Fleet } from "../support/fleet.ts"
import { claudeDialog } from "../support/screens.ts"
import { eventually } from "../support/tmux.ts"

let fleet: Fleet
afterEach(() => fleet.stop())

/** Nobody listens there. */
const dead = "127.0.0.1:9"

describe("a message goes to WeCom directly", () => {
  for (const scheme of ["http", "socks5"]) {
    test(`with every proxy variable pointing at a dead ${scheme} proxy`, async () => {
      fleet = await Fleet.start()
      const agent = await fleet.agent("proj")
      const proxy = `${scheme}://${dead}`
      await fleet.run({
        HTTP_PROXY: proxy,
        HTTPS_PROXY: proxy,
        ALL_PROXY: proxy,
        http_proxy: proxy,
        https_proxy: proxy,
        all_proxy: proxy,
      })
      agent.draw(claudeDialog("npm test"))
      await eventually("the phone shows it", () => fleet.inbox.length === 1, 10_000)
      expect(fleet.inbox[0]?.via).toBe("app")
    })
  }

  test("with a .env in the working folder that names a dead proxy", async () => {
    fleet = await Fleet.start()
    const agent = await fleet.agent("proj")
    const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].map((name) => `${name}=http://${dead}\n`)
    writeFileSync(join(fleet.folder, ".env"), proxies.join(""))
    await fleet.run()
    agent.draw(claudeDialog("npm test"))
    await eventually("the phone shows it", () => fleet.inbox.length === 1, 10_000)
    expect(fleet.inbox[0]?.via).toBe("app")
  })

  const proxychains = Bun.which("proxychains4")
  test.skipIf(proxychains === null)(
    "started under proxychains4: it sheds LD_PRELOAD, says so, and keeps its pid",
    async () => {
      fleet = await Fleet.start()
      const agent = await fleet.agent("proj")
      const conf = join(fleet.folder, "proxychains.conf")
      writeFileSync(conf, "strict_chain\n[ProxyList]\nhttp 127.0.0.1 9\n")
      const running = fleet.spawn(["run"], {}, ["proxychains4", "-q", "-f", conf])
      await eventually("fleetai says what it watches", () => running.log().includes("nas"))
      agent.draw(claudeDialog("npm test"))
      await eventually("the phone shows it", () => fleet.inbox.length === 1, 10_000)
      expect(fleet.inbox[0]?.via).toBe("app")
      expect(running.log()).toContain("LD_PRELOAD")
      expect((await fleet.status()).service?.pid).toBe(running.pid)
    },
  )
})
