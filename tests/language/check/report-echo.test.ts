import { describe, expect, test } from "bun:test"
import { codes } from "../reading.ts"

const rule = (when: string, action: string, ...more: string[]): string =>
  `rule r { on shell; when ${when}; stable 1s; ${more.join("; ")}; do ${action} }`

describe("what a rule types may trigger it again", () => {
  test.each([
    ['screen last line has "yes"', 'send "yes" Enter'],
    ["screen last line has /^y/", 'send Enter "y"'],
    ['screen last line has any ["no", "yes"] and attached', 'paste "yes"'],
    ['screen last line has "yes"', '{ send Enter; wait 1s; verify gone within 1s else send "yes" }'],
    ['screen last line has "yes" and screen bottom 3 has /y|n/', 'send "yes"'],
    ['agent is idle and screen last line has "go on"', 'answer reply "go on, please"'],
  ])("%s by %s", (when, action) => expect(codes(rule(when, action, "cooldown 1s"))).toEqual(["W405"]))

  test("in an ask too, where new output is what it waits for", () => {
    const ask = (typed: string) =>
      `rule r { on shell; when output has "deploy" and attached; do ask { approve { send "${typed}" } } }`
    expect(codes(ask("make deploy"))).toEqual(["W405"])
    expect(codes(ask("make"))).toEqual([])
    // What stands on the screen may stand there still.
    expect(codes(ask("make deploy").replace("and attached", 'and screen bottom 9 has "staging"'))).toEqual(["W405"])
  })
})

describe("it may not", () => {
  test.each([
    ["it is only a part of what is looked for", 'screen last line has "type yes"', 'send "yes"'],
    ["something else must stand there", 'screen last line has "yes" and screen bottom 3 has "Continue?"', 'send "yes"'],
    ["it is what must not be there", 'screen last line has "yes" and not screen last line has /^yes/', 'send "yes"'],
    ["nothing on the screen is looked for", "agent is idle", 'send "idle"'],
    ["only keys are pressed", 'screen last line has "Enter"', "send Enter"],
  ])("where %s", (_, when, action) => expect(codes(rule(when, action, "cooldown 1s"))).toEqual([]))

  test.each(["limit 5 per 1h", "cooldown 10s", "cooldown 1s; once per command", "cooldown 1s; shadow"])(
    "often, with `%s`",
    (cap) => expect(codes(rule('screen last line has "yes"', 'send "yes"', cap))).toEqual([]),
  )
})
