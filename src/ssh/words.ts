/** How `ssh` is called: with a person's own configuration, and nothing in it that asks, forwards or runs things here. */

/** Seconds. Keep-alives find out within `aliveS * aliveCount` that the other side is gone without a word. */
const timing = { connectS: 10, aliveS: 5, aliveCount: 3 } as const

/** The one word that a login shell of any kind has to understand; all else goes to that sh (shell.ts). */
const remoteCommand = "exec sh"

const options = [
  // A password, a passphrase or an unknown host key: an error instead of a question that nobody answers.
  "BatchMode=yes",
  "ControlMaster=yes",
  "ControlPersist=no",
  `ConnectTimeout=${timing.connectS}`,
  "ConnectionAttempts=1",
  `ServerAliveInterval=${timing.aliveS}`,
  `ServerAliveCountMax=${timing.aliveCount}`,
  "ClearAllForwardings=yes",
  "Tunnel=no",
  "PermitLocalCommand=no",
  "RemoteCommand=none",
  // Without greetings and banners; what went wrong is still said.
  "LogLevel=ERROR",
]

/**
 * The connection, whose main session is a shell; `control`: the socket that further sessions come through. No terminal, no
 * agent and no X11 forwarding. `destination` as in ssh(1).
 */
export function connectionWords(ssh: string, control: string, destination: string): string[] {
  return [
    ...[ssh, "-T", "-a", "-x", "-S", control],
    ...options.flatMap((option) => ["-o", option]),
    ...["--", destination, remoteCommand],
  ]
}

/** A further session. It needs no configuration, and makes no connection of its own: without the socket it fails. */
export function sessionWords(ssh: string, control: string, destination: string): string[] {
  const alone = ["-F", "/dev/null", "-o", "ProxyCommand=false", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR"]
  return [ssh, "-T", "-a", "-x", "-S", control, ...alone, "--", destination, remoteCommand]
}
