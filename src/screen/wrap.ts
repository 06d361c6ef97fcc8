/** Hard wraps: a TUI breaks its lines itself and may draw a box border on either side of the break. */

/** Vertical box edges. ASCII `|` is none: commands are full of it. */
export const boxEdges = "│┃║▏▕▌▐╎╏┆┇┊┋❘"
/** Blanks on one side of a break that are looked through: wider than any pane, and a bound for a text of blanks only. */
const maxBlanks = 500
const side = `[ \\t]{0,${maxBlanks}}[${boxEdges}]?[ \\t]{0,${maxBlanks}}`
const wraps = new RegExp(`${side}\\n${side}`, "g")

/** Where a text's hard wraps are; an empty line, boxed or not, is none. */
export interface Breaks {
  /** From every place in a wrap, the blanks and the box edge before its line break included, to where the text goes on. */
  readonly after: ReadonlyMap<number, number>
  /** From where a text goes on to the end of what stands before the wrap. */
  readonly before: ReadonlyMap<number, number>
}

export function findBreaks(text: string): Breaks {
  const after = new Map<number, number>()
  const before = new Map<number, number>()
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
    const target = skipSide(text, end + 1, 1)
    // In a box an empty line is `│    │`: after its left edge stands the right one, and nothing goes on there.
    if (target >= text.length || !goesOn(text.charCodeAt(target))) continue
    const start = skipSide(text, end - 1, -1) + 1
    for (let at = start; at <= end; at += 1) after.set(at, target)
    before.set(target, start)
  }
  return { after, before }
}

/** Past blanks, one box edge and blanks again, forwards or backwards. */
function skipSide(text: string, from: number, by: 1 | -1): number {
  const inside = skipBlanks(text, from, by)
  return isBoxEdge(text.charCodeAt(inside)) ? skipBlanks(text, inside + by, by) : inside
}

function skipBlanks(text: string, from: number, by: 1 | -1): number {
  let at = from
  for (let count = 0; count < maxBlanks && isBlank(text.charCodeAt(at)); count += 1) at += by
  return at
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09
const goesOn = (code: number): boolean => !isBlank(code) && code !== 0x0a && !isBoxEdge(code)

const edges: ReadonlySet<number> = new Set([...boxEdges].map((edge) => edge.charCodeAt(0)))
export const isBoxEdge = (code: number): boolean => code >= 0x2502 && code <= 0x2758 && edges.has(code)

/** The text with its wraps undone: a space, or nothing between two wide characters. */
export function unwrap(text: string): string {
  if (!text.includes("\n")) return text
  return text.replace(wraps, (wrap, at: number) => {
    const joined = isWide(text.charCodeAt(at - 1)) && isWide(text.charCodeAt(at + wrap.length))
    return joined ? "" : " "
  })
}

/** Whether a character takes two columns in a terminal (CJK, kana, hangul, full-width forms, emoji): UAX #11, wide and full-width. */
export function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1f64f) ||
    (code >= 0x1f900 && code <= 0x1f9ff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  )
}
