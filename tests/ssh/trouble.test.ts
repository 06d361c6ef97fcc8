import { expect, test } from "bun:test"
import { troubleOf } from "../../src/ssh/trouble.ts"

const changed = `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
Host key for nas has changed and you have requested strict checking.
Host key verification failed.`

/** As OpenSSH 8 and 9 say it. */
test.each([
  ["ssh: connect to host nas port 22: Connection refused", "unreachable"],
  ["ssh: connect to host nas port 22: Connection timed out", "unreachable"],
  ["ssh: connect to host nas port 22: Operation timed out", "unreachable"],
  ["ssh: connect to host 10.0.0.9 port 22: No route to host", "unreachable"],
  ["ssh: connect to host nas port 22: Network is unreachable", "unreachable"],
  ["Connection timed out during banner exchange\nConnection to 10.0.0.9 port 22 timed out", "unreachable"],
  [
    "kex_exchange_identification: Connection closed by remote host\nConnection closed by UNKNOWN port 65535",
    "unreachable",
  ],
  ["Connection reset by 10.0.0.9 port 22", "unreachable"],
  ["ssh: Could not resolve hostname nas: Name or service not known", "name-unknown"],
  [
    "No ED25519 host key is known for nas and you have requested strict checking.\nHost key verification failed.",
    "host-key-unknown",
  ],
  ["Host key verification failed.", "host-key-unknown"],
  [changed, "host-key-changed"],
  ["li@nas: Permission denied (publickey,password).", "login-refused"],
  ["Received disconnect from 10.0.0.9 port 22:2: Too many authentication failures", "login-refused"],
  [
    "/home/li/.ssh/config: line 3: Bad configuration option: foo\n/home/li/.ssh/config: terminating, 1 bad configuration options",
    "ssh-config",
  ],
  ["Bad owner or permissions on /home/li/.ssh/config", "ssh-config"],
  ["something nobody has heard of", undefined],
] as const)("%p", (said, cause) => {
  expect(troubleOf(`${said}\n`, 255)).toEqual({ cause, why: said.split("\n").at(-1) ?? "" })
})

test("another status is that of the shell over there", () => {
  expect(troubleOf("This account is currently not available.\n", 1)).toMatchObject({ cause: "no-shell" })
  expect(troubleOf("", 127)).toEqual({ cause: "no-shell", why: "ssh ended with 127" })
})

test("what another machine says is one line, bounded, and steers no terminal", () => {
  const { why } = troubleOf(`first\n\u001b[31m${"x".repeat(1000)}\u0007\r\n\n`, 255)
  expect(why).toMatch(/^\[31mx+$/)
  expect(why.length).toBeLessThanOrEqual(300)
})
