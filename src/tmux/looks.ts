/** Looking at panes: facts and text of each, taken by the server in one go so that they belong together. */
import { toLine } from "../screen/frame.ts"
import { type Command, command } from "./command.ts"
import type { Answer } from "./connection.ts"
import {
  type PaneReport,
  paneFormat,
  parsePane,
  parseQuick,
  type QuickReport,
  quickFormat,
  splitRecords,
} from "./pane-facts.ts"
import type { Block } from "./protocol.ts"

/** Whatever answers questions: a control client, or forked commands. */
export interface Asker {
  readonly separator: string
  ask(lines: readonly (readonly Command[])[]): Promise<Answer>
}

export interface PaneLook {
  /** All of it where the request was `full`. */
  readonly report: PaneReport | QuickReport
  /** The server's clock when the text was taken. */
  readonly takenS: number
  /** The visible rows: soft wraps joined, NBSP → space, trailing blanks cut, trailing empty lines kept. */
  readonly text: readonly string[]
  /** The same from `rowsAbove` rows above the screen on, where that was asked for. */
  readonly further: readonly string[]
}

export interface LookRequest {
  readonly pane: string
  /** 0: only the visible rows. */
  readonly rowsAbove: number
  /** With every fact, not only those that change with output. */
  readonly full: boolean
}

/** `unknown`: no answer, this time. */
export type LookAnswer =
  | { readonly kind: "seen"; readonly look: PaneLook }
  | { readonly kind: "gone" }
  | { readonly kind: "unknown" }

/** One question for all of `requests`; the answers stand in the same order. */
export async function askLooks(asker: Asker, requests: readonly LookRequest[]): Promise<readonly LookAnswer[]> {
  const separator = asker.separator
  const answer = await asker.ask(requests.map((request) => lookCommands(separator, request)))
  const reader = new BlockReader(separator, answer.ok ? answer.blocks : [])
  return requests.map((request) => reader.next(request))
}

function lookCommands(separator: string, { pane, rowsAbove, full }: LookRequest): Command[] {
  const format = full ? paneFormat(separator, true) : quickFormat(separator)
  const facts = command("display-message", "-p", "-t", pane, format)
  const visible = command("capture-pane", "-p", "-J", "-t", pane)
  if (rowsAbove === 0) return [facts, visible]
  return [facts, visible, command("capture-pane", "-p", "-J", "-S", `-${rowsAbove}`, "-t", pane)]
}

/** Walks the blocks of an answer; out of step once, it knows nothing any more. */
class BlockReader {
  readonly #separator: string
  readonly #blocks: readonly Block[]
  #at = 0

  constructor(separator: string, blocks: readonly Block[]) {
    this.#separator = separator
    this.#blocks = blocks
  }

  next({ pane, rowsAbove, full }: LookRequest): LookAnswer {
    const facts = this.#blocks[this.#at]
    if (facts === undefined || !facts.ok || facts.lines[0]?.startsWith(this.#separator) !== true) return this.#lost()
    const fields = splitRecords(this.#separator, facts.lines)[0] ?? []
    const report = full ? parsePane(fields) : parseQuick(fields)
    const visible = this.#blocks[this.#at + 1]
    if (visible === undefined) return this.#lost()
    if (!visible.ok) {
      // "can't find pane": the rest of its line was not run.
      this.#at += 2
      return { kind: "gone" }
    }
    const further = rowsAbove === 0 ? visible : this.#blocks[this.#at + 2]
    if (further === undefined) return this.#lost()
    this.#at += rowsAbove === 0 ? 2 : 3
    // With a target that is not there, display-message speaks of the client's own pane.
    if (report?.pane !== pane) return { kind: "gone" }
    const text = visible.lines.map(toLine)
    const look = { report, takenS: visible.timeS, text, further: rowsAbove === 0 ? text : further.lines.map(toLine) }
    return { kind: "seen", look }
  }

  #lost(): LookAnswer {
    this.#at = this.#blocks.length
    return { kind: "unknown" }
  }
}
