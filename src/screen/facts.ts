/**
 * What is known about a pane besides its text. Durations are kept as the moment they began, so that a fact that
 * only grows with time never makes a frame "changed".
 */

/** `undefined` is *unknown* in Kleene's sense, never "no". Moments are milliseconds since the epoch. */
export interface Facts {
  /** `name` of the `[[host]]` in config.toml. */
  readonly host: string
  readonly session: string
  /** The window's name. */
  readonly window: string
  /** tmux's pane id, `%3`. */
  readonly pane: string
  /** What tmux says runs there (`pane_current_command`). */
  readonly command: string
  /** What really runs there: the foreground process, interpreters unwrapped. */
  readonly program: string | undefined
  readonly title: string
  readonly cwd: string
  /** The user who owns the tmux server. */
  readonly user: string
  /** When the pane last printed; `quiet` is the time since. */
  readonly printedAt: number
  /** When the foreground process group began; `running` is the time since. */
  readonly runningSince: number | undefined
  /** When somebody last typed in an attached client of the session; `client-idle` is the time since. Undefined: no client. */
  readonly clientActiveAt: number | undefined
  /** CPU of the foreground process group, percent of one core. */
  readonly cpu: number | undefined
  /** Exit status of a dead pane. */
  readonly exit: number | undefined
  /** A person's client shows the session; control clients never count. */
  readonly attached: boolean
  /** The pane is the active one of the active window of its session. */
  readonly active: boolean
  readonly zoomed: boolean
  readonly dead: boolean
  /** The foreground program is a shell. */
  readonly shell: boolean
  /** The window's bell flag is up. */
  readonly bell: boolean
  /** The host can be reached. */
  readonly online: boolean
}

export type FactType = "text" | "duration" | "percent" | "int" | "flag"

/** The facts as rules name them (rules-language.md, Conditions). */
export const factTypes = {
  host: "text",
  session: "text",
  window: "text",
  pane: "text",
  command: "text",
  program: "text",
  title: "text",
  cwd: "text",
  user: "text",
  quiet: "duration",
  running: "duration",
  "client-idle": "duration",
  cpu: "percent",
  exit: "int",
  attached: "flag",
  active: "flag",
  zoomed: "flag",
  dead: "flag",
  shell: "flag",
  bell: "flag",
  online: "flag",
} as const satisfies Record<string, FactType>

export type FactName = keyof typeof factTypes
export type FactValue = string | number | boolean | undefined

/** Where a duration began; `undefined` for the facts that are no durations, and for unknown ones. */
export function beganAt(facts: Facts, name: FactName): number | undefined {
  switch (name) {
    case "quiet":
      return facts.printedAt
    case "running":
      return facts.runningSince
    case "client-idle":
      return facts.clientActiveAt
    default:
      return undefined
  }
}

/** The value a rule sees at `now`: text, milliseconds, percent, int or flag; `undefined` is unknown. */
export function factValue(facts: Facts, name: FactName, now: number): FactValue {
  switch (name) {
    case "quiet":
    case "running":
    case "client-idle": {
      const began = beganAt(facts, name)
      return began === undefined ? undefined : Math.max(0, now - began)
    }
    default:
      return facts[name]
  }
}
