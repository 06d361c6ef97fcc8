/** `[wecom]`: how to reach WeCom, the app and the group robot; what the file leaves out comes from `WECOM_*`. */
import { phrase } from "../locale/phrase.ts"
import type { Connect, WeComApp, WeComRecipients, WeComRobot, WeComSettings } from "./config.ts"
import { exampleFor } from "./examples.ts"
import type { Reading, Value } from "./reading.ts"
import { isHttpUrl } from "./schema.ts"
import { Secret } from "./secret.ts"

export const publicApi = "https://qyapi.weixin.qq.com"

/** Without all of these the environment configures no app. */
export const appVariables = ["WECOM_CORP_ID", "WECOM_AGENT_ID", "WECOM_APP_SECRET"] as const
export const robotVariable = "WECOM_WEBHOOK"

/** Everyone in the app's visible range (D90236). */
export const everyone = "@all"

export function weComSettings(reading: Reading): WeComSettings {
  return {
    connect: connect(reading),
    api: (reading.text(["wecom", "api"]) ?? publicApi).trim().replace(/\/+$/, ""),
    app: app(reading),
    robot: robot(reading),
  }
}

/** Whether the file or the environment sets the app up; what the file says may still be wrong. */
export function isAppSetUp(reading: Reading): boolean {
  if (reading.hasTable(["wecom", "app"])) return true
  return appVariables.every((name) => reading.variable(name) !== undefined) && isAgentId(agentVariable(reading))
}

export function isRobotSetUp(reading: Reading): boolean {
  return reading.hasTable(["wecom", "robot"]) || isWebhook(reading.variable(robotVariable) ?? "")
}

function connect(reading: Reading): Connect {
  const path = ["wecom", "connect"]
  const value = reading.resolve(path)
  if (value === undefined || value.text === "direct") return { by: "direct" }
  if (value.text === "system") return { by: "system" }
  if (isHttpUrl(value.text)) return { by: "proxy", url: secret(reading, value, /@/.test(value.text)) }
  reading.problem(path, "value", phrase("config.bad-connect"), phrase("config.bad-connect-help"))
  return { by: "direct" }
}

function app(reading: Reading): WeComApp | undefined {
  if (!isAppSetUp(reading)) {
    remarkOnAppVariables(reading)
    return undefined
  }
  const corpId = reading.require(["wecom", "app", "corp_id"], "WECOM_CORP_ID")
  const agentId = agentIdOf(reading)
  const appSecret = reading.require(["wecom", "app", "secret"], "WECOM_APP_SECRET")
  const to = recipients(reading)
  if (corpId === undefined || agentId === undefined || appSecret === undefined) return undefined
  return { corpId: corpId.text, agentId, secret: secret(reading, appSecret), to }
}

function agentIdOf(reading: Reading): number | undefined {
  const path = ["wecom", "app", "agent_id"]
  const raw = reading.at(path)
  if (typeof raw === "number") return raw
  const value = reading.require(path, "WECOM_AGENT_ID")
  if (value === undefined) return undefined
  if (isAgentId(value.text)) return Number(value.text)
  reading.problem(path, "value", phrase("config.bad-agent-id"), exampleFor(path))
  return undefined
}

function agentVariable(reading: Reading): string {
  return reading.variable("WECOM_AGENT_ID") ?? ""
}

function isAgentId(text: string): boolean {
  return /^\d{1,15}$/.test(text) && Number(text) > 0
}

/** The file's recipients, else the environment's, else everyone. A mixture of both would surprise people. */
function recipients(reading: Reading): WeComRecipients {
  const keys = ["to_user", "to_party", "to_tag"].map((key) => ["wecom", "app", key])
  const inFile = keys.some((path) => reading.at(path) !== undefined)
  const [user, party, tag] = inFile
    ? keys.map((path) => reading.resolve(path)?.text)
    : ["WECOM_TOUSER", "WECOM_TOPARTY", "WECOM_TOTAG"].map((name) => reading.variable(name))
  const isNobody = user === undefined && party === undefined && tag === undefined
  return { user: isNobody ? everyone : user, party, tag }
}

function robot(reading: Reading): WeComRobot | undefined {
  if (!isRobotSetUp(reading)) {
    const isSet = reading.variable(robotVariable) !== undefined
    if (isSet) reading.remarks.push(phrase("config.bad-webhook-variable", { variable: robotVariable }))
    return undefined
  }
  const path = ["wecom", "robot", "webhook"]
  const webhook = reading.require(path, robotVariable)
  if (webhook === undefined) return undefined
  if (isWebhook(webhook.text)) return { webhook: secret(reading, webhook) }
  reading.problem(path, "value", phrase("config.bad-webhook"), phrase("config.bad-webhook-help"))
  return undefined
}

/** The robot's address with its `key`, or the key alone (D91770). */
function isWebhook(value: string): boolean {
  if (isHttpUrl(value)) return (URL.parse(value)?.searchParams.get("key") ?? "") !== ""
  return /^[A-Za-z0-9_-]+$/.test(value)
}

function secret(reading: Reading, value: Value, isSecret = true): Secret {
  if (value.literal && isSecret) reading.holdsSecret = true
  return new Secret(value.text)
}

function remarkOnAppVariables(reading: Reading): void {
  const present = appVariables.filter((name) => reading.variable(name) !== undefined)
  const missing = appVariables.filter((name) => reading.variable(name) === undefined)
  if (present.length === 0) return
  const list = (names: readonly string[]) => names.join(", ")
  const remark =
    missing.length > 0
      ? phrase("config.partial-environment", { present: list(present), missing: list(missing) })
      : phrase("config.bad-agent-variable")
  reading.remarks.push(remark)
}
