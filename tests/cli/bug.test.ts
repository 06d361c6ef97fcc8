import { expect, test } from "bun:test"
import { reportBug } from "../../src/cli/bug.ts"
import { recordedTerminal } from "./recorded-terminal.ts"

test("an exception is one line that says it is a bug, and where", () => {
  const { terminal, err } = recordedTerminal()
  expect(reportBug(new TypeError("x is undefined\nsecond line"), terminal)).toBe(70)
  expect(err()).toMatch(
    /^fleetai: this is a bug in fleetai, please report it: TypeError: x is undefined \(at \S*bug\.test\.ts:\d+:\d+\)\n$/,
  )
})

test("anything may be thrown", () => {
  const { terminal, err } = recordedTerminal()
  expect(reportBug("just text", terminal)).toBe(70)
  expect(err()).toContain("just text (at ?)")
})
