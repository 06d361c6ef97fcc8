import { describe, expect, test } from "bun:test"
import { join } from "node:path"
import { answerMostBytes, Connection } from "../../src/wecom/connect.ts"
import { simulated } from "./company-at-hand.ts"

const module = join(import.meta.dir, "../../src/wecom/connect.ts")

/** One exchange in a process of its own, with this environment. */
async function exchangeIn(environment: Record<string, string>, connect: string, api: string): Promise<string> {
  const script = `import { Connection } from ${JSON.stringify(module)}
    const connection = new Connection({ connect: ${JSON.stringify(connect)}, api: ${JSON.stringify(api)}, timeoutMs: 3000 })
    const { outcome, reason } = await connection.exchange("/cgi-bin/gettoken")
    console.log(outcome, reason?.id ?? "")`
  const child = Bun.spawn([process.execPath, "-e", script], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdout: "pipe",
    stderr: "ignore",
  })
  const text = await new Response(child.stdout).text()
  await child.exited
  return text.trim()
}

const deadPort = "127.0.0.1:9"
const proxies: Record<string, string>[] = [
  { HTTP_PROXY: `http://${deadPort}`, HTTPS_PROXY: `http://${deadPort}`, ALL_PROXY: `http://${deadPort}` },
  { http_proxy: `http://${deadPort}`, https_proxy: `http://${deadPort}`, all_proxy: `http://${deadPort}` },
  { HTTP_PROXY: `socks5://${deadPort}`, HTTPS_PROXY: `socks5://${deadPort}`, ALL_PROXY: `socks5://${deadPort}` },
]

describe("direct", () => {
  for (const environment of proxies) {
    test(`whatever ${Object.entries(environment)[0]?.join("=")} says`, async () => {
      const { api } = await simulated()
      expect(await exchangeIn(environment, "direct", api)).toBe("answered")
    })
  }
})

test("system goes where the environment sends it", async () => {
  const { api } = await simulated()
  expect(await exchangeIn(proxies[0] ?? {}, "system", api)).toStartWith("unsent")
})

test("a proxy that cannot be used is named as the reason", async () => {
  const { api } = await simulated()
  expect(await exchangeIn({}, `socks5://${deadPort}`, api)).toBe("unsent wecom.network.proxy")
})

/** A server that answers everything in one way. */
function answering(response: () => Response) {
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: response })
  const connection = new Connection({
    connect: "direct",
    api: `http://127.0.0.1:${server.port}/relay/`,
    timeoutMs: 3000,
  })
  return { server, connection }
}

test("an answer without end is not read to its end", async () => {
  const megabyte = "x".repeat(1_000_000)
  const { server, connection } = answering(() => new Response(`{"errcode":0,"errmsg":"${megabyte}"}`))
  expect((await connection.exchange("/cgi-bin/gettoken")).outcome).toBe("unknown")
  expect(megabyte.length).toBeGreaterThan(answerMostBytes)
  await server.stop(true)
})

test("a captive portal's redirect means that nothing was sent", async () => {
  const { server, connection } = answering(() => Response.redirect("http://127.0.0.1:9/login", 302))
  expect((await connection.exchange("/cgi-bin/gettoken")).outcome).toBe("unsent")
  await server.stop(true)
})

test("the API base may have a path: a relay's", async () => {
  let seen = ""
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: (request) => {
      seen = new URL(request.url).pathname
      return Response.json({ errcode: 0 })
    },
  })
  const connection = new Connection({ connect: "direct", api: `http://127.0.0.1:${server.port}/relay/` })
  await connection.exchange("/cgi-bin/gettoken")
  expect(seen).toBe("/relay/cgi-bin/gettoken")
  await server.stop(true)
})

test("no fault carries the address, which holds secrets", async () => {
  const connection = new Connection({ connect: "direct", api: "http://127.0.0.1:9" })
  const fault = await connection.exchange("/cgi-bin/gettoken?corpsecret=s3cret")
  expect(fault.outcome).toBe("unsent")
  expect(JSON.stringify(fault)).not.toContain("s3cret")
})
