/** Effects as JSON of stable keys, and in one line for people. */
import type { Effect, Segment } from "../../engine/effect.ts"

export type PlainEffect =
  | {
      readonly kind: "notify"
      /** Null: the routes decide by severity. */
      readonly receiver: string | null
      readonly severity: string
      readonly title: string
      readonly body: string
    }
  | { readonly kind: "send"; readonly keys: readonly string[] }

export function plainEffect(effect: Effect): PlainEffect {
  switch (effect.kind) {
    case "notify": {
      const { receiver = null, severity } = effect
      return { kind: "notify", receiver, severity, title: textOf(effect.title), body: textOf(effect.body) }
    }
    case "send":
      return {
        kind: "send",
        keys: effect.keys.map((key) => (key.kind === "text" ? JSON.stringify(key.text) : key.name)),
      }
    default:
      return effect satisfies never
  }
}

const textOf = (segments: readonly Segment[]): string => segments.map(({ text }) => text).join("")

/** `notify phone: box · work: asks for permission`, `send "1" Enter`. */
export function effectLine(effect: PlainEffect): string {
  if (effect.kind === "send") return `send ${effect.keys.join(" ")}`
  const [first = ""] = effect.body.split("\n").filter((line) => line.trim() !== "")
  return `notify ${effect.receiver ?? effect.severity}: ${[effect.title, first.trim()].filter((text) => text !== "").join(" — ")}`
}
