/**
 * WeCom's error codes (D90313): what each means for a person, and what a sender does about it. Pure.
 * The number decides, never `errmsg`: its wording changes.
 */
import { type Phrase, phrase } from "../locale/phrase.ts"

/** What to do about a refusal; more than one may apply. */
export interface Remedy {
  /** T: get a new token and send once more. */
  readonly refreshToken: boolean
  /** R: how often to repeat, with back-off, before going on. */
  readonly retries: number
  /** W: not before this long. */
  readonly waitMs: number
  /** F: whether the message goes to the next channel then. */
  readonly fallback: "always" | "if-urgent" | "never"
  /** How long nothing at all should be sent this way; 0: the fault is the message's, not the channel's. */
  readonly holdOffMs: number
  /** Too long: a shorter one may pass. */
  readonly shorten: boolean
  /** The words themselves may be the fault: without those that a pane printed it may pass. */
  readonly trustedOnly: boolean
}

export interface Meaning {
  readonly code: number
  readonly meaning: Phrase
  readonly cure: Phrase
  readonly remedy: Remedy
}

const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/** Repeated wrong secrets ban the address for an hour (D91039). */
export const wrongSecretHoldOffMs = hourMs
/** A privilege or a visible range that somebody sets right takes effect soon; asking more often helps nobody. */
export const misconfiguredHoldOffMs = 10 * minuteMs
/** An address that was added to the trusted ones works after about a minute. */
export const untrustedIpHoldOffMs = minuteMs
/** The shortest of WeCom's frequency windows. */
export const frequencyWaitMs = minuteMs
const busyRetries = 3

const none: Remedy = {
  refreshToken: false,
  retries: 0,
  waitMs: 0,
  fallback: "never",
  holdOffMs: 0,
  shorten: false,
  trustedOnly: false,
}
const token: Remedy = { ...none, refreshToken: true, retries: busyRetries, fallback: "always" }
const busy: Remedy = { ...none, retries: busyRetries, fallback: "always" }
/** What a pane shows must not be able to silence the message about it. */
const payload: Remedy = { ...none, fallback: "always", trustedOnly: true }
const recipients: Remedy = { ...none, fallback: "always" }
const misconfigured: Remedy = { ...none, fallback: "always", holdOffMs: misconfiguredHoldOffMs }
const wrongSecret: Remedy = { ...misconfigured, holdOffMs: wrongSecretHoldOffMs }
const tooLong: Remedy = { ...payload, shorten: true }

function entry(code: number, remedy: Remedy, meaning: Phrase, cure: Phrase): [number, Meaning] {
  return [code, { code, meaning, cure, remedy }]
}

const checkSecret = phrase("wecom.cure.secret")
const checkCorp = phrase("wecom.cure.corp")
const checkAgent = phrase("wecom.cure.agent")
const checkRange = phrase("wecom.cure.range")
const checkPrivilege = phrase("wecom.cure.privilege")
const checkRobot = phrase("wecom.cure.robot")
const checkRecipients = phrase("wecom.cure.recipients")
const itself = phrase("wecom.cure.itself")
const report = phrase("wecom.cure.report")

const table = new Map<number, Meaning>([
  entry(-1, busy, phrase("wecom.error.busy"), itself),
  entry(40001, { ...wrongSecret, refreshToken: true }, phrase("wecom.error.secret"), checkSecret),
  entry(40013, wrongSecret, phrase("wecom.error.corp"), checkCorp),
  entry(41002, misconfigured, phrase("wecom.error.corp-missing"), checkCorp),
  entry(40091, wrongSecret, phrase("wecom.error.secret-other"), checkSecret),
  entry(41004, misconfigured, phrase("wecom.error.secret-missing"), checkSecret),
  entry(40014, token, phrase("wecom.error.token"), itself),
  entry(42001, token, phrase("wecom.error.token-expired"), itself),
  entry(41001, token, phrase("wecom.error.token-missing"), itself),
  entry(40003, recipients, phrase("wecom.error.user"), checkRange),
  entry(60111, recipients, phrase("wecom.error.user"), checkRange),
  entry(40031, recipients, phrase("wecom.error.user"), checkRange),
  entry(81013, recipients, phrase("wecom.error.nobody"), checkRange),
  entry(40032, recipients, phrase("wecom.error.recipients"), checkRecipients),
  entry(82001, recipients, phrase("wecom.error.recipients"), checkRecipients),
  entry(82002, recipients, phrase("wecom.error.recipients"), checkRecipients),
  entry(82003, recipients, phrase("wecom.error.recipients"), checkRecipients),
  entry(60011, misconfigured, phrase("wecom.error.privilege"), checkPrivilege),
  entry(92000, misconfigured, phrase("wecom.error.privilege"), checkPrivilege),
  entry(48002, misconfigured, phrase("wecom.error.privilege"), checkPrivilege),
  entry(48006, misconfigured, phrase("wecom.error.withdrawn"), checkPrivilege),
  entry(50003, misconfigured, phrase("wecom.error.disabled"), phrase("wecom.cure.disabled")),
  entry(40056, misconfigured, phrase("wecom.error.agent"), checkAgent),
  entry(41011, misconfigured, phrase("wecom.error.agent-missing"), checkAgent),
  entry(301002, misconfigured, phrase("wecom.error.agent-other"), checkAgent),
  entry(40008, payload, phrase("wecom.error.msgtype"), report),
  entry(40058, tooLong, phrase("wecom.error.parameter"), report),
  entry(40063, payload, phrase("wecom.error.parameter"), report),
  entry(44004, payload, phrase("wecom.error.empty"), report),
  entry(42045, payload, phrase("wecom.error.card"), report),
  entry(45002, tooLong, phrase("wecom.error.long"), report),
  entry(
    45009,
    { ...none, waitMs: frequencyWaitMs, fallback: "if-urgent", holdOffMs: frequencyWaitMs },
    phrase("wecom.error.frequency"),
    itself,
  ),
  entry(45033, busy, phrase("wecom.error.concurrency"), itself),
  entry(
    60020,
    { ...none, fallback: "always", holdOffMs: untrustedIpHoldOffMs },
    phrase("wecom.error.untrusted"),
    phrase("wecom.cure.untrusted"),
  ),
  entry(85002, payload, phrase("wecom.error.forbidden"), phrase("wecom.cure.forbidden")),
  entry(93000, misconfigured, phrase("wecom.error.robot"), checkRobot),
  entry(93004, misconfigured, phrase("wecom.error.robot-disabled"), checkRobot),
  entry(93006, misconfigured, phrase("wecom.error.chat"), checkRobot),
  entry(93008, misconfigured, phrase("wecom.error.robot-gone"), checkRobot),
])

/** Every code that is known here. */
export const knownCodes: readonly number[] = [...table.keys()]

/** What a refusal means; an unknown code is taken for a passing fault: repeated a little, then the next channel. */
export function meaningOf(code: number): Meaning {
  return (
    table.get(code) ?? {
      code,
      meaning: phrase("wecom.error.unknown", { code }),
      cure: phrase("wecom.cure.unknown", { code }),
      remedy: busy,
    }
  )
}

/** After these nobody asks for a token again for an hour, or until the configuration changes (D91039). */
export function forbidsTokens(code: number): boolean {
  return code === 40001 || code === 40013 || code === 40091
}

/**
 * The address that WeCom saw, out of the text of a 60020: for people to read, nothing is decided by it.
 * Older texts do not name it.
 */
export function exitIpOf(errmsg: string): string | undefined {
  return /from ip: ([0-9a-fA-F.:]{3,45})(?=[,\s]|$)/.exec(errmsg)?.[1]
}
