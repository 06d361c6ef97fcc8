/** What `fleetai test` says, and the checker about `test` items. */
import type { Entry } from "./phrase.ts"

export const testing = {
  "language.unknown-rule-tested": { en: "there is no rule `{name}`", "zh-CN": "没有名为 `{name}` 的规则" },
  "language.unknown-rule-tested.help": {
    en: "a test names rules of these files, stock rules, or `all`",
    "zh-CN": "测试里写这些文件中的规则、内置规则，或 `all`",
  },
  "language.tested-disabled": { en: "rule `{name}` is disabled", "zh-CN": "规则 `{name}` 已被禁用" },
  "language.tested-disabled.help": {
    en: "take the test away, or the `disable`",
    "zh-CN": "请删掉这个测试，或删掉 `disable`",
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

  "cli.test": { en: "run the tests in rule files, on a virtual clock", "zh-CN": "用虚拟时钟运行规则文件里的测试" },
  "authoring.test-paths": {
    en: "rule files or folders with tests; without any, the configured rules are tested",
    "zh-CN": "含测试的规则文件或目录；不写则运行配置里的规则的测试",
  },
  "authoring.test-filter": { en: "only tests whose title has this text", "zh-CN": "只运行标题含有这段文字的测试" },
  "authoring.test-coverage": {
    en: "also show the rules and branches that no test went through",
    "zh-CN": "同时列出没有被任何测试经过的规则和分支",
  },
  "authoring.test-junit": { en: "also write the results as JUnit XML", "zh-CN": "同时把结果写成 JUnit XML" },
  "authoring.test-none": { en: "there is no test in these files", "zh-CN": "这些文件里没有测试" },
  "authoring.test-none-named": { en: "no test has such a title", "zh-CN": "没有标题符合的测试" },
  "authoring.test-none.help": {
    en: 'as in: test "tells of the prompt" of RULE { at 0s screen "Press Enter"; at 5s expect notify }',
    "zh-CN": '例如：test "会通知" of 规则名 { at 0s screen "Press Enter"; at 5s expect notify }',
  },
  "authoring.test-summary": {
    en: "passed {passed}, failed {failed} ({seconds} s)",
    "zh-CN": "通过 {passed}，失败 {failed}（{seconds} 秒）",
  },
  "authoring.test-timeline": { en: "what happened:", "zh-CN": "经过：" },
  "authoring.test-earlier": { en: "(lines before these: {count})", "zh-CN": "（前面还有 {count} 行）" },
  "authoring.test-nobody-asks": {
    en: "no ask is open: there is nothing to decide",
    "zh-CN": "没有待决定的请求",
  },
  "authoring.test-last-ask": {
    en: "the last ask ended at {at}: {how}",
    "zh-CN": "上一个请求已在 {at} 结束：{how}",
  },
  "authoring.test-not-offered": {
    en: "the ask does not offer this decision; it offers: {offers}",
    "zh-CN": "请求不提供这个决定；可选：{offers}",
  },
  "authoring.test-endless": {
    en: "the rules have done more than {limit} things by now: it is stopped here",
    "zh-CN": "规则到此已做了超过 {limit} 件事：就此停止",
  },
  "authoring.test-happened": {
    en: "this happened since the last expectation:",
    "zh-CN": "自上一次 expect 以来发生了：",
  },
  "authoring.test-pressed": {
    en: "pressed, and nobody expected it: every key of a test stands in an `expect send`",
    "zh-CN": "按了键，但没有任何 expect 提到：测试中的每次按键都要写进 `expect send`",
  },
  "authoring.test-missing": { en: "this has not happened", "zh-CN": "没有发生" },
  "authoring.test-closest": { en: "nearest: {effect}", "zh-CN": "最接近：{effect}" },
  "authoring.test-before": {
    en: "it happened before the last expectation, and an expectation looks at what came since: {effect}",
    "zh-CN": "它发生在上一次 expect 之前，而 expect 只看其后发生的事：{effect}",
  },
  "authoring.test-taken": {
    en: "it happened once, and another expectation is about that: {effect}",
    "zh-CN": "它只发生了一次，已被另一个 expect 用掉：{effect}",
  },
  "authoring.test-elsewhere": { en: "it happened in another pane: {effect}", "zh-CN": "它发生在另一个窗格：{effect}" },
  "authoring.test-refused": {
    en: "the keys were not let through ({why}): {effect}",
    "zh-CN": "按键没有放行（{why}）：{effect}",
  },
  "authoring.test-later": {
    en: "it comes {duration} later, if nothing else happens",
    "zh-CN": "如果没有别的变化，它会在 {duration} 之后出现",
  },
  "authoring.test-later-other": {
    en: "another one comes {duration} later, if nothing else happens: {effect}",
    "zh-CN": "如果没有别的变化，{duration} 之后会出现另一个：{effect}",
  },
  "authoring.test-not-pressed": { en: "(not let through: {why})", "zh-CN": "（未放行：{why}）" },
  "authoring.test-covered": {
    en: "covered: rules {rules}, branches {branches}",
    "zh-CN": "覆盖：规则 {rules}，分支 {branches}",
  },
  "authoring.test-never-opened": { en: "never opened", "zh-CN": "从未触发" },
} as const satisfies Record<string, Entry>
