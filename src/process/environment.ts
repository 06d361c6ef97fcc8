/** The environment of a program that a rule runs: this process's own, without its secrets and without what is about this process. */

/** WeCom's settings; a folder of credentials; what systemd and tmux say to this process alone; our own marks. */
const ours =
  /^(?:WECOM_.*|CREDENTIALS_DIRECTORY|NOTIFY_SOCKET|WATCHDOG_.*|LISTEN_.*|INVOCATION_ID|JOURNAL_STREAM|TMUX|TMUX_PANE|FLEETAI_.*|BUN_.*)$/

/** Shorter values stand in others by chance. */
const leastCharacters = 6

/**
 * `secrets`: values that no variable may hold, whatever it is called. Proxies stay: which way the program goes is its own
 * business, as it is in the person's shell.
 */
export function environmentFor(
  env: Readonly<Record<string, string | undefined>>,
  secrets: readonly string[],
): Record<string, string> {
  const hidden = secrets.filter((secret) => secret.length >= leastCharacters)
  const passed = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !ours.test(entry[0]) && !hidden.some((secret) => entry[1]?.includes(secret)),
  )
  return Object.fromEntries(passed)
}
