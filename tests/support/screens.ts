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

export const claudeQuestion = `${rule}
 ☐ Database

Which database shall the service use?

❯ 1. SQLite
     One file, nothing to run
  2. PostgreSQL
     A server of its own
  3. Type something.

Enter to select · ↑/↓ to navigate · Esc to cancel`

/** Prose that quotes a question's menu above the input box. */
export const claudeQuestionProse = `● A question of mine looks like this:

  ❯ 1. SQLite
    2. PostgreSQL

  Enter to select · ↑/↓ to navigate

${rule}
❯ 
${rule}
  ? for shortcuts`

const codexComposer = `
› Ask Codex to do anything

  gpt · 92% context left · ~/work`

export const codexIdle = `• The tests pass.

─ Worked for 10s ${"─".repeat(60)}
${codexComposer}`

export const codexProse = `• Codex asks before it acts:

    Would you like to run the following command?

    $ npm test

  › 1. Yes, proceed (y)
    2. No, and tell Codex what to do differently (esc)
${codexComposer}`

export const codexQuestion = `  Question 1/2 (2 unanswered)
  Which database shall the service use?

  › 1. SQLite       One file, nothing to run
    2. PostgreSQL   A server of its own

  enter to submit answer | esc to interrupt`

export const codexQuestionProse = `• I had "Question 1/2 (2 unanswered)" on the screen, and you chose 1. SQLite.
${codexComposer}`

const geminiInput = `╭${"─".repeat(80)}╮
│ >   Type your message or @path/to/file                                         │
╰${"─".repeat(80)}╯
 ~/work                        no sandbox                              auto`

export const geminiIdle = `✦ All done: the tests pass.

${geminiInput}`

export const geminiProse = `✦ Before a command I show:

   Allow execution of [Shell]?

   ● 1. Allow once
     2. Allow for this session

${geminiInput}`

export const geminiQuestion = `╭${"─".repeat(80)}╮
│ Answer Questions                                                               │
│                                                                                │
│ Which database shall the service use?                                          │
│                                                                                │
│ ● 1. SQLite                                                                    │
│   2. PostgreSQL                                                                │
│                                                                                │
│ Enter to select · ↑/↓ to navigate · Esc to cancel                              │
╰${"─".repeat(80)}╯`

export const geminiQuestionProse = `✦ A menu of mine:

   ● 1. SQLite
     2. PostgreSQL

   Enter to select · Esc to cancel

${geminiInput}`

export const qwenDialog = `╭${"─".repeat(80)}╮
│ ?  Shell npm test (Run the test suite)                                         │
│                                                                                │
│ npm test                                                                       │
│                                                                                │
│ Allow execution of: 'npm'?                                                     │
│                                                                                │
│ › 1. Yes, allow once                                                           │
│   2. Always allow in this project                                              │
│   3. No, suggest changes (esc)                                                 │
╰${"─".repeat(80)}╯

⠏ Waiting for user confirmation... (12s · esc to cancel)`

export const qwenProse = `✦ Before a command I show "Allow execution of: 'npm'?" and

   › 1. Yes, allow once

${geminiInput}`

export const opencodeIdle = `  ┃  All done: the tests pass.

  ▣  Build · Model · 22.1s

  ┃
  ┃  Build  Model
  ┃
                                             tab agents  ctrl+p commands`

/** Told by the words of its buttons, which prose does not set side by side. */
export const opencodeProse = `  ┃  "Permission required" is what I ask; you choose "Allow once",
  ┃  "Allow always" or "Reject".

  ▣  Build · Model · 3.0s

  ┃
  ┃  Build  Model`

export const opencodeQuestion = `  ┃  Which database shall the service use?
  ┃
  ┃  1. SQLite
  ┃     One file, nothing to run
  ┃  2. PostgreSQL
  ┃
  ┃   ↑↓ select  enter submit  esc dismiss`

export const opencodeQuestionProse = `  ┃  With ↑↓ you select, enter submits, esc dismisses the question.

  ▣  Build · Model · 3.0s

  ┃
  ┃  Build  Model`
