import { expect, test } from "bun:test"
import { Home } from "./program.ts"

const rules = `rule tells { when screen has "x"; do notify "m" }
test "fails" of tells { at 0s screen "y"; at 1s expect notify }
test "passes" of tells { at 0s screen "x"; at 1s expect notify }
`

test.each([
  ["test", ["test", "NAME"]],
  ["explain", ["explain", "tells", "--screen", "a.screen", "--rules", "NAME"]],
  ["fmt", ["fmt", "NAME"]],
  ["fmt --check", ["fmt", "--check", "NAME"]],
  ["replay", ["replay", "NAME", "a.screen", "--rules", "NAME"]],
  ["test of nothing", ["test", "NAMEless"]],
  ["check of nothing", ["check", "NAMEless"]],
])("a file's name steers no terminal: %s", async (_, args) => {
  using home = new Home()
  const name = "a\u001b]2;mine\u0007.rules"
  home.write(name, rules)
  home.write("a.screen", "x\n")
  const { out, err } = await home.run(args.map((word) => word.replace("NAME", name)))
  expect(`${out}${err}`).toContain("a·]2;mine·.rules")
  expect(`${out}${err}`).not.toMatch(/[\u001b\u0007]/)
})

test("phases of a rule and the help of `test` are said in the reader's language", async () => {
  using home = new Home()
  home.write("a.rules", rules.replace("at 1s expect notify }\ntest", 'at 1s screen "x"; at 2s expect nothing }\ntest'))
  const { out } = await home.run(["test", "a.rules"], { LANG: "zh_CN.UTF-8" })
  expect(out).toContain("tells: 未出现 → ")
  const { out: help } = await home.run(["test", "--help"], { LANG: "zh_CN.UTF-8" })
  expect(help).toContain("不写则运行配置里的规则的测试")
})
