import { describe, expect, test } from "bun:test"
import fc from "fast-check"
import { redact, redactLiterals } from "../../src/screen/redact.ts"

// Made up, and put together here so that no scanner of repositories takes them for real ones.
const word = "aB3dE5gH7jK9mN1pQ2sT4vW6"
const secrets: readonly (readonly [what: string, text: string, secret: string])[] = [
  ["an Anthropic key", `key sk-${"ant-api03"}-${word}`, word],
  ["an OpenAI key", `sk-${"proj"}-${word}`, word],
  ["a GitHub token", `gh${"p"}_${word}${word}`, word],
  ["a fine-grained GitHub token", `github${"_pat"}_${word}_${word}`, word],
  ["a GitLab token", `glpat${"-"}${word}`, word],
  ["a Slack token", `xox${"b"}-123-${word}`, word],
  ["an npm token", `npm${"_"}${word}abcdefghijkl`, word],
  ["a Hugging Face token", `hf${"_"}${word}abcdefghij`, word],
  ["a Google key", `AIza${word}abcdefghijk`, word],
  ["an AWS key id", `AKIA${"ABCDEFGHIJKLMNOP"}`, "ABCDEFGHIJKLMNOP"],
  ["an AWS secret", `aws_secret_access_key = ${word}/${word}`, word],
  ["a JWT", `eyJ${"hbGciOiJI"}.eyJzdWIiOiIx.${word}`, word],
  ["a bearer header", `Authorization: Bearer ${word}`, word],
  ["a basic header", `authorization: basic dXNlcjpwYXNzd29yZA==`, "dXNlcjpwYXNzd29yZA=="],
  ["a password in an address", "postgres://app:hunter22@db:5432/x", "hunter22"],
  ["a token for a user in an address", `https://x:${word}@github.com/a/b`, word],
  ["a webhook", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0", "693a91f6"],
  ["a token in a query", `https://h/p?a=1&access_token=${word}&b=2`, word],
  ["an environment variable", `export DB_PASSWORD=hunter22`, "hunter22"],
  ["a short name for a password", `DB_PASS=hunter22`, "hunter22"],
  ["one in YAML", `smtp_pass: hunter22`, "hunter22"],
  ["the name alone", `PASS=hunter22 ./deploy`, "hunter22"],
  ["a passphrase", `passphrase: hunter22`, "hunter22"],
  ["a cookie", `Cookie: session=${word}; theme=dark`, word],
  ["a cookie that is set", `< set-cookie: sid=${word}; Path=/; HttpOnly`, word],
  ["a cookie on a command line", `curl -H 'Cookie: sid=${word}' https://h`, word],
  ["one in quotes", `API_KEY="${word}"`, word],
  ["JSON", `{"corpsecret": "${word}", "x": 1}`, word],
  ["YAML", `client_secret: ${word}`, word],
  ["a token by name", `access-token: ${word}`, word],
  ["a one-time code", "token: 123456", "123456"],
  ["an option", "login --user ann --password hunter22", "hunter22"],
  ["an option with =", "login --api-key=hunter22", "hunter22"],
  ["a password in Chinese", "密码：hunter22", "hunter22"],
  ["a private key", `-----BEGIN OPENSSH PRIVATE KEY-----\n${word}\n-----END OPENSSH PRIVATE KEY-----\nafter`, word],
  ["a private key cut off", `-----BEGIN RSA PRIVATE KEY-----\n${word}\n${word}`, word],
  ["two on one line", `A_TOKEN=${word} B_SECRET=${word}`, word],
]

describe("a secret is blotted out", () => {
  test.each(secrets)("%s", (_, text, secret) => {
    expect(redact(text)).not.toContain(secret)
    expect(redact(text)).toContain("••••")
    // Wherever it stands.
    expect(redact(`│ ${text} │`)).not.toContain(secret)
    expect(redact(`见下：${text}`)).not.toContain(secret)
  })

  test("and what it was stays readable", () => {
    expect(redact("export DB_PASSWORD=hunter22 && run")).toBe("export DB_PASSWORD=•••• && run")
    expect(redact("postgres://app:hunter22@db:5432/x")).toBe("postgres://app:••••@db:5432/x")
    expect(redact(`{"token": "${word}", "x": 1}`)).toBe('{"token": "••••", "x": 1}')
    expect(redact(`-----BEGIN RSA PRIVATE KEY-----\n${word}\n-----END RSA PRIVATE KEY-----\nafter`)).toBe(
      "•••• private key\nafter",
    )
  })
})

describe("what only looks like one is left alone", () => {
  test.each([
    ["a git hash", "commit 9fceb02d0ae598e95dc970b74767f19372d61af8"],
    ["a short one", "[main 25e07d8] Read rules"],
    ["a path", "/home/u/.ssh/secrets/token-store/index.ts:12:3"],
    ["a count of tokens", "token: 26 tokens"],
    ["another", "✻ Swirling… (2s · ↓ 26 tokens)"],
    ["a setting that counts them", "max_tokens: 200000, total_tokens=1234567"],
    ["one with a unit", "tokens: 12.5k"],
    ["a UUID", "id 6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
    ["an address with a port", "http://localhost:3000/a@b?q=1"],
    ["an address with a user", "ssh://git@host:22/x git@github.com:a/b.git"],
    ["a question for a password", "[sudo] password for ann: "],
    ["an npm variable", "npm_config_user_agent npm_package_dev_dependencies"],
    ["a Python name", "from x import hf_hub_download_and_cache_everything"],
    ["prose", "Basic internationalization-and-localization, token based-authentication-and-more"],
    ["code", "if (token === undefined) return tokens.length"],
    ["a digest in prose", "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["the working folder", "PWD=/home/ann OLDPWD=/srv/data"],
    ["a count of tests", "pass: 1200 PASS src/a.test.ts tests_pass=12"],
    ["prose about cookies", "Cookie: a small text that a server keeps"],
    ["Chinese prose", "请输入密码后按回车，令牌数：2600，密码：是"],
    ["a base64 image", "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"],
  ])("%s", (_, text) => {
    expect(redact(text)).toBe(text)
  })
})

describe("a secret that is known", () => {
  test("is blotted out wherever it stands, the longest first", () => {
    expect(redactLiterals("a k-secret-1 b, k-secret-1x", ["k-secret", "k-secret-1"])).toBe("a •••• b, ••••x")
  })
  test("is no pattern, and no template of a replacement", () => {
    expect(redactLiterals("x.*$&x", ["x.*$&x"])).toBe("••••")
    expect(redactLiterals("abcdefgh", ["a.c.e.g."])).toBe("abcdefgh")
  })
  test("that is too short to be one is left alone", () => {
    expect(redactLiterals("a b c", ["a", ""])).toBe("a b c")
  })
})

describe("redaction", () => {
  test("done twice changes nothing more", () => {
    for (const [, text] of secrets) expect(redact(redact(text))).toBe(redact(text))
  })

  test("never grows a text much, and never throws (property)", () => {
    const piece = fc.constantFrom(
      "token",
      "=",
      ": ",
      " ",
      "-----BEGIN ",
      "PRIVATE KEY-----",
      "eyJ",
      ".",
      "://",
      "@",
      word,
      "\n",
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("")
        expect(redact(text).length).toBeLessThanOrEqual(text.length + 12 * pieces.length)
      }),
    )
  })

  test.each([
    ["letters", "a"],
    ["words with dashes", "a-"],
    ["the beginning of a JWT", "-eyJaaaaaaaa"],
    ["of a private key", "-----BEGIN PRIVATE KEY-----"],
    ["of its end", "-----BEGIN A PRIVATE KEY----- -----END AAAAAAAAAAAAAAAAA"],
    ["names of secrets", "token_secret-password-"],
    ["names and blanks", "token   "],
    ["addresses", "a://b:"],
    ["queries", "?key="],
    ["vendors' prefixes", "sk-"],
    ["headers", "Bearer "],
    ["options", "--password "],
    ["blanks", " "],
    ["cookies", "cookie: "],
    ["short names of passwords", "a_pass"],
    ["colons", ":"],
  ])("takes linear time on 1 MB of %s", (_, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
    const started = performance.now()
    redact(text)
    expect(performance.now() - started).toBeLessThan(2_500)
  })
})
