/** What the checks say of rules that can be read: one entry per message. */
import type { Entry } from "./phrase.ts"

export const checks = {
  // E401, E402
  "language.send-unsafe": {
    en: "rule `{rule}` presses keys but has no {what}",
    "zh-CN": "规则 `{rule}` 会按键，但缺少{what}",
  },
  "language.send-scope": { en: "scope (`on`)", "zh-CN": "范围（`on`）" },
  "language.send-region": {
    en: "bounded region (`screen bottom N has …`, `screen last line has …`)",
    "zh-CN": "限定的区域（`screen bottom N has …`、`screen last line has …`）",
  },
  "language.send-level": {
    en: "condition on the screen (`output` is an instant)",
    "zh-CN": "屏幕条件（`output` 只是一瞬间）",
  },
  "language.send-settled": { en: "`stable` or `for`", "zh-CN": "`stable` 或 `for`" },
  "language.send-capped": { en: "`cooldown` or `limit`", "zh-CN": "`cooldown` 或 `limit`" },
  "language.send-unsafe.help": {
    en: "a key at the wrong thing cannot be taken back: such a rule needs `on`, a bounded region, `stable` or `for`, and `cooldown` or `limit`",
    "zh-CN": "按错的键收不回来：会按键的规则需要 `on`、限定的区域、`stable` 或 `for`，以及 `cooldown` 或 `limit`",
  },
  "language.tainted": {
    en: "`{variable}` would type what a pane shows",
    "zh-CN": "`{variable}` 会把窗格里的文字当作输入",
  },
  "language.tainted.help": {
    en: "only literal text is typed; a brace that is meant literally is written `\\{`",
    "zh-CN": "只能输入固定的文字；要输入花括号本身请写 `\\{`",
  },

  // W303, W404, W601
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
    en: "let their `on` exclude each other, or let one `when` say `not` to what the other sees",
    "zh-CN": "请让它们的 `on` 互相排斥，或在其中一条的 `when` 里用 `not` 排除另一条的条件",
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
} as const satisfies Record<string, Entry>
