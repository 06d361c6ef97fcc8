/**
 * Some variables of the environment bend connections or give secrets away, and no option of an HTTP client undoes them.
 * The cure is to start the program again without them, in place: the process id stays, so a service manager notices
 * nothing.
 */
import { type Phrase, phrase } from "../locale/phrase.ts"

type Environment = Readonly<Record<string, string | undefined>>

/** Set in the environment of the second start: what was taken away. */
export const shedMarker = "FLEETAI_SHED"

/** proxychains and its like hijack connections by this one; `connect = "system"` asks for that. */
const hijacking = "LD_PRELOAD"
/** Nobody asks for these in a program that holds a company's secrets. The first two were measured on Bun 1.4.5. */
const revealing = [
  /** Prints every request to stderr, corpsecret and keys included. */
  "BUN_CONFIG_VERBOSE_FETCH",
  /** Options for Bun itself, obeyed by a compiled program too: `--preload`, `--inspect`. */
  "BUN_OPTIONS",
  /** A debugger reads all of the memory. */
  "BUN_INSPECT",
  "BUN_INSPECT_CONNECT_TO",
  "BUN_INSPECT_NOTIFY",
  /** Any certificate would do. A company's own is added with NODE_EXTRA_CA_CERTS, which stays. */
  "NODE_TLS_REJECT_UNAUTHORIZED",
] as const

export type SheddingDecision =
  | { readonly kind: "stay"; readonly say: readonly Phrase[] }
  | { readonly kind: "restart"; readonly environment: Record<string, string> }

/** Whether to start again without what harms: once. `connect`: as in `[wecom]`; "system" keeps LD_PRELOAD. */
export function decideShedding(environment: Environment, connect: string): SheddingDecision {
  const isSet = (name: string): boolean => (environment[name] ?? "") !== ""
  const library = isSet(hijacking) ? [hijacking] : []
  const harmful = [...(connect === "system" ? [] : library), ...revealing.filter(isSet)]
  const shed = environment[shedMarker]
  if (harmful.length > 0 && shed === undefined) {
    const kept = Object.entries(environment).filter(([name]) => !harmful.includes(name))
    const strings = kept.filter((each): each is [string, string] => each[1] !== undefined)
    const names = harmful.map((name) => shown(name, environment)).join(", ")
    return { kind: "restart", environment: { ...Object.fromEntries(strings), [shedMarker]: names } }
  }
  const say: Phrase[] = []
  if (shed !== undefined && shed !== "") say.push(phrase("wecom.shed.done", { names: shed }))
  if (connect === "system")
    say.push(...library.map((name) => phrase("wecom.shed.kept", { names: shown(name, environment) })))
  // Whoever puts it back wins.
  if (harmful.length > 0) say.push(stuck(harmful, environment))
  return { kind: "stay", say }
}

/** The variables that still do harm: they could not be taken away, or are wanted. */
export function remaining(environment: Environment): readonly string[] {
  return [hijacking, ...revealing].filter((name) => (environment[name] ?? "") !== "")
}

/**
 * Carries the decision out. Returns what to tell the user; does not return when the program is replaced.
 * `process.execve` exists on Linux and macOS only.
 */
export function shedEnvironment(connect: string): readonly Phrase[] {
  const decision = decideShedding(process.env, connect)
  if (decision.kind === "stay") return decision.say
  const { execve } = process
  if (execve === undefined) return [stuck(remaining(process.env), process.env)]
  // In a compiled program argv[1] is a path inside the executable; with plain bun it is the script.
  const compiled = Bun.main.startsWith("/$bunfs/")
  const argv = compiled ? ["fleetai", ...process.argv.slice(2)] : [process.execPath, ...process.argv.slice(1)]
  return execve.call(process, process.execPath, argv, decision.environment)
}

/** Only the library's path is shown: it tells which program did this. */
function shown(name: string, environment: Environment): string {
  return name === hijacking ? `${name}=${environment[name] ?? ""}` : name
}

function stuck(names: readonly string[], environment: Environment): Phrase {
  return phrase("wecom.shed.stuck", { names: names.map((name) => shown(name, environment)).join(", ") })
}
