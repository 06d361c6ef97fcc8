/**
 * The session our control client lives on. A client on a person's session would change that session's environment,
 * count as attached and send focus bytes (measured on 3.3a), so it gets one of its own, beside theirs.
 *
 * Ours are the panes that the making of it made, and nothing else: they carry a mark, and names say nothing (a person's
 * hook may rename our session, and a person may have one of that name). tmux runs a command without a target (cron:
 * `tmux new-window -d job`) in the session that was used last, and until somebody types that is ours; what such a
 * command made there is a stray, a person's job. It is moved to where it would have been without us, and never killed.
 */
import { type Command, command } from "./command.ts"

/** How many fleetai may watch one server at once. */
export const maxOwnSessions = 9

/** A free name; undefined when all are taken. */
export function chooseOwnName(taken: readonly string[]): string | undefined {
  for (let index = 1; index <= maxOwnSessions; index++) {
    const name = index === 1 ? "_fleetai" : `_fleetai-${index}`
    if (!taken.includes(name)) return name
  }
  return undefined
}

/** The user option of a pane that is fleetai's own; its value tells one connection from another. */
export const markOption = "@fleetai"

/**
 * The arguments that make it, after tmuxArguments(). `-E`: update-environment is left alone. `no-output`: other panes'
 * output is not sent here. `cat -` waits on its terminal without a shell, a timer or a file descriptor of ours.
 *
 * Its panes go with its client, also after kill -9, by a hook of its own; the session goes with its last pane.
 * `destroy-unattached on` would take a stray along, and can crash the server, measured on 3.3a: while our client is
 * leaving and any other client ends, the session is destroyed under ours (server_check_unattached counts a leaving
 * client as gone; server_client_loop does not). `detach-on-destroy on`: where a person set it off, our client would be
 * moved onto one of their sessions.
 *
 * `mark`: letters and digits, new for every connection. Everything is set by id, in the same breath: `run-shell -C`
 * expands the formats (3.2), also for panes that a person's `after-new-session` hook added.
 */
export function ownSessionArguments(name: string, mark: string): string[] {
  const eachPane = (words: string): string => `#{W:#{P:${words} ; }}`
  return [
    ...["-C", "new-session", "-E", "-s", name, "-n", "fleetai", "-c", "/", "-f", "ignore-size,no-output", "cat", "-"],
    ...[";", "run-shell", "-C", eachPane(`set-option -p -t #{pane_id} ${markOption} ${mark}`)],
    ...[";", "set-option", "destroy-unattached", "off"],
    ...[";", "set-option", "detach-on-destroy", "on"],
    ...[";", "run-shell", "-C", `set-hook -t '#{session_id}' client-detached '${eachPane("kill-pane -t #{pane_id}")}'`],
    // It would be drawn every 15 s for nobody.
    ...[";", "set-option", "status", "off"],
  ]
}

/** A pane and where it is, for telling ours from people's. */
export interface Place {
  readonly sessionId: string
  /** When somebody last typed in the session or attached to it, seconds since the epoch. */
  readonly activityS: number
  readonly windowId: string
  readonly pane: string
  /** "" for a person's pane. */
  readonly mark: string
  readonly session: string
}

const placeFormat = `#{session_id} #{session_activity} #{window_id} #{pane_id} <#{${markOption}}> #{session_name}`

/** Where every pane is. */
export const listPlaces: Command = command("list-panes", "-a", "-F", placeFormat)

/** The answer to listPlaces. */
export function parsePlaces(lines: readonly string[]): Place[] {
  return lines.flatMap((line) => {
    const match = /^(\$\d+) (\d+) (@\d+) (%\d+) <([^>]*)> (.*)$/.exec(line)
    if (match === null) return []
    const [, sessionId = "", activityS, windowId = "", pane = "", mark = "", session = ""] = match
    return [{ sessionId, activityS: Number(activityS), windowId, pane, mark, session }]
  })
}

/** No person has a pane there. */
export function isOnlyOurs(places: readonly Place[]): boolean {
  return places.every(({ mark }) => mark !== "")
}

/**
 * The commands that move what is a person's out of the session of `mark`: to the session tmux would have chosen without
 * us, each window or pane with a command line of its own. None, when there is nowhere to move to: then it stays.
 */
export function moveStrays(places: readonly Place[], mark: string): Command[] {
  const own = places.find((place) => place.mark === mark)?.sessionId
  const theirs = places.filter(({ sessionId }) => !places.some((one) => one.sessionId === sessionId && one.mark !== ""))
  const [best] = theirs.toSorted((one, other) => other.activityS - one.activityS)
  if (own === undefined || best === undefined) return []
  // A window that is also linked into one of their sessions is not lost to anybody.
  const isTheirs = ({ windowId }: Place): boolean => theirs.some((one) => one.windowId === windowId)
  const strays = places.filter((place) => place.sessionId === own && place.mark === "" && !isTheirs(place))
  const isShared = ({ windowId }: Place): boolean => places.some((one) => one.windowId === windowId && one.mark !== "")
  const windows = new Set(strays.filter((stray) => !isShared(stray)).map(({ windowId }) => windowId))
  return [
    ...[...windows].map((window) => command("move-window", "-d", "-s", `${own}:${window}`, "-t", `${best.sessionId}:`)),
    ...strays.filter(isShared).map(({ pane }) => command("break-pane", "-d", "-s", pane, "-t", `${best.sessionId}:`)),
  ]
}

/** Kills what carries the mark, and only where it still does: the server looks. */
export function killOwn(places: readonly Place[], mark: string): Command[] {
  return places
    .filter((place) => place.mark === mark)
    .map(({ pane }) => command("if-shell", "-F", "-t", pane, `#{==:#{${markOption}},${mark}}`, `kill-pane -t ${pane}`))
}
