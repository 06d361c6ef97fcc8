/** A terminal without a window (xterm.js): bytes in, the screen's lines out, as tmux would capture them. */
import type { IBuffer, Terminal } from "@xterm/headless"
import type { Look } from "../../tmux/output.ts"

/** Lines kept above the screen; when more have scrolled away, which lines are new can no longer be told. */
const maxHistory = 50_000

export class Emulator {
  readonly #terminal: Terminal
  #title: string | undefined
  #rang = false

  private constructor(terminal: Terminal) {
    this.#terminal = terminal
    terminal.onTitleChange((title) => {
      this.#title = title
    })
    terminal.onBell(() => {
      this.#rang = true
    })
  }

  /** The emulator is loaded only when a cast is read. */
  static async start(columns: number, rows: number): Promise<Emulator> {
    const { Terminal } = await import("@xterm/headless")
    return new Emulator(
      new Terminal({ cols: columns, rows, scrollback: maxHistory, allowProposedApi: true, logLevel: "off" }),
    )
  }

  get columns(): number {
    return this.#terminal.cols
  }

  get rows(): number {
    return this.#terminal.rows
  }

  /** Undefined: the program has set none. */
  get title(): string | undefined {
    return this.#title
  }

  /** Whether the bell rang since this was asked last. */
  takeBell(): boolean {
    const rang = this.#rang
    this.#rang = false
    return rang
  }

  /**
   * At once where the emulator lets itself be told so: `write` comes back only after a timer, a millisecond for every look.
   * `writeSync` is not in its types; the version is pinned, and nothing here handles a sequence asynchronously.
   */
  async print(text: string): Promise<void> {
    const { _core: core } = this.#terminal as Terminal & { readonly _core?: { writeSync?: (text: string) => void } }
    if (core?.writeSync !== undefined) core.writeSync(text)
    else await new Promise<void>((resolve) => this.#terminal.write(text, resolve))
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows)
  }

  end(): void {
    this.#terminal.dispose()
  }

  look(): Look {
    const buffer = this.#terminal.buffer.active
    return {
      historySize: buffer.baseY,
      historyLimit: maxHistory,
      columns: this.columns,
      rows: this.rows,
      cursorY: buffer.cursorY,
      alternate: buffer.type === "alternate",
      captured: this.linesFrom(0),
    }
  }

  /** The lines from so many rows above the screen to its end: soft wraps joined, trailing blanks cut. */
  linesFrom(rowsAbove: number): readonly string[] {
    const buffer = this.#terminal.buffer.active
    const from = Math.max(0, buffer.baseY - rowsAbove)
    return joined(buffer, from, buffer.baseY + this.rows)
  }
}

function joined(buffer: IBuffer, from: number, to: number): readonly string[] {
  const lines: string[] = []
  for (let row = from; row < to; row += 1) {
    const line = buffer.getLine(row)
    // Cuts what was never written; printed blanks stay, for they may stand inside a line that goes on.
    const text = line?.translateToString(true) ?? ""
    if (line?.isWrapped === true && lines.length > 0) lines.push(`${lines.pop() ?? ""}${text}`)
    else lines.push(text)
  }
  return lines.map((line) => line.trimEnd())
}
