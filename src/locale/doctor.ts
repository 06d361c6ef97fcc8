/** What `doctor` says to people. Ids begin with "doctor.". */
import type { Entry } from "./phrase.ts"

export const doctor = {
  "doctor.send-option": {
    en: "also deliver a real test message by every channel",
    "zh-CN": "并通过每个通道真实发送一条测试消息",
  },
  "doctor.topic-config": { en: "Configuration", "zh-CN": "配置" },
  "doctor.topic-rules": { en: "Rules", "zh-CN": "规则" },
  "doctor.topic-tmux": { en: "tmux", "zh-CN": "tmux" },
  "doctor.topic-service": { en: "Service", "zh-CN": "服务" },
  "doctor.topic-state": { en: "State", "zh-CN": "状态目录" },
  "doctor.topic-environment": { en: "Environment", "zh-CN": "环境" },
  "doctor.topic-clock": { en: "Clock", "zh-CN": "时钟" },
  "doctor.topic-wecom": { en: "WeCom", "zh-CN": "企业微信" },
  "doctor.topic-send": { en: "Test messages", "zh-CN": "测试消息" },
  "doctor.summary": {
    en: "problems: {problems}, warnings: {warnings}",
    "zh-CN": "问题 {problems} 个，提醒 {warnings} 个",
  },

  "doctor.config-none": {
    en: "no config.toml: defaults, and WECOM_* of the environment",
    "zh-CN": "没有 config.toml：使用默认配置和环境变量 WECOM_*",
  },
  "doctor.config-ok": { en: "{path} is in order", "zh-CN": "{path} 没有问题" },
  "doctor.config-place": { en: "{file}:{line}:{column}: {message}", "zh-CN": "{file}:{line}:{column}：{message}" },
  "doctor.config-remark-cure": { en: "set it right, or take it away", "zh-CN": "请改正，或者去掉它" },

  "doctor.rules-embedded": {
    en: "the embedded rules ({rules}); your own go into rules = […]",
    "zh-CN": "使用内置规则（{rules} 条）；自己的规则写在 rules = […]",
  },
  "doctor.rules-ok": { en: "rules: {rules}, files: {files}", "zh-CN": "规则 {rules} 条，文件 {files} 个" },
  "doctor.rules-errors": { en: "errors in the rule files: {errors}", "zh-CN": "规则文件中有 {errors} 处错误" },
  "doctor.rules-warnings": { en: "warnings in the rule files: {warnings}", "zh-CN": "规则文件中有 {warnings} 处警告" },
  "doctor.rules-cure": { en: "see each with its place: fleetai check", "zh-CN": "用 fleetai check 查看每一处的位置" },
  "doctor.rules-files-cure": { en: "correct rules = […] in the configuration", "zh-CN": "请修改配置中的 rules = […]" },

  "doctor.tmux-missing": { en: "there is no tmux on this machine", "zh-CN": "这台机器上没有 tmux" },
  "doctor.tmux-missing-cure": {
    en: "install it: sudo apt-get install tmux (or your system's way), or correct PATH",
    "zh-CN": "请安装：sudo apt-get install tmux（或你的系统对应的命令），或检查 PATH",
  },
  "doctor.tmux-program": { en: "tmux {version} ({path})", "zh-CN": "tmux {version}（{path}）" },
  "doctor.tmux-old": { en: "{version} is older than 3.2", "zh-CN": "{version} 低于 3.2" },
  "doctor.tmux-old-cure": {
    en: "some things may not work: use tmux 3.2 or newer",
    "zh-CN": "部分功能可能不可用：请升级到 tmux 3.2 或更新版本",
  },
  "doctor.tmux-server": {
    en: "{host}: {socket} answers; watched sessions: {watched} of {sessions}",
    "zh-CN": "{host}：{socket} 正常；看护 {sessions} 个会话中的 {watched} 个",
  },
  "doctor.tmux-absent": {
    en: "{host}: no tmux server at {socket} yet",
    "zh-CN": "{host}：{socket} 上还没有 tmux 服务器",
  },
  "doctor.tmux-absent-cure": {
    en: 'start tmux, fleetai waits for it; is it another socket? name it in [[host]] socket = "…"',
    "zh-CN": '启动 tmux 即可，fleetai 会等待；如果用的是别的 socket，请写在 [[host]] socket = "…"',
  },
  "doctor.tmux-denied": { en: "{host}: no permission for {socket}", "zh-CN": "{host}：没有权限访问 {socket}" },
  "doctor.tmux-denied-cure": {
    en: "the server belongs to another user: run fleetai as that user",
    "zh-CN": "这个 tmux 属于其他用户：请用该用户运行 fleetai",
  },
  "doctor.tmux-hindered": { en: "{host}: {socket}: {what}", "zh-CN": "{host}：{socket}：{what}" },
  "doctor.tmux-hindered-cure": {
    en: "try by hand: ssh -o BatchMode=yes to it must work without a question",
    "zh-CN": "请手动试试：ssh -o BatchMode=yes 必须无需输入即可登录",
  },
  "doctor.tmux-silent": {
    en: "{host}: the tmux server at {socket} does not answer",
    "zh-CN": "{host}：{socket} 的 tmux 服务器没有响应",
  },
  "doctor.tmux-silent-cure": {
    en: "try: tmux list-sessions; a server that hangs must be ended (kill) by hand",
    "zh-CN": "请试试 tmux list-sessions；卡死的服务器需要手动结束（kill）",
  },
  "doctor.tmux-no-session": {
    en: "{host}: none of the {sessions} sessions at {socket} matches sessions = […]",
    "zh-CN": "{host}：{socket} 的 {sessions} 个会话都不符合 sessions = […]",
  },
  "doctor.tmux-no-session-cure": {
    en: "compare with: tmux list-sessions; an empty list watches all",
    "zh-CN": "请与 tmux list-sessions 对照；列表为空则看护全部会话",
  },
  "doctor.tmux-unwatched": {
    en: "you are in the tmux server {socket}, which is not watched",
    "zh-CN": "你所在的 tmux（{socket}）没有被看护",
  },
  "doctor.tmux-unwatched-cure": {
    en: 'add to the configuration: [[host]] name = "this" socket = "{socket}" (each on a line)',
    "zh-CN": '请在配置中添加：[[host]]、name = "this"、socket = "{socket}"（各占一行）',
  },

  "doctor.service-none": {
    en: "no service is running here; start it: fleetai run",
    "zh-CN": "服务没有运行；启动：fleetai run",
  },
  "doctor.service-runs": {
    en: "fleetai {version} is running (pid {pid})",
    "zh-CN": "fleetai {version} 正在运行（pid {pid}）",
  },

  "doctor.state-new": { en: "{path} will be made at the first start", "zh-CN": "{path} 将在首次启动时创建" },
  "doctor.state-folder": { en: "{path} is yours alone", "zh-CN": "{path} 只有你能访问" },
  "doctor.state-open": { en: "others may enter {path} (mode {mode})", "zh-CN": "其他用户能进入 {path}（权限 {mode}）" },
  "doctor.state-open-cure": { en: "run: chmod 700 {path}", "zh-CN": "请执行：chmod 700 {path}" },
  "doctor.state-no-folder": { en: "{path} is no folder", "zh-CN": "{path} 不是目录" },
  "doctor.state-denied": { en: "{path} is not yours to write", "zh-CN": "你不能写入 {path}" },
  "doctor.state-denied-cure": { en: "look at its owner: ls -ld {path}", "zh-CN": "请检查属主：ls -ld {path}" },
  "doctor.state-impossible": {
    en: "{path} cannot be made: no permission to write in {parent}",
    "zh-CN": "无法创建 {path}：没有权限写入 {parent}",
  },
  "doctor.state-cure": {
    en: 'name another folder: state = "…" in the configuration (now {path})',
    "zh-CN": '请在配置中用 state = "…" 指定别的目录（现在是 {path}）',
  },
  "doctor.database-new": { en: "{path} will be made at the first start", "zh-CN": "{path} 将在首次启动时创建" },
  "doctor.database-ok": { en: "{path} is in order", "zh-CN": "{path} 没有问题" },
  "doctor.database-cure": {
    en: "until then nothing is remembered over a restart",
    "zh-CN": "在修复之前，重启后不会记得任何状态",
  },

  "doctor.proxy-none": { en: "no proxy in the environment", "zh-CN": "环境变量中没有代理" },
  "doctor.proxy-bypassed": {
    en: "{names} set, and bypassed: WeCom is reached directly",
    "zh-CN": "设置了 {names}，但不会使用：直接连接企业微信",
  },
  "doctor.proxy-own": {
    en: "WeCom is reached by the proxy that connect names; those of the environment are not used",
    "zh-CN": "通过 connect 指定的代理连接企业微信，不使用环境变量中的代理",
  },
  "doctor.proxy-used": {
    en: 'WeCom is reached by {names}, because of connect = "system"',
    "zh-CN": '因 connect = "system"，通过 {names} 连接企业微信',
  },
  "doctor.proxy-socks": { en: "{names}: SOCKS proxies cannot be used", "zh-CN": "{names}：不支持 SOCKS 代理" },
  "doctor.proxy-socks-cure": {
    en: 'set connect = "direct", or the http:// address of a proxy',
    "zh-CN": '请设置 connect = "direct"，或改用 http:// 代理地址',
  },
  "doctor.shed-cure": {
    en: 'start fleetai without it: env -u {names} fleetai …, and connect = "direct"',
    "zh-CN": '请不带它启动：env -u {names} fleetai …，并设置 connect = "direct"',
  },
  "doctor.preload-system": {
    en: "{path} loads {libraries} into every program",
    "zh-CN": "{path} 会让所有程序加载 {libraries}",
  },
  "doctor.preload-system-cure": {
    en: "if that is a proxy, WeCom sees the proxy's address: take it away, or add that address to the trusted IPs",
    "zh-CN": "如果它是代理，企业微信看到的将是代理的出口 IP：请去掉它，或把该 IP 加入企业可信 IP",
  },

  "doctor.clock-ok": { en: "this clock and WeCom's agree", "zh-CN": "本机时间与企业微信一致" },
  "doctor.clock-ahead": {
    en: "this clock is {seconds} s ahead of WeCom's",
    "zh-CN": "本机时间比企业微信快 {seconds} 秒",
  },
  "doctor.clock-behind": {
    en: "this clock is {seconds} s behind WeCom's",
    "zh-CN": "本机时间比企业微信慢 {seconds} 秒",
  },
  "doctor.clock-cure": {
    en: "set it by the network: sudo timedatectl set-ntp true",
    "zh-CN": "请开启网络校时：sudo timedatectl set-ntp true",
  },

  "doctor.wecom-none": { en: "not set up: messages go to the terminal", "zh-CN": "尚未配置：消息只显示在终端" },
  "doctor.wecom-none-cure": {
    en: "set WECOM_CORP_ID, WECOM_AGENT_ID and WECOM_APP_SECRET for an app, or WECOM_WEBHOOK for a group robot",
    "zh-CN": "使用应用：设置 WECOM_CORP_ID、WECOM_AGENT_ID、WECOM_APP_SECRET；使用群机器人：设置 WECOM_WEBHOOK",
  },
  "doctor.wecom-unreachable": { en: "WeCom cannot be reached: {reason}", "zh-CN": "无法连接企业微信：{reason}" },
  "doctor.wecom-refused": { en: "{meaning} (errcode {code})", "zh-CN": "{meaning}（errcode {code}）" },
  "doctor.wecom-refused-ip": {
    en: "{meaning} (errcode {code}); WeCom sees {ip}",
    "zh-CN": "{meaning}（errcode {code}）；企业微信看到的 IP 是 {ip}",
  },
  "doctor.wecom-held-off": {
    en: "{meaning} (errcode {code}); that was the answer within the last hour, WeCom was not asked again",
    "zh-CN": "{meaning}（errcode {code}）；这是一小时内的结果，没有再次询问企业微信",
  },
  "doctor.api-open": { en: "secrets go to {api} unencrypted", "zh-CN": "密钥会以明文发送到 {api}" },
  "doctor.api-open-cure": { en: "use an https:// address for the relay", "zh-CN": "中转地址请使用 https://" },
  "doctor.app-ok": {
    en: "the app {name} ({agentId}) answers: secret, token and this machine's address are accepted",
    "zh-CN": "应用 {name}（{agentId}）正常：Secret、token 和本机出口 IP 均被接受",
  },
  "doctor.app-closed": { en: "the app {name} ({agentId}) is disabled", "zh-CN": "应用 {name}（{agentId}）已停用" },
  "doctor.app-range": {
    en: "members {users}, departments {parties}, tags {tags}",
    "zh-CN": "成员 {users} 个、部门 {parties} 个、标签 {tags} 个",
  },
  "doctor.app-range-empty": {
    en: "the app's visible range is empty: nobody can get a message",
    "zh-CN": "应用的可见范围为空：没有人能收到消息",
  },
  "doctor.app-recipients": {
    en: "the recipients are in the app's visible range ({range})",
    "zh-CN": "接收人在应用的可见范围内（{range}）",
  },
  "doctor.app-outside": {
    en: "outside of the app's visible range, and not reached: {names}",
    "zh-CN": "不在应用的可见范围内，收不到消息：{names}",
  },
  "doctor.app-everyone": {
    en: "recipients @all: everyone in the app's visible range gets each message ({range})",
    "zh-CN": "接收人是 @all：可见范围内的所有人都会收到每条消息（{range}）",
  },
  "doctor.app-everyone-cure": {
    en: 'name yourself: WECOM_TOUSER, or to_user = "…" (the account name)',
    "zh-CN": '请指定自己：WECOM_TOUSER 或 to_user = "…"（填账号）',
  },
  "doctor.robot-set": {
    en: "a group robot is set up; only --send can try it",
    "zh-CN": "已配置群机器人；只有 --send 能真实验证",
  },

  "doctor.test-title": { en: "fleetai: test message", "zh-CN": "fleetai：测试消息" },
  "doctor.test-body": { en: "from {host}, by {channel}: it works", "zh-CN": "来自 {host}，经 {channel}：一切正常" },
  "doctor.sent": { en: "{channel}: delivered", "zh-CN": "{channel}：已送达" },
} as const satisfies Record<string, Entry>
