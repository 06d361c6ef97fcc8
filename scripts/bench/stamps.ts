/** The stamps of fleet.ts, as watching processes print them and the benchmark reads them. */

/** One line of a watching process: the highest stamp a pane shows, and when it was seen. */
export function seenLine(lines: readonly string[], at: number): string | undefined {
  let highest: RegExpExecArray | undefined
  for (const line of lines) {
    const match = /<<(%\d+):(\d+)>>/.exec(line)
    if (match !== null && Number(match[2]) > Number(highest?.[2] ?? -1)) highest = match
  }
  return highest === undefined ? undefined : `seen ${highest[1]} ${highest[2]} ${at}`
}

export interface Seen {
  readonly pane: string
  readonly number: number
  readonly at: number
}

export function parseSeen(line: string): Seen | undefined {
  const match = /^seen (%\d+) (\d+) (\d+)$/.exec(line)
  return match === null ? undefined : { pane: match[1] ?? "", number: Number(match[2]), at: Number(match[3]) }
}
