/**
 * The one door for decisions, from wherever they come: a command, a file. In come an ask's id, what a person wishes and
 * who they are; out goes what was decided, or why not, in words. A decision is committed before anything follows from it,
 * and only one is: who comes second is told who was first.
 */
import type { Offer } from "../engine/effect.ts"
import { nearest } from "../locale/nearest.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import { timeOfDay } from "../locale/stamp.ts"
import { redact } from "../screen/redact.ts"
import type { Ask } from "../store/asks.ts"
import type { Store } from "../store/store.ts"
import { idIn } from "./ids.ts"
import { type Decision, match, type Wish } from "./wish.ts"

/**
 * Who decides. Whoever can reach the control socket or write into the asks' folder is the service's own user, and may;
 * a way that others can reach has to know them first.
 */
export interface Decider {
  readonly way: "command" | "file"
  /** The name that is shown. */
  readonly who: string
}

export type Answer =
  | { readonly taken: true; readonly id: string; readonly effect: string; readonly decision: Decision }
  | { readonly taken: false; readonly why: Phrase; readonly hint: Phrase }

export interface ApprovalsOptions {
  readonly store: Pick<Store, "decide" | "askNamed" | "unsettledAsks">
  readonly now: () => number
  /** A decision is committed: what follows begins. */
  readonly onDecided: (ask: Ask, decision: Decision) => void
}

/** Open asks that a hint names. */
const maxNamed = 8

export class Approvals {
  readonly #options: ApprovalsOptions

  constructor(options: ApprovalsOptions) {
    this.#options = options
  }

  /** `id` undefined: nothing is decided, for whoever says so may have seen another ask; what is open is named. */
  decide(id: string | undefined, wish: Wish, by: Decider): Answer {
    const { store, now, onDecided } = this.#options
    const found = this.#find(id, wish)
    if ("taken" in found) return found
    const matched = match(wish, offersOf(found))
    if (!matched.ok) return { taken: false, why: matched.why, hint: matched.hint }
    const { decision } = matched
    const decided = { at: now(), by: `${by.way}:${by.who}`, what: JSON.stringify(decision) }
    const first = store.decide(found.effect, decided)
    if (!first.ok) return refused(first.fault.text, phrase("approvals.try-again"))
    if (!first.value) return over(this.#again(found))
    onDecided(found, decision)
    return { taken: true, id: found.id, effect: found.effect, decision }
  }

  #find(id: string | undefined, wish: Wish): Ask | Extract<Answer, { taken: false }> {
    const unsettled = this.#options.store.unsettledAsks()
    if (!unsettled.ok) return refused(unsettled.fault.text, phrase("approvals.try-again"))
    const open = unsettled.value.filter(({ status }) => status === "open")
    if (id === undefined) {
      const [only, ...others] = open
      if (only === undefined) return refused(phrase("approvals.none-open"), openOnes(open))
      if (others.length > 0) return refused(phrase("approvals.several-open"), openOnes(open))
      const { title, session, window } = only
      const why = phrase("approvals.one-open", { id: only.id, where: `${session}:${window}`, title })
      return refused(why, phrase("approvals.type", { command: `fleetai ${typedFor(only.id, wish)}` }))
    }
    const named = this.#options.store.askNamed(idIn(id))
    if (!named.ok) return refused(named.fault.text, phrase("approvals.try-again"))
    if (named.value === undefined) return unknown(id, open)
    return named.value.status === "open" ? named.value : over(named.value)
  }

  /** As it is now. */
  #again(ask: Ask): Ask {
    const again = this.#options.store.askNamed(ask.id)
    return again.ok && again.value !== undefined ? again.value : ask
  }
}

/** The offers and the decision were written by this program. */
export const offersOf = ({ offers }: Pick<Ask, "offers">): readonly Offer[] => JSON.parse(offers) as Offer[]

export const decisionIn = ({ what }: { readonly what: string }): Decision => JSON.parse(what) as Decision

/** What is kept of a decision when it is over: words that a person typed may be a secret, and nobody needs them any more. */
export function keptOf(decision: Decision): Decision {
  return decision.what === "reply" ? { what: "reply", text: "…" } : decision
}

/** The words of a command. */
function typedFor(id: string, wish: Wish): string {
  if (wish.what === "reply") return `reply ${id} "…"`
  if (wish.what !== "choose") return `${wish.what} ${id}`
  return `choose ${id} ${"label" in wish ? `'${wish.label.replaceAll("'", "'\\''")}'` : wish.choice}`
}

const refused = (why: Phrase, hint: Phrase): Extract<Answer, { taken: false }> => ({ taken: false, why, hint })

function unknown(id: string, open: readonly Ask[]): Extract<Answer, { taken: false }> {
  const near = nearest(
    idIn(id),
    open.map((ask) => ask.id),
  )
  const hint = near === undefined ? openOnes(open) : phrase("approvals.did-you-mean", { word: near })
  return refused(phrase("approvals.unknown", { id }), hint)
}

function openOnes(open: readonly Ask[]): Phrase {
  if (open.length === 0) return phrase("approvals.see-asks")
  const named = open.slice(0, maxNamed).map(({ id, session, window }) => `${id} (${session}:${window})`)
  return phrase("approvals.open-are", { asks: named })
}

function over(ask: Ask): Extract<Answer, { taken: false }> {
  return refused(phrase("approvals.over", { id: ask.id, state: stateOf(ask) }), phrase("approvals.see-asks"))
}

/** What becomes of an ask: the engine's words for it, and the service's own. */
const ends: Readonly<Record<string, () => Phrase>> = {
  decided: () => phrase("approvals.how-taken"),
  elsewhere: () => phrase("approvals.how-elsewhere"),
  done: () => phrase("approvals.how-done"),
  changed: () => phrase("approvals.how-changed"),
  failed: () => phrase("approvals.how-failed"),
  expired: () => phrase("approvals.how-expired"),
  crowded: () => phrase("approvals.how-crowded"),
  interrupted: () => phrase("approvals.how-interrupted"),
  forgotten: () => phrase("approvals.how-forgotten"),
}

export const howWords = (how: string): Phrase => ends[how]?.() ?? phrase("approvals.how-taken")

/** How far an ask got: who decided what, and what came of it. */
export function stateOf({ status, decision, how }: Pick<Ask, "status" | "decision" | "how">): Phrase {
  const end = status === "settled" ? howWords(how ?? "") : undefined
  if (decision === undefined) return end ?? phrase("approvals.how-open")
  const [way = "", who = ""] = decision.by.split(/:(.*)/s)
  const by = phrase(way === "file" ? "approvals.by-file" : "approvals.by-command", { who })
  const said = decisionWords(decisionIn(decision))
  const decided = phrase("approvals.how-decided", { by, at: timeOfDay(decision.at), said })
  return end === undefined ? decided : phrase("approvals.how-both", { decided, end })
}

/** The decision as a person would say it; a reply by its beginning, secrets blotted out before it is cut. */
export function decisionWords(decision: Decision): string {
  switch (decision.what) {
    case "approve":
    case "deny":
      return decision.what
    case "choose":
      return `choose ${decision.choice}`
    case "option":
      return `choose ${JSON.stringify(decision.label)}`
    case "reply": {
      const [first = "", ...more] = redact(decision.text).split("\n")
      const shown = [...first].slice(0, maxShown).join("")
      return `reply ${JSON.stringify(shown === first && more.length === 0 ? shown : `${shown}…`)}`
    }
    default:
      return decision satisfies never
  }
}
const maxShown = 40
