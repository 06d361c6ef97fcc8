/** What the rule author's tools say: `explain`, `try`, `replay`, `record`, and the files they read. */
import type { Entry } from "./phrase.ts"

export const authoring = {
  "authoring.fact-form": {
    en: '"{text}" is no fact: write name=value, as in program=claude',
    "zh-CN": "“{text}”不是事实：请写成 名称=值，例如 program=claude",
  },
  "authoring.fact-unknown": {
    en: 'there is no fact "{name}"; facts: {known}',
    "zh-CN": "没有“{name}”这个事实；可用：{known}",
  },
  "authoring.fact-near": {
    en: 'there is no fact "{name}"; did you mean "{near}"?',
    "zh-CN": "没有“{name}”这个事实；是不是想写“{near}”？",
  },
  "authoring.fact-always-known": {
    en: "{name} is never unknown: give it a value",
    "zh-CN": "{name} 不会是未知的：请给出一个值",
  },
  "authoring.fact-value": {
    en: '"{text}" is no value for {name}; as in: {example}',
    "zh-CN": "“{text}”不能用作 {name} 的值；例如：{example}",
  },
  "authoring.screen-size": {
    en: '"{text}" is no size: columns and rows, as in 100x30, each up to {limit}',
    "zh-CN": "“{text}”不是尺寸：请写 列x行，例如 100x30，各不超过 {limit}",
  },
  "authoring.screen-unreadable": {
    en: '"{text}" is no reason: copy-mode or gap',
    "zh-CN": "“{text}”不是可用的原因：copy-mode 或 gap",
  },

  "authoring.recording-empty": { en: "the file is empty", "zh-CN": "文件是空的" },
  "authoring.recording-kind": {
    en: "this is no recording: neither fleetai's own (fleetai record), nor sampled frames, nor an asciinema cast of version 2 or 3",
    "zh-CN": "这不是录像：既不是 fleetai record 的录像，也不是逐帧采样，也不是 asciinema 2 或 3 版的 cast",
  },
  "authoring.recording-version": {
    en: "version {version} of this format is not known here",
    "zh-CN": "不认识这种格式的 {version} 版",
  },
  "authoring.recording-size": {
    en: "the header names no columns and rows, or far too many",
    "zh-CN": "文件头里没有列数和行数，或者大得离谱",
  },
  "authoring.recording-json": { en: "this line is no JSON object", "zh-CN": "这一行不是 JSON 对象" },
  "authoring.recording-event": {
    en: "this line is no event: [time, code, text]",
    "zh-CN": "这一行不是事件：[时间, 代码, 文本]",
  },
  "authoring.recording-line": {
    en: "this line is of no known kind, or lacks what its kind needs",
    "zh-CN": "这一行的类型不认识，或者缺少必需的内容",
  },
  "authoring.recording-no-time": { en: "this line has no time", "zh-CN": "这一行没有时间" },
  "authoring.recording-time-range": {
    en: "this time is before the start, or more than a year after it",
    "zh-CN": "时间早于开头，或者晚于开头一年以上",
  },
  "authoring.recording-backwards": {
    en: "time goes backwards: from {from} ms to {to} ms",
    "zh-CN": "时间倒退了：从 {from} 毫秒到 {to} 毫秒",
  },
  "authoring.recording-long-line": {
    en: "this line is longer than {kilobytes} KB",
    "zh-CN": "这一行超过了 {kilobytes} KB",
  },
  "authoring.recording-too-large": {
    en: "there is more than {megabytes} MB of it",
    "zh-CN": "内容超过了 {megabytes} MB",
  },
  "authoring.recording-not-utf8": { en: "this line is not UTF-8", "zh-CN": "这一行不是 UTF-8" },
  "authoring.file-missing": { en: "there is no such file or folder", "zh-CN": "没有这个文件或目录" },
  "authoring.file-forbidden": { en: "this user may not", "zh-CN": "当前用户没有权限" },
  "authoring.file-folder": { en: "it is a folder", "zh-CN": "这是一个目录" },
  "authoring.file-exists": { en: "it is there already", "zh-CN": "文件已经存在" },
  "authoring.file-full": { en: "the disk is full", "zh-CN": "磁盘已满" },
  "authoring.file-packing": { en: "its packing is broken, or breaks off", "zh-CN": "压缩内容损坏或不完整" },
  "authoring.file-read-only": { en: "the file system is read-only", "zh-CN": "文件系统是只读的" },
  "authoring.recording-unreadable": { en: "it cannot be read: {reason}", "zh-CN": "无法读取：{reason}" },

  "authoring.rules-option": {
    en: "a rule file or folder, instead of the configured rules",
    "zh-CN": "规则文件或目录，代替配置里的规则",
  },
  "authoring.fact-option": {
    en: "a fact that takes the place of the one seen: program=claude; repeatable",
    "zh-CN": "用给定的事实代替看到的，例如 program=claude；可重复",
  },
  "authoring.screen-option": {
    en: "a screen from a file (plain text, or .screen with facts above it); - is standard input",
    "zh-CN": "从文件读取屏幕（纯文本，或上方带事实的 .screen）；- 表示标准输入",
  },
  "authoring.pane-argument": {
    en: "a pane: %3, session, session:window or host/session:window",
    "zh-CN": "窗格：%3、会话、会话:窗口 或 主机/会话:窗口",
  },
  "authoring.pane-none": { en: 'there is no pane "{name}"', "zh-CN": "没有“{name}”这个窗格" },
  "authoring.pane-several": { en: '"{name}" is more than one pane', "zh-CN": "“{name}”对应多个窗格" },
  "authoring.pane-known": { en: "panes: {panes}", "zh-CN": "窗格：{panes}" },
  "authoring.pane-nothing": {
    en: "no panes are seen; see: fleetai doctor",
    "zh-CN": "没有看到任何窗格；请看：fleetai doctor",
  },
  "authoring.explain-rule": {
    en: "a rule; without it, a line per rule",
    "zh-CN": "规则名；不写则每条规则一行",
  },
  "authoring.explain-at": {
    en: "a moment of the last day: 14:05, 14:05:30, -10m, or 2026-01-31T14:05:30",
    "zh-CN": "最近一天内的时刻：14:05、14:05:30、-10m 或 2026-01-31T14:05:30",
  },
  "authoring.explain-past": {
    en: "as the service saw it at {shown}, the last note before {asked}; secrets are redacted",
    "zh-CN": "服务在 {shown} 看到的样子（{asked} 之前的最后一条记录）；密钥已打码",
  },
  "authoring.explain-past-none": {
    en: "nothing is kept: no service has watched anything here",
    "zh-CN": "没有任何记录：服务还没有在这里看护过",
  },
  "authoring.explain-past-older": {
    en: "nothing is kept of that moment; the oldest note is of {oldest}",
    "zh-CN": "没有那个时刻的记录；最早的记录是 {oldest}",
  },
  "authoring.at-or-screen": {
    en: "--at and --screen cannot go together",
    "zh-CN": "--at 和 --screen 不能同时使用",
  },
  "authoring.explain-what": {
    en: "name a pane, or a screen with --screen FILE",
    "zh-CN": "请指定窗格，或用 --screen 文件 指定屏幕",
  },
  "authoring.screen-or-pane": {
    en: "a pane and --screen cannot go together",
    "zh-CN": "窗格和 --screen 不能同时使用",
  },
  "authoring.rule-unknown": { en: 'there is no rule "{name}"', "zh-CN": "没有“{name}”这条规则" },
  "authoring.rules-known": { en: "rules: {names}", "zh-CN": "规则：{names}" },

  "authoring.rule-holds": { en: "holds", "zh-CN": "成立" },
  "authoring.rule-not": { en: "does not hold", "zh-CN": "不成立" },
  "authoring.rule-unsure": { en: "cannot be told", "zh-CN": "无法判断" },
  "authoring.decides": { en: "← decides", "zh-CN": "← 由此决定" },
  "authoring.decides-true": { en: "{which} holds", "zh-CN": "{which} 成立" },
  "authoring.decides-false": { en: "{which} does not hold", "zh-CN": "{which} 不成立" },
  "authoring.decides-unknown": { en: "{which} cannot be told", "zh-CN": "{which} 无法判断" },
  "authoring.instant": {
    en: "an instant: judged when new lines come; see: fleetai replay",
    "zh-CN": "瞬间条件：有新行输出时才判断；请看：fleetai replay",
  },
  "authoring.seen": { en: "it is {value}", "zh-CN": "现在是 {value}" },
  "authoring.seen-nothing": {
    en: "unknown: the pane does not tell it, or cannot be read",
    "zh-CN": "未知：窗格没有给出，或无法读取",
  },
  "authoring.seen-unknown": { en: "unknown", "zh-CN": "未知" },
  "authoring.changes": { en: "time alone may change that in {duration}", "zh-CN": "{duration}后可能自行改变" },
  "authoring.region": { en: "looked at lines {from}–{to}:", "zh-CN": "查看第 {from}–{to} 行：" },
  "authoring.region-empty": {
    en: "no line to look at: the screen, or this part of it, is empty",
    "zh-CN": "没有可看的行：屏幕或这部分屏幕是空的",
  },
  "authoring.match": { en: "matches at {line}:{column}: {text}", "zh-CN": "匹配于 {line}:{column}：{text}" },
  "authoring.capture": { en: "{name} = “{value}”", "zh-CN": "{name} = “{value}”" },
  "authoring.nearest-above": {
    en: "nearest: {pattern} matches above the region, at line {line}",
    "zh-CN": "最接近：{pattern} 匹配，但在区域上方的第 {line} 行",
  },
  "authoring.nearest-below": {
    en: "nearest: {pattern} matches below the region, at line {line}",
    "zh-CN": "最接近：{pattern} 匹配，但在区域下方的第 {line} 行",
  },
  "authoring.nearest-case": {
    en: "nearest: line {line} has “{text}”: only upper and lower case differ from {pattern}",
    "zh-CN": "最接近：第 {line} 行有“{text}”，与 {pattern} 只差大小写",
  },
  "authoring.nearest-beginning": {
    en: "nearest: “{beginning}” is there, at line {line}, of {pattern}",
    "zh-CN": "最接近：{pattern} 中只有“{beginning}”出现，在第 {line} 行",
  },
  "authoring.phase-absent": { en: "absent", "zh-CN": "未出现" },
  "authoring.phase-pending": { en: "pending", "zh-CN": "等待确认" },
  "authoring.phase-open": { en: "open", "zh-CN": "已打开" },
  "authoring.phase-clearing": { en: "clearing", "zh-CN": "等待消失" },
  "authoring.wait-held": {
    en: "{phase}: nothing can be seen for now, so its timers stand still",
    "zh-CN": "{phase}：目前看不到内容，计时暂停",
  },
  "authoring.wait-phase": { en: "now: {phase}", "zh-CN": "目前：{phase}" },
  "authoring.wait-first": { en: "fires after: {clause} {duration}", "zh-CN": "触发前还需：{clause} {duration}" },
  "authoring.wait-clause": { en: "waits for: {clause}", "zh-CN": "等待：{clause}" },
  "authoring.wait-remaining": {
    en: "waits for: {clause}, {duration} to go (now: {phase})",
    "zh-CN": "等待：{clause}，还需 {duration}（目前：{phase}）",
  },

  "authoring.refused-inhibited": {
    en: "silent: inhibited while rule {by} is open",
    "zh-CN": "不触发：规则 {by} 打开期间被抑制",
  },
  "authoring.refused-once": { en: "silent: once, and it has been told", "zh-CN": "不触发：once，已经通知过" },
  "authoring.refused-for": {
    en: "silent: {clause}, {duration} to go",
    "zh-CN": "不触发：{clause}，还需 {duration}",
  },
  "authoring.refused-quiet": {
    en: "quiet hours ({how}), {duration} to go",
    "zh-CN": "安静时段（{how}），还剩 {duration}",
  },

  "authoring.agent-none": { en: "no agent is in this pane", "zh-CN": "这个窗格里没有 agent" },
  "authoring.agent-state": { en: "{agent} ({place}): {state}", "zh-CN": "{agent}（{place}）：{state}" },
  "authoring.agent-for": { en: "for {duration}", "zh-CN": "已持续 {duration}" },
  "authoring.agent-was": { en: "before that {state}", "zh-CN": "之前是 {state}" },
  "authoring.agent-unsure": {
    en: "no clause recognises the screen since {duration}: the state is the last one that was seen",
    "zh-CN": "{duration}以来没有子句能识别屏幕：沿用上一次的状态",
  },
  "authoring.agent-held": { en: "for {needed}: held for {held}", "zh-CN": "for {needed}：已成立 {held}" },
  "authoring.agent-not-yet": { en: "for {needed}: not yet", "zh-CN": "for {needed}：尚未满足" },
  "authoring.agent-detail": { en: "asked exactly (agent.detail):", "zh-CN": "请求的原文（agent.detail）：" },
  "authoring.agent-unreadable": {
    en: "agent.detail: its beginning is off the screen",
    "zh-CN": "agent.detail：开头不在屏幕上",
  },
  "authoring.agent-other": { en: "{agent} is passed over: {why}", "zh-CN": "跳过 {agent}：{why}" },

  "daemon.trail-not-kept": {
    en: "what panes showed is not kept for `fleetai explain --at`: {fault}",
    "zh-CN": "没有为 `fleetai explain --at` 保存窗格的历史：{fault}",
  },

  "authoring.record-for": {
    en: "record what happens for so long, as in 10s; without it, the screen as it is now",
    "zh-CN": "录制这么长时间，例如 10s；不写则只保存当前屏幕",
  },
  "authoring.record-output": {
    en: "the file to write, readable for its owner only; without it, standard output",
    "zh-CN": "要写入的文件，仅所有者可读；不写则输出到标准输出",
  },
  "authoring.record-force": { en: "replace the file if it is there already", "zh-CN": "文件已存在时替换它" },
  "authoring.record-exists": {
    en: "{path} is there already, and nothing was recorded",
    "zh-CN": "{path} 已经存在，没有录制",
  },
  "authoring.record-exists.help": {
    en: "take another name, or replace it with --force",
    "zh-CN": "请换一个文件名，或用 --force 替换它",
  },
  "authoring.record-begins": {
    en: "recording for {duration}; Ctrl-C ends it earlier",
    "zh-CN": "正在录制 {duration}；按 Ctrl-C 可提前结束",
  },
  "authoring.record-ended": { en: "recorded (frames: {frames})", "zh-CN": "录制完成（{frames} 帧）" },
  "authoring.record-written": {
    en: "recorded (frames: {frames}). Secrets are redacted as far as they can be told; look at it before you share it. Replay it:\n  fleetai replay {file}",
    "zh-CN": "录制完成（{frames} 帧）。能识别的密钥已打码；分享前请自己再看一遍。回放：\n  fleetai replay {file}",
  },
  "authoring.record-screen": {
    en: "Secrets are redacted as far as they can be told; look at it before you share it. Explain it:\n  fleetai explain --screen {file}",
    "zh-CN": "能识别的密钥已打码；分享前请自己再看一遍。查看规则的判断：\n  fleetai explain --screen {file}",
  },
  "authoring.record-no-test-option": {
    en: "write no test beside the file",
    "zh-CN": "不在文件旁边写测试",
  },
  "authoring.record-test": {
    en: "A test of what the rules do with it now; correct it where they should do otherwise. Run it:\n  fleetai test {file}",
    "zh-CN": "已写好一个测试，内容是规则现在的反应；不对的地方请改正。运行：\n  fleetai test {file}",
  },
  "authoring.record-test-remark": {
    en: "What the rules do now: correct it where they should do otherwise.",
    "zh-CN": "规则现在的反应：不对的地方请改正。",
  },
  "authoring.record-no-test": { en: "no test was written: {path}", "zh-CN": "没有写测试：{path}" },
  "authoring.record-unwritable": { en: "{path} cannot be written: {reason}", "zh-CN": "无法写入 {path}：{reason}" },
  "authoring.try-one": {
    en: "this is more than one pattern, or none",
    "zh-CN": "这不是恰好一个模式",
  },
  "authoring.try-pattern": {
    en: "as in rules: '\"Do you want to <what>?\"', '/^error/i', '@name', 'any [\"a\", \"b\"]'",
    "zh-CN": "规则里的写法：'\"Do you want to <what>?\"'、'/^error/i'、'@名称'、'any [\"a\", \"b\"]'",
  },
  "authoring.try-rules": {
    en: "a rule file or folder where @names are defined, instead of the embedded rules",
    "zh-CN": "定义 @名称 的规则文件或目录，代替内置规则",
  },
  "authoring.try-quotes": {
    en: "a text stands in quotes of its own, which the shell must leave: fleetai try '\"Press Enter\"' …",
    "zh-CN": "文本要带自己的引号，并避免被 shell 去掉：fleetai try '\"Press Enter\"' …",
  },
  "authoring.try-unreadable": { en: "the pane cannot be read: {why}", "zh-CN": "无法读取窗格：{why}" },
  "authoring.try-none": { en: "no match (lines: {lines})", "zh-CN": "没有匹配（共 {lines} 行）" },
  "authoring.try-more": { en: "({count} more above)", "zh-CN": "（上面还有 {count} 处）" },
  "authoring.try-match": { en: "{line}:{column}", "zh-CN": "{line}:{column}" },
  "authoring.try-lowest": {
    en: "{line}:{column} the lowest: this one counts",
    "zh-CN": "{line}:{column} 最下面的一处：以它为准",
  },

  "authoring.replay-recordings": {
    en: "recordings: of fleetai record, sampled frames (.jsonl, .jsonl.gz), asciinema casts, .screen files",
    "zh-CN": "录像：fleetai record 的录像、逐帧采样（.jsonl、.jsonl.gz）、asciinema cast、.screen 文件",
  },
  "authoring.replay-hold": {
    en: "the last screen stands so much longer, as in 10s",
    "zh-CN": "最后一屏再停留这么久，例如 10s",
  },
  "authoring.replay-diff": {
    en: "two rule files or folders: what fires with the new ones and not with the old ones, and the other way round",
    "zh-CN": "两个规则文件或目录：列出新规则多触发的和少触发的",
  },
  "authoring.replay-none": { en: "no recording was named", "zh-CN": "没有指定录像" },
  "authoring.replay-diff-two": {
    en: "--diff takes two rule files or folders: OLD NEW",
    "zh-CN": "--diff 需要两个规则文件或目录：旧的 新的",
  },
  "authoring.replay-refused": { en: "silent: {why}", "zh-CN": "不触发：{why}" },
  "authoring.replay-summary": {
    en: "fired {fired} times, silent {refused} times (rules: {rules}, recordings: {recordings})",
    "zh-CN": "触发 {fired} 次，抑制 {refused} 次（规则 {rules} 条，录像 {recordings} 个）",
  },
  "authoring.replay-diff-summary": {
    en: "gained {gained}, lost {lost}, moved {moved}, the same {same}",
    "zh-CN": "新增 {gained}，减少 {lost}，时间变化 {moved}，相同 {same}",
  },
  "authoring.replay-diff-states": {
    en: "agent states: gained {gained}, lost {lost}, moved {moved}",
    "zh-CN": "agent 状态：新增 {gained}，减少 {lost}，时间变化 {moved}",
  },
  "authoring.replay-moved": { en: "moved from {from}", "zh-CN": "原为 {from}" },
} as const satisfies Record<string, Entry>
