/** What `doctor` finds, and what its checks look at. A check is a function from `Patient` to findings. */
import type { Config } from "../../config/config.ts"
import type { Environment } from "../../config/surroundings.ts"
import type { Locale, Phrase } from "../../locale/phrase.ts"
import type { Stored } from "../../store/fault.ts"
import type { Store } from "../../store/store.ts"
import type { TokenStore } from "../../wecom/token.ts"

export const topics = ["config", "rules", "tmux", "service", "state", "environment", "clock", "wecom", "send"] as const
export type Topic = (typeof topics)[number]

/** A warning works, but likely not as wanted; a problem does not work. Both have a cure. */
export type Finding =
  | { readonly topic: Topic; readonly level: "ok"; readonly text: Phrase }
  | { readonly topic: Topic; readonly level: "warning" | "problem"; readonly text: Phrase; readonly cure: Phrase }

export interface Patient {
  readonly config: Config
  readonly env: Environment
  readonly locale: Locale
  readonly now: () => number
  /** The state database; undefined: there is none yet. Opened once: closing a second one would end the locks of the first. */
  readonly store: Stored<Store> | undefined
  /** The service's, where there is a database: a secret that was refused is not tried again and again. */
  readonly tokens: TokenStore
  /** Shows a test message on this terminal. */
  readonly show: (text: string) => void
}

export type Check = (patient: Patient) => readonly Finding[] | Promise<readonly Finding[]>

export function ok(topic: Topic, text: Phrase): Finding {
  return { topic, level: "ok", text }
}

export function warning(topic: Topic, text: Phrase, cure: Phrase): Finding {
  return { topic, level: "warning", text, cure }
}

export function problem(topic: Topic, text: Phrase, cure: Phrase): Finding {
  return { topic, level: "problem", text, cure }
}
