/** What the engine asks the world to do. Effects are data; each has a stable id, so doing one twice is detectable. */
import type { Key, Severity } from "../language/vocabulary.ts"
import type { PaneKey } from "../screen/frame.ts"

export type { Key, Severity } from "../language/vocabulary.ts"
export { isKeyName, severities } from "../language/vocabulary.ts"

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

export type Effect =
  | {
      readonly kind: "notify"
      readonly id: string
      readonly at: number
      readonly origin: Origin
      /** Undefined: the routes decide by severity. */
      readonly receiver: string | undefined
      readonly severity: Severity
      readonly title: readonly Segment[]
      readonly body: readonly Segment[]
    }
  | {
      readonly kind: "send"
      readonly id: string
      readonly at: number
      readonly origin: Origin
      /** The process that must still own the pane. */
      readonly pid: number
      readonly keys: readonly Key[]
      /** What the rule saw: the performer looks again and sends nothing unless the rule still sees the same. */
      readonly identity: string
    }

export type SendEffect = Extract<Effect, { kind: "send" }>
export type NotifyEffect = Extract<Effect, { kind: "notify" }>

/** Why no key was pressed. The first three may pass by themselves. */
export type Refusal = "copy-mode" | "typing" | "unreachable" | "gone" | "other-process" | "changed"

export type SendOutcome =
  | { readonly sent: true }
  | { readonly sent: false; readonly why: Refusal }
  /** No answer came, or not for every key: some may have been pressed. Never pressed again. */
  | { readonly sent: "unknown" }
