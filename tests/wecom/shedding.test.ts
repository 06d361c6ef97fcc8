import { afterAll, describe, expect, test } from "bun:test"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { decideShedding, shedMarker } from "../../src/wecom/shedding.ts"

const library = "/usr/lib/libproxychains.so.4"

describe("the decision", () => {
  test("without anything harmful there is nothing to do", () => {
    for (const environment of [{ PATH: "/bin" }, { LD_PRELOAD: "", BUN_OPTIONS: "" }]) {
      expect(decideShedding(environment, "direct")).toEqual({ kind: "stay", say: [] })
    }
  })

  test("with it: start again without it, everything else as it was", () => {
    expect(decideShedding({ LD_PRELOAD: library, PATH: "/bin" }, "direct")).toEqual({
      kind: "restart",
      environment: { PATH: "/bin", [shedMarker]: `LD_PRELOAD=${library}` },
    })
  })

  test("what shows requests or opens them to others goes too, whatever connect says; its values are not shown", () => {
    const harmful = {
      BUN_CONFIG_VERBOSE_FETCH: "curl",
      BUN_OPTIONS: "--preload x",
      BUN_INSPECT: "ws://x",
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
    }
    for (const connect of ["direct", "system"]) {
      expect(decideShedding({ ...harmful, NODE_EXTRA_CA_CERTS: "/ca.pem" }, connect)).toEqual({
        kind: "restart",
        environment: { NODE_EXTRA_CA_CERTS: "/ca.pem", [shedMarker]: Object.keys(harmful).join(", ") },
      })
    }
  })

  test("the second start says what was done", () => {
    expect(decideShedding({ [shedMarker]: "BUN_OPTIONS" }, "direct")).toMatchObject({
      kind: "stay",
      say: [{ id: "wecom.shed.done", values: { names: "BUN_OPTIONS" } }],
    })
  })

  test("once only: whoever puts it back wins, and it is said", () => {
    expect(decideShedding({ LD_PRELOAD: library, [shedMarker]: "LD_PRELOAD" }, "direct")).toMatchObject({
      kind: "stay",
      say: [{ id: "wecom.shed.done" }, { id: "wecom.shed.stuck" }],
    })
  })

  test('connect = "system" keeps LD_PRELOAD, and says so', () => {
    expect(decideShedding({ LD_PRELOAD: library }, "system")).toMatchObject({
      kind: "stay",
      say: [{ id: "wecom.shed.kept" }],
    })
  })
})

const folder = mkdtempSync(join(tmpdir(), "fleetai-shedding-"))
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
       import { shedEnvironment } from ${JSON.stringify(join(root, "shedding.ts"))}
       const [connect, api] = process.argv.slice(2)
       const [said] = shedEnvironment(connect)
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
    expect(hijacked.said).toMatchObject({ said: "wecom.shed.kept", outcome: "unsent" })
    const direct = await run("direct")
    expect(direct.said).toEqual({ pid: direct.pid, said: "wecom.shed.done", outcome: "answered" })
    await server.stop(true)
  },
  60_000,
)
