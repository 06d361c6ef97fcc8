/** The tmux commands fleetai may give, as data, and their one way into a command line. */

/** Everything else is a bug: a watcher has no business with a person's windows or options; a paste's buffer is its own. */
export const allowed = [
  "break-pane",
  "capture-pane",
  "delete-buffer",
  "display-message",
  "if-shell",
  "list-buffers",
  "list-clients",
  "list-panes",
  "list-sessions",
  "list-windows",
  "move-window",
  "paste-buffer",
  "refresh-client",
  "send-keys",
  "set-buffer",
] as const

export type CommandName = (typeof allowed)[number]

/** One tmux command; `words` are its arguments as they shall arrive, `line` is all of it in tmux's own language. */
export interface Command {
  readonly name: CommandName
  readonly words: readonly string[]
  readonly line: string
}

/**
 * Makes a command.
 * @throws when the name is not on the list, or a word holds a control character: both are bugs of the caller. Only the text
 * of `set-buffer` may have several lines.
 */
export function command(name: CommandName, ...words: readonly string[]): Command {
  if (!(allowed as readonly string[]).includes(name)) throw new Error(`tmux command ${name} is not allowed`)
  for (const word of words) {
    const text = name === "set-buffer" ? word.replaceAll("\n", "") : word
    if (hasControlCharacter(text)) throw new Error(`a control character in an argument of tmux ${name}`)
  }
  return { name, words, line: [name, ...words.map(quote)].join(" ") }
}

export function hasControlCharacter(text: string): boolean {
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)
}

/** One command line of tmux's own language: commands that run one right after the other, nothing in between. */
export function commandLine(commands: readonly Command[]): string {
  return commands.map(({ line }) => line).join(" ; ")
}

/**
 * A word in single quotes, in which tmux(1) expands nothing ("Parsing syntax"); a quote itself is put between as `\'`, and
 * a line break, which would end the command line, as `"\n"`. A word that is only letters, digits and harmless signs stays bare.
 */
export function quote(word: string): string {
  if (/^[A-Za-z0-9_@%+:.,/=-]+$/.test(word) && !/^[%=]/.test(word)) return word
  return `'${word.replaceAll("'", "'\\''").replaceAll("\n", `'"\\n"'`)}'`
}
