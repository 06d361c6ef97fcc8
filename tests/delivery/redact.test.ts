import { expect, test } from "bun:test"
import { redact, redactedMark } from "../../src/delivery/redact.ts"

/** Imaginary ones, put together so that no scanner takes them for real. */
const secrets: Record<string, string> = {
  "an API key": `sk-${"proj-"}abcdefghijklmnop1234`,
  "a GitHub token": `ghp_${"A1b2C3d4E5f6G7h8I9j0K1l2"}`,
  "a fine-grained GitHub token": `github_pat_${"11ABCDEFG0abcdefghijklmnop"}`,
  "an AWS key": `AKIA${"IOSFODNN7EXAMPLE"}`,
  "a Slack token": `xoxb-${"123456789012-abcdefGHIJ"}`,
  "a JWT": `eyJ${"hbGciOiJIUzI1NiJ9"}.${"eyJzdWIiOiIxMjM0In0"}.${"SflKxwRJSMeKKF2QT4"}`,
  "a GitLab token": `glpat-${"abcdefghij0123456789"}`,
}

for (const [what, secret] of Object.entries(secrets)) {
  test(`${what} is taken out, the text around it stays`, () => {
    expect(redact(`before ${secret} after`)).toBe(`before ${redactedMark} after`)
  })
}

const named: [string, string][] = [
  ["password=hunter22", `password=${redactedMark}`],
  ['"db_password": "hunter22",', `"db_password": "${redactedMark}",`],
  ["MYSQL_ROOT_PASSWORD: hunter22", `MYSQL_ROOT_PASSWORD: ${redactedMark}`],
  ["export API_KEY='abc123xyz'", `export API_KEY='${redactedMark}'`],
  ["mysql --password hunter22 -h db", `mysql --password ${redactedMark} -h db`],
  ["Authorization: Bearer abcdef0123456789", `Authorization: Bearer ${redactedMark}`],
  ["postgres://me:hunter22@db/x", `postgres://me:${redactedMark}@db/x`],
  [
    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx",
    `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${redactedMark}`,
  ],
  ["密码：abcd1234", `密码：${redactedMark}`],
]

for (const [text, clean] of named) test(`${text} → ${clean}`, () => expect(redact(text)).toBe(clean))

test("a private key goes, whole or cut off", () => {
  const key = `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\nZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----`
  expect(redact(`a\n${key}\nb`)).toBe(`a\n${redactedMark}\nb`)
  expect(redact(`a\n${key.slice(0, 60)}`)).toBe(`a\n${redactedMark}`)
})

for (const plain of [
  "↓ 1.2k tokens · esc to interrupt",
  "tokens: 12,345",
  "Do you want to run `npm test`?",
  "the secretary wrote a token of thanks",
  "https://github.com/owner/repo/pull/7",
  "risk-free skiing in AKIAland",
]) {
  test(`no secret: ${plain}`, () => expect(redact(plain)).toBe(plain))
}

test("a very long line takes no time", () => {
  const started = performance.now()
  for (const text of ["a".repeat(64_000), "token".repeat(12_000), "-----BEGIN ".repeat(5000), "a://".repeat(16_000)]) {
    redact(text)
  }
  expect(performance.now() - started).toBeLessThan(1500)
})
