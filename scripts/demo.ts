/**
 * `scripts/start --demo`: an agent in a tmux server of its own asks for permission, fleetai sees it, and the message
 * arrives on a phone: WeCom's simulator. Nothing outside a temporary folder is touched, and all of it goes away at the end.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { chooseLocale, type Phrase, phrase, say } from "../src/locale/phrase.ts"
import { isAlive } from "../tests/support/tmux.ts"
import type { Shown } from "../tests/support/wecom/phone.ts"
import { WecomSimulator } from "../tests/support/wecom/simulator.ts"
import { agentScript, agentSession, agentSize, askKey } from "./demo/agent.ts"
import { boxed } from "./demo/box.ts"

const binary = join(import.meta.dir, "../dist/fleetai")
/** Long enough to see the agent at work before it asks. */
const workMs = 1_500
/** fleetai needs well under a second; a busy machine may need more. */
const patienceMs = 20_000
/** After the end was asked for. */
const stopPatienceMs = 5_000

const locale = chooseLocale(undefined, process.env)
const tell = (text: Phrase) => console.log(say(locale, text))

/** Undone in reverse order, whatever happens. */
const cleanups: (() => unknown)[] = []
let ending: Promise<void> | undefined

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void end().then(() => process.exit(130)))
}
let seconds: string | undefined
try {
  seconds = await demo()
} finally {
  await end()
}
tell(
  seconds === undefined
    ? phrase("cli.demo.nothing", { seconds: patienceMs / 1000 })
    : phrase("cli.demo.end", { seconds }),
)
process.exit(seconds === undefined ? 1 : 0)

/** Resolves with the seconds between the dialog and the message; undefined: none came. */
async function demo(): Promise<string | undefined> {
  const home = mkdtempSync(join(tmpdir(), "fleetai-demo-"))
  cleanups.push(() => rmSync(home, { recursive: true, force: true }))
  const wecom = await WecomSimulator.start()
  cleanups.push(() => wecom.stop())

  const tmux = startAgent(home)
  startFleetai(home, wecom)
  tell(phrase("cli.demo.begin"))
  await Bun.sleep(workMs)
  tmux("send-keys", "-t", agentSession, askKey)
  const asked = performance.now()
  const message = await firstMessage(wecom)

  console.log(`\n${boxed(say(locale, phrase("cli.demo.pane")), tmux("capture-pane", "-p", "-t", agentSession))}`)
  if (message === undefined) return undefined
  const taken = ((performance.now() - asked) / 1000).toFixed(1)
  const title = say(locale, phrase("cli.demo.phone", { people: message.to.join(", ") }))
  console.log(`\n${boxed(title, asShown(message.content))}\n`)
  return taken
}

/** Markdown without its marks, as WeCom shows it. */
function asShown(markdown: string): string {
  return markdown.replace(/<\/?font[^>]*>/g, "").replace(/^`(.*)`$/gm, "$1")
}

/** A private tmux server with the agent in its one pane; gives a function that runs tmux commands there. */
function startAgent(home: string): (...words: string[]) => string {
  const env = { ...cleanEnvironment(home), TMUX_TMPDIR: home }
  const run = (...words: string[]) => {
    const ran = Bun.spawnSync(["tmux", "-u", "-f", "/dev/null", "-L", "demo", ...words], { env })
    if (!ran.success) throw new Error(`tmux ${words[0]}: ${ran.stderr.toString().trim()}`)
    return ran.stdout.toString().trimEnd()
  }
  const script = join(home, "claude")
  writeFileSync(script, agentScript, { mode: 0o700 })
  run("new-session", "-d", "-s", agentSession, "-n", "agent", ...agentSize, "--", "sh", script)
  const server = Number(run("display-message", "-p", "#{pid}"))
  cleanups.push(() => endServer(server))
  return run
}

async function endServer(server: number): Promise<void> {
  process.kill(server, "SIGTERM")
  const giveUpAt = performance.now() + stopPatienceMs
  while (isAlive(server) && performance.now() < giveUpAt) await Bun.sleep(10)
}

function startFleetai(home: string, wecom: WecomSimulator): void {
  const config = join(home, "config.toml")
  const settings = `state = "state"\n[[host]]\nname = "demo"\nsocket = "demo"\n[wecom]\napi = "${wecom.api}"\n`
  writeFileSync(config, settings, { mode: 0o600 })
  const child = Bun.spawn([binary, "run", "--config", config], {
    cwd: home,
    env: { ...cleanEnvironment(home), TMUX_TMPDIR: home, ...wecom.env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  })
  for (const stream of [child.stdout, child.stderr]) void showLines(stream)
  cleanups.push(async () => {
    child.kill("SIGTERM")
    const giveUp = setTimeout(() => child.kill("SIGKILL"), stopPatienceMs)
    await child.exited
    clearTimeout(giveUp)
  })
}

/** What fleetai says, as it says it. */
async function showLines(stream: ReadableStream<Uint8Array>): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ""
  for await (const bytes of stream) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n")
    rest = lines.pop() ?? ""
    for (const line of lines) if (ending === undefined && line.trim() !== "") console.log(`  fleetai │ ${line}`)
  }
}

async function firstMessage(wecom: WecomSimulator): Promise<Shown | undefined> {
  const arrival = new Promise<Shown>((resolve) => wecom.onShown(resolve))
  return Promise.race([arrival, Bun.sleep(patienceMs).then(() => undefined)])
}

/** Nothing of the person's own settings, proxies or tmux. */
function cleanEnvironment(home: string): Record<string, string> {
  const kept = ["PATH", "LANG", "LC_ALL", "TERM"].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(kept), HOME: home, SHELL: "/bin/sh" }
}

async function end(): Promise<void> {
  ending ??= (async () => {
    for (const cleanup of cleanups.toReversed()) {
      try {
        await cleanup()
      } catch (error) {
        // The rest must still be cleaned up.
        console.error(String(error))
      }
    }
  })()
  await ending
}
