/** What an earlier run left undone, for its owner: told, never done again. */
import { outlivesRestart } from "../engine/block/waiting.ts"
import type { EngineState } from "../engine/state.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import type { Intent } from "../store/intents.ts"
import { hostOf, shortPane } from "./pane-name.ts"

export interface Leftover {
  /** The same after every restart: it is one message. */
  readonly id: string
  readonly title: Phrase
  readonly body: Phrase
}

/** Keys that were about to be pressed, programs that ran when the process died: nobody knows what came of them. */
export const openIntents = (intents: readonly Intent[]): Leftover[] =>
  intents.map(({ id, pane, rule, what, kind }) => ({
    id: `intent ${id}`,
    title: lookAt(pane),
    body:
      kind === "run"
        ? phrase("daemon.run-open", { program: what, rule })
        : phrase("daemon.intent-open", { keys: what, pane: shortPane(pane), rule }),
  }))

/** Steps that were under way: the rest of them is not done. Those that wait for a person or a next try go on. */
export function endedBlocks({ panes }: EngineState): Leftover[] {
  return [...panes].flatMap(([pane, { instances }]) =>
    [...instances].flatMap(([key, { rule, block, openedAt }]) =>
      block === undefined || outlivesRestart(block)
        ? []
        : [
            {
              id: `block ${key} ${pane} ${openedAt}`,
              title: lookAt(pane),
              body: phrase("daemon.block-ended", { rule, pane: shortPane(pane) }),
            },
          ],
    ),
  )
}

const lookAt = (pane: string): Phrase =>
  phrase("daemon.intent-open.title", { host: hostOf(pane), pane: shortPane(pane) })
