/** The stock rules on drawings of every agent's screens: through the engine alone, without tmux. */
import { describe, expect, test } from "bun:test"
import { join } from "node:path"
import { compileRules, embeddedRules, readRuleFiles } from "../../src/daemon/rules.ts"
import type { NotifyEffect } from "../../src/engine/effect.ts"
import { Stage } from "../engine/stage.ts"
import * as screens from "../support/screens.ts"

const rules = embeddedRules.map(({ text }) => text).join("\n")
/** Longer than any rule wants a dialog to be stable. */
const stableMs = 1_000
/** Longer than a dialog has to be gone until the next is another one. */
const goneMs = 400

class Pane {
  readonly #stage = new Stage(rules)
  readonly #program: string
  constructor(program: string) {
    this.#program = program
  }

  /** The screen for a while; the rules that told of it, with what they told. */
  shows(screen: string, forMs = stableMs): { rule: string; title: string; body: string }[] {
    const at = this.#stage.effects.length
    this.#stage.shows(screen, { columns: 100, rows: 30, facts: { program: this.#program, printedAt: this.#stage.now } })
    this.#stage.after(forMs)
    const text = (segments: NotifyEffect["title"]) => segments.map((each) => each.text).join("")
    return this.#stage.effects
      .slice(at)
      .filter((effect) => effect.kind === "notify")
      .map((effect) => ({ rule: effect.origin.rule, title: text(effect.title), body: text(effect.body) }))
  }
}
const rulesTelling = (program: string, screen: string) => new Pane(program).shows(screen).map(({ rule }) => rule)

describe("what waits for a person is told once, with what is asked", () => {
  test.each([
    ["claude", screens.claudeDialog("npm test"), "claude-permission", "npm test"],
    ["claude", screens.claudeQuestion, "claude-question", "Which database"],
    ["codex", screens.codexDialog, "codex-permission", "npm test"],
    ["codex", screens.codexQuestion, "codex-question", "Which database"],
    ["gemini", screens.geminiDialog, "gemini-permission", "npm test"],
    ["gemini", screens.geminiQuestion, "gemini-question", "Which database"],
    ["qwen", screens.qwenDialog, "gemini-permission", "npm test"],
    ["opencode", screens.opencodeDialog, "opencode-permission", "npm test"],
    ["opencode", screens.opencodeQuestion, "opencode-question", "Which database"],
  ])("%s: %#", (program, screen, rule, asked) => {
    const pane = new Pane(program)
    const told = pane.shows(screen)
    expect(told.map((each) => each.rule)).toEqual([rule])
    expect(told[0]?.title).toContain(`box · work:build ${program}`)
    expect(told[0]?.body).toContain(asked)
    expect(pane.shows(screen, 60_000)).toEqual([])
  })
})

describe("what only looks like it is not told", () => {
  test.each([
    ["claude", screens.claudeIdle],
    ["claude", screens.claudeProse],
    ["claude", screens.claudeQuestionProse],
    ["codex", screens.codexIdle],
    ["codex", screens.codexProse],
    ["codex", screens.codexQuestionProse],
    ["gemini", screens.geminiIdle],
    ["gemini", screens.geminiProse],
    ["gemini", screens.geminiQuestionProse],
    ["qwen", screens.qwenProse],
    ["opencode", screens.opencodeIdle],
    ["opencode", screens.opencodeProse],
    ["opencode", screens.opencodeQuestionProse],
  ])("%s: %#", (program, screen) => {
    expect(rulesTelling(program, screen)).toEqual([])
  })

  test("a dialog that another program shows", () => {
    for (const screen of [
      screens.claudeDialog("x"),
      screens.codexDialog,
      screens.geminiDialog,
      screens.opencodeDialog,
    ]) {
      for (const program of ["less", "vim", "bash"]) expect(rulesTelling(program, screen)).toEqual([])
    }
  })

  test("a dialog that is answered before it is stable", () => {
    const pane = new Pane("claude")
    expect([...pane.shows(screens.claudeDialog("x"), 300), ...pane.shows(screens.claudeIdle, 10_000)]).toEqual([])
  })
})

describe("two dialogs in a row are told as two", () => {
  const idle = { claude: screens.claudeIdle, codex: screens.codexIdle, gemini: screens.geminiIdle }
  const both = {
    claude: [screens.claudeDialog("npm test"), screens.claudeDialog("git push")],
    codex: [screens.codexDialog, screens.codexDialog.replace("npm test", "git push")],
    gemini: [screens.geminiDialog, screens.geminiDialog.replace("npm test", "git push")],
  } as const

  for (const program of ["claude", "codex", "gemini"] as const) {
    const [one, two] = both[program]
    test(`${program}: with its idle screen between them for a moment, the very same dialog too`, () => {
      for (const second of [one, two]) {
        const pane = new Pane(program)
        expect(pane.shows(one)).toHaveLength(1)
        expect(pane.shows(idle[program], goneMs)).toEqual([])
        expect(pane.shows(second)).toHaveLength(1)
      }
    })

    test(`${program}: when the second takes the first one's place at once`, () => {
      const pane = new Pane(program)
      expect(pane.shows(one)).toHaveLength(1)
      const told = pane.shows(two, 2 * stableMs)
      expect(told).toHaveLength(1)
      expect(told[0]?.body).toContain("git push")
    })
  }
})

test("a program that waits for Enter is told with its line", () => {
  const told = new Pane("installer").shows("Done.\nPress any key to continue . . .", 3_000)
  expect(told).toMatchObject([{ rule: "press-enter-waits" }])
  expect(told[0]?.body).toContain("Press any key")
})

test("all of rules/ is checked as one", () => {
  const read = readRuleFiles([join(import.meta.dir, "../../rules")], process.cwd())
  expect(read.ok).toBe(true)
  expect(compileRules(read.sources, undefined).diagnostics.map(({ code }) => code)).toEqual([])
})
