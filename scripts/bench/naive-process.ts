/** What most watchers do: every 500 ms one forked `capture-pane` for each pane. */
import { seenLine } from "./stamps.ts"

const last = new Map<string, string>()

async function run(...words: string[]): Promise<string> {
  const child = Bun.spawn(["tmux", "-u", ...words], { stdin: "ignore", stdout: "pipe", stderr: "ignore" })
  const text = await new Response(child.stdout).text()
  await child.exited
  return text
}

const panes = (await run("list-panes", "-a", "-F", "#{pane_id}")).trim().split("\n")

async function look(pane: string): Promise<void> {
  const text = await run("capture-pane", "-p", "-J", "-t", pane)
  if (text === last.get(pane)) return
  last.set(pane, text)
  const line = seenLine(text.split("\n"), Date.now())
  if (line !== undefined) process.stdout.write(`${line}\n`)
}

let isLooking = false
setInterval(async () => {
  // Late rounds are dropped here too: a naive watcher that queues them would only look worse.
  if (isLooking) return
  isLooking = true
  for (const pane of panes) await look(pane)
  isLooking = false
}, 500)
