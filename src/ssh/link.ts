/**
 * One ssh connection to a machine, made again when it is asked for and gone: a shell to ask (shell.ts) as its main session,
 * and further sessions through the same connection (session.ts, ssh_config(5) ControlMaster with a socket of our own).
 */
import { rmSync } from "node:fs"
import { join } from "node:path"
import { type NotStarted, openPipe, type Pipe, type PipeEvents } from "../process/pipe.ts"
import { controlFolder, leaveFolder } from "./folder.ts"
import { openSession } from "./session.ts"
import { type After, RemoteShell, type ShellAnswer, shellLimits } from "./shell.ts"
import { type SshTrouble, troubleOf } from "./trouble.ts"
import { connectionWords, sessionWords } from "./words.ts"

export interface LinkOptions {
  /** As in ssh(1): `user@nas`, a `Host` of a person's ssh configuration. */
  readonly destination: string
  /** The ssh program: a name on PATH or a path. */
  readonly ssh: string
  /** All of ssh's environment. */
  readonly env: Readonly<Record<string, string>>
  readonly after: After
  /** A new printable word nobody can guess, at each call. */
  readonly secret: () => string
  /** So long an answer may take before the connection is given up; else as in shell.ts. */
  readonly patienceMs?: number
}

const limits = {
  /** From ssh's start to the first answer of a shell: name, network, login, and what the login shell's files do. */
  helloMs: 30_000,
  /** A connection that is to end has so long for it, and once more after SIGTERM. */
  leaveMs: 1_000,
} as const

interface Life {
  readonly pipe: Pipe
  readonly shell: RemoteShell
  readonly control: string
  /** The pids over there of programs that stay. */
  readonly programs: Set<number>
}

/**
 * When the shell over there ends, however that happens, so do the programs: one that merely loses its input and output may
 * stay for ever (tmux 3.3a: a control client whose last answer nobody reads any more).
 */
const guard = "sessions=; trap 'exit' HUP INT TERM; trap 'kill -KILL $sessions' EXIT"

const guarded = (programs: ReadonlySet<number>): string => `sessions="${[...programs].join(" ")}"`

export class Link {
  readonly #options: LinkOptions
  readonly #sessions = new Set<Pipe>()
  #life: Life | undefined
  #opening: Promise<SshTrouble | undefined> | undefined
  #isClosed = false
  #lives = 0

  constructor(options: LinkOptions) {
    this.#options = options
  }

  get patienceMs(): number {
    return this.#options.patienceMs ?? shellLimits.answerMs
  }

  /** Counts the connections so far: what a shell was told before, another one does not know. */
  get lives(): number {
    return this.#lives
  }

  /** Connects, where there is no connection; undefined: there is one. */
  open(): Promise<SshTrouble | undefined> {
    if (this.#life?.shell.isAlive === true) return Promise.resolve(undefined)
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  /** RemoteShell.ask; without a connection the answer is no. */
  ask(script: string): Promise<ShellAnswer> {
    return this.#life?.shell.ask(script, this.patienceMs) ?? Promise.resolve({ ok: false, why: "not connected" })
  }

  /**
   * Starts a program over there that stays; `command`: its words, quoted for sh. Killing it kills that program, and so does
   * the connection's end, at once (`guard`).
   */
  session(command: string, events: PipeEvents): Pipe | NotStarted {
    const life = this.#life
    if (life === undefined || !life.shell.isAlive) return { notStarted: "not connected" }
    const { ssh, destination, env, secret } = this.#options
    const argv = sessionWords(ssh, life.control, destination)
    let pid: number | undefined
    const onStarted = (started: number): void => {
      pid = started
      life.programs.add(pid)
      void life.shell.ask(guarded(life.programs))
    }
    const pipe = openSession({ argv, env }, command, secret(), { ...events, onStarted })
    if ("notStarted" in pipe) return pipe
    this.#sessions.add(pipe)
    void pipe.gone.then(() => {
      this.#sessions.delete(pipe)
      if (pid !== undefined && life.programs.delete(pid)) void life.shell.ask(guarded(life.programs))
    })
    const kill = (): void => {
      if (pid !== undefined) void life.shell.ask(`kill -KILL ${pid}`)
      pipe.kill()
    }
    return { ...pipe, kill }
  }

  /** Open questions are answered with no, at once; sessions end by themselves, and then the connection. */
  async close(): Promise<void> {
    this.#isClosed = true
    const life = this.#life
    life?.shell.fail("closed")
    await this.#opening
    if (life !== undefined) await this.#leave(life)
  }

  async #connect(): Promise<SshTrouble | undefined> {
    const { ssh, destination, env, secret, after } = this.#options
    if (this.#life !== undefined) await this.#leave(this.#life)
    if (this.#isClosed) return { cause: undefined, why: "closed" }
    const folder = controlFolder(env["XDG_RUNTIME_DIR"])
    if (folder === undefined) return { cause: undefined, why: "no folder for ssh's control socket" }
    const control = join(folder, secret().replaceAll("-", "").slice(0, 8))
    let lastWords = ""
    const pipe = openPipe(
      { argv: connectionWords(ssh, control, destination), env },
      {
        onBytes: (bytes) => shell.receive(bytes),
        onEnd: (stderr) => {
          lastWords = stderr
          shell.fail("the connection ended")
        },
      },
    )
    if ("notStarted" in pipe) return { cause: "no-ssh", why: pipe.notStarted }
    const life: Life = {
      pipe,
      ...{ control, programs: new Set<number>() },
      shell: new RemoteShell({
        ...{ wire: pipe, secret: secret(), after },
        // A shell that is of no more use, or a way that lets nothing through: what is on it ends, too.
        onFailed: (why) => {
          if (why !== "closed") pipe.kill("SIGTERM")
        },
      }),
    }
    const { shell } = life
    this.#life = life
    const greeting = await shell.ask(guard, limits.helloMs)
    if (greeting.ok) {
      this.#lives += 1
      return undefined
    }
    await this.#leave(life)
    if (greeting.why === "closed") return { cause: undefined, why: "closed" }
    if (greeting.why === "no answer in time") return { cause: "no-shell", why: greeting.why }
    return troubleOf(lastWords, await pipe.gone)
  }

  /** It ends by itself when its sessions have ended; what does not is ended. */
  async #leave(life: Life): Promise<void> {
    const { after } = this.#options
    const { pipe, control, shell } = life
    shell.fail("closed")
    const forget = [
      after(limits.leaveMs, () => pipe.kill("SIGTERM")),
      after(2 * limits.leaveMs, () => pipe.kill("SIGKILL")),
    ]
    await Promise.race([Promise.all([...this.#sessions].map(({ gone }) => gone)), pipe.gone])
    pipe.end()
    await pipe.gone
    for (const each of forget) each()
    if (this.#life === life) this.#life = undefined
    rmSync(control, { force: true })
    leaveFolder(join(control, ".."))
  }
}
