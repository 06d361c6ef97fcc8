/** What tmux says about panes, windows, sessions and clients: the formats asked for, and their answers as data. */
import { markOption } from "./own-session.ts"
import type { Block } from "./protocol.ts"

/** One pane as `list-panes` or `display-message` describes it. Counts are cells or lines, times seconds. */
export interface PaneReport {
  readonly pane: string
  readonly pid: number
  readonly windowId: string
  readonly windowPanes: number
  readonly activityS: number
  readonly historySize: number
  readonly historyLimit: number
  readonly cursorY: number
  readonly alternate: boolean
  readonly inMode: boolean
  readonly dead: boolean
  readonly exit: number | undefined
  readonly columns: number
  readonly rows: number
  readonly paneActive: boolean
  readonly windowActive: boolean
  readonly zoomed: boolean
  readonly bell: boolean
  /** Keys typed here would also go elsewhere (`synchronize-panes`), or nowhere (`select-pane -d`). */
  readonly synchronized: boolean
  readonly inputOff: boolean
  /** fleetai's own: nobody's to see (own-session.ts). */
  readonly own: boolean
  readonly session: string
  /** All sessions its window is linked into. */
  readonly sessions: readonly string[]
  readonly window: string
  readonly title: string
  readonly command: string
  readonly cwd: string
}

const paneFields = [
  "pane_id",
  "pane_pid",
  "window_id",
  "window_panes",
  "window_activity",
  "history_size",
  "history_limit",
  "cursor_y",
  "alternate_on",
  "pane_in_mode",
  "pane_dead",
  "pane_dead_status",
  "pane_width",
  "pane_height",
  "pane_active",
  "window_active",
  "window_zoomed_flag",
  "window_bell_flag",
  "pane_synchronized",
  "pane_input_off",
  markOption,
  "session_name",
  "window_name",
  "pane_title",
  "pane_current_command",
  // Last: the one value that may hold a line break.
  "pane_current_path",
] as const

/** For these tmux reads /proc; they cost as much as all the others together. */
const dearFields: ReadonlySet<string> = new Set(["pane_current_command", "pane_current_path"])

/** What can change with any output; asked many times a second, so it is short. */
const quickFields = [
  "pane_id",
  "pane_pid",
  "window_activity",
  "history_size",
  "cursor_y",
  "alternate_on",
  "pane_in_mode",
  "pane_dead",
  "pane_width",
  "pane_height",
  "pane_title",
] as const

export type QuickReport = Pick<
  PaneReport,
  | "pane"
  | "pid"
  | "activityS"
  | "historySize"
  | "cursorY"
  | "alternate"
  | "inMode"
  | "dead"
  | "columns"
  | "rows"
  | "title"
>

/**
 * `separator` is a printable word nobody can guess: it begins each record and stands between its fields, so that no
 * title, name or path can pretend to be a field or a record. `dear`: with the command and the directory, which are ""
 * without it.
 */
export function paneFormat(separator: string, dear: boolean): string {
  const asked = paneFields.map((field) => (dear || !dearFields.has(field) ? `#{${field}}` : ""))
  return separator + asked.join(separator)
}

/** The same for parseQuick. */
export function quickFormat(separator: string): string {
  return separator + quickFields.map((field) => `#{${field}}`).join(separator)
}

/** The records in the lines of an answer, each split into its fields. */
export function splitRecords(separator: string, lines: readonly string[]): string[][] {
  const text = lines.join("\n")
  if (!text.startsWith(separator)) return []
  return text
    .slice(separator.length)
    .split(`\n${separator}`)
    .map((fields) => fields.split(separator))
}

/** Undefined: no such pane (tmux then leaves the fields empty), or not a record of paneFormat. */
export function parsePane(fields: readonly string[]): PaneReport | undefined {
  if (fields.length !== paneFields.length) return undefined
  const at = (name: (typeof paneFields)[number]): string => fields[paneFields.indexOf(name)] ?? ""
  if (!/^%\d+$/.test(at("pane_id"))) return undefined
  const exit = at("pane_dead_status")
  return {
    pane: at("pane_id"),
    pid: Number(at("pane_pid")),
    windowId: at("window_id"),
    windowPanes: Number(at("window_panes")),
    activityS: Number(at("window_activity")),
    historySize: Number(at("history_size")),
    historyLimit: Number(at("history_limit")),
    cursorY: Number(at("cursor_y")),
    alternate: flag(at("alternate_on")),
    inMode: flag(at("pane_in_mode")),
    dead: flag(at("pane_dead")),
    exit: exit === "" ? undefined : Number(exit),
    columns: Number(at("pane_width")),
    rows: Number(at("pane_height")),
    paneActive: flag(at("pane_active")),
    windowActive: flag(at("window_active")),
    zoomed: flag(at("window_zoomed_flag")),
    bell: flag(at("window_bell_flag")),
    synchronized: flag(at("pane_synchronized")),
    inputOff: flag(at("pane_input_off")),
    own: at(markOption) !== "",
    session: at("session_name"),
    sessions: [at("session_name")],
    window: at("window_name"),
    title: at("pane_title"),
    command: at("pane_current_command"),
    cwd: at("pane_current_path"),
  }
}

/** Undefined: not a record of quickFormat, or no such pane. */
export function parseQuick(fields: readonly string[]): QuickReport | undefined {
  const [pane = "", pid, activityS, historySize, cursorY, alternate, inMode, dead, columns, rows, title = ""] = fields
  if (fields.length !== quickFields.length || !/^%\d+$/.test(pane)) return undefined
  return {
    pane,
    pid: Number(pid),
    activityS: Number(activityS),
    historySize: Number(historySize),
    cursorY: Number(cursorY),
    alternate: flag(alternate ?? ""),
    inMode: flag(inMode ?? ""),
    dead: flag(dead ?? ""),
    columns: Number(columns),
    rows: Number(rows),
    title,
  }
}

/** `pane_in_mode` counts modes; the others are 0 or 1; a field an older tmux does not know is empty. */
function flag(value: string): boolean {
  return value !== "" && value !== "0"
}

/** The panes of an answer to `list-panes -a -F paneFormat`. */
export function parsePanes(separator: string, block: Block): PaneReport[] {
  return splitRecords(separator, block.lines).flatMap((fields) => parsePane(fields) ?? [])
}

/**
 * One report for each pane: a window linked into several sessions (`new-session -t`) is listed once for each. The first
 * session that somebody is attached to counts, else the first; tmux lists them by name, so that it is the same each time.
 */
export function mergeLinked(reports: readonly PaneReport[], isAttached: (session: string) => boolean): PaneReport[] {
  return [...Map.groupBy(reports, ({ pane }) => pane).values()].flatMap((linked) => {
    const [first] = linked
    if (first === undefined || linked.length === 1) return linked
    const attached = linked.filter(({ session }) => isAttached(session))
    const counting = attached.length > 0 ? attached : linked
    const windowActive = counting.some((report) => report.windowActive)
    const bell = linked.some((report) => report.bell)
    return [{ ...(counting[0] ?? first), sessions: linked.map(({ session }) => session), windowActive, bell }]
  })
}

/** The cheap sweep: which windows are there, with how many panes, and in which second each printed last. */
export interface WindowReport {
  readonly windowId: string
  readonly activityS: number
  readonly panes: number
}

export const windowFormat = "#{window_id} #{window_activity} #{window_panes}"

export function parseWindows(block: Block): WindowReport[] {
  return block.lines.flatMap((line) => {
    const match = /^(@\d+) (\d+) (\d+)$/.exec(line)
    if (match === null) return []
    return [{ windowId: match[1] ?? "", activityS: Number(match[2]), panes: Number(match[3]) }]
  })
}

/** The people at one session; control clients (fleetai, editors) are nobody. */
export interface Presence {
  readonly session: string
  /** The latest moment one of its clients typed, seconds since the epoch. */
  readonly activeAtS: number
}

export const clientFormat = "#{client_control_mode} #{client_activity} #{client_session}"

export function parseClients(block: Block): Map<string, Presence> {
  const present = new Map<string, Presence>()
  for (const line of block.lines) {
    const match = /^0? ?(\d+) (.*)$/.exec(line)
    if (match === null || line.startsWith("1 ")) continue
    const session = match[2] ?? ""
    const activeAtS = Math.max(Number(match[1]), present.get(session)?.activeAtS ?? 0)
    present.set(session, { session, activeAtS })
  }
  return present
}
