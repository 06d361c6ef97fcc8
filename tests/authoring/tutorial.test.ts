/**
 * Every command of the tutorial works, on the files that it shows. A console block is run line by line; what stands under a command
 * is what it says, where `…` is anything. A block of a file, under its name, is written. `fleetai run` goes on beside the rest.
 */
import { afterAll, describe, expect, test } from "bun:test"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { privateTmux } from "../support/tmux.ts"

const root = join(import.meta.dir, "../..")
const tutorial = readFileSync(join(root, "docs/tutorial.md"), "utf8")

type Part =
  | { readonly kind: "file"; readonly path: string; readonly text: string }
  | { readonly kind: "command"; readonly line: string; readonly says: string }

/** In the order of the text. */
function partsOf(markdown: string): Part[] {
  const blocks = markdown.matchAll(/^(?:[^\n]*?`([^`\n]+)`[^\n`]*:\n\n)?```(\w*)\n([\s\S]*?)^```$/gm)
  return [...blocks].flatMap(([, path, language, text = ""]): Part[] => {
    if (language === "console") return commandsOf(text)
    return path === undefined ? [] : [{ kind: "file", path, text }]
  })
}

const commandsOf = (block: string): Part[] =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((one) => {
      const [line = "", ...says] = one.split("\n")
      return { kind: "command", line, says: says.join("\n").trim() }
    })

/** What a command says fits what the tutorial shows: `…` is anything, on one line or on many. */
function fits(said: string, shown: string): boolean {
  const pattern = shown.split("…").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${pattern.join("[\\s\\S]*?")}$`).test(said.trim())
}

const tmux = privateTmux("default")
const folder = join(tmux.home, ".config/fleetai")
const bin = join(tmux.home, "bin")
const env = { ...tmux.env, PATH: `${bin}:${tmux.env["PATH"]}`, NO_COLOR: "1" }
const children: Bun.Subprocess[] = []
let services = 0

mkdirSync(join(folder, "screens"), { recursive: true })
mkdirSync(join(folder, "rules"))
mkdirSync(bin)
writeFileSync(join(bin, "fleetai"), `#!/bin/sh\nexec ${process.execPath} ${join(root, "src/main.ts")} "$@"\n`, {
  mode: 0o755,
})

afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill()
  await Promise.all(children.map(({ exited }) => exited))
  await tmux.stop()
}, 40_000)

async function output(line: string): Promise<string> {
  const child = Bun.spawn(["sh", "-c", `exec 2>&1; ${line}`], { cwd: folder, env, stdin: "ignore", stdout: "pipe" })
  const said = await child.stdout.text()
  await child.exited
  return said.trim()
}

/** Starts the service in the place of the one before, and waits until it has said what the tutorial shows. */
async function serve(line: string): Promise<() => string> {
  for (const child of children.splice(0)) {
    child.kill()
    await child.exited
  }
  services += 1
  const log = join(tmux.home, `run-${services}.log`)
  writeFileSync(log, "")
  children.push(
    Bun.spawn(["sh", "-c", `exec ${line}`], {
      cwd: folder,
      env,
      stdin: "ignore",
      stdout: Bun.file(log),
      stderr: Bun.file(log),
    }),
  )
  return () => readFileSync(log, "utf8").trim()
}

/** The panes draw, the service writes: what is shown comes in time. */
const patienceMs = process.env["FLEETAI_SHOW_TUTORIAL"] === "1" ? 9_000 : 30_000

async function eventually(said: () => string | Promise<string>, shown: string): Promise<string> {
  const until = Date.now() + patienceMs
  for (;;) {
    const now = await said()
    if (fits(now, shown) || Date.now() > until) return now
    await Bun.sleep(100)
  }
}

const parts = partsOf(tutorial)
const show = process.env["FLEETAI_SHOW_TUTORIAL"] === "1"

describe("the tutorial", () => {
  test("has files and commands", () => {
    expect(parts.filter(({ kind }) => kind === "file").length).toBeGreaterThan(3)
    expect(parts.filter(({ kind }) => kind === "command").length).toBeGreaterThan(10)
  })

  for (const [index, part] of parts.entries()) {
    if (part.kind === "file") {
      test(`${index + 1}. ${part.path} is as shown`, () => {
        const path = part.path.startsWith("~/") ? join(tmux.home, part.path.slice(2)) : join(folder, part.path)
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, part.text, { mode: existsSync(path) ? undefined : 0o600 })
      })
      continue
    }
    test(
      `${index + 1}. ${part.line}`,
      async () => {
        const isService = /^fleetai run$/.test(part.line)
        const said = isService ? await serve(part.line) : () => output(part.line)
        // Whatever changes something is run once.
        const isLook = isService || /^(?:fleetai (?:asks|explain|status)|tmux capture-pane)\b/.test(part.line)
        const found = isLook ? await eventually(said, part.says) : await said()
        if (show) process.stdout.write(`$ ${part.line}\n${found}\n`)
        else expect(fits(found, part.says) ? part.says : found).toBe(part.says)
      },
      patienceMs * 2,
    )
  }
})
