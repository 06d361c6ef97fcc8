import { expect, test } from "bun:test"
import { type CommandName, command, commandLine, quote } from "../../src/tmux/command.ts"

test("only harmless commands can be made", () => {
  for (const name of [
    "kill-server",
    "set-option",
    "new-session",
    "run-shell",
    "kill-session",
    "kill-pane",
    "list-panes; x",
  ]) {
    expect(() => command(name as CommandName)).toThrow()
  }
})

test("a control character never reaches a command line", () => {
  for (const word of ["a\nkill-server", "\u001b", "\u0000", "\u009b"])
    expect(() => command("send-keys", word)).toThrow()
})

test("words are quoted where tmux would read something into them", () => {
  expect(["-t", "@1", "list:0.1", "a=b"].map(quote)).toEqual(["-t", "@1", "list:0.1", "a=b"])
  expect(["", "%1", "=work", "a b", "$HOME", "~", ";", "#x", "{", "\\"].map(quote)).toEqual([
    "''",
    "'%1'",
    "'=work'",
    "'a b'",
    "'$HOME'",
    "'~'",
    "';'",
    "'#x'",
    "'{'",
    "'\\'",
  ])
  expect(quote("it's")).toBe("'it'\\''s'")
})

test("only what is pasted has several lines, and never on several lines of a command", () => {
  expect(command("set-buffer", "-b", "x", "--", "a\nb").line).toBe(`set-buffer -b x -- 'a'"\\n"'b'`)
  expect(() => command("set-buffer", "a\u001bb")).toThrow()
  expect(() => command("send-keys", "-l", "a\nb")).toThrow()
})

test("a line is one group of commands", () => {
  const line = commandLine([command("display-message", "-p", "a b"), command("list-clients")])
  expect(line).toBe("display-message -p 'a b' ; list-clients")
})
