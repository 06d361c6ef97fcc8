/** Hard wraps: a TUI breaks its lines itself and may draw a box border on either side of the break. */

/** Vertical box edges. ASCII `|` is none: commands are full of it. */
export const boxEdges = "│┃║▏▕▌▐╎╏┆┇┊┋❘"
const wrapAt = new RegExp(`[ \\t]*[${boxEdges}]?[ \\t]*\\n[ \\t]*[${boxEdges}]?[ \\t]*(?=[^\\s])`, "y")
const wraps = new RegExp(`(.?)[ \\t]*[${boxEdges}]?[ \\t]*\\n[ \\t]*[${boxEdges}]?[ \\t]*(.?)`, "gsu")

/** Where the text goes on after a wrapped line break at `position`; undefined when there is none (an empty line is none). */
export function breakAt(text: string, position: number): number | undefined {
  wrapAt.lastIndex = position
  return wrapAt.test(text) ? wrapAt.lastIndex : undefined
}

/** The text with its wraps undone: a space, or nothing between two wide characters. */
export function unwrap(text: string): string {
  if (!text.includes("\n")) return text
  return text.replace(wraps, (_, before: string, after: string) => {
    const joined = isWide(before.charCodeAt(0)) && isWide(after.charCodeAt(0))
    return joined ? before + after : `${before} ${after}`
  })
}

/** Whether a character takes two columns in a terminal (CJK, kana, hangul, full-width forms): UAX #11, wide and full-width. */
export function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6)
  )
}
