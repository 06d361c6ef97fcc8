/** What the checks say of rules that can be read: one entry per message. */
import type { Entry } from "./phrase.ts"

export const checks = {
  // E201–E203
  "language.tries-where": {
    en: "`tries` is counted inside a `retry`, and in its `exhausted`",
    "zh-CN": "`tries` 只在 `retry` 和它的 `exhausted` 里有值",
  },
  "language.event-where": {
    en: 'fields belong to an event: the rule\'s `when` has to name one, as in event "stop"',
    "zh-CN": '字段属于事件：规则的 `when` 里要写出事件，例如 event "stop"',
  },
  "language.uncaptured": {
    en: "no clause of an agent that can be there captures `{name}`",
    "zh-CN": "可能出现的 agent 子句都没有捕获 `{name}`",
  },
  "language.uncaptured.help": {
    en: 'captures stand in a clause of an agent: approval when screen has "Do you want to <what>?"',
    "zh-CN": '捕获写在 agent 的子句里：approval when screen has "Do you want to <what>?"',
  },
  "language.unset-there": { en: "this clause may leave `{name}` unset:", "zh-CN": "这个子句可能不设置 `{name}`：" },

  // E401–E403
  "language.send-unsafe": {
    en: "rule `{rule}` presses keys but has no {what}",
    "zh-CN": "规则 `{rule}` 会按键，但缺少{what}",
  },
  "language.run-unsafe": {
    en: "rule `{rule}` runs a program for what a screen shows but has no {what}",
    "zh-CN": "规则 `{rule}` 会根据屏幕内容运行程序，但缺少{what}",
  },
  "language.send-scope": { en: "scope (`on`, or an agent's state)", "zh-CN": "范围（`on`，或 agent 的状态）" },
  "language.send-region": {
    en: "bounded region (`screen bottom N has …` with N up to {limit}, `screen last line has …`)",
    "zh-CN": "限定的区域（`screen bottom N has …`，N 不超过 {limit}；或 `screen last line has …`）",
  },
  "language.send-level": {
    en: "condition on the screen (new output and events are instants)",
    "zh-CN": "屏幕条件（新输出和事件只是一瞬间）",
  },
  "language.send-settled": { en: "`stable` or `for` of {ms}ms or more", "zh-CN": "`stable` 或 `for`（至少 {ms}ms）" },
  "language.send-capped": {
    en: "`cooldown`, `limit` or `retry` (at most once a second)",
    "zh-CN": "`cooldown`、`limit` 或 `retry`（最多每秒一次）",
  },
  "language.send-unsafe.help": {
    en: "a key at the wrong thing cannot be taken back: let an `ask` decide, or name `on` or an agent's state, a region of at most {limit} lines, `stable` or `for`, and `cooldown`, `limit` or `retry`",
    "zh-CN":
      "按错的键收不回来：请用 `ask` 让人决定，或写明 `on` 或 agent 的状态、不超过 {limit} 行的区域、`stable` 或 `for`，以及 `cooldown`、`limit` 或 `retry`",
  },
  "language.send-unsafe.help-ask": {
    en: "whoever decides should know what the keys go to: name `on`, or an agent's state in `when`",
    "zh-CN": "做决定的人要知道键会按到哪里：请写明 `on`，或在 `when` 里写出 agent 的状态",
  },
  "language.answer-unread": {
    en: "`{answer}` without a person, and the rule has no {what}",
    "zh-CN": "`{answer}` 不经人决定，而规则缺少{what}",
  },
  "language.forgeable": {
    en: "anybody who can print in the pane could start this program",
    "zh-CN": "任何能在窗格里打印内容的人都能启动这个程序",
  },
  "language.forgeable.help": {
    en: 'use `event "NAME"` and `fleetai emit NAME`, or put the `run` into the block of an `ask`',
    "zh-CN": '请改用 `event "NAME"` 和 `fleetai emit NAME`，或把 `run` 放进 `ask` 的块里',
  },
  "language.no-agent": {
    en: "no agent is defined here, so this never happens",
    "zh-CN": "这里没有定义任何 agent，因此永远不会发生",
  },
  "language.no-agent.help": {
    en: 'for Claude Code, Codex and others write at the top: use "agents"',
    "zh-CN": '要识别 Claude Code、Codex 等，请在文件开头写：use "agents"',
  },
  "language.answer-detail": {
    en: "condition on what the dialog asks for (`agent.detail has …`)",
    "zh-CN": "对询问内容的条件（`agent.detail has …`）",
  },
  "language.answer-limit": { en: "`limit` (at most once a second)", "zh-CN": "`limit`（最多每秒一次）" },
  "language.answer-unread.help": {
    en: 'for example: when agent is approval and agent.detail has "git status"; limit 20 per 1h; or let an `ask` decide',
    "zh-CN": '例如：when agent is approval and agent.detail has "git status"; limit 20 per 1h；或用 `ask` 让人决定',
  },
  "language.tainted": {
    en: "`{variable}` would type what a pane shows",
    "zh-CN": "`{variable}` 会把窗格里的文字当作输入",
  },
  "language.tainted-run": {
    en: "`{variable}` would make what a pane shows an argument",
    "zh-CN": "`{variable}` 会把窗格里的文字当作程序的参数",
  },
  "language.tainted-run.help": {
    en: "only literal words stand here: the program reads what happened, as JSON, from its standard input",
    "zh-CN": "这里只能写固定的文字：程序可以从标准输入读到事件的 JSON",
  },
  "language.tainted.help": {
    en: "only literal text is typed; a brace that is meant literally is written `\\{`",
    "zh-CN": "只能输入固定的文字；要输入花括号本身请写 `\\{`",
  },

  // E501, W502
  "language.oversize": {
    en: "this text can take {bytes} bytes; {limit} are delivered",
    "zh-CN": "这段文字可能有 {bytes} 字节，最多送达 {limit} 字节",
  },
  "language.oversize.words": { en: "words {bytes}", "zh-CN": "固定文字 {bytes}" },
  "language.oversize.help": {
    en: "the sum: {sum}; `trunc` and `lines` ask for less",
    "zh-CN": "合计：{sum}；可以用 `trunc` 和 `lines` 减少",
  },
  "language.revealed": {
    en: "`{name}` is shown unredacted, and rule `{rule}` may run for any host",
    "zh-CN": "`{name}` 会原样显示（不遮盖），而规则 `{rule}` 可能在任何主机上运行",
  },
  "language.revealed.help": {
    en: 'keys and passwords of that host would be in the message: name the host, on host == "…", or leave `reveal` out',
    "zh-CN": '那台主机上的密钥和密码会出现在消息里：请写明主机 on host == "…"，或去掉 `reveal`',
  },

  // W303–W701
  "language.matches-empty": {
    en: "this regex matches the empty string: it holds everywhere",
    "zh-CN": "这个正则能匹配空串：在任何地方都成立",
  },
  "language.matches-empty.help": {
    en: "use `+` for `*`, or add text that must be there",
    "zh-CN": "请把 `*` 改成 `+`，或加上必须出现的文字",
  },
  "language.common-word": {
    en: "`{word}` alone stands on many screens",
    "zh-CN": "单独一个 `{word}` 会出现在很多屏幕上",
  },
  "language.common-word.help": {
    en: "take more of the line, anchor it with a regex, or look at three lines at most",
    "zh-CN": "请多写一些上下文、用正则加上锚点，或把区域缩小到三行以内",
  },
  "language.rivals": {
    en: "rule `{rule}` and rule `{other}` may press keys in the same pane",
    "zh-CN": "规则 `{rule}` 和规则 `{other}` 可能在同一窗格里按键",
  },
  "language.rivals.help": {
    en: "let their `on` or agent states exclude each other, let one `when` say `not` to what the other sees, or let one `inhibit` the other",
    "zh-CN":
      "请让它们的 `on` 或 agent 状态互相排斥，或在其中一条的 `when` 里用 `not` 排除另一条的条件，或用 `inhibit` 让一条抑制另一条",
  },
  "language.rivals.where": { en: "the other one stands here:", "zh-CN": "另一条在这里：" },
  "language.unused": { en: "nothing uses `{name}`", "zh-CN": "没有任何地方用到 `{name}`" },
  "language.unused.help": { en: "use it or take it out", "zh-CN": "请使用它，或把它删掉" },
  "language.on-never": {
    en: "the `on` of rule `{rule}` contradicts itself: it never fires",
    "zh-CN": "规则 `{rule}` 的 `on` 自相矛盾：永远不会触发",
  },
  "language.on-never.help": {
    en: "a fact has one value at a time: did you mean `or` or `in`?",
    "zh-CN": "一个事实同时只有一个值：是不是想写 `or` 或 `in`？",
  },
  "language.never": {
    en: "the conditions of rule `{rule}` exclude each other: it never fires",
    "zh-CN": "规则 `{rule}` 的条件互相排斥：永远不会触发",
  },
  "language.never-agent": {
    en: "no agent can be where rule `{rule}` looks for one: it never fires",
    "zh-CN": "规则 `{rule}` 所看的地方不可能有 agent：永远不会触发",
  },
  "language.agent-never": {
    en: "the `on` of agent `{name}` contradicts itself: no pane is one",
    "zh-CN": "agent `{name}` 的 `on` 自相矛盾：不会有任何窗格符合",
  },
  "language.shadowed": {
    en: "`{name}` is never used: a nearer file defines it too",
    "zh-CN": "`{name}` 不会被用到：更近的文件里也定义了它",
  },
  "language.shadowed.help": {
    en: "take one of the two out; to change a part of a rule or an agent, use `extend`",
    "zh-CN": "请删掉其中一个；只想修改规则或 agent 的一部分，请用 `extend`",
  },
  "language.shadowed.where": { en: "this one is used:", "zh-CN": "实际使用的是这一个：" },
  "language.echo": {
    en: "rule `{rule}` types `{text}`, which is what it looks for: its own keys may trigger it again",
    "zh-CN": "规则 `{rule}` 输入的 `{text}` 正是它要找的文字：它自己的按键可能再次触发它",
  },
  "language.echo.help": {
    en: "look for more than what is typed, or add `cooldown 10s` or a `limit`",
    "zh-CN": "请让条件比输入的文字更具体，或加上 `cooldown 10s` 或 `limit`",
  },
  "language.inhibit-circle": {
    en: "rules inhibit each other in a circle: {circle}",
    "zh-CN": "规则互相抑制，形成了环：{circle}",
  },
  "language.inhibit-circle.help": {
    en: "each waits for the other: take one `inhibit` out",
    "zh-CN": "它们会互相等待：请去掉其中一个 `inhibit`",
  },
  "language.unheard": {
    en: "this reaches nobody: no route takes severity {severity}",
    "zh-CN": "没有人会收到：没有路由接收 {severity} 级别",
  },
  "language.unheard.help": {
    en: "name a receiver here, or add a `[[route]]` of this severity or a milder one to config.toml",
    "zh-CN": "请在这里写明接收者，或在 config.toml 里加一条这个级别（或更低级别）的 `[[route]]`",
  },
  "language.untested": {
    en: "rule `{rule}` presses keys and has no test",
    "zh-CN": "规则 `{rule}` 会按键，但没有测试",
  },
  "language.untested-positive": {
    en: "rule `{rule}` presses keys, and no test of it expects any (`expect send …`)",
    "zh-CN": "规则 `{rule}` 会按键，但没有测试期待它按键（`expect send …`）",
  },
  "language.untested-negative": {
    en: "rule `{rule}` presses keys, and no test of it expects none (`expect no send`, `expect nothing`)",
    "zh-CN": "规则 `{rule}` 会按键，但没有测试期待它不按键（`expect no send`、`expect nothing`）",
  },
  "language.untested.help": {
    en: "`fleetai record PANE` writes a screen and the beginning of a test",
    "zh-CN": "`fleetai record PANE` 会录下屏幕并生成测试的开头",
  },
} as const satisfies Record<string, Entry>
