/** Screens as agent CLIs draw them, made by hand for the tests. */

const rule = "─".repeat(98)

export const claudeDialog = (command: string): string => `● I will run the tests now.

${rule}
 Bash command

   ${command}
   Run the test suite

 Do you want to proceed?
 ❯ 1. Yes
   2. Yes, and don't ask again for ${command} commands in this folder
   3. No, and tell Claude what to do differently (esc)

 Esc to cancel · Tab to amend`

export const claudeIdle = `● All done: the tests pass.

✻ Churned for 7s

${rule}
❯ 
${rule}
  ? for shortcuts`

/** Prose that quotes a dialog: the question, and options without the menu's cursor. */
export const claudeProse = `● Claude Code asks before it runs a command:

  > Do you want to proceed?
  > 1. Yes
  > 2. No, and tell Claude what to do differently (esc)

  Press 1 to approve it.

${rule}
❯ 
${rule}
  ? for shortcuts`

export const codexDialog = `• I need to run a command.

  Would you like to run the following command?

  $ npm test

› 1. Yes, proceed (y)
  2. Yes, and don't ask again for this command (p)
  3. No, and tell Codex what to do differently (esc)

  Press enter to confirm or esc to cancel`

export const geminiDialog = `╭${"─".repeat(80)}╮
│ ?  Shell npm test                                                              │
│                                                                                │
│ Allow execution of [Shell]?                                                    │
│                                                                                │
│ ● 1. Allow once                                                                │
│   2. Allow for this session                                                    │
│   3. No, suggest changes (esc)                                                 │
╰${"─".repeat(80)}╯`

export const opencodeDialog = `  ┃  △ Permission required
  ┃    # Shell command
  ┃  $ npm test
  ┃
  ┃   Allow once   Allow always   Reject               ctrl+f fullscreen  ⇆ select  enter confirm`
