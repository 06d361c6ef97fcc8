/**
 * proxychains and its like hijack connections through LD_PRELOAD, which no option of an HTTP client undoes. The cure is
 * to start the program again without it, in place: the process id stays, so a service manager notices nothing.
 */
import { type Phrase, phrase } from "../locale/phrase.ts"

type Environment = Readonly<Record<string, string | undefined>>

/** Set in the environment of the second start. */
export const shedMarker = "FLEETAI_SHED_PRELOAD"

export type PreloadDecision =
  | { readonly kind: "stay"; readonly say: Phrase | undefined }
  | { readonly kind: "restart"; readonly environment: Record<string, string>; readonly say: Phrase }

/**
 * Whether to start again without LD_PRELOAD: once, and never when the user wants the system's way of connecting
 * (`connect = "system"`).
 */
export function decidePreload(environment: Environment, connect: string): PreloadDecision {
  const library = environment["LD_PRELOAD"]
  const shed = environment[shedMarker]
  if (!library) {
    return { kind: "stay", say: shed ? phrase("wecom.preload.shed", { library: shed }) : undefined }
  }
  if (connect === "system") return { kind: "stay", say: phrase("wecom.preload.kept", { library }) }
  if (shed !== undefined) return { kind: "stay", say: phrase("wecom.preload.stuck", { library }) }
  const { LD_PRELOAD: _, ...rest } = environment
  const kept = Object.entries(rest).filter((each): each is [string, string] => each[1] !== undefined)
  return {
    kind: "restart",
    environment: { ...Object.fromEntries(kept), [shedMarker]: library },
    say: phrase("wecom.preload.restart", { library }),
  }
}

/**
 * Carries the decision out. Returns what to tell the user, or undefined when there is nothing to tell; does not return
 * when the program is replaced. `process.execve` exists on Linux and macOS only.
 */
export function shedPreload(connect: string): Phrase | undefined {
  const decision = decidePreload(process.env, connect)
  if (decision.kind === "stay") return decision.say
  const { execve } = process
  if (execve === undefined) return phrase("wecom.preload.stuck", { library: process.env["LD_PRELOAD"] ?? "" })
  // In a compiled program argv[1] is a path inside the executable; with plain bun it is the script.
  const compiled = Bun.main.startsWith("/$bunfs/")
  const argv = compiled ? ["fleetai", ...process.argv.slice(2)] : [process.execPath, ...process.argv.slice(1)]
  return execve.call(process, process.execPath, argv, decision.environment)
}
