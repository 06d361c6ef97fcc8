import { expect, test } from "bun:test"
import { openLog } from "../../src/daemon/log.ts"
import { phrase } from "../../src/locale/phrase.ts"

test("a line of the log is one line, steers no terminal, and holds none of the configured secrets", async () => {
  const lines: string[] = []
  const log = await openLog("en", (line) => void lines.push(line), ["Corp-S3cret"])
  const place = "a\nb \u001b[31m Corp-S3cret {words}"
  log.info(phrase("daemon.rules-loaded", { count: 3, place }))
  expect(lines).toEqual([expect.stringMatching(/^\d\d:\d\d:\d\d · rules: 3, from a·b ·\[31m •••• \{words\}\n$/)])
})
