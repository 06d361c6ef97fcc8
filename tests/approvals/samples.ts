/** Asks for tests, as the service keeps them. */
import type { Offer } from "../../src/engine/effect.ts"
import type { NewAsk } from "../../src/store/asks.ts"
import type { Store } from "../../src/store/store.ts"
import { valueIn } from "../store/state-folder.ts"

export const offer = (what: Offer["what"], label?: string): Offer => ({ what, label })

export const dialog: readonly Offer[] = [offer("approve", "Allow"), offer("deny"), offer("reply")]

export function newAsk(id: string, offers: readonly Offer[] = dialog, over: Partial<NewAsk> = {}): NewAsk {
  const origin = { rule: "approval", pane: "nas/1-2/%1", host: "nas", session: "work", window: "agent" }
  const text = { title: "Claude asks", body: "npm test\n  in /work", severity: "high" }
  return {
    effect: `effect ${id}`,
    id,
    at: 1,
    ...origin,
    ...text,
    offers: JSON.stringify(offers),
    timeoutMs: undefined,
    ...over,
  }
}

export function asked(store: Store, ...asks: readonly NewAsk[]): void {
  valueIn(store.commit({ at: 1, asks }))
}

export function settle(store: Store, id: string, how: string): void {
  valueIn(store.commit({ at: 9, settled: [{ effect: `effect ${id}`, at: 9, how, withdrawn: "" }] }))
}
