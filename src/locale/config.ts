/** What `config` says to people. Ids begin with "config.". */
import type { Entry } from "./phrase.ts"

export const config = {
  "config.did-you-mean": { en: 'did you mean "{word}"?', "zh-CN": "是不是想写“{word}”？" },
  "config.one-of": { en: "one of: {known}", "zh-CN": "可选：{known}" },
  "config.known-keys": { en: "keys that may stand here: {known}", "zh-CN": "这里可以写：{known}" },
  "config.example": { en: "write it like this: {example}", "zh-CN": "写法示例：{example}" },

  "config.unknown-key": { en: 'unknown key "{key}"', "zh-CN": "没有“{key}”这个配置项" },
  "config.missing-key": { en: "{key} is missing", "zh-CN": "缺少 {key}" },
  "config.wrong-type": { en: "{key} must be {expected}, not {found}", "zh-CN": "{key} 应为{expected}，现在是{found}" },
  "config.type-text": { en: "a text in quotes", "zh-CN": "带引号的文本" },
  "config.type-list": { en: "a list in [ ]", "zh-CN": "用 [ ] 括起来的列表" },
  "config.type-table": { en: "a table", "zh-CN": "表" },
  "config.type-number": { en: "a number", "zh-CN": "数字" },
  "config.type-boolean": { en: "true or false", "zh-CN": "true 或 false" },
  "config.type-date": { en: "a date", "zh-CN": "日期" },
  "config.empty": { en: "{key} is empty", "zh-CN": "{key} 是空的" },
  "config.empty-list": { en: "{key} is an empty list", "zh-CN": "{key} 是空列表" },
  "config.not-yet": { en: "{key} is not supported yet", "zh-CN": "暂不支持 {key}" },
  "config.not-yet-help": {
    en: "remove it, or put # before it: this version would not do what it asks for",
    "zh-CN": "请删掉，或在行首加 # 注释掉：当前版本还做不到这一项",
  },
  "config.bad-name": { en: '"{name}" cannot be a name', "zh-CN": "“{name}”不能用作名字" },
  "config.bad-name-help": {
    en: "a name begins with a letter or _; then come letters, digits, _, and - between them",
    "zh-CN": "名字以字母、汉字或 _ 开头，后面可用字母、汉字、数字、_，中间可用 -",
  },
  "config.bad-pattern": { en: "not an RE2 pattern: {fault}", "zh-CN": "不是有效的 RE2 正则：{fault}" },
  "config.bad-pattern-help": {
    en: "RE2 has no look-around and no back-references; in single quotes a backslash stays a backslash: '^proj\\d'",
    "zh-CN": "RE2 不支持环视和反向引用；用单引号书写时反斜杠不需要转义：'^proj\\d'",
  },
  "config.bad-agent-id": {
    en: "agent_id must be the app's AgentId: a whole number above 0",
    "zh-CN": "agent_id 应为应用的 AgentId：大于 0 的整数",
  },
  "config.bad-timeout": {
    en: "this must be a span of time between 1m and 7d",
    "zh-CN": "这里应为 1m 到 7d 之间的时长",
  },
  "config.bad-url": { en: "this must be an http:// or https:// address", "zh-CN": "这里应为 http:// 或 https:// 地址" },
  "config.bad-connect": {
    en: 'connect must be "direct", "system" or the http(s) address of a proxy',
    "zh-CN": 'connect 应为 "direct"、"system"，或代理的 http(s) 地址',
  },
  "config.bad-connect-help": {
    en: "direct: past every proxy; system: as the environment says; SOCKS proxies cannot be used",
    "zh-CN": "direct：不走任何代理直连；system：按环境变量走；不支持 SOCKS 代理",
  },
  "config.bad-webhook": {
    en: "webhook is neither the robot's address nor its key",
    "zh-CN": "webhook 既不是机器人的地址，也不是它的 key",
  },
  "config.bad-webhook-help": {
    en: "copy the whole address from the robot's settings in the group, https://…/cgi-bin/webhook/send?key=…",
    "zh-CN": "请在群里打开机器人设置，复制完整的 Webhook 地址：https://…/cgi-bin/webhook/send?key=…",
  },
  "config.bad-format": { en: "no such message format", "zh-CN": "没有这种消息格式" },
  "config.bad-severity": { en: "no such severity", "zh-CN": "没有这个级别" },
  "config.bad-locale": { en: "no such language", "zh-CN": "没有这种语言" },
  "config.unknown-channel": { en: 'unknown channel "{name}"', "zh-CN": "没有“{name}”这个通道" },
  "config.channel-not-set-up": {
    en: "the channel {channel} is used here, but it is not set up",
    "zh-CN": "这里用到了通道 {channel}，但它还没有配置",
  },
  "config.channel-not-set-up-help": {
    en: "add a table [{channel}], or set {variables} in the environment",
    "zh-CN": "请添加 [{channel}] 一节，或设置环境变量 {variables}",
  },
  "config.unknown-receiver": { en: 'unknown receiver "{name}"', "zh-CN": "没有“{name}”这个接收者" },
  "config.bad-ssh": { en: "no machine as ssh takes it", "zh-CN": "不是 ssh 能用的主机" },
  "config.remote-socket": {
    en: "{path} is a path on the other machine, and nobody here knows where it begins",
    "zh-CN": "{path} 是另一台主机上的路径，无法得知它从哪里开始",
  },
  "config.remote-socket-help": {
    en: 'write all of it: socket = "/tmp/tmux-1000/default"; or a name as for tmux -L',
    "zh-CN": 'socket 要写完整的路径，例如 socket = "/tmp/tmux-1000/default"；或写 tmux -L 的名称',
  },
  "config.duplicate-host": { en: 'two hosts are called "{name}"', "zh-CN": "有两个主机都叫“{name}”" },
  "config.duplicate-host-help": {
    en: "the first is on line {line}; give this one another name",
    "zh-CN": "第一个在第 {line} 行；请给这一个另起名字",
  },
  "config.duplicate-server": {
    en: "two hosts are the same tmux server ({socket}): every key would be pressed twice",
    "zh-CN": "有两个主机是同一个 tmux 服务器（{socket}），每个按键都会按两次",
  },
  "config.duplicate-server-help": {
    en: "the first is on line {line}; put the patterns of both into one [[host]]",
    "zh-CN": "第一个在第 {line} 行；请把两处的匹配规则合并到同一个 [[host]]",
  },

  "config.no-variable": { en: "the environment has no variable {name}", "zh-CN": "环境变量 {name} 没有设置" },
  "config.no-variable-help": {
    en: "set it (export {name}=…), or refer to file:PATH or credential:NAME instead",
    "zh-CN": "请设置它（export {name}=…），或改用 file:路径 或 credential:名称",
  },
  "config.no-file": { en: "there is no file {path}", "zh-CN": "文件 {path} 不存在" },
  "config.no-file-help": {
    en: "write the value into it and run: chmod 600 {path}",
    "zh-CN": "请把值写进这个文件，然后执行：chmod 600 {path}",
  },
  "config.unreadable-file": { en: "cannot read {path} ({detail})", "zh-CN": "无法读取 {path}（{detail}）" },
  "config.unreadable-file-help": {
    en: "it must be a file that you own and may read: ls -l {path}",
    "zh-CN": "它必须是你自己拥有并且可读的文件，请检查：ls -l {path}",
  },
  "config.open-file": {
    en: "others may read {path} (mode {mode})",
    "zh-CN": "{path} 能被其他用户读取（权限 {mode}）",
  },
  "config.open-file-help": { en: "run: chmod 600 {path}", "zh-CN": "请执行：chmod 600 {path}" },
  "config.empty-file": { en: "{path} is empty", "zh-CN": "{path} 是空文件" },
  "config.empty-file-help": { en: "write the value into it", "zh-CN": "请把值写进去" },
  "config.bad-credential": { en: '"{name}" cannot be the name of a credential', "zh-CN": "“{name}”不能用作凭据名" },
  "config.bad-credential-help": {
    en: "write the name alone, as in LoadCredential=NAME:PATH of the service unit",
    "zh-CN": "只写名称即可，与服务单元中 LoadCredential=名称:路径 的名称一致",
  },
  "config.no-credentials": {
    en: "no systemd credentials here (CREDENTIALS_DIRECTORY is not set)",
    "zh-CN": "当前没有 systemd 凭据（CREDENTIALS_DIRECTORY 未设置）",
  },
  "config.no-credentials-help": {
    en: "add LoadCredential={name}:PATH to the service unit, or refer to env:NAME or file:PATH instead",
    "zh-CN": "请在服务单元中添加 LoadCredential={name}:路径，或改用 env:名称、file:路径",
  },
  "config.not-set": {
    en: "{key} is not set, and the environment has no {variable}",
    "zh-CN": "{key} 没有设置，环境变量 {variable} 也没有",
  },

  "config.file-missing": { en: "there is no configuration file {path}", "zh-CN": "配置文件 {path} 不存在" },
  "config.file-missing-help": {
    en: "check the path given by --config or $FLEETAI_CONFIG; without one, defaults are used",
    "zh-CN": "请检查 --config 或 $FLEETAI_CONFIG 给出的路径；都不给则使用默认配置",
  },
  "config.file-unreadable": {
    en: "cannot read the configuration file {path} ({detail})",
    "zh-CN": "无法读取配置文件 {path}（{detail}）",
  },
  "config.partial-environment": {
    en: "{present} is set in the environment, but not {missing}: the WeCom app is not used",
    "zh-CN": "环境变量中有 {present}，但缺少 {missing}：不会使用企业微信应用",
  },
  "config.bad-agent-variable": {
    en: "WECOM_AGENT_ID is not a whole number above 0: the WeCom app is not used",
    "zh-CN": "WECOM_AGENT_ID 不是大于 0 的整数：不会使用企业微信应用",
  },
  "config.bad-webhook-variable": {
    en: "{variable} is neither a robot's address nor its key: the group robot is not used",
    "zh-CN": "{variable} 既不是机器人的地址，也不是它的 key：不会使用群机器人",
  },
  "config.open-config": {
    en: "{path} holds a secret and others may read it (mode {mode}); run: chmod 600 {path}",
    "zh-CN": "{path} 里写有密钥，而且能被其他用户读取（权限 {mode}）；请执行：chmod 600 {path}",
  },

  "config.syntax-help": {
    en: 'the file is TOML: key = "value", lists in [ ], tables under [name]',
    "zh-CN": '文件格式是 TOML：键 = "值"，列表写在 [ ] 里，[名称] 开始一节',
  },
  "config.syntax-open-text": {
    en: "a text in quotes is not closed, or holds a control character",
    "zh-CN": "文本的引号没有闭合，或其中有控制字符",
  },
  "config.syntax-open-list": { en: "a list is not closed with ]", "zh-CN": "列表缺少结尾的 ]" },
  "config.syntax-open-table": { en: "a table is not closed with a brace", "zh-CN": "内联表缺少结尾的花括号" },
  "config.syntax-comma": { en: "a comma is missing here", "zh-CN": "这里缺少逗号" },
  "config.syntax-line-end": { en: "the line must end here", "zh-CN": "这一行应该到此结束" },
  "config.syntax-key": { en: "this cannot be part of a key", "zh-CN": "这里不能用作键名" },
  "config.syntax-no-equals": { en: "a key without = and a value", "zh-CN": "键后面缺少 = 和值" },
  "config.syntax-twice": { en: "this was already set above", "zh-CN": "这一项前面已经写过了" },
  "config.syntax-value": {
    en: "not a value; a text needs quotes",
    "zh-CN": "这不是有效的值；文本要加引号",
  },
  "config.syntax-escape": {
    en: "unknown escape after \\; in single quotes a backslash stays a backslash",
    "zh-CN": "\\ 后面的转义不认识；用单引号书写时反斜杠不需要转义",
  },
  "config.syntax-other": { en: "not valid TOML: {detail}", "zh-CN": "不是有效的 TOML：{detail}" },
} as const satisfies Record<string, Entry>
