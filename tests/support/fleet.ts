/**
 * A host as a user has it, in miniature: a private tmux server, panes that draw what a test says under an agent's
 * name, WeCom (the simulator), a config.toml, and the compiled fleetai.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Status } from "../../src/daemon/status.ts"
import { eventually, type PrivateTmux, privateTmux } from "./tmux.ts"
import { type SimulatorOptions, WecomSimulator } from "./wecom/simulator.ts"

const root = join(import.meta.dir, "../..")
export const binary = join(root, "dist/fleetai")
const bun = join(root, "node_modules/.bin/bun")

/** A started fleetai. */
export interface Running {
  readonly pid: number
  /** Everything it wrote so far, both streams. */
  log(): string
  /** Resolves with its exit code. */
  readonly exited: Promise<number>
  end(signal?: NodeJS.Signals): Promise<number>
}

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A pane whose program is called as the test says. */
export interface Agent {
  /** tmux's pane id. */
  readonly pane: string
  draw(screen: string): void
  /** What was typed into it so far. */
  typed(): string
}

export class Fleet {
  readonly tmux: PrivateTmux
  readonly phone: WecomSimulator
  readonly folder: string
  readonly #env: Record<string, string>
  readonly #running: Running[] = []
  #agents = 0

  private constructor(tmux: PrivateTmux, phone: WecomSimulator) {
    this.tmux = tmux
    this.phone = phone
    this.folder = join(tmux.home, "cwd")
    mkdirSync(this.folder)
    const inherited = { PATH: tmux.env["PATH"] ?? "", HOME: tmux.home, TMUX_TMPDIR: tmux.home, LANG: "C.UTF-8" }
    this.#env = { ...inherited, ...phone.env }
    this.config()
  }

  static async start(options: SimulatorOptions = {}): Promise<Fleet> {
    return new Fleet(privateTmux(), await WecomSimulator.start(options))
  }

  get state(): string {
    return join(this.tmux.home, "state")
  }

  /**
   * Writes config.toml: the private server, the simulator, then `more`. `rules`: none are the embedded ones. `ssh`: the server
   * is reached that way.
   */
  config({
    rules,
    more = "",
    ssh,
  }: {
    readonly rules?: string
    readonly more?: string
    readonly ssh?: string
  } = {}): void {
    const folder = join(this.tmux.home, ".config/fleetai")
    mkdirSync(folder, { recursive: true })
    const top = [`state = ${JSON.stringify(this.state)}`]
    if (rules !== undefined) {
      this.rules(rules)
      top.push('rules = ["rules"]')
    }
    const host = ["[[host]]", 'name = "nas"', `socket = "${this.tmux.address.socket}"`]
    if (ssh !== undefined) host.push(`ssh = "${ssh}"`)
    const wecom = ["[wecom]", `api = "${this.phone.api}"`]
    writeFileSync(join(folder, "config.toml"), [...top, ...host, ...wecom, more, ""].join("\n"), { mode: 0o600 })
  }

  rules(text: string): void {
    const folder = join(this.tmux.home, ".config/fleetai/rules")
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, "test.rules"), text)
  }

  /** Starts `fleetai …` and leaves it running. */
  spawn(args: readonly string[], env: Readonly<Record<string, string>> = {}, wrapper: readonly string[] = []): Running {
    const log = join(this.tmux.home, `log-${this.#running.length}`)
    writeFileSync(log, "")
    const child = Bun.spawn([...wrapper, binary, ...args], {
      cwd: this.folder,
      env: { ...this.#env, ...env },
      stdin: "ignore",
      stdout: Bun.file(log),
      stderr: Bun.file(log),
    })
    const running: Running = {
      pid: child.pid,
      log: () => readFileSync(log, "utf8"),
      exited: child.exited,
      end: async (signal = "SIGTERM") => {
        if (child.exitCode === null) child.kill(signal)
        return child.exited
      },
    }
    this.#running.push(running)
    return running
  }

  /** The service, once it watches the server (or says there is none). */
  async run(env: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Promise<Running> {
    const running = this.spawn(["run", ...args], env)
    await eventually("fleetai says what it watches", () => /nas: \d|no server yet/.test(running.log()))
    return running
  }

  /** Runs `fleetai …` to its end. */
  async call(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const child = Bun.spawn([binary, ...args], {
      cwd: this.folder,
      env: { ...this.#env, ...env },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    })
    const [out, err, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited])
    return { code, out, err }
  }

  /** A new session with one pane in which a program of this name draws. */
  async agent(session: string, program = "claude", columns = 100, rows = 30): Promise<Agent> {
    this.#agents += 1
    const folder = join(this.tmux.home, `agent-${this.#agents}`)
    mkdirSync(folder)
    const script = join(folder, program)
    copyFileSync(join(import.meta.dir, "drawing-agent.ts"), script)
    chmodSync(script, 0o755)
    const screen = join(folder, "screen")
    const typed = join(folder, "typed")
    writeFileSync(typed, "")
    const size = ["-x", String(columns), "-y", String(rows)]
    this.tmux.run("new-session", "-d", "-s", session, "-n", "agent", ...size, "--", bun, script, screen, typed)
    await eventually("the agent draws", () => existsSync(`${screen}.ready`))
    return {
      pane: this.tmux.run("display-message", "-p", "-t", session, "#{pane_id}"),
      draw: (text) => {
        writeFileSync(`${screen}.new`, text)
        renameSync(`${screen}.new`, screen)
      },
      typed: () => readFileSync(typed, "utf8"),
    }
  }

  /** What the phones show, oldest first. */
  get inbox(): readonly { readonly via: string; readonly content: string }[] {
    return this.phone.inbox.map((shown) => ({ via: shown.via, content: shown.content }))
  }

  async status(): Promise<Status> {
    const { out } = await this.call(["status", "--json"])
    return JSON.parse(out) as Status
  }

  async stop(): Promise<void> {
    for (const running of this.#running) await running.end("SIGKILL")
    await this.phone.stop()
    await this.tmux.stop()
  }
}
