/** What `cli` says to people. Ids begin with "cli.". */
import type { Entry } from "./phrase.ts"

export const cli = {
  "cli.about": {
    en: "Watches AI agents in tmux, presses the keys its rules say, and reaches their owner on WeCom.",
    "zh-CN": "看护 tmux 里的 AI 编程助手：按规则替你按键，需要你时发企业微信通知。",
  },
  "cli.run": { en: "watch, act and notify, in the foreground", "zh-CN": "在前台运行：看护、按键、通知" },
  "cli.check": { en: "find all problems in rule files", "zh-CN": "检查规则文件，列出全部问题" },
  "cli.explain": {
    en: "why a rule does or does not hold, condition by condition",
    "zh-CN": "逐个条件解释规则为什么成立或不成立",
  },
  "cli.try": {
    en: "where a pattern matches, and what it captures",
    "zh-CN": "试一个模式：匹配在哪里，捕获了什么",
  },
  "cli.record": {
    en: "a pane's screen, or what happens in it, as a file for tests and replay",
    "zh-CN": "把窗格的屏幕或一段过程存成文件，用于测试和回放",
  },
  "cli.replay": {
    en: "play recordings to rules, and show what would have happened",
    "zh-CN": "用录像回放规则，看看当时会发生什么",
  },
  "cli.status-help": {
    en: "panes, their agents, and the health of tmux and channels; exit code 0: all is well, 3: no service runs, or it cannot reach a host or a channel",
    "zh-CN":
      "查看窗格、助手状态，以及 tmux 和各通道是否正常；退出码 0：一切正常，3：服务没有运行，或有主机、通道无法连接",
  },
  "cli.status": {
    en: "panes, their agents, and the health of tmux and channels",
    "zh-CN": "查看窗格、助手状态，以及 tmux 和各通道是否正常",
  },
  "cli.asks": { en: "what agents ask, and how to answer", "zh-CN": "查看待处理的请求和回复方式" },
  "cli.approve": { en: "allow what an agent asks for", "zh-CN": "允许某个请求" },
  "cli.deny": { en: "refuse what an agent asks for", "zh-CN": "拒绝某个请求" },
  "cli.reply": { en: "answer an agent in words", "zh-CN": "用文字回复助手" },
  "cli.choose": { en: "choose what an agent or a rule offers", "zh-CN": "选择某个选项" },
  "cli.emit": { en: "an event for the rules, from a program in a pane", "zh-CN": "从窗格里的程序向规则发送事件" },
  "cli.emit-help": {
    en: "Tells the rules of an event, from a hook of an AI CLI or any program in a tmux pane. Says nothing when it was taken and never waits longer than a second for the service; exit code 1: not taken, 3: no service runs.",
    "zh-CN":
      "从 AI 命令行的 hook 或 tmux 窗格里的任何程序向规则发送事件。成功时没有输出，最多等待服务一秒；退出码 1：没有接收，3：服务没有运行。",
  },
  "cli.emit.name": { en: 'as rules name it: event "NAME"', "zh-CN": '事件名，对应规则里的 event "NAME"' },
  "cli.emit.fields": { en: "key=value, for {event.key} in messages", "zh-CN": "键=值，可在消息里用 {event.key}" },
  "cli.emit.bad-name": {
    en: '"{name}" cannot be the name of an event: one line of at most {most} characters',
    "zh-CN": "“{name}”不能用作事件名：只能是一行，最多 {most} 个字符",
  },
  "cli.emit.bad-field": {
    en: '"{field}" is no field: write key=value, the key of letters, digits, _ and -',
    "zh-CN": "“{field}”不是字段：请写 键=值，键由字母、数字、_ 和 - 组成",
  },
  "cli.emit.too-many": { en: "more than {most} fields", "zh-CN": "字段超过 {most} 个" },
  "cli.emit.no-tmux": {
    en: "this runs in no tmux pane: an event belongs to one",
    "zh-CN": "当前不在 tmux 窗格里：事件必须属于某个窗格",
  },
  "cli.emit.no-tmux-hint": {
    en: "run it in the pane, or pass TMUX and TMUX_PANE on to the hook",
    "zh-CN": "请在窗格里运行，或把 TMUX 和 TMUX_PANE 传给 hook",
  },
  "cli.emit.no-service": { en: "no running service took the event", "zh-CN": "没有运行中的服务接收事件" },
  "cli.emit.silent": {
    en: "the service did not answer in time: the event may have been taken, or not",
    "zh-CN": "服务没有及时应答：事件可能已接收，也可能没有",
  },
  "cli.emit.refused": {
    en: "the service did not take the event ({status}): too long, or not understood",
    "zh-CN": "服务没有接收事件（{status}）：过长或无法理解",
  },
  "cli.emit.too-long": { en: "the fields are longer than {most} bytes in all", "zh-CN": "字段总长超过 {most} 字节" },
  "cli.asks.silent": {
    en: "the service does not answer; try again, or see: fleetai status",
    "zh-CN": "服务没有应答；请重试，或查看：fleetai status",
  },
  "cli.asks.no-service": {
    en: "no running service: nothing can be answered; these are from the last one",
    "zh-CN": "服务没有在运行，无法回复；以下是上一次留下的",
  },
  "cli.asks.where": { en: "{where}, {duration} ago", "zh-CN": "{where}，{duration}前" },
  "cli.asks.more-lines": { en: "… {count} more lines", "zh-CN": "……还有 {count} 行" },
  "cli.decide.id": {
    en: "which ask, as fleetai asks shows it; without it, nothing is decided and the open one is named",
    "zh-CN": "哪个请求（见 fleetai asks）；不写则不作决定，只显示待处理的请求",
  },
  "cli.decide.no-service": { en: "no running service: nothing was decided", "zh-CN": "服务没有在运行：没有作出决定" },
  "cli.decide.no-service-hint": { en: "start it: fleetai run", "zh-CN": "请启动服务：fleetai run" },
  "cli.decide.silent": {
    en: "the service does not answer: the decision MAY STILL BE CARRIED OUT",
    "zh-CN": "服务没有应答：这个决定仍可能会被执行",
  },
  "cli.decide.silent-hint": { en: "see what came of it: fleetai asks", "zh-CN": "请查看结果：fleetai asks" },
  "cli.decide.refused": {
    en: "the service did not understand ({status}): nothing was decided",
    "zh-CN": "服务无法理解请求（{status}）：没有作出决定",
  },
  "cli.other-version-hint": {
    en: "it may be another version: see fleetai status, fleetai version",
    "zh-CN": "可能版本不同：请看 fleetai status、fleetai version",
  },
  "cli.not-utf8": { en: "standard input is not UTF-8", "zh-CN": "标准输入不是 UTF-8 编码" },
  "cli.not-utf8-hint": {
    en: "convert it first, for example: iconv -f GBK -t UTF-8",
    "zh-CN": "请先转换，例如：iconv -f GBK -t UTF-8",
  },
  "cli.decide.lost": {
    en: "it is decided, but the service does not answer any more",
    "zh-CN": "已作出决定，但服务不再应答",
  },
  "cli.decide.lost-hint": { en: "see: fleetai status", "zh-CN": "请看：fleetai status" },
  "cli.decide.under-way": {
    en: "what follows from it is still under way; see: fleetai asks",
    "zh-CN": "后续操作仍在进行；请看：fleetai asks",
  },
  "cli.reply.text": {
    en: "what to answer; - reads it from standard input",
    "zh-CN": "回复内容；写 - 则从标准输入读取",
  },
  "cli.choose.choice": { en: "the choice's number, or its label", "zh-CN": "选项的序号或名称" },
  "cli.notify": { en: "send one message, from a script or by hand", "zh-CN": "发一条消息，可在脚本中使用" },
  "cli.doctor": {
    en: "look for what is wrong with the setup, and say the cure",
    "zh-CN": "体检：找出配置和环境的问题，并给出解决办法",
  },
  "cli.version": { en: "which build this is", "zh-CN": "显示版本" },

  "cli.usage": { en: "Usage:", "zh-CN": "用法：" },
  "cli.commands": { en: "Commands:", "zh-CN": "命令：" },
  "cli.arguments": { en: "Arguments:", "zh-CN": "参数：" },
  "cli.options": { en: "Options:", "zh-CN": "选项：" },
  "cli.more-help": {
    en: "fleetai COMMAND --help says more about one command.",
    "zh-CN": "fleetai 命令 --help 可查看某个命令的详细说明。",
  },
  "cli.help-option": { en: "show this help", "zh-CN": "显示帮助" },
  "cli.config-option": { en: "the configuration file to use", "zh-CN": "使用指定的配置文件" },
  "cli.json-option": { en: "print JSON", "zh-CN": "输出 JSON" },

  "cli.unknown-command": { en: 'there is no command "{word}"', "zh-CN": "没有“{word}”这个命令" },
  "cli.known-commands": { en: "commands: {known}", "zh-CN": "可用命令：{known}" },
  "cli.did-you-mean": { en: 'did you mean "{word}"?', "zh-CN": "是不是想输入“{word}”？" },
  "cli.unknown-option": { en: "there is no option {word}", "zh-CN": "没有 {word} 这个选项" },
  "cli.missing-argument": { en: "{word} is missing", "zh-CN": "缺少参数 {word}" },
  "cli.option-without-value": { en: "{word} needs a value", "zh-CN": "{word} 需要一个值" },
  "cli.excess-arguments": { en: "too many arguments: {most} at most", "zh-CN": "参数太多：最多 {most} 个" },
  "cli.invalid-value": { en: '"{value}" is no value for {word}', "zh-CN": "“{value}”不能用作 {word} 的值" },
  "cli.conflicting-option": { en: "{word} and {other} cannot go together", "zh-CN": "{word} 和 {other} 不能同时使用" },
  "cli.other-usage": { en: "wrong usage: {detail}", "zh-CN": "用法不对：{detail}" },
  "cli.see-help": { en: "see: {command} --help", "zh-CN": "请看：{command} --help" },
  "cli.error": { en: "error{code}:", "zh-CN": "错误{code}：" },
  "cli.warning": { en: "warning{code}:", "zh-CN": "警告{code}：" },
  "cli.cure": { en: "help: {help}", "zh-CN": "办法：{help}" },
  "cli.bug": {
    en: "this is a bug in fleetai, please report it: {message} (at {where})",
    "zh-CN": "这是 fleetai 自身的缺陷，请反馈：{message}（位置 {where}）",
  },
  "cli.config-problems": {
    en: "problems in {file}: {count}; nothing was started",
    "zh-CN": "{file} 中共有 {count} 处问题；没有启动任何东西",
  },

  "cli.known-values": { en: "one of: {known}", "zh-CN": "可选：{known}" },
  "cli.notify.text": { en: "what to say; - reads it from standard input", "zh-CN": "消息内容；写 - 则从标准输入读取" },
  "cli.notify.to": {
    en: "a receiver of the configuration; without it the routes decide by severity",
    "zh-CN": "配置中的接收者；不写则按级别由 route 决定",
  },
  "cli.notify.title": { en: "a title above the text", "zh-CN": "消息标题" },
  "cli.notify.severity": { en: "one of {known}; info without it", "zh-CN": "级别，可选 {known}；不写则为 info" },
  "cli.notify.unknown-receiver": { en: 'there is no receiver "{name}"', "zh-CN": "没有“{name}”这个接收者" },
  "cli.notify.nothing": { en: "there is nothing to send", "zh-CN": "没有要发送的内容" },
  "cli.notify.nobody": {
    en: "no route takes a message of severity {severity}: nobody was told",
    "zh-CN": "没有 route 接收级别为 {severity} 的消息：未通知任何人",
  },
  "cli.notify.nobody-cure": {
    en: 'name a receiver with --to, or add a [[route]] with severity = "{severity}"',
    "zh-CN": '用 --to 指定接收者，或添加 severity = "{severity}" 的 [[route]]',
  },
  "cli.notify.no-store": {
    en: "the state database cannot be used, so the message goes directly: {reason}",
    "zh-CN": "状态数据库无法使用，消息将直接发送：{reason}",
  },
  "cli.notify.sent": { en: "{receiver}: delivered by {channel}", "zh-CN": "{receiver}：已由 {channel} 送达" },
  "cli.notify.failed": { en: "{receiver}: not delivered: {reason}", "zh-CN": "{receiver}：未送达：{reason}" },
  "cli.notify.waits": {
    en: "{receiver}: not delivered yet; it stays in the outbox and a running service goes on trying",
    "zh-CN": "{receiver}：暂未送达；消息保留在发件箱中，由运行中的服务继续重试",
  },

  "cli.demo.begin": {
    en: "An agent works in a tmux server of its own; in a moment it will ask for permission.",
    "zh-CN": "一个编程助手正在独立的 tmux 里工作，稍后它会请求授权。",
  },
  "cli.demo.pane": { en: "the agent's pane", "zh-CN": "助手所在的窗格" },
  "cli.demo.phone": { en: "WeCom on the phone of {people}", "zh-CN": "{people} 手机上的企业微信" },
  "cli.demo.end": {
    en: "It arrived {seconds} s after the dialog appeared. Everything the demo started is gone again.",
    "zh-CN": "对话框出现 {seconds} 秒后，消息就到了。演示启动的一切都已清理干净。",
  },
  "cli.demo.nothing": {
    en: "No message arrived within {seconds} s: see above what fleetai said.",
    "zh-CN": "{seconds} 秒内没有收到消息：请看上面 fleetai 的输出。",
  },
} as const satisfies Record<string, Entry>
