/** Screens of Codex, as it draws them today: made by hand for the tests. */

const codexBox = `
› Ask Codex to do anything

  gpt-5 default · ~/work
  ← for agents · ? for shortcuts`

export const codexBusy = `› Sort the imports

• Working (1m 02s • esc to interrupt)
  └ Reading the files
${codexBox}`
export const codexBusyNarrow = `› Sort the imports

• Working (3s • esc
${codexBox}`
/** Streaming: only the title tells. */
export const codexStreaming = `› Sort the imports

• I look at the files
${codexBox}`
export const codexDone = `• All imports are sorted.

  Worked for 10s • 10:57
${codexBox}`
export const codexInterrupted = `› Sort the imports

■ Conversation interrupted - use /feedback if something went wrong
${codexBox}`
export const codexError = `› Sort the imports

■ exceeded retry limit, last status: 429 Too Many Requests
${codexBox}`
export const codexLimit = `› Sort the imports

■ You’ve hit your usage limit. Upgrade, visit https://example.com/settings/
usage to purchase more credits or try again at 1:08 PM.
${codexBox}`

export const codexRun = (command: string) => `• I run the tests.

• Running ${command.split("\n")[0]}


  Would you like to run the following command?

  Environment: local

  Reason: Run it outside the sandbox

  $ ${command.split("\n").join("\n  ")}

› 1. Yes, proceed (y)
  2. Yes, and don't ask again for commands that start with \`make\` (p)
  3. No, and tell Codex what to do differently (esc)

  Press enter to confirm or esc to cancel`

export const codexCut = codexRun("echo 1\necho 2").replace("  echo 2", "  [… 51 lines] ^a view all")

export const codexTrust = `
  Folder access

  /home/u/work

  Trust this folder? Codex can read, edit, and run files here.

› 1. Trust and continue
  2. Back to Agent Command Center

  enter continue · esc back`

export const codexQuestion = `› Sort the imports

  Question 1/1 (1 unanswered)
  In which order shall the imports stand?

  › 1. By name    As the linter wants it
    2. By folder

  tab to add notes | enter to submit answer | esc to interrupt`

export const codexUpdate = `  ✨ Update available! 0.168.0 -> 0.169.0

› 1. Update now (runs \`npm install -g @openai/codex\`)
  2. Skip
  3. Skip until next version

  Press enter to continue`

export const codexProse = `• Before a command I ask:

    Would you like to run the following command?

    $ make test

  › 1. Yes, proceed (y)

    Press enter to confirm or esc to cancel

  While I work: • Working (3s • esc to interrupt), and ■ exceeded retry limit, last status: 429
${codexBox}`

export const codexAnswered = `• Running make test

  Would you like to run the following command?

  $ make test

› 1. Yes, proceed (y)
  2. No, and tell Codex what to do differently (esc)

  Press enter to confirm or esc to cancel

✔ You approved codex to run make test this time

• All tests pass.
${codexBox}`
