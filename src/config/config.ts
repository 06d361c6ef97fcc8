/**
 * What `config.toml` says, checked and complete: paths absolute, references resolved, defaults filled in. Everything
 * that reads settings takes (a part of) this.
 */
import type { Severity } from "../engine/effect.ts"
import type { Locale } from "../locale/phrase.ts"
import type { Secret } from "./secret.ts"

export interface Config {
  /** Absolute paths of rule files and folders; empty: the embedded rules. */
  readonly rules: readonly string[]
  /** Absolute path of the folder for database, lock and socket. */
  readonly state: string
  /** Undefined: the environment decides (`chooseLocale`). */
  readonly locale: Locale | undefined
  /** At least one; names are unique. */
  readonly hosts: readonly Host[]
  readonly approvals: ApprovalSettings
  readonly wecom: WeComSettings
  /** `phone` and `desk` are always there; names are unique. */
  readonly receivers: readonly Receiver[]
  /** Who is told when a rule names nobody. A route holds for its severity and those above it, up to the next route. */
  readonly routes: readonly Route[]
}

export interface Host {
  readonly name: string
  readonly socket: TmuxSocket
  /** Another machine, as in ssh(1): `user@nas`; undefined: this one. */
  readonly ssh: string | undefined
  /** RE2 source texts; empty: all sessions. */
  readonly sessions: readonly string[]
  /** RE2 source texts for pane or window names; empty: all. */
  readonly panes: readonly string[]
}

/** tmux(1): `-L name` is a socket in tmux's own folder, `-S path` is that very file. */
export type TmuxSocket = { readonly by: "name"; readonly name: string } | { readonly by: "path"; readonly path: string }

export interface ApprovalSettings {
  /** Absolute path of the folder with one file per open ask. */
  readonly dir: string
  /** After so long an ask that says nothing else escalates; undefined: it waits. */
  readonly timeoutMs: number | undefined
}

export interface WeComSettings {
  readonly connect: Connect
  /** Base URL without a slash at its end. */
  readonly api: string
  readonly app: WeComApp | undefined
  readonly robot: WeComRobot | undefined
}

/** How WeCom is reached: past every proxy of the environment, as the environment says, or by this proxy. */
export type Connect =
  | { readonly by: "direct" }
  | { readonly by: "system" }
  /** An http(s) URL; secret because it may hold a password. */
  | { readonly by: "proxy"; readonly url: Secret }

export interface WeComApp {
  readonly corpId: string
  readonly agentId: number
  readonly secret: Secret
  readonly to: WeComRecipients
}

/** Ids joined by `|` as message/send takes them (D90236); at least one is there. `user` may be `@all`. */
export interface WeComRecipients {
  readonly user: string | undefined
  readonly party: string | undefined
  readonly tag: string | undefined
}

export interface WeComRobot {
  /** The whole webhook URL, or its key alone. */
  readonly webhook: Secret
}

export const channelNames = ["wecom.app", "wecom.robot", "terminal"] as const
export type ChannelName = (typeof channelNames)[number]

export const messageFormats = ["markdown", "text"] as const
export type MessageFormat = (typeof messageFormats)[number]

export interface Receiver {
  readonly name: string
  readonly format: MessageFormat
  /** At least one, in order: each is the fallback of the one before. */
  readonly channels: readonly ChannelName[]
}

export interface Route {
  readonly severity: Severity
  /** Names of receivers, at least one. */
  readonly receivers: readonly string[]
}
