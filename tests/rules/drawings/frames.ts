/** What several agents frame their dialogs with. */

export const across = "─".repeat(100)

const wide = (text: string, border = "│") => `${border} ${text.padEnd(96)} ${border}`
export const framed = (lines: readonly string[]) =>
  [`╭${"─".repeat(98)}╮`, ...lines.map((line) => wide(line)), `╰${"─".repeat(98)}╯`].join("\n")
/** A frame in a frame. */
export const inner = (lines: readonly string[]) => [
  `╭${"─".repeat(94)}╮`,
  ...lines.map((line) => `│ ${line.padEnd(92)} │`),
  `╰${"─".repeat(94)}╯`,
]
