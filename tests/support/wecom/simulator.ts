/**
 * WeCom, played: the documented protocol over real HTTP on loopback, with a company of its own, an injectable clock and
 * faults on demand. `inbox` is what people's phones show. Page numbers (Dnnnnn) are those of WeCom's documentation.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { type Answer, refusal } from "./codes.ts"
import { type App, type Company, documentedLimits, type Limits, sampleCompany } from "./company.ts"
import { control } from "./control.ts"
import { type ApiPath, actedOn, type FaultOrder, Faults } from "./faults.ts"
import { AppMessages } from "./message-send.ts"
import type { Shown } from "./phone.ts"
import { Tokens } from "./tokens.ts"
import { Robots } from "./webhook-send.ts"
import { reply, spoil } from "./wire.ts"

const requestMostBytes = 1_000_000

export interface SimulatorOptions {
  /** Milliseconds since the epoch; the machine's clock by default. */
  readonly now?: () => number
  /** 0 (the default): any free port. */
  readonly port?: number
  readonly company?: Partial<Company>
  readonly limits?: Partial<Limits>
}

/** One call as it was answered. `fault` is set when it was spoilt on the wire. */
export interface Call {
  readonly at: number
  readonly path: ApiPath
  readonly body: string
  readonly errcode: number
  readonly fault: string | undefined
}

export interface TrustedIps {
  /** Undefined: any address may call. */
  readonly ips: readonly string[] | undefined
  /** The address that every caller seems to come from; undefined: the real one. */
  readonly exitIp?: string | undefined
  /** Older texts of 60020 do not name the address. */
  readonly wording?: "new" | "old"
}

export class WecomSimulator {
  readonly inbox: Shown[] = []
  readonly calls: Call[] = []
  readonly company: Company
  readonly #now: () => number
  readonly #server: Server
  readonly #tokens: Tokens
  readonly #apps: AppMessages
  readonly #robots: Robots
  readonly #faults = new Faults()
  readonly #listeners: ((shown: Shown) => void)[] = []
  #port: number
  #trusted: TrustedIps = { ips: undefined }

  private constructor(options: SimulatorOptions) {
    const limits = { ...documentedLimits, ...options.limits }
    this.company = { ...sampleCompany, ...options.company }
    this.#now = options.now ?? Date.now
    this.#port = options.port ?? 0
    const show = (shown: Shown) => {
      this.inbox.push(shown)
      for (const listener of this.#listeners) listener(shown)
    }
    this.#tokens = new Tokens(this.company, limits)
    this.#apps = new AppMessages(this.company, limits, show)
    this.#robots = new Robots(this.company, limits, show)
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  static async start(options: SimulatorOptions = {}): Promise<WecomSimulator> {
    const simulator = new WecomSimulator(options)
    await simulator.comeBack()
    return simulator
  }

  /** `[wecom] api`. */
  get api(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** The first robot's whole address. */
  get webhook(): string {
    return `${this.api}/cgi-bin/webhook/send?key=${this.company.robotKeys[0] ?? ""}`
  }

  /** The environment of a program that shall talk to the simulator; the API base goes to `config.toml`. */
  get env(): Record<string, string> {
    const app = this.company.apps[0]
    return {
      WECOM_CORP_ID: this.company.corpId,
      WECOM_AGENT_ID: String(app?.agentId ?? ""),
      WECOM_APP_SECRET: app?.secret ?? "",
      WECOM_TOUSER: "@all",
      WECOM_WEBHOOK: this.webhook,
    }
  }

  get silentlyDropped(): number {
    return this.#apps.silentlyDropped
  }

  fail(order: FaultOrder): void {
    this.#faults.add(order)
  }

  clearFaults(): void {
    this.#faults.clear()
  }

  trust(trusted: TrustedIps): void {
    this.#trusted = trusted
  }

  revokeTokens(): void {
    this.#tokens.revokeAll()
  }

  onShown(listener: (shown: Shown) => void): void {
    this.#listeners.push(listener)
  }

  /** Nobody listens any more: connections are refused, those that stand are cut. */
  async goDown(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((done) => this.#server.close(() => done()))
  }

  /** Listens (again), on the same port. */
  async comeBack(): Promise<void> {
    await new Promise<void>((done, failed) => {
      this.#server.once("error", failed)
      this.#server.listen(this.#port, "127.0.0.1", () => {
        this.#server.removeListener("error", failed)
        done()
      })
    })
    this.#port = (this.#server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    await this.goDown()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.api)
    const body = await bodyOf(request)
    const path = apiPathOf(request.method, url.pathname)
    if (body === undefined) reply(response, { errcode: 45002, errmsg: "request too large" }, 413)
    else if (path !== undefined) this.#call(request, response, path, url.searchParams, body)
    else if (url.pathname.startsWith("/sim/")) control(this, `${request.method} ${url.pathname}`, body, response)
    else reply(response, { errcode: 404, errmsg: "no such path" }, 404)
  }

  #call(request: IncomingMessage, response: ServerResponse, path: ApiPath, query: URLSearchParams, body: string): void {
    const address = this.#trusted.exitIp ?? request.socket.remoteAddress ?? "127.0.0.1"
    const fault = this.#faults.take(path)
    const answer = this.#answer(path, query, body, address, fault)
    this.calls.push({ at: this.#now(), path, body, errcode: answer.errcode, fault: fault?.transport })
    spoil(request, response, fault ?? {}, answer)
  }

  #answer(path: ApiPath, query: URLSearchParams, body: string, address: string, fault: FaultOrder | undefined): Answer {
    if (fault?.code !== undefined) return refusal(fault.code, address, this.#trusted.wording)
    if (fault !== undefined && !actedOn(fault)) return refusal(-1, address)
    const now = this.#now()
    if (path === "gettoken") return this.#tokens.issue(query, now, address)
    const message = messageOf(body)
    if (path === "webhook/send") {
      return message === undefined
        ? refusal(47001, address)
        : this.#robots.send(query.get("key"), message, now, address)
    }
    const checked = this.#tokens.check(query.get("access_token"), now)
    if ("errcode" in checked) return refusal(checked.errcode, address)
    const { ips, wording } = this.#trusted
    if (ips !== undefined && !ips.includes(address)) return refusal(60020, address, wording)
    if (path === "agent/get") return agentGet(checked.app, query, address)
    return message === undefined ? refusal(47001, address) : this.#apps.send(checked.app, message, now, address)
  }
}

/** agent/get (D90227): the app as its administrator sees it. */
function agentGet(app: App, query: URLSearchParams, address: string): Answer {
  const agentId = query.get("agentid")
  if (!agentId) return refusal(41011, address)
  if (Number(agentId) !== app.agentId) return refusal(301002, address)
  return {
    errcode: 0,
    errmsg: "ok",
    agentid: app.agentId,
    name: "fleetai",
    allow_userinfos: { user: app.visible.map((userid) => ({ userid })) },
    allow_partys: { partyid: [] },
    allow_tags: { tagid: [] },
    close: 0,
  }
}

function apiPathOf(method: string | undefined, pathname: string): ApiPath | undefined {
  if (method === "GET" && pathname === "/cgi-bin/gettoken") return "gettoken"
  if (method === "GET" && pathname === "/cgi-bin/agent/get") return "agent/get"
  if (method === "POST" && pathname === "/cgi-bin/message/send") return "message/send"
  if (method === "POST" && pathname === "/cgi-bin/webhook/send") return "webhook/send"
  return undefined
}

function messageOf(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > requestMostBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}
