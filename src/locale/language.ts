/** What the rules language says: one entry per message of the checker. */
import type { Entry } from "./phrase.ts"

export const language = {
  "language.error": { en: "error", "zh-CN": "错误" },
  "language.warning": { en: "warning", "zh-CN": "警告" },
  "language.help": { en: "help: ", "zh-CN": "提示：" },
  "language.more": { en: "… and {count} more problems", "zh-CN": "……另有 {count} 个问题" },
  "language.did-you-mean": { en: "did you mean `{word}`?", "zh-CN": "是不是想写 `{word}`？" },
  "language.usage": { en: "it is written: {usage}", "zh-CN": "写法：{usage}" },
  "language.words-here": { en: "possible here: {words}", "zh-CN": "这里可以写：{words}" },

  // E101: syntax
  "language.incomplete": { en: "the statement ends too early", "zh-CN": "语句不完整" },
  "language.incomplete-expected": {
    en: "the statement ends too early: expected {expected}",
    "zh-CN": "语句不完整：后面还应有 {expected}",
  },
  "language.unexpected": { en: "{found} does not belong here", "zh-CN": "这里不应出现 {found}" },
  "language.unexpected-expected": {
    en: "expected {expected}, found {found}",
    "zh-CN": "这里应是 {expected}，却是 {found}",
  },
  "language.end-of-line": { en: "the end of the line", "zh-CN": "行尾" },
  "language.token-name": { en: "a name", "zh-CN": "名称" },
  "language.token-word": { en: "a word", "zh-CN": "单词" },
  "language.token-string": { en: 'a string "…"', "zh-CN": '字符串 "…"' },
  "language.token-regex": { en: "a regex /…/", "zh-CN": "正则 /…/" },
  "language.token-reference": { en: "@name", "zh-CN": "@名称" },
  "language.token-duration": { en: "a duration such as 30s", "zh-CN": "时长（如 30s）" },
  "language.token-number": { en: "a number", "zh-CN": "数字" },
  "language.token-percent": { en: "a percentage such as 5%", "zh-CN": "百分比（如 5%）" },
  "language.token-clock": { en: "a time of day such as 23:00", "zh-CN": "时刻（如 23:00）" },
  "language.token-operator": { en: "a comparison (== != < <= > >=)", "zh-CN": "比较符（== != < <= > >=）" },
  "language.token-key": { en: "a key such as Enter", "zh-CN": "按键（如 Enter）" },
  "language.token-value": { en: "a value", "zh-CN": "值" },
  "language.variable-form": {
    en: "this is not a variable: `{` begins `{name|filter}`",
    "zh-CN": "这不是变量：`{` 后面应是 `{name|filter}` 这样的形式",
  },
  "language.filter-form": { en: "the filter is written: {usage}", "zh-CN": "这个过滤器的写法：{usage}" },

  // E102: unknown words
  "language.unknown-word": { en: "unknown word `{word}`", "zh-CN": "不认识的词 `{word}`" },
  "language.unknown-severity": { en: "unknown severity `{word}`", "zh-CN": "没有 `{word}` 这个严重级别" },
  "language.unknown-filter": { en: "unknown filter `{filter}`", "zh-CN": "没有 `{filter}` 这个过滤器" },
  "language.filters": { en: "filters: {filters}", "zh-CN": "可用的过滤器：{filters}" },
  "language.reserved": {
    en: "`{name}` is a word of the language and cannot be a name",
    "zh-CN": "`{name}` 是语言的保留字，不能用作名称",
  },

  "language.unknown-zone": { en: "there is no time zone `{zone}`", "zh-CN": "没有 `{zone}` 这个时区" },
  "language.zones": {
    en: 'zones have the names of the IANA: "Asia/Shanghai", "Europe/Berlin", "UTC"',
    "zh-CN": '时区用 IANA 名称："Asia/Shanghai"、"Europe/Berlin"、"UTC"',
  },

  // E103–E109: text that is not closed, not allowed, too much
  "language.string-open": { en: "this string is never closed", "zh-CN": "这个字符串没有结束" },
  "language.string-open.help": {
    en: 'end it with `"` on the same line; for several lines use `"""`',
    "zh-CN": '请在同一行用 `"` 结束；多行文本请用 `"""`',
  },
  "language.regex-open": { en: "this regex is never closed", "zh-CN": "这个正则没有结束" },
  "language.regex-open.help": {
    en: "end it with `/` on the same line; a slash inside it is written `\\/`",
    "zh-CN": "请在同一行用 `/` 结束；正则里的斜杠写作 `\\/`",
  },
  "language.group-open": { en: "this bracket is never closed", "zh-CN": "这个括号没有结束" },
  "language.brace-open": { en: "this `{` is never closed", "zh-CN": "这个 `{` 没有结束" },
  "language.stray": { en: "`{mark}` closes nothing", "zh-CN": "`{mark}` 没有对应的开始" },
  "language.variable-open": { en: "this `{` is never closed", "zh-CN": "这个 `{` 没有结束" },
  "language.variable-open.help": {
    en: "a variable is written `{name|filter}`; a brace that is meant literally, `\\{`",
    "zh-CN": "变量写作 `{name|filter}`；要写花括号本身，请用 `\\{`",
  },
  "language.wide": {
    en: "full-width punctuation: write {ascii} instead of {found}",
    "zh-CN": "这是全角标点：请把 {found} 写成 {ascii}",
  },
  "language.escape": { en: "unknown escape `{escape}`", "zh-CN": "不认识的转义 `{escape}`" },
  "language.escape.help": {
    en: 'escapes are \\" \\\\ \\n \\t \\u{…}, \\< in patterns and \\{ in messages; regexes are written between slashes',
    "zh-CN": '转义有 \\" \\\\ \\n \\t \\u{…}，模式里还有 \\<，消息里还有 \\{；正则请写在两个斜杠之间',
  },
  "language.key-control": {
    en: "a control character cannot be typed as text",
    "zh-CN": "控制字符不能当作文字输入",
  },
  "language.key-empty": { en: "there is nothing to type", "zh-CN": "没有要输入的文字" },
  "language.key-control.help": {
    en: 'keys are bare words: send "yes" Enter',
    "zh-CN": '按键不加引号：send "yes" Enter',
  },
  "language.too-deep": { en: "brackets and blocks are nested too deeply", "zh-CN": "括号和块嵌套得太深" },
  "language.too-long": {
    en: "the file is longer than {limit} characters",
    "zh-CN": "文件超过了 {limit} 个字符",
  },

  // E115, E116: the file as such
  "language.unreadable": { en: "this file cannot be read ({code})", "zh-CN": "无法读取这个文件（{code}）" },
  "language.broken-link": { en: "this link leads to no file ({code})", "zh-CN": "这个链接指向的文件不存在（{code}）" },
  "language.use-unreadable": {
    en: "there is nothing to use at `{path}` ({code})",
    "zh-CN": "`{path}` 无法使用（{code}）",
  },
  "language.use-unreadable.where": {
    en: "{file}:{line}: there is nothing to use at {path} ({code})",
    "zh-CN": "{file}:{line}：{path} 无法使用（{code}）",
  },
  "language.use-what": {
    en: "`use` takes the path of a rule file or a folder, from this file's folder, or an embedded name: {names}",
    "zh-CN": "`use` 后面是规则文件或目录的路径（相对于本文件所在目录），或内置名称：{names}",
  },
  "language.not-utf8": { en: "the byte 0x{byte} is not UTF-8", "zh-CN": "字节 0x{byte} 不是 UTF-8 编码" },
  "language.not-utf8.help": {
    en: "save the file as UTF-8; from another encoding: iconv -f GB18030 -t UTF-8 FILE",
    "zh-CN": "请把文件保存为 UTF-8；从其他编码转换：iconv -f GB18030 -t UTF-8 文件",
  },

  // E110–E114
  "language.unknown-key": { en: "there is no key `{key}`", "zh-CN": "没有 `{key}` 这个按键" },
  "language.keys": {
    en: 'keys: {keys}, and C-x M-x S-x; text is typed in quotes: send "y"',
    "zh-CN": '按键有：{keys}，以及 C-x M-x S-x；文字要加引号：send "y"',
  },
  "language.capture-form": { en: "`<` begins a capture, and this is none", "zh-CN": "`<` 表示捕获，但这里不是" },
  "language.capture-form.help": {
    en: "write `<name>` or `<name:kind>` (kinds: {kinds}); a literal `<` is written `\\<`",
    "zh-CN": "请写 `<name>` 或 `<name:类型>`（类型：{kinds}）；要匹配 `<` 本身请写 `\\<`",
  },
  "language.captures-touch": {
    en: "two captures side by side: nothing says where the first ends",
    "zh-CN": "两个捕获紧挨着：无法知道前一个到哪里结束",
  },
  "language.pattern-empty": {
    en: "this pattern has no text of its own: it would match everywhere",
    "zh-CN": "这个模式没有固定的文字：到处都会匹配",
  },
  "language.pattern-long": {
    en: "a text pattern has at most {limit} characters",
    "zh-CN": "文本模式最多 {limit} 个字符",
  },
  "language.list-size": { en: "a list has from 1 to {limit} items", "zh-CN": "列表要有 1 到 {limit} 项" },
  "language.capture-in": {
    en: "`in` compares whole values: what a capture stands for would have to be there literally",
    "zh-CN": "`in` 比较整个值：这里的捕获会被当成普通文字",
  },
  "language.capture-in.help": {
    en: "write a regex, in [/^python[0-9.]*$/], or ask with `has`; a literal `<` is written \\<",
    "zh-CN": "请写正则，例如 in [/^python[0-9.]*$/]，或改用 `has`；`<` 本身写作 \\<",
  },
  "language.list-total": {
    en: "more than {limit} patterns, those of the lists that it names included",
    "zh-CN": "连同所引用列表里的，模式超过了 {limit} 个",
  },
  "language.block-missing": { en: "a block `{ … }` must follow here", "zh-CN": "后面应有一个块 `{ … }`" },
  "language.block-missing.help": {
    en: "the opening brace stands on the same line",
    "zh-CN": "左花括号要写在同一行",
  },
  "language.block-unexpected": { en: "no block belongs here", "zh-CN": "这里不应有块" },
  "language.block-empty": { en: "this block says nothing", "zh-CN": "这个块是空的" },
  "language.block-stray": { en: "this block belongs to nothing", "zh-CN": "这个块不属于任何语句" },
  "language.duration-too-long": {
    en: "`{duration}` is longer than a year",
    "zh-CN": "`{duration}` 超过了一年",
  },
  "language.region-lines": { en: "a region has from 1 to {limit} lines", "zh-CN": "区域要有 1 到 {limit} 行" },
  "language.limit-count": { en: "a limit counts from 1 to {limit}", "zh-CN": "次数应在 1 到 {limit} 之间" },
  "language.clause-missing": {
    en: "rule `{rule}` has no `{clause}`",
    "zh-CN": "规则 `{rule}` 缺少 `{clause}`",
  },
  "language.agent-stateless": {
    en: "agent `{name}` has no state: nothing says how its screen is read",
    "zh-CN": "agent `{name}` 没有任何状态：没有写明如何识别它的屏幕",
  },
  "language.agent-stateless.help": {
    en: 'for example: idle when screen last line has "> "',
    "zh-CN": '例如：idle when screen last line has "> "',
  },
  "language.choose-which": {
    en: "`choose N` presses the same keys for every choice",
    "zh-CN": "`choose N` 对每个选项都按同样的键",
  },
  "language.choose-which.help": {
    en: "the number that was chosen is typed by a bare N: choose N send N",
    "zh-CN": "不加引号的 N 表示所选的序号：choose N send N",
  },
  "language.option-label": { en: "an `option` needs a label", "zh-CN": "`option` 要有标签" },
  "language.option-label.help": {
    en: 'it stands on the button: option "try again" { … }',
    "zh-CN": '标签显示在按钮上：option "重试" { … }',
  },
  "language.retry-until": {
    en: "`retry` does not say when it has worked",
    "zh-CN": "`retry` 没有写明怎样算成功",
  },
  "language.retry-until.help": {
    en: "for example: until gone for 20s",
    "zh-CN": "例如：until gone for 20s",
  },
  "language.retry-what": { en: "`retry` tries nothing", "zh-CN": "`retry` 里没有要重试的动作" },

  // E113: bounds of the whole language
  "language.no-time": { en: "within no time nothing happens", "zh-CN": "时长不能是 0" },
  "language.event-name": {
    en: "the name of an event has from 1 to {limit} characters",
    "zh-CN": "事件名称要有 1 到 {limit} 个字符",
  },
  "language.many-keys": { en: "one `send` presses at most {limit} keys", "zh-CN": "一个 `send` 最多按 {limit} 次键" },
  "language.typed-long": {
    en: "at most {limit} characters are typed at once",
    "zh-CN": "一次最多输入 {limit} 个字符",
  },
  "language.many-steps": {
    en: "a rule, or the answers of an agent, has at most {limit} steps",
    "zh-CN": "一条规则（或一个 agent 的应答）最多 {limit} 步",
  },
  "language.many-decisions": {
    en: "an ask offers at most {limit} decisions",
    "zh-CN": "一个 ask 最多提供 {limit} 个选项",
  },
  "language.label": {
    en: "a label has from 1 to {limit} characters, on one line",
    "zh-CN": "标签要有 1 到 {limit} 个字符，只能有一行",
  },
  "language.choice": { en: "choices are numbered from 1 to {limit}", "zh-CN": "选项的序号从 1 到 {limit}" },
  "language.many-tries": { en: "`retry` tries at most {limit} times", "zh-CN": "`retry` 最多重试 {limit} 次" },
  "language.run-words": {
    en: "a command has from 1 to {words} words of at most {characters} characters, the first not empty",
    "zh-CN": "命令要有 1 到 {words} 个词，每个最多 {characters} 个字符，第一个不能为空",
  },
  "language.run-timeout": {
    en: "a command runs for at most an hour",
    "zh-CN": "命令最多运行一小时，时长也不能是 0",
  },
  "language.repeat-often": { en: "nothing repeats more often than once a second", "zh-CN": "重复间隔不能小于一秒" },
  "language.many-clauses": { en: "an agent has at most {limit} clauses", "zh-CN": "一个 agent 最多 {limit} 个子句" },
  "language.clock": { en: "a day goes from 00:00 to 24:00", "zh-CN": "时刻应在 00:00 到 24:00 之间" },
  "language.quiet-empty": { en: "these hours end where they begin", "zh-CN": "开始和结束是同一时刻" },
  "language.quiet-empty.help": {
    en: "a whole day is written 00:00-24:00",
    "zh-CN": "整天请写 00:00-24:00",
  },

  // E117: what stands where it cannot work
  "language.misplaced": { en: "`{step}` cannot stand in {place}", "zh-CN": "`{step}` 不能写在{place}里" },
  "language.place-answer": { en: "an agent's answer", "zh-CN": " agent 的应答" },
  "language.place-answer.help": {
    en: "an answer says which keys mean it: send, paste, wait, verify, wait until",
    "zh-CN": "应答只写按哪些键：send、paste、wait、verify、wait until",
  },
  "language.place-ask": { en: "the block of an ask", "zh-CN": " ask 的块" },
  "language.place-ask.help": {
    en: "one thing is asked at a time; `escalate` says the same more loudly",
    "zh-CN": "一次只问一件事；要更大声地再说一遍，请用 `escalate`",
  },
  "language.place-retry": { en: "a retry", "zh-CN": " retry " },
  "language.place-retry.help": {
    en: "a try is made of keys, waits, checks, programs and messages",
    "zh-CN": "重试里可以按键、等待、检查、运行程序和发消息",
  },
  "language.escalate-what": {
    en: "there is no message yet that could be escalated",
    "zh-CN": "前面还没有可以升级的消息",
  },
  "language.escalate-what.help": {
    en: "`escalate` says the message before it once more, one severity up: put a `notify` or an `ask` before it",
    "zh-CN": "`escalate` 会把前面的消息提高一级再发一次：请先写 `notify` 或 `ask`",
  },
  "language.no-person-text": {
    en: "`$text` is what a person answers, and nobody answers with text here",
    "zh-CN": "`$text` 是人的回复，但这里没有人回复文字",
  },
  "language.no-person-text.help": {
    en: "it stands in the `reply` of an ask or of an agent",
    "zh-CN": "它只能写在 ask 或 agent 的 `reply` 里",
  },
  "language.agent-looks": {
    en: "an agent's own clauses cannot ask for `{what}`",
    "zh-CN": "agent 自己的子句里不能用 `{what}`",
  },
  "language.agent-looks.help": {
    en: "they make the agent's state, from the screen and the facts alone",
    "zh-CN": "它们只根据屏幕和事实得出 agent 的状态",
  },
  "language.keep-says-nothing": {
    en: "`keep` has no opinion: there is nothing to answer",
    "zh-CN": "`keep` 表示不作判断，没有可应答的内容",
  },
  "language.otherwise-keep": { en: "`otherwise` may only be `keep`", "zh-CN": "`otherwise` 后面只能写 `keep`" },
  "language.otherwise-keep.help": {
    en: "what is not recognised is never taken for a state",
    "zh-CN": "认不出的屏幕绝不会被当作某个状态",
  },
  "language.quiet-drop-to": { en: "what is dropped reaches nobody", "zh-CN": "丢弃的消息不会发给任何人" },

  // E201–E208
  "language.unknown-variable": {
    en: "rule `{rule}` has no variable `{name}`",
    "zh-CN": "规则 `{rule}` 里没有变量 `{name}`",
  },
  "language.state-none": {
    en: "`none` is a screen that nothing recognises, and no state",
    "zh-CN": "`none` 表示认不出的屏幕，不是状态",
  },
  "language.state-none.help": {
    en: "ask for states: what is not recognised says nothing about the agent",
    "zh-CN": "请判断具体的状态：认不出的屏幕说明不了 agent 在做什么",
  },
  "language.variables": { en: "variables: {variables}", "zh-CN": "可用的变量：{variables}" },
  "language.unknown-fact": { en: "there is no fact `{name}`", "zh-CN": "没有 `{name}` 这个事实" },
  "language.facts": { en: "facts: {facts}", "zh-CN": "可用的事实：{facts}" },
  "language.maybe-unset": {
    en: "`{name}` is not set on every way to this message",
    "zh-CN": "`{name}` 并不是在每种情况下都有值",
  },
  "language.maybe-unset.help": {
    en: "say what stands there then: {example}",
    "zh-CN": "请写明没有值时用什么：{example}",
  },
  "language.filter-type": {
    en: "filter `{filter}` does not take `{name}`, which is {type}",
    "zh-CN": "过滤器 `{filter}` 不能用于 `{name}`（类型 {type}）",
  },
  "language.filter-type.help": { en: "it takes: {takes}", "zh-CN": "它接受的类型：{takes}" },
  "language.type-text": { en: "a text", "zh-CN": "文本" },
  "language.type-duration": { en: "a duration", "zh-CN": "时长" },
  "language.type-percent": { en: "a percentage", "zh-CN": "百分比" },
  "language.type-int": { en: "a number", "zh-CN": "数字" },
  "language.type-flag": { en: "a flag", "zh-CN": "开关" },
  "language.type-time": { en: "a moment", "zh-CN": "时刻" },
  "language.fact-type": {
    en: "`{name}` is {type}: this cannot be asked of it",
    "zh-CN": "`{name}` 是{type}，不能这样判断",
  },
  "language.fact-type.help": { en: "write: {example}", "zh-CN": "写法：{example}" },
  "language.value-type": { en: "expected {type} here", "zh-CN": "这里应是{type}" },
  "language.value-type.help": { en: "for example: {example}", "zh-CN": "例如：{example}" },
  "language.text-order": {
    en: "texts have no order: `{operator}` does not apply",
    "zh-CN": "文本不能比较大小：不能用 `{operator}`",
  },
  "language.unknown-pattern": {
    en: "there is no list or pattern `@{name}`",
    "zh-CN": "没有名为 `@{name}` 的列表或模式",
  },
  "language.define-pattern": {
    en: 'define it: pattern {name} = "…" or list {name} = ["…"]',
    "zh-CN": '请先定义：pattern {name} = "…" 或 list {name} = ["…"]',
  },
  "language.circular": { en: "`@{name}` refers to itself", "zh-CN": "`@{name}` 引用了它自己" },
  "language.unknown-template": { en: "there is no template `{name}`", "zh-CN": "没有名为 `{name}` 的模板" },
  "language.define-template": {
    en: 'define it: template {name} followed by a block with title "…" and body "…"',
    "zh-CN": '请先定义：template {name}，后面的块里写 title "…" 和 body "…"',
  },
  "language.unknown-receiver": { en: "there is no receiver `{name}`", "zh-CN": "没有名为 `{name}` 的接收者" },
  "language.receivers": {
    en: "receivers are defined in config.toml; there are: {receivers}",
    "zh-CN": "接收者在 config.toml 中定义；现有：{receivers}",
  },
  "language.unknown-rule": { en: "there is no rule `{name}`", "zh-CN": "没有名为 `{name}` 的规则" },
  "language.rules": { en: "rules: {names}", "zh-CN": "现有的规则：{names}" },
  "language.unknown-agent": { en: "there is no agent `{name}`", "zh-CN": "没有名为 `{name}` 的 agent" },
  "language.agents": { en: "agents: {names}", "zh-CN": "现有的 agent：{names}" },
  "language.use-first": {
    en: "there is none at all; the embedded ones come by {example}",
    "zh-CN": "目前一个都没有；要使用内置的，请写 {example}",
  },
  "language.defined-twice": { en: "`{name}` is defined twice", "zh-CN": "`{name}` 定义了两次" },
  "language.defined-twice.where": { en: "the first stands here:", "zh-CN": "第一处在这里：" },
  "language.clause-twice": { en: "`{clause}` stands here twice", "zh-CN": "`{clause}` 写了两次" },
  "language.capture-is-fact": {
    en: "a capture cannot be named `{name}`: that is a fact",
    "zh-CN": "捕获不能叫 `{name}`：这是一个事实的名称",
  },
  "language.capture-of-agent": {
    en: "a capture cannot be named `{name}`: `agent.{name}` is something else",
    "zh-CN": "捕获不能叫 `{name}`：`agent.{name}` 另有含义",
  },
  "language.count-instant": {
    en: "only instants are counted: new output, and events",
    "zh-CN": "只能对瞬间计数：新输出和事件",
  },
  "language.count-instant.help": {
    en: 'for example: output has "failed" 3 times within 5m',
    "zh-CN": '例如：output has "failed" 3 times within 5m',
  },
  "language.edge-clause": {
    en: "`{clause}` needs something that lasts, but new output and events are instants",
    "zh-CN": "`{clause}` 需要能持续的条件，而新输出和事件只是一瞬间",
  },
  "language.edge-clause.help": {
    en: "use `screen … has` or an agent's state, or leave it out",
    "zh-CN": "请改用 `screen … has` 或 agent 的状态，或去掉它",
  },
  "language.edge-not": {
    en: "`not` of an instant (new output, an event) would hold at almost every moment",
    "zh-CN": "对一瞬间（新输出、事件）取反，几乎任何时候都成立",
  },
  "language.edge-or": {
    en: "`or` between an instant (new output, an event) and something that lasts",
    "zh-CN": "`or` 的一边是一瞬间（新输出、事件），另一边却是能持续的条件",
  },
  "language.edge-or.help": { en: "write two rules", "zh-CN": "请写成两条规则" },
  "language.on-facts": { en: "`on` takes facts only", "zh-CN": "`on` 里只能写事实" },
  "language.on-facts.help": {
    en: "what is on the screen, what happens and what an agent does belong into `when`",
    "zh-CN": "屏幕内容、发生的事和 agent 的状态请写在 `when` 里",
  },

  // E301, E302
  "language.not-re2": { en: "this is not an RE2 regex: {detail}", "zh-CN": "这不是 RE2 正则：{detail}" },
  "language.no-lookaround": {
    en: 'RE2 has no look-around; write a second condition: and not screen … has "…"',
    "zh-CN": 'RE2 没有环视；请另写一个条件：and not screen … has "…"',
  },
  "language.regex-flag": { en: "unknown flag `{flag}`: flags are i and s", "zh-CN": "没有 `{flag}` 标志：只有 i 和 s" },
  "language.regex-size": {
    en: "this regex is too large: {instructions} instructions, at most {limit} are allowed",
    "zh-CN": "这个正则太大：{instructions} 条指令，最多允许 {limit} 条",
  },
} as const satisfies Record<string, Entry>
