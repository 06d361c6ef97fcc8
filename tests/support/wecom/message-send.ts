/** message/send (D90236): what happens to an app message whose token and address were accepted. */
import { createHash } from "node:crypto"
import { type Answer, refusal } from "./codes.ts"
import type { App, Company, Limits } from "./company.ts"
import { contentOf, cutBytes, type Shown } from "./phone.ts"
import { Window } from "./windows.ts"

const minuteMs = 60_000
const hourMs = 3_600_000
/** Most recipients in one call: users, parties, tags. */
const recipientsMost = { touser: 1000, toparty: 100, totag: 100 } as const
const duplicateIntervalDefaultSeconds = 1800
const duplicateIntervalMostSeconds = 4 * 3600
const msgtypes = ["text", "markdown", "textcard", "template_card", "news", "mpnews", "image", "voice", "video", "file"]

type Message = Readonly<Record<string, unknown>>

export class AppMessages {
  readonly #company: Company
  readonly #limits: Limits
  readonly #show: (shown: Shown) => void
  readonly #seen = new Map<string, { readonly until: number; readonly msgid: string }>()
  readonly #minutes = new Map<string, Window>()
  readonly #hours = new Map<string, Window>()
  #serial = 0
  /** Messages that WeCom threw away without a word because a member had had too many. */
  silentlyDropped = 0

  constructor(company: Company, limits: Limits, show: (shown: Shown) => void) {
    this.#company = company
    this.#limits = limits
    this.#show = show
  }

  send(app: App, message: Message, now: number, address: string): Answer {
    const fault = faultOf(app, this.#company, message)
    if (fault !== undefined) return refusal(fault, address)
    const msgtype = String(message["msgtype"])
    const content = contentOf(message, msgtype)
    if (!content) return refusal(44004, address)
    if (msgtype === "markdown" && Buffer.byteLength(content) > this.#limits.appMarkdownBytes) {
      return refusal(45002, address)
    }
    const { reached, invalid, unlicensed } = this.#recipients(app, message)
    if (reached.size === 0 && unlicensed.length === 0) return { ...refusal(81013, address), ...invalid }
    const known = this.#duplicate(message, now)
    if (known !== undefined) return { errcode: 0, errmsg: "ok", ...invalid, msgid: known }
    const msgid = `msg-${++this.#serial}`
    this.#remember(message, now, msgid)
    const to = [...reached].filter((member) => this.#mayReceive(member, now))
    const shown = msgtype === "text" ? cutBytes(content, this.#limits.appTextBytes) : content
    if (to.length > 0) this.#show({ at: now, via: "app", to, msgtype, content: shown, msgid })
    return { errcode: 0, errmsg: "ok", ...invalid, unlicenseduser: unlicensed.join("|"), msgid }
  }

  #recipients(app: App, message: Message) {
    const invalidUsers: string[] = []
    const invalidParties: string[] = []
    const invalidTags: string[] = []
    const asked = new Set<string>()
    for (const user of listed(message["touser"])) {
      if (user === "@all") for (const member of app.visible) asked.add(member)
      else if (app.visible.includes(user)) asked.add(user)
      else invalidUsers.push(user)
    }
    for (const party of listed(message["toparty"])) {
      const members = this.#company.parties[party]?.filter((member) => app.visible.includes(member)) ?? []
      if (members.length === 0) invalidParties.push(party)
      for (const member of members) asked.add(member)
    }
    for (const tag of listed(message["totag"])) {
      const members = this.#company.tags[tag]?.filter((member) => app.visible.includes(member)) ?? []
      if (members.length === 0) invalidTags.push(tag)
      for (const member of members) asked.add(member)
    }
    const unlicensed = [...asked].filter((member) => this.#company.unlicensed.includes(member))
    for (const member of unlicensed) asked.delete(member)
    const invalid = {
      invaliduser: invalidUsers.join("|"),
      invalidparty: invalidParties.join("|"),
      invalidtag: invalidTags.join("|"),
    }
    return { reached: asked, invalid, unlicensed }
  }

  /** The same JSON within the interval: answered with success, shown no second time. */
  #duplicate(message: Message, now: number): string | undefined {
    if (message["enable_duplicate_check"] !== 1) return undefined
    const seen = this.#seen.get(digestOf(message))
    return seen !== undefined && seen.until > now ? seen.msgid : undefined
  }

  #remember(message: Message, now: number, msgid: string): void {
    const wanted = Number(message["duplicate_check_interval"] ?? duplicateIntervalDefaultSeconds)
    const seconds = Math.min(wanted, duplicateIntervalMostSeconds)
    this.#seen.set(digestOf(message), { until: now + seconds * 1000, msgid })
  }

  #mayReceive(member: string, now: number): boolean {
    const minute = windowOf(this.#minutes, member, minuteMs)
    const hour = windowOf(this.#hours, member, hourMs)
    if (minute.count(now) >= this.#limits.memberPerMinute || hour.count(now) >= this.#limits.memberPerHour) {
      this.silentlyDropped++
      return false
    }
    minute.add(now)
    hour.add(now)
    return true
  }
}

/** The errcode of a message that is wrong in itself. */
function faultOf(app: App, company: Company, message: Message): number | undefined {
  if (!msgtypes.includes(String(message["msgtype"]))) return 40008
  const agentId = message["agentid"]
  if (agentId === undefined || agentId === "") return 41011
  // Clients in the wild send it as text too, and WeCom takes that.
  if (Number(agentId) !== app.agentId) return company.apps.some((a) => a.agentId === Number(agentId)) ? 301002 : 40056
  const users = listed(message["touser"]).length
  const parties = listed(message["toparty"]).length
  const tags = listed(message["totag"]).length
  if (users + parties + tags === 0) return 82001
  if (users > recipientsMost.touser) return 40032
  if (parties > recipientsMost.toparty) return 82002
  return tags > recipientsMost.totag ? 82003 : undefined
}

function listed(names: unknown): string[] {
  return typeof names === "string" ? names.split("|").filter((name) => name !== "") : []
}

function digestOf(message: Message): string {
  return createHash("sha256").update(JSON.stringify(message)).digest("hex")
}

function windowOf(windows: Map<string, Window>, key: string, lengthMs: number): Window {
  const known = windows.get(key)
  if (known !== undefined) return known
  const made = new Window(lengthMs)
  windows.set(key, made)
  return made
}
