/**
 * Stands in for an agent's screen: draws what the file argv[2] holds whenever it changes, and writes what is typed to
 * argv[3]. Copied under the agent's name, so that it is the pane's program.
 */
import { appendFileSync, readFileSync, writeFileSync } from "node:fs"

const [, , screen = "", typed = ""] = process.argv
const redrawEveryMs = 10

process.stdin.setRawMode(true)
// As agents do: pastes come in brackets (xterm, DECSET 2004).
process.stdout.write("\u001b[?2004h")
process.stdin.on("data", (bytes) => appendFileSync(typed, bytes))

let shown: string | undefined
setInterval(() => {
  const text = read()
  if (text === shown || text === undefined) return
  shown = text
  process.stdout.write(`\u001b[2J\u001b[H${text.replaceAll("\n", "\r\n")}`)
}, redrawEveryMs)
writeFileSync(`${screen}.ready`, "")

function read(): string | undefined {
  try {
    return readFileSync(screen, "utf8")
  } catch {
    return undefined
  }
}
