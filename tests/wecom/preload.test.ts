import { afterAll, describe, expect, test } from "bun:test"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { decidePreload, shedMarker } from "../../src/wecom/preload.ts"

const library = "/usr/lib/libproxychains.so.4"

describe("the decision", () => {
  test("without LD_PRELOAD there is nothing to do", () => {
    expect(decidePreload({ PATH: "/bin" }, "direct")).toEqual({ kind: "stay", say: undefined })
    expect(decidePreload({ LD_PRELOAD: "" }, "direct")).toEqual({ kind: "stay", say: undefined })
  })

  test("with it: start again without it, everything else as it was", () => {
    const decision = decidePreload({ LD_PRELOAD: library, PATH: "/bin" }, "direct")
    expect(decision).toMatchObject({ kind: "restart", environment: { PATH: "/bin", [shedMarker]: library } })
    expect(decision.kind === "restart" && "LD_PRELOAD" in decision.environment).toBe(false)
  })

  test("the second start says what was done", () => {
    expect(decidePreload({ [shedMarker]: library }, "direct")).toMatchObject({
      kind: "stay",
      say: { id: "wecom.preload.shed" },
    })
  })

  test("once only: whoever puts it back wins, and it is said", () => {
    expect(decidePreload({ LD_PRELOAD: library, [shedMarker]: library }, "direct")).toMatchObject({
      kind: "stay",
      say: { id: "wecom.preload.stuck" },
    })
  })

  test('connect = "system" keeps it', () => {
    expect(decidePreload({ LD_PRELOAD: library }, "system")).toMatchObject({
      kind: "stay",
      say: { id: "wecom.preload.kept" },
    })
  })
})

const folder = mkdtempSync(join(tmpdir(), "fleetai-preload-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const proxychains = Bun.which("proxychains4")
if (proxychains === null) console.warn("skipped: proxychains4 is not installed (Debian: apt-get install proxychains4)")

test.skipIf(proxychains === null)(
  "a compiled program gets past the real proxychains4, with the same pid and its arguments",
  async () => {
    const source = join(folder, "probe.ts")
    const root = join(import.meta.dir, "../../src/wecom")
    writeFileSync(
      source,
      `import { Connection } from ${JSON.stringify(join(root, "connect.ts"))}
       import { shedPreload } from ${JSON.stringify(join(root, "preload.ts"))}
       const [connect, api] = process.argv.slice(2)
       const said = shedPreload(connect)
       const { outcome } = await new Connection({ connect, api, timeoutMs: 3000 }).exchange("/cgi-bin/gettoken")
       console.log(JSON.stringify({ pid: process.pid, said: said?.id, outcome }))`,
    )
    const program = join(folder, "probe")
    const built = await Bun.build({ entrypoints: [source], compile: { outfile: program } })
    expect(built.success).toBe(true)
    // Everything through a SOCKS proxy that is not there.
    const config = join(folder, "proxychains.conf")
    writeFileSync(config, "strict_chain\nquiet_mode\ntcp_connect_time_out 500\n[ProxyList]\nsocks5 127.0.0.1 9\n")
    const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => Response.json({ errcode: 0 }) })
    const run = async (connect: string) => {
      const api = `http://127.0.0.1:${server.port}`
      const command = [proxychains ?? "", "-q", "-f", config, program, connect, api]
      const child = Bun.spawn(command, { stdout: "pipe", stderr: "ignore" })
      const text = await new Response(child.stdout).text()
      await child.exited
      return { pid: child.pid, said: JSON.parse(text) as { pid: number; said?: string; outcome: string } }
    }
    const hijacked = await run("system")
    expect(hijacked.said).toMatchObject({ said: "wecom.preload.kept", outcome: "unsent" })
    const direct = await run("direct")
    expect(direct.said).toEqual({ pid: direct.pid, said: "wecom.preload.shed", outcome: "answered" })
    await server.stop(true)
  },
  60_000,
)
