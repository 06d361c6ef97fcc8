/**
 * Another machine for tests: a real sshd on loopback, run as the current user with keys and a configuration of its own, and an
 * `ssh` that knows this one machine, called `far`, and nothing of the person who runs the tests. All traffic goes through a
 * cable that can be pulled.
 */
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { userName } from "../../src/tmux/owner.ts"
import { Cable } from "./cable.ts"
import { eventually, isAlive, type PrivateTmux } from "./tmux.ts"

const systemPath = "/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin"
const [sshd, ssh, keygen] = ["sshd", "ssh", "ssh-keygen"].map((name) => Bun.which(name, { PATH: systemPath }))

/** Whether this machine has what it takes; scripts/test installs it where it may. */
export const hasSshd = Boolean(sshd && ssh && keygen)

/** How a destination is written for it. */
export const far = "far"

export interface SshdOptions {
  /** The port that listens; a free one is taken where it is not given. */
  readonly port?: number
  /** More of sshd_config(5), line by line; of several the first counts. */
  readonly config?: readonly string[]
}

export class PrivateSshd {
  readonly cable: Cable
  readonly folder: string
  readonly #port: number
  #child: Bun.Subprocess | undefined

  private constructor(folder: string, port: number, cable: Cable) {
    this.folder = folder
    this.#port = port
    this.cable = cable
  }

  /** A folder in which only `ssh` is: for a PATH. */
  get bin(): string {
    return join(this.folder, "bin")
  }

  get ssh(): string {
    return join(this.bin, "ssh")
  }

  /** What is over there is what `tmux` has: its sockets, its home; no login file of the person is read. */
  static async start(tmux: PrivateTmux, options: SshdOptions = {}): Promise<PrivateSshd> {
    if (sshd === null || sshd === undefined) throw new Error("no sshd")
    const folder = join(tmux.home, "far")
    mkdirSync(join(folder, "bin"), { recursive: true })
    // Where sshd, run by root, shuts in what talks to strangers. Its service makes it.
    if (process.getuid?.() === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 })
    const port = options.port ?? freePort()
    const machine = new PrivateSshd(folder, port, await Cable.to(port))
    machine.#writeKeys()
    machine.#writeServer(tmux, options.config ?? [])
    machine.#writeClient()
    await machine.resume()
    return machine
  }

  /** Listens again after `stop`. */
  async resume(): Promise<void> {
    if (sshd === null || sshd === undefined || this.#child !== undefined) return
    writeFileSync(join(this.folder, "sshd.log"), "")
    this.#child = Bun.spawn([sshd, "-D", "-e", "-f", join(this.folder, "sshd_config")], {
      stdin: "ignore",
      stdout: "ignore",
      stderr: Bun.file(join(this.folder, "sshd.log")),
    })
    await eventually("sshd listens", () => this.log().includes("Server listening"))
  }

  log(): string {
    return readFileSync(join(this.folder, "sshd.log"), "utf8")
  }

  /** The pids of the sshd processes that hold a connection. */
  connections(): number[] {
    return this.#child === undefined ? [] : below(this.#child.pid).filter((pid) => nameOf(pid).startsWith("sshd"))
  }

  /** The machine is off: nobody listens, connections break. */
  async stop(): Promise<void> {
    const child = this.#child
    if (child === undefined) return
    const connections = this.connections()
    this.#child = undefined
    child.kill("SIGKILL")
    for (const pid of connections) end(pid)
    await child.exited
    await eventually("its connections are gone", () => !connections.some(isAlive))
  }

  /** Ends it for good. */
  async remove(): Promise<void> {
    await this.stop()
    this.cable.remove()
  }

  /** Another machine answers in its place. */
  changeHostKey(): void {
    makeKey(join(this.folder, "other"))
    writeFileSync(join(this.folder, "known_hosts"), this.#knownAs("other"))
  }

  /** Nobody has ever connected. */
  forgetHostKey(): void {
    writeFileSync(join(this.folder, "known_hosts"), "")
  }

  /** No key is accepted from now on. */
  refuse(): void {
    writeFileSync(join(this.folder, "authorized"), "")
  }

  #knownAs(key: string): string {
    const [kind, text] = readFileSync(join(this.folder, `${key}.pub`), "utf8").split(" ")
    return `[127.0.0.1]:${this.cable.port} ${kind} ${text}\n`
  }

  #writeKeys(): void {
    makeKey(join(this.folder, "host"))
    makeKey(join(this.folder, "user"))
    writeFileSync(join(this.folder, "authorized"), readFileSync(join(this.folder, "user.pub")))
    writeFileSync(join(this.folder, "known_hosts"), this.#knownAs("host"))
  }

  #writeServer({ env, home }: PrivateTmux, more: readonly string[]): void {
    const lines = [
      ...more,
      `Port ${this.#port}`,
      "ListenAddress 127.0.0.1",
      `HostKey ${join(this.folder, "host")}`,
      `AuthorizedKeysFile ${join(this.folder, "authorized")}`,
      "PidFile none",
      "StrictModes no",
      "UsePAM no",
      "PasswordAuthentication no",
      "KbdInteractiveAuthentication no",
      "PermitRootLogin yes",
      // A bash that believes to be a deeper one reads no file of the person's.
      `SetEnv TMUX_TMPDIR=${env["TMUX_TMPDIR"]} HOME=${home} SHLVL=9 PATH=${env["PATH"]}`,
    ]
    writeFileSync(join(this.folder, "sshd_config"), `${lines.join("\n")}\n`)
  }

  #writeClient(): void {
    const config = [
      `Host ${far}`,
      "HostName 127.0.0.1",
      `Port ${this.cable.port}`,
      `User ${userName(process.getuid?.() ?? 0)}`,
      `IdentityFile ${join(this.folder, "user")}`,
      "IdentitiesOnly yes",
      `UserKnownHostsFile ${join(this.folder, "known_hosts")}`,
      "GlobalKnownHostsFile /dev/null",
    ]
    writeFileSync(join(this.folder, "ssh_config"), `${config.join("\n")}\n`)
    writeFileSync(this.ssh, `#!/bin/sh\nexec ${ssh} -F ${join(this.folder, "ssh_config")} "$@"\n`)
    chmodSync(this.ssh, 0o755)
  }
}

function makeKey(path: string): void {
  Bun.spawnSync([keygen ?? "", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path])
}

function freePort(): number {
  const server = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: () => {} } })
  const { port } = server
  server.stop(true)
  return port
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim()
  } catch {
    return ""
  }
}

/** Every process that was started by it or by those. */
function below(top: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8")
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]))
    } catch {
      // It ended meanwhile.
    }
  }
  const found = [top]
  for (const parent of found) {
    for (const [pid, its] of parents) if (its === parent) found.push(pid)
  }
  return found.slice(1)
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL")
  } catch {
    // It has ended by itself.
  }
}
