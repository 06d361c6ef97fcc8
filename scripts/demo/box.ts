/** Text in a frame with a title; CJK characters count two columns. */
export function boxed(title: string, text: string): string {
  const lines = text.split("\n")
  const width = Math.max(Bun.stringWidth(title) + 2, ...lines.map((line) => Bun.stringWidth(line)))
  const padded = (line: string) => line + " ".repeat(width - Bun.stringWidth(line))
  const top = `╭─ ${title} ${"─".repeat(width - Bun.stringWidth(title) - 1)}╮`
  return [top, ...lines.map((line) => `│ ${padded(line)} │`), `╰${"─".repeat(width + 2)}╯`].join("\n")
}
