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
 * `destroy-unattached`: the session dies with our client, also after kill -9. The status line is switched off because
 * it would be redrawn every 15 s for nobody.
 */
export function ownSessionArguments(name: string): string[] {
  const make = ["-C", "new-session", "-E", "-s", name, "-n", "fleetai", "-c", "/", "-f", "ignore-size,no-output"]
  return [
    ...make,
    "cat",
    "-",
    ";",
    ...["set-option", "-t", `=${name}:`, "destroy-unattached", "on", ";"],
    ...["set-option", "-t", `=${name}:`, "status", "off"],
  ]
}
