/**
 * Makes text harmless that a program in a pane has printed. WeCom's markdown knows no escape character, so what could
 * become structure is replaced by its full-width double: still readable, never structure. Pure.
 */

import { deceptive } from "../screen/steering.ts"

const escapeSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g
const lineEnd = /\r\n/g
const otherBreaks = /[\u000b\u000c\u0085\u2028\u2029]/g
const controls = /[\u0000-\u0008\u000d-\u001f\u007f-\u009f]/g
/** Only characters that show, and line feeds. For trusted text too: no channel wants the others. */
export function tidy(text: string): string {
  return text
    .toWellFormed()
    .replace(escapeSequence, "")
    .replace(lineEnd, "\n")
    .replace(otherBreaks, " ")
    .replace(/\t/g, "  ")
    .replace(controls, "")
    .replace(deceptive, "")
}

/** In plain WeCom messages only links in `<a href>` and addresses have a meaning. */
export function escapeText(text: string): string {
  return text.replace(/</g, "＜").replace(/@/g, "＠").replace(/:\/\//g, "：//")
}

/**
 * One line, or a part of one, for WeCom's markdown. It does not know what stands beside it, so a character that would
 * need a neighbour to be structure is replaced at either end as well.
 */
export function escapeMarkdown(line: string): string {
  return (
    escapeText(line)
      .replace(/`/g, "ˋ")
      // `**` is bold, `*x*` italic in some clients; a lone one in "*.ts" stays.
      .replace(/\*(?=\*|$)|(?<=\*)\*|^\*/g, "＊")
      .replace(/__|_$|^_/g, (found) => "＿".repeat(found.length))
      .replace(/~~|~$|^~/g, (found) => "～".repeat(found.length))
      // A link's text ends, its address begins.
      .replace(/\](?=\(|$|\[)/g, "］")
      .replace(/^\(/, "（")
      .replace(/^\[/, "［")
      .replace(/!(?=\[|$)/g, "！")
      // A heading, a quote.
      .replace(
        /^(\s*)([#>]+)/,
        (_, blanks: string, marks: string) => blanks + marks.replace(/#/g, "＃").replace(/>/g, "＞"),
      )
      .replace(/&(?=#?\w{1,31};|$)/g, "＆")
      .replace(/\bwww\./gi, "www．")
      .replace(/\\(?=\W|$)/g, "＼")
  )
}

/** What stands between backticks in markdown: only a backtick ends it, mentions and tags are looked for all the same. */
export function escapeCode(line: string): string {
  return escapeText(line).replace(/`/g, "ˋ").replace(/\\$/, "＼")
}
