import { expect, test } from "bun:test"
import { withoutSteering } from "../../src/screen/steering.ts"

test("nothing that steers a terminal is left, and every column stays", () => {
  expect(withoutSteering("a\u001b[31mb\r\nc\td\u0085e\u009bf")).toBe("a·[31mb··c·d·e·f")
  expect(withoutSteering("evil\u202etxt\u2066x")).toBe("evil·txt·x")
})

test("what people write is left alone", () => {
  expect(withoutSteering("中文 é ❯ │ 👍🏽 …")).toBe("中文 é ❯ │ 👍🏽 …")
})
