import { expect, test } from "bun:test"
import { withAskTimeout } from "../../src/daemon/ask-timeout.ts"
import { ruleSetOf } from "../engine/stage.ts"

test("an ask without a timeout escalates after the configured one, wherever it stands; one with its own keeps it", () => {
  const ruleSet = ruleSetOf(`
    rule r {
      on command == "x"
      when screen bottom 5 has "x"
      stable 1s
      cooldown 1m
      do {
        ask { body "a"; approve "ok" { notify "x" }; timeout 5m { notify "mine" } }
        send Enter
        verify gone within 5s else ask { body "b"; approve "ok" { notify "x" } }
      }
    }`)
  expect(withAskTimeout(ruleSet, undefined)).toBe(ruleSet)
  const [first, , third] = withAskTimeout(ruleSet, 60_000).rules[0]?.steps ?? []
  expect(first).toMatchObject({ kind: "ask", timeout: { ms: 300_000, steps: [{ kind: "notify" }] } })
  expect(third).toMatchObject({
    kind: "verify-gone",
    otherwise: [{ kind: "ask", timeout: { ms: 60_000, steps: [{ kind: "escalate" }] } }],
  })
})
