import { expect, test } from "bun:test"
import { locales, say } from "../../src/locale/phrase.ts"
import { exitIpOf, forbidsTokens, knownCodes, meaningOf } from "../../src/wecom/errors.ts"
import { errmsgs } from "../support/wecom/codes.ts"

/** WeCom's table (D90313) as the design reads it: T token, R retry, F next channel, C do not retry, W wait; P: once more without the pane's words. */
const documented: readonly (readonly [string, string])[] = [
  ["-1", "RF"],
  ["40001", "TCF"],
  ["40013 41002 40091 41004", "CF"],
  ["40014 42001 41001", "T"],
  ["40003 60111 40031 81013", "CF"],
  ["40032 82001 82002 82003", "CF"],
  ["60011 92000 48002 48006 50003", "CF"],
  ["40056 41011 301002", "CF"],
  ["40008 40058 40063 44004 42045", "CPF"],
  ["45002", "CPF"],
  ["45009", "WF"],
  ["45033", "RF"],
  ["60020", "F"],
  ["85002", "CPF"],
  ["93000 93004 93006 93008", "CF"],
]

for (const [codes, does] of documented) {
  test(`${codes}: ${does}`, () => {
    for (const code of codes.split(" ").map(Number)) {
      const { remedy } = meaningOf(code)
      expect(knownCodes).toContain(code)
      expect([code, remedy.refreshToken]).toEqual([code, does.includes("T")])
      if (does.includes("R")) expect([code, remedy.retries]).toEqual([code, 3])
      if (does.includes("C")) expect([code, remedy.retries]).toEqual([code, 0])
      if (does.includes("F")) expect([code, remedy.fallback === "never"]).toEqual([code, false])
      expect([code, remedy.trustedOnly]).toEqual([code, does.includes("P")])
    }
  })
}

test("every known code has a meaning and a cure in every language", () => {
  for (const code of [...knownCodes, 123456]) {
    const { meaning, cure } = meaningOf(code)
    for (const locale of locales) {
      expect(say(locale, meaning)).not.toBe("")
      expect(say(locale, cure)).not.toMatch(/\{[a-z]/)
    }
  }
})

test("the simulator knows every code", () => {
  for (const code of knownCodes) expect(errmsgs).toHaveProperty(String(code))
})

test("a code that nobody knows is repeated a little, then the next channel", () => {
  expect(meaningOf(987654).remedy).toMatchObject({ retries: 3, fallback: "always", holdOffMs: 0 })
})

test("after a wrong secret nobody asks for a token", () => {
  expect([40001, 40013, 40091, 42001, 60020].map(forbidsTokens)).toEqual([true, true, true, false, false])
})

test("the address that WeCom saw is read from new texts, and is unknown in old ones", () => {
  const text =
    "not allow to access from your ip, hint: [1662317178339603627481038], from ip: 114.132.235.244, more info at https://open.work.weixin.qq.com/devtool/query?e=60020"
  expect(exitIpOf(text)).toBe("114.132.235.244")
  expect(exitIpOf("from ip: 2001:db8::7")).toBe("2001:db8::7")
  expect(exitIpOf("not allow to access from your ip")).toBeUndefined()
  expect(exitIpOf("from ip: <@all>")).toBeUndefined()
})
