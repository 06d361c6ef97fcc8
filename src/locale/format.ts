/** What `fmt` and `check --explain` say to people. */
import type { Entry } from "./phrase.ts"

export const format = {
  "cli.fmt": { en: "write rule files the one way they are written", "zh-CN": "统一规则文件的格式" },
  "cli.fmt.paths": {
    en: "rule files or folders, or - for standard input to standard output; without any, the configured rules",
    "zh-CN": "规则文件或目录；写 - 则从标准输入读、向标准输出写；不写则为配置里的规则",
  },
  "cli.fmt.check": {
    en: "change nothing; name the files that would change, and end with 1 if there are any",
    "zh-CN": "不改文件，只列出格式不符的文件；有则退出码为 1",
  },
  "cli.fmt.diff": {
    en: "change nothing; show what would change, and end with 1 if anything would",
    "zh-CN": "不改文件，只显示差异；有差异则退出码为 1",
  },
  "cli.fmt.nothing": { en: "there are no rule files to format", "zh-CN": "没有要格式化的规则文件" },
  "cli.fmt.stdin-alone": { en: "- cannot go together with other paths", "zh-CN": "- 不能和其他路径一起使用" },
  "cli.fmt.written": { en: "{file}: formatted", "zh-CN": "{file}：已格式化" },
  "cli.fmt.unwritable": {
    en: "{file} cannot be written ({code}): unchanged",
    "zh-CN": "{file} 无法写入（{code}），未改动",
  },
  "cli.fmt.broken": {
    en: "{file} is not changed: it does not parse",
    "zh-CN": "{file} 有语法错误，未改动",
  },
  "cli.fmt.clean": { en: "formatted files: {files}", "zh-CN": "格式正确的文件：{files} 个" },
  "cli.fmt.differ": { en: "files that would change: {files}", "zh-CN": "需要格式化的文件：{files} 个" },

  "cli.check.format": { en: "one of {known}", "zh-CN": "可选 {known}" },
  "cli.check.explain": {
    en: "say what a code such as E402 means, with an example; without one, list all codes",
    "zh-CN": "说明某个代码（如 E402）的含义并举例；不写代码则列出全部",
  },
  "cli.check.unknown-code": { en: 'there is no code "{code}"', "zh-CN": "没有“{code}”这个代码" },
  "cli.check.see-codes": { en: "all codes: {command}", "zh-CN": "查看全部代码：{command}" },
  "cli.check.wrong": { en: "Wrong:", "zh-CN": "错误写法：" },
  "cli.check.right": { en: "Right:", "zh-CN": "正确写法：" },
} as const satisfies Record<string, Entry>
