/**
 * The shape of `config.toml`: which keys there are, of what type and in what range. A finding's message is the id of
 * its phrase. What needs two keys at once, the environment or a file is in `meaning.ts` and `references.ts`.
 */
import * as v from "valibot"
import { severities } from "../engine/effect.ts"
import { locales, type PhraseId } from "../locale/phrase.ts"
import { channelNames, messageFormats } from "./config.ts"
import { durationIn } from "./duration.ts"
import { isRe2 } from "./re2.ts"

/** A setting whose feature does not run yet: known, but refused rather than ignored. */
const notYet = v.custom<never>(() => false, id("config.not-yet"))

/** Unknown keys are all reported, not only the first as `v.strictObject` does. */
function table<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.objectWithRest(entries, v.never(id("config.unknown-key")))
}

const text = v.pipe(
  v.string(),
  v.check((value) => value.trim() !== "", id("config.empty")),
)

/** As rules name things: a letter or `_`, then letters, digits, `_`, and `-` between them. */
export const namePattern = /^[\p{L}_][\p{L}\p{N}_]*(-+[\p{L}\p{N}_]+)*$/u
const name = v.pipe(text, v.regex(namePattern, id("config.bad-name")))

const patterns = v.array(v.pipe(v.string(), v.check(isRe2, id("config.bad-pattern"))))

const nonEmpty = id("config.empty-list")

const host = table({
  name: v.optional(name),
  socket: v.optional(text),
  sessions: v.optional(patterns),
  panes: v.optional(patterns),
  ssh: v.optional(v.pipe(text, v.check(isDestination, id("config.bad-ssh")))),
  wake: v.optional(notYet),
})

const app = table({
  corp_id: v.optional(text),
  agent_id: v.optional(v.union([v.pipe(v.number(), v.integer(), v.minValue(1)), text], id("config.bad-agent-id"))),
  secret: v.optional(text),
  to_user: v.optional(text),
  to_party: v.optional(text),
  to_tag: v.optional(text),
})

const wecom = table({
  connect: v.optional(text),
  api: v.optional(v.pipe(text, v.check(isHttpUrl, id("config.bad-url")))),
  app: v.optional(app),
  robot: v.optional(table({ webhook: v.optional(text) })),
  bot: v.optional(notYet),
})

/** Shorter than a minute nobody has looked at the phone, longer than a week nobody will. */
const leastTimeoutMs = 60_000
const mostTimeoutMs = 7 * 86_400_000

const approvals = table({
  dir: v.optional(text),
  timeout: v.optional(v.pipe(text, v.check(isTimeout, id("config.bad-timeout")))),
})

const channel = v.picklist(channelNames, ({ input }) =>
  input === "wecom.bot" ? id("config.not-yet") : id("config.unknown-channel"),
)

const receiver = table({
  format: v.optional(v.picklist(messageFormats, id("config.bad-format"))),
  channels: v.optional(v.pipe(v.array(channel), v.minLength(1, nonEmpty))),
})

const route = table({
  severity: v.picklist(severities, id("config.bad-severity")),
  receivers: v.pipe(v.array(v.string()), v.minLength(1, nonEmpty)),
})

export const fileSchema = table({
  rules: v.optional(v.array(text)),
  state: v.optional(text),
  locale: v.optional(v.picklist(locales, id("config.bad-locale"))),
  host: v.optional(v.array(host)),
  approvals: v.optional(approvals),
  wecom: v.optional(wecom),
  receiver: v.optional(v.record(v.pipe(v.string(), v.regex(namePattern, id("config.bad-name"))), receiver)),
  route: v.optional(v.array(route)),
})

/** `config.toml` as it was written, its shape checked. */
export type FileSettings = v.InferOutput<typeof fileSchema>

function isTimeout(value: string): boolean {
  const ms = durationIn(value)
  return ms !== undefined && ms >= leastTimeoutMs && ms <= mostTimeoutMs
}

/** As ssh(1) takes a destination, and no option: `user@nas`, `nas`, `ssh://user@nas:2222`. */
function isDestination(value: string): boolean {
  return /^[^-\s\p{Cc}][^\s\p{Cc}]*$/u.test(value)
}

export function isHttpUrl(value: string): boolean {
  const url = URL.parse(value)
  return url !== null && (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== ""
}

/** The keys that may stand in the table at `path`; empty when there is no such table. */
export function knownKeys(path: readonly (string | number)[]): readonly string[] {
  let schema: unknown = fileSchema
  for (const step of path) {
    schema = unwrapped(schema)
    if (!isNode(schema)) return []
    if (isNode(schema.entries)) schema = schema.entries[step]
    else if (schema.item !== undefined) schema = schema.item
    else schema = schema.value
  }
  schema = unwrapped(schema)
  return isNode(schema) && isNode(schema.entries) ? Object.keys(schema.entries) : []
}

/** Without `optional` around it. */
function unwrapped(schema: unknown): unknown {
  return isNode(schema) && schema.type === "optional" ? schema.wrapped : schema
}

function isNode(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null
}

/** Only so that a misspelt phrase does not compile. */
function id(phrase: PhraseId & `config.${string}`): PhraseId {
  return phrase
}
