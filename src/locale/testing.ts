/** What `fleetai test` says, and the checker about `test` items. */
import type { Entry } from "./phrase.ts"

export const testing = {
  "language.unknown-rule-tested": { en: "there is no rule `{name}`", "zh-CN": "没有名为 `{name}` 的规则" },
  "language.unknown-rule-tested.help": {
    en: "a test names rules of these files, stock rules, or `all`",
    "zh-CN": "测试里写这些文件中的规则、内置规则，或 `all`",
  },
  "language.test-steps": { en: "a test has at most {limit} steps", "zh-CN": "一个测试最多 {limit} 步" },
  "language.test-panes": { en: "a test has at most {limit} panes", "zh-CN": "一个测试最多 {limit} 个窗格" },
  "language.test-backwards": {
    en: "{time} is before the step above it",
    "zh-CN": "{time} 早于上一步的时间",
  },
  "language.test-backwards.help": {
    en: "steps stand in the order of time, each counted from the beginning of the test",
    "zh-CN": "各步按时间先后书写，时间都从测试开始算起",
  },
  "language.unknown-pane": { en: "this test has no pane `{name}`", "zh-CN": "这个测试里没有窗格 `{name}`" },
  "language.unknown-pane.help": {
    en: 'name it first: pane {name} program="…"',
    "zh-CN": '请先写出来：pane {name} program="…"',
  },
  "language.size-form": { en: "this is no size", "zh-CN": "这不是尺寸" },
  "language.size-form.help": { en: "columns and rows: size=100x30", "zh-CN": "列数和行数：size=100x30" },
  "language.size-limit": {
    en: "columns and rows are between 1 and {limit}",
    "zh-CN": "列数和行数须在 1 到 {limit} 之间",
  },
  "language.unknown-setting": { en: "there is no `{name}` here", "zh-CN": "这里没有 `{name}`" },
  "language.setting-type.help": { en: "as in: {example}", "zh-CN": "例如：{example}" },
  "language.choice-limit": {
    en: "choices are counted from 1, up to {limit}",
    "zh-CN": "选项从 1 数起，最多到 {limit}",
  },
  "language.unknown-state": { en: "there is no state `{state}`", "zh-CN": "没有 `{state}` 这个状态" },

  "language.test-expects-nothing": {
    en: "this test cannot fail: it has no `expect`",
    "zh-CN": "这个测试不可能失败：里面没有 `expect`",
  },
  "language.test-expects-nothing.help": {
    en: "say what must happen, or must not: at 5s expect notify phone, at 5s expect nothing",
    "zh-CN": "请写明应该发生什么或不应该发生什么：at 5s expect notify phone、at 5s expect nothing",
  },
  "language.test-shows-nothing": {
    en: "this test cannot fail: nothing is shown before `expect`",
    "zh-CN": "这个测试不可能失败：`expect` 之前什么也没有显示",
  },
  "language.test-shows-nothing.help": {
    en: 'show something first: at 0s screen "…"',
    "zh-CN": '请先显示内容：at 0s screen "…"',
  },
  "language.test-futile.help": {
    en: "whatever happens, this step always ends the same way: correct it, or test another rule with `of`",
    "zh-CN": "无论发生什么，这一步的结果都一样：请改正它，或用 `of` 测试别的规则",
  },
  "language.test-undecidable": {
    en: "none of the tested rules asks for such a decision",
    "zh-CN": "被测规则都不会请求这样的决定",
  },
  "language.test-never-sends": {
    en: "none of the tested rules presses keys: this cannot fail",
    "zh-CN": "被测规则都不会按键：这一步不可能失败",
  },
  "language.test-sends-nothing": {
    en: "none of the tested rules presses keys: this cannot come true",
    "zh-CN": "被测规则都不会按键：这一步不可能成立",
  },
  "language.test-no-agents": {
    en: "no agent is defined: this cannot fail",
    "zh-CN": "没有定义任何 agent：这一步不可能失败",
  },
  "language.test-no-such-state": {
    en: "no agent has a clause for `{state}`: this cannot come true",
    "zh-CN": "没有哪个 agent 定义了 `{state}`：这一步不可能成立",
  },
  "language.test-never-tells": {
    en: "none of the tested rules has `{what}`: this cannot come true",
    "zh-CN": "被测规则里都没有 `{what}`：这一步不可能成立",
  },
  "language.test-never-reaches": {
    en: "none of the tested rules tells `{receiver}`: this cannot come true",
    "zh-CN": "被测规则都不会通知 `{receiver}`：这一步不可能成立",
  },

  "authoring.test-recording-long": {
    en: "a recording in a test has at most {limit} frames",
    "zh-CN": "测试里的录像最多 {limit} 帧",
  },
} as const satisfies Record<string, Entry>
