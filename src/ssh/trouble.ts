/** Why there is no connection, told from what ssh says. */

export const troubles = [
  "no-ssh",
  "ssh-config",
  "unreachable",
  "name-unknown",
  "host-key-unknown",
  "host-key-changed",
  "login-refused",
  "no-shell",
] as const

export type SshCause = (typeof troubles)[number]

export interface SshTrouble {
  /** Undefined: none of those that are known. */
  readonly cause: SshCause | undefined
  /** One line, what ssh said last; of another machine's making, so only for people to read. */
  readonly why: string
}

/** OpenSSH speaks English only. The first that matches: a changed key is also one that could not be verified. */
const signs: readonly (readonly [RegExp, SshCause])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED|host key .* has changed/i, "host-key-changed"],
  [/Host key verification failed|No .* host key is known/i, "host-key-unknown"],
  [
    /Bad configuration option|bad configuration options|Bad owner or permissions|command-line line|^.* line \d+: /im,
    "ssh-config",
  ],
  [/Could not resolve hostname/i, "name-unknown"],
  [/Permission denied|Too many authentication failures|No supported authentication methods/i, "login-refused"],
  [
    /Connection (?:timed out|refused|closed|reset)|Operation timed out|No route to host|(?:Network|Host) is (?:unreachable|down)|banner|kex_exchange|not responding|Broken pipe/i,
    "unreachable",
  ],
]

/** The exit status of ssh itself; any other is that of the command over there. */
const sshFailed = 255

const maxWhyChars = 300

export function troubleOf(stderr: string, status: number): SshTrouble {
  const lines = stderr.split("\n").map((line) => line.replace(/\p{Cc}+/gu, " ").trim())
  const last = lines.findLast((line) => line !== "")
  const why = (last ?? `ssh ended with ${status}`).slice(0, maxWhyChars)
  const cause = status === sshFailed ? signs.find(([sign]) => sign.test(stderr))?.[1] : "no-shell"
  return { cause, why }
}
