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
  "authoring.recording-unreadable": { en: "it cannot be read: {reason}", "zh-CN": "无法读取：{reason}" },

  "authoring.rules-option": {
    en: "a rule file or folder, instead of the configured rules",
    "zh-CN": "规则文件或目录，代替配置里的规则",
  },
  "authoring.fact-option": {
    en: "a fact that takes the place of the one seen: program=claude; repeatable",
    "zh-CN": "用给定的事实代替看到的，例如 program=claude；可重复",
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
  "authoring.replay-moved": { en: "moved from {from}", "zh-CN": "原为 {from}" },
} as const satisfies Record<string, Entry>
