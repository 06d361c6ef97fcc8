/**
 * The session our control client lives on. A client on a person's session would change that session's environment,
 * count as attached and send focus bytes (measured on 3.3a), so it gets one of its own, beside theirs.
 */

const ownName = /^_fleetai(?:-\d+)?$/

/** A session that some fleetai made for itself: left out of every listing and count. */
export function isOwnSession(name: string): boolean {
  return ownName.test(name)
}

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

/**
 * The arguments that make it, after tmuxArguments(). `-E`: update-environment is left alone. `no-output`: other panes'
 * output is not sent here. `cat -` waits on its terminal without a shell, a timer or a file descriptor of ours.
 *
 * The session goes with its client, also after kill -9, by a hook of its own. `destroy-unattached on` would do that too,
 * but it can crash the server, measured on 3.3a: while our client is leaving and any other client ends, the session is
 * destroyed under ours (server_check_unattached counts a leaving client as gone; server_client_loop does not).
 * `detach-on-destroy on`: where a person set it off, our client would be moved onto one of their sessions.
 */
export function ownSessionArguments(name: string): string[] {
  const own = ["-t", `=${name}:`]
  return [
    ...["-C", "new-session", "-E", "-s", name, "-n", "fleetai", "-c", "/", "-f", "ignore-size,no-output", "cat", "-"],
    ...[";", "set-option", ...own, "destroy-unattached", "off"],
    ...[";", "set-option", ...own, "detach-on-destroy", "on"],
    ...[";", "set-hook", ...own, "client-detached", `kill-session -t =${name}`],
    // It would be drawn every 15 s for nobody.
    ...[";", "set-option", ...own, "status", "off"],
  ]
}
