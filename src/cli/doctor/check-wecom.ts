/** WeCom: the way to it, the app's token, trusted address and visible range, the robot, and the clock by the way. */
import type { WeComApp } from "../../config/config.ts"
import { connectWord } from "../../daemon/channels.ts"
import { phrase } from "../../locale/phrase.ts"
import { type AppSeen, WecomApp } from "../../wecom/app.ts"
import { Connection, type Fetch } from "../../wecom/connect.ts"
import { meaningOf } from "../../wecom/errors.ts"
import { TokenSource } from "../../wecom/token.ts"
import { type Finding, ok, type Patient, problem, warning } from "./finding.ts"

/** WeCom's clock is told by the second, and the answer takes a while. */
export const toleratedSkewMs = 30_000
const everyone = "@all"

export async function checkWecom(patient: Patient): Promise<Finding[]> {
  const { app, robot } = patient.config.wecom
  if (app === undefined && robot === undefined) {
    return [warning("wecom", phrase("doctor.wecom-none"), phrase("doctor.wecom-none-cure"))]
  }
  const clock = new RemoteClock(patient.now)
  const findings = [...checkApi(patient)]
  if (app !== undefined) findings.push(...(await checkApp(app, clock, patient)))
  if (robot !== undefined) findings.push(ok("wecom", phrase("doctor.robot-set")))
  return [...clock.findings(), ...findings]
}

/** Secrets in plain sight, except on this machine itself. */
function checkApi({ config }: Patient): Finding[] {
  const { api } = config.wecom
  const { protocol, hostname } = new URL(api)
  if (protocol === "https:" || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return []
  return [warning("wecom", phrase("doctor.api-open", { api }), phrase("doctor.api-open-cure"))]
}

async function checkApp(app: WeComApp, clock: RemoteClock, patient: Patient): Promise<Finding[]> {
  const { wecom } = patient.config
  const connection = new Connection({ connect: connectWord(wecom.connect), api: wecom.api }, clock.fetch)
  const credentials = { corpId: app.corpId, secret: app.secret.reveal() }
  const times = { now: patient.now, sleep: Bun.sleep }
  const tokens = new TokenSource(credentials, connection, patient.tokens, times, `doctor-${process.pid}`)
  const seen = await new WecomApp({ agentId: app.agentId }, connection, tokens).inspect()
  return seen.outcome === "seen" ? appFindings(app, seen) : [notSeen(seen)]
}

function notSeen(failed: Exclude<Awaited<ReturnType<WecomApp["inspect"]>>, AppSeen>): Finding {
  if (failed.outcome !== "refused") {
    return problem("wecom", phrase("doctor.wecom-unreachable", { reason: failed.reason }), failed.cure)
  }
  const { errcode: code, exitIp: ip, heldOff } = failed
  const { meaning, cure } = meaningOf(code)
  if (ip !== undefined) return problem("wecom", phrase("doctor.wecom-refused-ip", { meaning, code, ip }), cure)
  const text = heldOff
    ? phrase("doctor.wecom-held-off", { meaning, code })
    : phrase("doctor.wecom-refused", { meaning, code })
  return problem("wecom", text, cure)
}

function appFindings(app: WeComApp, { name, closed, users, parties, tags }: AppSeen): Finding[] {
  const { agentId, to } = app
  if (closed) return [problem("wecom", phrase("doctor.app-closed", { name, agentId }), phrase("wecom.cure.disabled"))]
  const reachable = ok("wecom", phrase("doctor.app-ok", { name, agentId }))
  const range = phrase("doctor.app-range", { users: users.length, parties, tags })
  if (users.length + parties + tags === 0) {
    return [reachable, problem("wecom", phrase("doctor.app-range-empty"), phrase("wecom.cure.range"))]
  }
  const isEveryone = to.user?.split("|").includes(everyone) === true
  if (isEveryone)
    return [reachable, warning("wecom", phrase("doctor.app-everyone", { range }), phrase("doctor.app-everyone-cure"))]
  // Members of parties and tags cannot be told without another permission.
  const outside = parties + tags > 0 ? [] : (to.user?.split("|") ?? []).filter((user) => !users.includes(user))
  if (outside.length > 0) {
    const text = phrase("doctor.app-outside", { names: outside.join(", ") })
    return [reachable, problem("wecom", text, phrase("wecom.cure.range"))]
  }
  return [reachable, ok("wecom", phrase("doctor.app-recipients", { range }))]
}

/** Reads the Date header of every answer (RFC 9110): a wrong clock breaks TLS, tokens and the times in messages. */
class RemoteClock {
  readonly #now: () => number
  #skewMs: number | undefined

  constructor(now: () => number) {
    this.#now = now
  }

  readonly fetch: Fetch = async (url, init) => {
    const before = this.#now()
    const response = await fetch(url, init)
    const theirs = Date.parse(response.headers.get("date") ?? "")
    if (!Number.isNaN(theirs)) this.#skewMs = (before + this.#now()) / 2 - theirs
    return response
  }

  findings(): Finding[] {
    if (this.#skewMs === undefined) return []
    const seconds = Math.round(Math.abs(this.#skewMs) / 1000)
    if (Math.abs(this.#skewMs) <= toleratedSkewMs) return [ok("clock", phrase("doctor.clock-ok"))]
    const text =
      this.#skewMs > 0 ? phrase("doctor.clock-ahead", { seconds }) : phrase("doctor.clock-behind", { seconds })
    return [problem("clock", text, phrase("doctor.clock-cure"))]
  }
}
