import { expect, test } from "bun:test"
import { recordedTerminal } from "./recorded-terminal.ts"

test.each([
  ["on a terminal", {}, true, true],
  ["not in a pipe", {}, false, false],
  ["not with NO_COLOR", { NO_COLOR: "1" }, true, false],
  ["with an empty NO_COLOR", { NO_COLOR: "" }, true, true],
  ["not on a dumb terminal", { TERM: "dumb" }, true, false],
])("colour: %s", (_, env, isTTY, isColoured) => {
  const { terminal } = recordedTerminal(env, "en", isTTY)
  expect(terminal.paintErr("red", "x") !== "x").toBe(isColoured)
  expect(terminal.paintOut("red", "x") !== "x").toBe(isColoured)
})
