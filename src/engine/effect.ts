/** What the engine asks the world to do. Effects are data; each has a stable id, so doing one twice is detectable. */
import type { Key, Severity } from "../language/vocabulary.ts"
import type { PaneKey } from "../screen/frame.ts"

export type { Key, Severity } from "../language/vocabulary.ts"
export { isKeyName, maxChoice, severities } from "../language/vocabulary.ts"

/**
 * A piece of a message. `trusted` text was written by the rule's author; the rest came from a pane and is escaped
 * (and, unless the author said `reveal`, redacted) by whoever renders it for a channel.
 */
export interface Segment {
  readonly text: string
  readonly trusted: boolean
  readonly style: "plain" | "code" | "quote"
  /** The author asked for this text unredacted. */
  readonly revealed: boolean
}

/** Where an effect comes from: for logs, for people, for ordering. */
export interface Origin {
  readonly rule: string
  readonly pane: PaneKey
  readonly host: string
  readonly session: string
  readonly window: string
}

export type Effect = MessageEffect | SendEffect | RunEffect | SettleEffect | ShadowEffect

/** What every message has. */
interface Telling {
  readonly id: string
  readonly at: number
  readonly origin: Origin
  /** Undefined: the routes decide by severity. */
  readonly receiver: string | undefined
  readonly severity: Severity
  readonly title: readonly Segment[]
  readonly body: readonly Segment[]
  /** Quiet hours: not before they end. `digest`: together with whatever else waits for that moment. */
  readonly later: { readonly until: number; readonly how: "digest" | "hold" } | undefined
}

export type NotifyEffect = Telling & {
  readonly kind: "notify"
  /** The ask that this message repeats, more loudly; undefined: none. */
  readonly repeats: string | undefined
}

export type AskEffect = Telling & {
  readonly kind: "ask"
  /** What a person can decide. */
  readonly offers: readonly Offer[]
  /** Undefined: it waits for as long as the dialog stands. For people; the engine keeps the time. */
  readonly timeoutMs: number | undefined
}
export type MessageEffect = NotifyEffect | AskEffect

/** `choose`: one of the dialog's own choices, by number; `option`: one of the rule's, by its label. */
export interface Offer {
  readonly what: "approve" | "deny" | "choose" | "option" | "reply"
  readonly label: string | undefined
}

export interface SendEffect {
  readonly kind: "send"
  readonly id: string
  readonly at: number
  readonly origin: Origin
  /** The process that must still own the pane. */
  readonly pid: number
  /** Never `choice`. */
  readonly keys: readonly Key[]
  /** What must still be so: the performer looks again right before the first key, and sends nothing unless it is. */
  readonly guard: Guard
}

export type Guard =
  /** The rule holds, and sees the same: for an approval or a question the same one. */
  | {
      readonly kind: "rule"
      readonly identity: string
      /** Of a rule about agents: which one it was. */
      readonly agent: string | undefined
    }
  /** The same approval or question stands, whatever the rule thinks by now. */
  | { readonly kind: "wait"; readonly identity: string }
  | { readonly kind: "state"; readonly agent: string; readonly state: string }
  /** The keys of these steps have begun: the pane still belongs to the agent, and no other approval or question is up. */
  | { readonly kind: "agent"; readonly agent: string; readonly identity: string }

/** A program to run: no shell; `event` on its standard input. */
export interface RunEffect {
  readonly kind: "run"
  readonly id: string
  readonly at: number
  readonly origin: Origin
  readonly argv: readonly string[]
  readonly timeoutMs: number
  readonly event: RunEvent
}

/** What a program learns, as JSON. Pane text in it is redacted. */
export interface RunEvent {
  readonly rule: string
  readonly severity: Severity
  readonly at: string
  readonly host: string
  readonly session: string
  readonly window: string
  readonly pane: string
  readonly program: string | null
  readonly agent: string | null
  readonly state: string | null
  readonly matches: string
  readonly captures: Readonly<Record<string, string>>
  readonly tries: number
}

/** What became of an ask; at most one `decided`, then at most one other. */
export interface SettleEffect {
  readonly kind: "settle"
  readonly id: string
  readonly at: number
  readonly origin: Origin
  /** The ask effect's id. */
  readonly ask: string
  readonly how: Settled
}
export type Settled =
  /** A person decided; what follows from it begins. */
  | "decided"
  /** The dialog went away without us: somebody answered at the keyboard, or the agent went on. No block runs. */
  | "elsewhere"
  /** A person decided, and all that follows from it was done. */
  | "done"
  /** A person decided, and nothing was pressed, or not all: the screen was another by then. */
  | "changed"
  /** A person decided, and keys could not be pressed, nobody knows whether they were, or they had no effect. */
  | "failed"

/** What a rule with `shadow` would do. */
export interface ShadowEffect {
  readonly kind: "shadow"
  readonly id: string
  readonly at: number
  readonly origin: Origin
  readonly of: MessageEffect | SendEffect | RunEffect
}

/**
 * Why no key was pressed, or (`failed`) a program did not end well. The first three may pass by themselves. `unbracketed`: each of
 * several lines would have been an answer of its own.
 */
export type Refusal =
  | ("copy-mode" | "typing" | "unreachable")
  | ("gone" | "other-process" | "changed" | "failed" | "unbracketed")

/** What became of a `send` or a `run`. */
export type SendOutcome =
  | { readonly sent: true }
  | { readonly sent: false; readonly why: Refusal }
  /** No answer came, or not for every key: some may have been pressed. Never pressed again. */
  | { readonly sent: "unknown" }
