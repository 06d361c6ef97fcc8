import { expect, test } from "bun:test"
import { lastLine } from "../../src/daemon/words.ts"

test("the last line of a program's output has no part of a secret that began before it", () => {
  const key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEAx1\nAbCdEfGhIjKlMnOpQrStUvWxYz0123456789"
  expect(lastLine(`failed with\n${key}\n`)).toBe("•••• private key")
  expect(lastLine("one\ntwo\u001b[2J\n\n")).toBe("two·[2J")
})
