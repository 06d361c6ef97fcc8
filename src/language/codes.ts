/** The one table of the checker's codes: what each finds, why it matters, and a text that is wrong beside one that is right. */
import { type Phrase, phrase } from "../locale/phrase.ts"

export interface CodePage {
  readonly code: Code
  readonly severity: "error" | "warning"
  /** What it finds, in half a line. */
  readonly title: Phrase
  /** Why it matters and what to do. */
  readonly page: Phrase
  /** Whole texts: the first is found, the second is not. Undefined where a text would be too large to show. */
  readonly example: { readonly wrong: string; readonly right: string } | undefined
}

interface Example {
  readonly wrong: string
  readonly right: string
}

/** A rule of one clause beside what a rule needs. */
const when = (condition: string): string => `rule r {\n  when ${condition}\n  do notify "stopped"\n}`
const tells = (text: string): string =>
  `rule r {\n  when screen has any ["took <n:int> s", "stopped"]\n  do notify "${text}"\n}`
const sends = (...clauses: string[]): string =>
  ["rule enter {", '  on command == "make"', ...clauses.map((clause) => `  ${clause}`), "}"].join("\n")
const narrow = ['when screen last line has "Press Enter"', "stable 1s", "limit 5 per 1h"]
const testing = (...steps: string[]): string =>
  ['test "tells of a person" of r {', ...steps.map((step) => `  ${step}`), "}"].join("\n")
const tested = `${when("attached")}\n${testing("at 1s set attached=yes", "at 2s expect notify")}`
const asks = (variable: string): string =>
  [
    'agent mycli {\n  on program == "mycli"\n  approval when screen bottom 9 has "Do you want to <what>?"\n}',
    `rule r {\n  when agent is approval\n  do notify "{agent} asks to {${variable}}"\n}`,
  ].join("\n")
const approves = (condition: string): string =>
  `rule r {\n  when ${condition}\n  stable 600ms\n  limit 20 per 1h\n  do answer approve\n}`
const answersItself = (prompt: string): string =>
  sends(`when screen last line has "${prompt}"`, "stable 1s", "cooldown 1s", 'do send "yes" Enter')
const reveals = (...clauses: string[]): string =>
  ["rule r {", ...clauses.map((clause) => `  ${clause}`), '  when dead\n  do notify "{screen|lines 9|reveal}"\n}'].join(
    "\n",
  )
const inhibits = (...pairs: string[]): string =>
  ['rule a {\n  when dead\n  do notify "dead"\n}\nrule b {\n  when not online\n  do notify "gone"\n}', ...pairs].join(
    "\n",
  )
const entersTests = `test "presses Enter at the prompt, once" of enter {
  pane command="make"
  at 0s screen "Press Enter"
  at 2s expect send Enter
  at 3s screen "done"
  at 9s expect no send
}`
const rivals = (first: string, second: string): string =>
  [first, second]
    .map(
      (program, index) =>
        `rule ${index === 0 ? "enter" : "yes"} {\n  on program == "${program}"\n  ${narrow.join("\n  ")}\n  do send ${index === 0 ? "Enter" : '"y"'}\n}`,
    )
    .join("\n")

const examples = {
  E101: { wrong: when('screen bottm 3 has "stopped"'), right: when('screen bottom 3 has "stopped"') },
  E102: {
    wrong: 'rule r {\n  severty high\n  when attached\n  do notify "here"\n}',
    right: 'rule r {\n  severity high\n  when attached\n  do notify "here"\n}',
  },
  E103: { wrong: when('screen has "stopped'), right: when('screen has "stopped"') },
  E104: { wrong: when("screen has /stopped"), right: when("screen has /stopped$/") },
  E105: { wrong: when("(attached or zoomed"), right: when("(attached or zoomed)") },
  E106: { wrong: when("screen has “stopped”"), right: when('screen has "stopped"') },
  E107: { wrong: when('screen has "took \\d+ s"'), right: when("screen has /took \\d+ s/") },
  E108: undefined,
  E109: undefined,
  E110: { wrong: sends(...narrow, "do send Entr"), right: sends(...narrow, "do send Enter") },
  E111: { wrong: when('screen has "exit code <two words>"'), right: when('screen has "exit code <code>"') },
  E112: { wrong: when("{ }"), right: when("{ attached }") },
  E113: { wrong: when('screen bottom 0 has "stopped"'), right: when('screen bottom 1 has "stopped"') },
  E114: { wrong: "rule r {\n  when attached\n}", right: when("attached") },
  E115: undefined,
  E116: undefined,
  E117: {
    wrong: "rule r {\n  when attached\n  do escalate\n}",
    right: 'rule r {\n  when attached\n  do { notify "here"; escalate }\n}',
  },
  E201: { wrong: tells("{nn}"), right: tells("{n|default '?'}") },
  E202: { wrong: asks("agent.waht"), right: asks("agent.what") },
  E203: { wrong: tells("{n}"), right: tells("{n|default '?'}") },
  E204: { wrong: when("quiet > 15"), right: when("quiet > 15m") },
  E205: {
    wrong: 'list builders = ["cargo"]\nrule r {\n  when command in @bilders\n  do notify "building"\n}',
    right: 'list builders = ["cargo"]\nrule r {\n  when command in @builders\n  do notify "building"\n}',
  },
  E206: { wrong: when('screen has "on <host>"'), right: when('screen has "on <machine>"') },
  E207: {
    wrong: 'rule r {\n  when output has "stopped"\n  for 5s\n  do notify "stopped"\n}',
    right: 'rule r {\n  when screen has "stopped"\n  for 5s\n  do notify "stopped"\n}',
  },
  E208: {
    wrong: 'rule r {\n  on screen has "stopped"\n  when quiet > 1m\n  do notify "stopped"\n}',
    right: 'rule r {\n  on not shell\n  when screen has "stopped" and quiet > 1m\n  do notify "stopped"\n}',
  },
  E301: {
    wrong: when("screen has /Waiting for (?!you)/"),
    right: when('screen has "Waiting for" and not screen has "Waiting for you"'),
  },
  E302: { wrong: when("screen has /x{900}y{900}z{900}/"), right: when("screen has /x+y+z+/") },
  E401: { wrong: sends('when screen has "Press Enter"', "do send Enter"), right: sends(...narrow, "do send Enter") },
  E402: {
    wrong: sends('when screen last line has "Type <word> to go on"', ...narrow.slice(1), 'do send "{word}" Enter'),
    right: sends('when screen last line has "Type yes to go on"', ...narrow.slice(1), 'do send "yes" Enter'),
  },
  E702: { wrong: `${when("attached")}\n${testing("at 1s set attached=yes")}`, right: tested },
  E703: {
    wrong: `${when("attached")}\n${testing("at 1s set attached=yes", "at 2s expect notify", "at 1s expect nothing")}`,
    right: tested,
  },
  E403: {
    wrong: approves("agent is approval"),
    right: approves('agent is approval and agent.detail has "git status"'),
  },
  E404: {
    wrong: 'rule r {\n  when output has "deploy <branch>"\n  do run ["deploy"]\n}',
    right: 'rule r {\n  when event "deploy"\n  do run ["deploy"]\n}',
  },
  E501: { wrong: tells("{screen|lines 200|code}"), right: tells("{screen|lines 20|code}") },
  W303: { wrong: when('screen has "error"'), right: when('screen has "error: the build failed"') },
  W404: { wrong: rivals("make", "make"), right: rivals("make", "npm") },
  W405: { wrong: answersItself("yes"), right: answersItself("Type yes to go on") },
  W502: { wrong: reveals(), right: reveals('on host == "local"') },
  W601: {
    wrong: `list builders = ["cargo", "make"]\n${when("attached")}`,
    right: `list builders = ["cargo", "make"]\n${when("command in @builders")}`,
  },
  W602: {
    wrong: inhibits("inhibit a when b by host", "inhibit b when a by host"),
    right: inhibits("inhibit a when b by host"),
  },
  W701: { wrong: sends(...narrow, "do send Enter"), right: `${sends(...narrow, "do send Enter")}\n${entersTests}` },
} as const satisfies Record<string, Example | undefined>

export type Code = keyof typeof examples

/** By number: what belongs together stands together. */
export const allCodes: readonly Code[] = Object.keys(examples)
  .filter(isCode)
  .toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)))

export function isCode(text: string): text is Code {
  return Object.hasOwn(examples, text)
}

export const severityOf = (code: Code): CodePage["severity"] => (code.startsWith("W") ? "warning" : "error")

export function codePage(code: Code): CodePage {
  return {
    code,
    severity: severityOf(code),
    title: phrase(`language.${code}.title`),
    page: phrase(`language.${code}.page`),
    example: examples[code],
  }
}
