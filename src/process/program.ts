/** Which program an argument list really is: interpreters, launchers and wrappers looked through. */

export interface Program {
  /** The name people know it by: `claude` for `node /usr/bin/claude`. */
  readonly name: string
  /** A shell that waits for commands, not one that runs a script. */
  readonly shell: boolean
  /** A shell that runs a command line (`sh -c claude`): what it started says more. */
  readonly wraps?: true
  /** A shell, or a script that one runs: it may have started an agent, which then is what matters. */
  readonly hosts?: true
}

/** Programs that are looked for below a script: a script's own name says nothing about the agent in it. */
const agents: ReadonlySet<string> = new Set(
  "claude codex gemini opencode qwen cursor-agent copilot kimi kiro-cli aider amp goose droid auggie crush".split(" "),
)

const shells = new Set("sh bash zsh fish dash ash ksh mksh tcsh csh nu elvish xonsh pwsh".split(" "))
const interpreters = new Set("node nodejs bun deno python ruby perl php tsx ts-node electron".split(" "))

/** Launchers, and their options that take a value of their own. */
const launchers: ReadonlyMap<string, readonly string[]> = new Map([
  ["sudo", ["-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "-U", "-r", "-t"]],
  ["doas", ["-u", "-C"]],
  ["env", ["-u", "--unset", "-C", "--chdir", "-S"]],
  ["nice", ["-n", "--adjustment"]],
  ["ionice", ["-c", "-n"]],
  ["nohup", []],
  ["setsid", []],
  ["timeout", ["-k", "--kill-after", "-s", "--signal"]],
  ["caffeinate", ["-t", "-w"]],
  ["chrt", ["-T", "-P", "-D"]],
  ["taskset", []],
  ["unshare", ["-R", "--root", "-w", "--wd", "-S", "-G", "--setuid", "--setgid"]],
  ["strace", [..."eEoOpPsSuabXI"].map((letter) => `-${letter}`)],
  ["ltrace", [..."aeFlonpsuxXA"].map((letter) => `-${letter}`)],
  ["dbus-run-session", ["--config-file", "--dbus-daemon"]],
  ["systemd-run", ["-u", "--unit", "-p", "--property", "-H", "-M", "-E", "--setenv", "--slice", "--uid", "--gid"]],
  ["systemd-inhibit", []],
  ["firejail", []],
  ["winpty", []],
  ["rlwrap", [..."bCDfgHlOPqsStwzaA"].map((letter) => `-${letter}`)],
  ["time", ["-f", "-o"]],
  ["stdbuf", ["-i", "-o", "-e"]],
  ["proxychains4", ["-f"]],
  ["proxychains", ["-f"]],
  ["npx", ["-p", "--package", "-c", "--call"]],
  ["bunx", ["-p", "--package"]],
  ["pnpx", []],
  ["uvx", ["--from", "--with", "--python", "-p"]],
])

/** Launchers whose first words are their own: `timeout 1h claude`, `taskset f claude`. */
const ownWords: ReadonlyMap<string, number> = new Map([
  ["timeout", 1],
  ["taskset", 1],
  ["chrt", 1],
  ["direnv exec", 1],
])

/** Two-word launchers: `npm exec claude`, `pnpm dlx x`. */
const subcommands: ReadonlyMap<string, readonly string[]> = new Map([
  ["npm", ["exec", "x"]],
  ["pnpm", ["dlx", "exec"]],
  ["yarn", ["dlx", "exec"]],
  ["bun", ["x"]],
  ["uv", ["run"]],
  ["pipx", ["run"]],
  ["direnv", ["exec"]],
  ["mise", ["exec", "x"]],
  ["rtx", ["exec", "x"]],
])

/** They run what their own processes show better than their arguments: a command line, a place of their own. */
const wrappers = new Set("su runuser script bwrap unbuffer expect".split(" "))

/** Packages whose command has another name. */
const commandOfPackage: ReadonlyMap<string, string> = new Map([
  ["claude-code", "claude"],
  ["gemini-cli", "gemini"],
  ["qwen-code", "qwen"],
  ["opencode-ai", "opencode"],
])

/** File names that say nothing about the program they belong to. */
const namelessScripts = new Set("index main cli app start run bin __main__ server".split(" "))
/** Interpreter options that take a value of their own and are followed by the script all the same. */
const valueOptions = new Set(
  "-r --require --import --loader --conditions -C -W -X --env-file --cwd --config".split(" "),
)
/** A launcher may start a launcher; more than this is a joke. */
const maxUnwraps = 8

/** Undefined when there are no arguments to tell from. */
export function programOf(argv: readonly string[]): Program | undefined {
  let words = splitTitle(argv)
  for (let round = 0; round < maxUnwraps; round++) {
    const first = words[0]
    if (first === undefined || first === "") return undefined
    const name = baseName(first)
    const launched = unwrapLauncher(name, words)
    if (launched === undefined) return named(name, words)
    if (launched.length === 0) return { name, shell: false }
    words = launched
  }
  return undefined
}

/** The program of a process group: its leader's, or what a leader that only wraps it has started, nearest first. */
export function programOfGroup(
  leader: Program | undefined,
  others: () => readonly (readonly string[])[],
): Program | undefined {
  if (leader?.wraps !== true && leader?.hosts !== true) return leader
  const programs = others()
    .map((argv) => programOf(argv))
    .filter((program) => program !== undefined)
  const agent = programs.find(({ name }) => agents.has(name))
  if (leader.hosts) return agent ?? leader
  return agent ?? programs.find(({ wraps }) => wraps !== true) ?? leader
}

function named(name: string, words: readonly string[]): Program {
  if (wrappers.has(name)) return { name, shell: false, wraps: true }
  if (shells.has(name)) {
    const script = words.slice(1).find((word) => !/^[-+]/.test(word))
    if (words.some((word, index) => index > 0 && /^-[a-z]*c$/.test(word))) return { name, shell: false, wraps: true }
    if (script === undefined) return { name, shell: true, hosts: true }
    return { name: scriptName(script), shell: false, hosts: true }
  }
  if (interpreters.has(name)) return { name: scriptOf(words.slice(1)) ?? name, shell: false }
  return { name: packageName(name), shell: false }
}

/** A program may overwrite its arguments with one line (`npm exec claude`, `claude --resume`). */
function splitTitle(argv: readonly string[]): readonly string[] {
  const [only] = argv
  if (argv.length !== 1 || only === undefined || only.startsWith("/")) return argv
  return only.trim().split(/\s+/)
}

/** The arguments of what a launcher starts; undefined when `words` is no launcher. */
function unwrapLauncher(name: string, words: readonly string[]): readonly string[] | undefined {
  const isPair = subcommands.get(name)?.includes(words[1] ?? "") === true
  const valued = launchers.get(name)
  if (!isPair && valued === undefined) return undefined
  const own = ownWords.get(isPair ? `${name} ${words[1]}` : name) ?? 0
  let at = isPair ? 2 : 1
  for (; at < words.length; at++) {
    const word = words[at] ?? ""
    // What comes before is the launcher's own: `mise exec node@22 -- claude`.
    if (word === "--") return words.slice(at + 1 + own)
    if (word.startsWith("-")) at += valued?.includes(word) === true ? 1 : 0
    else if (!/^[A-Za-z_][A-Za-z0-9_]*=/.test(word)) break
  }
  if (name === "mise" || name === "rtx") {
    const dashes = words.indexOf("--", at)
    return dashes < 0 ? [] : words.slice(dashes + 1)
  }
  return words.slice(at + own)
}

function scriptOf(words: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ""
    if (word === "-m") return words[at + 1]?.split(".")[0]
    if (word === "-c" || word === "-e" || word === "-p" || word === "--eval" || word === "--print" || word === "-") {
      return undefined
    }
    if (valueOptions.has(word)) at++
    else if (!word.startsWith("-") && word !== "run") return scriptName(word)
  }
  return undefined
}

/** `/x/claude` → claude; `/x/node_modules/@openai/codex/bin/codex.js` → codex; `…/claude-code/cli.js` → claude. */
function scriptName(path: string): string {
  const name = baseName(path).replace(/\.(?:[cm]?[jt]sx?|py|rb|pl|php|sh)$/, "")
  if (!namelessScripts.has(name)) return packageName(name)
  const inPackage = /.*\/node_modules\/(?:@[^/]+\/)?([^/]+)\//.exec(path)?.[1]
  const folders = path.split("/").slice(0, -1).reverse()
  const folder = folders.find((one) => !["", ".", "..", "dist", "bin", "build", "lib", "src"].includes(one))
  return packageName(inPackage ?? folder ?? name)
}

/** `@openai/codex@1.2` → codex. */
function packageName(name: string): string {
  const bare = name.replace(/(?<=.)@[^@/]*$/, "")
  return commandOfPackage.get(bare) ?? bare
}

/** `-zsh` → zsh, `python3.11` → python, `.claude-wrapped` (as Nix wraps) → claude. */
function baseName(path: string): string {
  const name = path.replace(/^-/, "").replace(/\/+$/, "").split("/").at(-1) ?? ""
  const unwrapped = /^\.(.+?)-(?:un)?wrapped_?$/.exec(name)?.[1] ?? name
  return /^python[\d.]+$/.test(unwrapped) ? "python" : unwrapped
}
