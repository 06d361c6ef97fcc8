import { expect, test } from "bun:test"
import { configuredSecrets } from "../../src/config/secrets.ts"
import { configOf, load } from "./machine.ts"

test("every secret of the configuration is known as it may be written somewhere", () => {
  const text = `
    [wecom]
    connect = "http://ann:p%40ss-word@proxy:3128"
    [wecom.app]
    corp_id = "ww1"
    agent_id = 7
    secret = "env:S"
    [wecom.robot]
    webhook = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k-1"`
  const secrets = configuredSecrets(configOf(load(text, { env: { S: "corp secret" } })))
  const webhook = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k-1"
  expect(secrets).toEqual(["corp secret", webhook, "k-1", "p%40ss-word", "p@ss-word"])
})

test("a robot's key alone is one, and no configuration has none", () => {
  expect(configuredSecrets(configOf(load('[wecom.robot]\nwebhook = "abc-1"')))).toEqual(["abc-1"])
  expect(configuredSecrets(configOf(load("")))).toEqual([])
})
