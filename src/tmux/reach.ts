/** The way to a tmux server: on this machine (local-reach.ts), or on another one (remote-reach.ts). */
import type { NotStarted, Pipe, PipeEvents, Ran } from "../process/pipe.ts"

export interface Reach {
  /** On this machine: its clock is ours, and what we start there ends with us. */
  readonly isLocal: boolean
  /** So long an answer of the server may take, milliseconds; what took longer is taken to be lost. */
  readonly patienceMs: number
  /** Makes the way, where it is not there yet; undefined: it is there. */
  open(): Promise<Hindrance | undefined>
  /** A look at the server's socket; costs next to nothing. */
  socket(): Promise<SocketSight>
  /** Runs one `tmux …` to its end: a missing tmux, a missing server and a refused command are all `ok: false`. */
  run(words: readonly string[]): Promise<Ran>
  /** Starts a `tmux …` that stays. A reason, when it cannot be started. */
  pipe(words: readonly string[], events: PipeEvents): Pipe | NotStarted
  /** Ends the way and what runs on it; `pipe`s end by themselves before. There is no way after this. */
  close(): Promise<void>
}

/** What is between us and a server, where there is something to be done about it (server-state.ts says what). */
export type Cause =
  /** Another user's socket. */
  | "socket-denied"
  | "no-ssh"
  | "ssh-config"
  | "unreachable"
  | "name-unknown"
  | "host-key-unknown"
  | "host-key-changed"
  | "login-refused"
  | "no-shell"
  | "no-tmux"

/** The other machine turns us away until a person does something about it; trying often might lock us out. */
export const isTurnedAway = (cause: Cause | undefined): boolean =>
  cause === "login-refused" || cause === "host-key-unknown" || cause === "host-key-changed"

export interface Hindrance {
  /** Undefined: nothing is known that a person could do. */
  readonly cause: Cause | undefined
  /** Short, one line, for logs: what tmux, ssh or the system said. */
  readonly why: string
}

export type SocketSight =
  /** `id` tells one socket file from another at the same place; `owner` is a user's name. */
  | { readonly kind: "there"; readonly id: string; readonly owner: string }
  | { readonly kind: "away" }
  /** Not for us to see. */
  | { readonly kind: "denied" }
  | { readonly kind: "unknown" }

/** tmux(1) found nobody at the socket: nothing listens there, or it is not there. Anything else is only a failure. */
export function isNoServer(error: string): boolean {
  return /^no server running on |^error connecting to .*\((?:No such file or directory|Connection refused)\)/m.test(
    error,
  )
}

/** tmux(1) was not let in: by the socket's permissions, or by `server-access`. */
export function isDenied(error: string): boolean {
  return /^error connecting to .*\(Permission denied\)|^access not allowed/m.test(error)
}
