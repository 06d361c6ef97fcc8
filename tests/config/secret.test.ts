import { expect, test } from "bun:test"
import { format, inspect } from "node:util"
import { Secret } from "../../src/config/secret.ts"

test("a secret gives itself away only when it is asked to reveal itself", () => {
  const secret = new Secret("hunter2")
  const printed = [
    `${secret}`,
    String(secret),
    [secret].join(""),
    JSON.stringify({ secret }),
    inspect({ secret }),
    Bun.inspect({ secret }),
    format("%s %o %O %j", secret, secret, secret, secret),
    JSON.stringify(Object.entries(secret)),
    JSON.stringify({ ...secret }),
    String(new Error("x", { cause: secret })),
    inspect(new Error("x", { cause: secret })),
  ]
  for (const text of printed) expect(text).not.toContain("hunter2")
  expect(secret.reveal()).toBe("hunter2")
})
