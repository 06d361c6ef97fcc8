/**
 * What a TUI draws around its text, made small: a phone is narrow, a message has 2 KB, and every `─` costs 3 bytes of them.
 * Pure.
 */

/** Characters that rules and shades are drawn with. */
const strokes = "─━═╌╍┄┅┈┉▀▄▔▁▂█░▒▓"
const longRun = new RegExp(`([${strokes}])\\1{7,}`, "gu")
const keptStrokes = 6
/** Blanks up to a box's right edge, or to the end of a line. */
const padding = /(?<! ) {2,}(?=[│┃║▏▕▐╎┆┇┊]?$)/gm
const emptyBoxLines = /^[ \t]*[│┃║][ \t]*(?:[│┃║][ \t]*)?\n/gm

export function compact(text: string): string {
  return text
    .replace(longRun, (_, stroke: string) => stroke.repeat(keptStrokes))
    .replace(padding, " ")
    .replace(emptyBoxLines, "")
}
