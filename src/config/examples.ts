/** How each setting is written: the cure for one that has the wrong type, or is missing. */
import { type Phrase, phrase } from "../locale/phrase.ts"
import type { KeyPath } from "./locate.ts"

/** By dotted key without element numbers; `*` stands for any name. */
const examples: Readonly<Record<string, string>> = {
  rules: 'rules = ["rules"]',
  state: 'state = "~/.local/state/fleetai"',
  locale: 'locale = "zh-CN"',
  host: "[[host]]",
  "host.name": 'name = "local"',
  "host.socket": 'socket = "default"',
  "host.ssh": 'ssh = "user@nas"',
  "host.sessions": "sessions = ['^proj:']",
  "host.panes": "panes = ['^codex', '^claude']",
  approvals: "[approvals]",
  "approvals.dir": 'dir = "~/.local/state/fleetai/approvals"',
  "approvals.timeout": 'timeout = "30m"',
  wecom: "[wecom]",
  "wecom.connect": 'connect = "direct"',
  "wecom.api": 'api = "https://qyapi.weixin.qq.com"',
  "wecom.app": "[wecom.app]",
  "wecom.app.corp_id": 'corp_id = "env:WECOM_CORP_ID"',
  "wecom.app.agent_id": "agent_id = 1000002",
  "wecom.app.secret": 'secret = "env:WECOM_APP_SECRET"',
  "wecom.app.to_user": 'to_user = "zhangsan|lisi"',
  "wecom.app.to_party": 'to_party = "2"',
  "wecom.app.to_tag": 'to_tag = "1"',
  "wecom.robot": "[wecom.robot]",
  "wecom.robot.webhook": 'webhook = "env:WECOM_WEBHOOK"',
  receiver: "[receiver.phone]",
  "receiver.*": "[receiver.phone]",
  "receiver.*.format": 'format = "markdown"',
  "receiver.*.channels": 'channels = ["wecom.app", "wecom.robot"]',
  route: "[[route]]",
  "route.severity": 'severity = "high"',
  "route.receivers": 'receivers = ["phone"]',
}

export function exampleFor(path: KeyPath): Phrase {
  const names = path.filter((step) => typeof step === "string")
  if (names[0] === "receiver" && names.length > 1) names[1] = "*"
  const example = examples[names.join(".")]
  if (example === undefined) throw new Error(`no example for ${names.join(".")}`)
  return phrase("config.example", { example })
}
