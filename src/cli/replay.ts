/** `fleetai replay RECORDING…`: what rules would have done, and when, through the service's own engine on a virtual clock. */
import { compareReplays, type Difference, type Firing, type StateChange } from "../authoring/play/compare.ts"
import { effectLine, plainEffect } from "../authoring/play/plain.ts"
import { type Replayed, type ReplayOptions, replay } from "../authoring/play/replay.ts"
import { isPathProblem } from "../authoring/recording/file-reason.ts"
import { readRecording } from "../authoring/recording/read.ts"
import { readFact } from "../authoring/screen/facts.ts"
import type { RuleSet } from "../language/ruleset.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import { type Call, type CommandFile, type ExitCode, exit, isGiven, textOption } from "./command.ts"
import { complain } from "./complain.ts"
import { inOneLine } from "./explanation.ts"
import { describeFacts, givenFacts, listOption } from "./given-facts.ts"
import { givenRules } from "./given-rules.ts"
import { clock, oneLine } from "./shown.ts"
import type { Terminal } from "./terminal.ts"

export const command: CommandFile = {
  describe(command, say) {
    describeFacts(
      command
        .argument("[RECORDING...]", say(phrase("authoring.replay-recordings")))
        .option("--rules <PATH>", say(phrase("authoring.rules-option"))),
      say,
    )
      .option("--hold <DURATION>", say(phrase("authoring.replay-hold")))
      .option("--diff <OLD NEW...>", say(phrase("authoring.replay-diff")))
      .option("--json", say(phrase("cli.json-option")))
  },

  async run(call) {
    const { terminal, options } = call
    const facts = givenFacts(call)
    if (facts === undefined) return exit.usage
    const hold = readFact("quiet", textOption(call, "hold") ?? "0s")
    if (!hold.ok) {
      const value = textOption(call, "hold") ?? ""
      complain(terminal, phrase("cli.invalid-value", { value, word: "--hold" }), phrase("authoring.replay-hold"))
      return exit.usage
    }
    const replaying = { facts, holdMs: Number(hold.value) }
    if (options["diff"] === undefined) return replayAll(call, call.args, replaying)
    // commander lets the option take every word that follows it.
    const [old, young, ...more] = listOption(options["diff"])
    if (old === undefined || young === undefined) {
      complain(terminal, phrase("authoring.replay-diff-two"), phrase("cli.see-help", { command: "fleetai replay" }))
      return exit.usage
    }
    return diffAll(call, [...call.args, ...more], [old, young], replaying)
  },
}

function isEmpty(recordings: readonly string[], { terminal }: Call): boolean {
  if (recordings.length > 0) return false
  complain(terminal, phrase("authoring.replay-none"), phrase("cli.see-help", { command: "fleetai replay" }))
  return true
}

async function replayAll(call: Call, recordings: readonly string[], options: ReplayOptions): Promise<ExitCode> {
  const { terminal } = call
  if (isEmpty(recordings, call)) return exit.usage
  const rules = givenRules(call, textOption(call, "rules"))
  if (!rules.ok) return rules.exit
  const show = isGiven(call, "json") ? showJson : showText
  const count = { fired: 0, refused: 0 }
  const faults: Phrase[] = []
  for (const recording of recordings) {
    if (show === showText && recordings.length > 1) terminal.out(terminal.paintOut("bold", oneLine(recording)))
    for await (const replayed of replay(readRecording(recording), rules.ruleSet, options)) {
      if (replayed.kind === "fault") faults.push(replayed.problem)
      else if (replayed.happening.kind === "fired") count.fired += 1
      else if (replayed.happening.kind === "refused") count.refused += 1
      if (replayed.kind === "fault") sayFault(recording, replayed, terminal)
      else show(recording, replayed, terminal)
    }
  }
  const { fired, refused } = count
  const sizes = { rules: rules.ruleSet.rules.length, recordings: recordings.length }
  terminal.err(terminal.say(phrase("authoring.replay-summary", { fired, refused, ...sizes })))
  return exitAfter(faults, exit.ok)
}

/** A path that leads nowhere is wrong usage, as everywhere; a recording that breaks off is not. */
const exitAfter = (faults: readonly Phrase[], otherwise: ExitCode): ExitCode =>
  faults.some(isPathProblem) ? exit.usage : faults.length > 0 ? exit.no : otherwise

type Happened = Extract<Replayed, { kind: "happened" }>

/** One object a line. Keys that are pressed, and what follows a wait, are told as "went-on". */
function showJson(recording: string, { t, happening }: Happened, { out }: Terminal): void {
  switch (happening.kind) {
    case "refused":
      return
    case "state": {
      const { agent = null, state = null, captures } = happening
      out(JSON.stringify({ t, kind: "state", agent, state, captures, recording }))
      return
    }
    case "fired":
    case "went-on": {
      const { kind, rule, effects } = happening
      out(JSON.stringify({ t, kind, rule, effects: effects.map(plainEffect), recording }))
      return
    }
    default:
      happening satisfies never
  }
}

function showText(_: string, { t, happening }: Happened, { out, say, paintOut }: Terminal): void {
  switch (happening.kind) {
    case "refused": {
      const { rule, why } = happening
      out(paintOut("dim", `${clock(t)}  ${rule}  ${say(phrase("authoring.replay-refused", { why }))}`))
      return
    }
    case "state": {
      const captures = Object.entries(happening.captures).map(([name, value]) => `  ${name}=“${inOneLine(value)}”`)
      out(paintOut("dim", `${clock(t)}  ${stateWords(happening)}${captures.join("")}`))
      return
    }
    case "fired":
    case "went-on":
      out(`${clock(t)}  ${happening.kind === "fired" ? paintOut("bold", happening.rule) : `${happening.rule} …`}`)
      for (const effect of happening.effects) out(`            ${oneLine(effectLine(plainEffect(effect)))}`)
      return
    default:
      happening satisfies never
  }
}

/** `claude: approval`; `-`: no agent is there any more. */
const stateWords = ({
  agent,
  state,
}: {
  readonly agent?: string | null | undefined
  readonly state?: string | null | undefined
}) => oneLine(`${agent ?? "-"}: ${state ?? "-"}`)

function sayFault(
  recording: string,
  { line, problem }: Extract<Replayed, { kind: "fault" }>,
  { err, say, paintErr }: Terminal,
): void {
  err(`${paintErr("red", `${oneLine(recording)}:${line}:`)} ${say(problem)}`)
}

async function diffAll(
  call: Call,
  recordings: readonly string[],
  [old, young]: readonly [string, string],
  options: ReplayOptions,
): Promise<ExitCode> {
  const { terminal } = call
  if (isEmpty(recordings, call)) return exit.usage
  const before = givenRules(call, old)
  if (!before.ok) return before.exit
  const after = givenRules(call, young)
  if (!after.ok) return after.exit
  const count = { gained: 0, lost: 0, moved: 0, same: 0 }
  const states = { gained: 0, lost: 0, moved: 0 }
  const faults: Phrase[] = []
  for (const recording of recordings) {
    const was = await replayed(recording, before.ruleSet, options)
    const now = await replayed(recording, after.ruleSet, options)
    if (now.fault !== undefined) {
      faults.push(now.fault.problem)
      sayFault(recording, now.fault, terminal)
    }
    const fired = compareReplays(was.firings, now.firings)
    const changed = compareReplays(was.states, now.states)
    for (const { kind } of fired) count[kind] += 1
    for (const { kind } of changed) states[kind] += 1
    count.same += now.firings.length - fired.filter(({ kind }) => kind !== "lost").length
    for (const one of [...changed, ...fired].toSorted((a, b) => a.t - b.t)) showDifference(recording, one, call)
  }
  const isChanged = states.gained + states.lost + states.moved > 0
  if (isChanged) terminal.err(terminal.say(phrase("authoring.replay-diff-states", states)))
  terminal.err(terminal.say(phrase("authoring.replay-diff-summary", count)))
  const isOther = isChanged || count.gained + count.lost + count.moved > 0
  return exitAfter(faults, isOther ? exit.no : exit.ok)
}

async function replayed(recording: string, ruleSet: RuleSet, options: ReplayOptions) {
  const firings: Firing[] = []
  const states: StateChange[] = []
  let fault: Extract<Replayed, { kind: "fault" }> | undefined
  for await (const one of replay(readRecording(recording), ruleSet, options)) {
    if (one.kind === "fault") fault = one
    else if (one.happening.kind === "fired") {
      const { rule, effects } = one.happening
      firings.push({ t: one.t, rule, effects: effects.map(plainEffect) })
    } else if (one.happening.kind === "state") {
      const { agent = null, state = null, captures } = one.happening
      states.push({ t: one.t, agent, state, captures })
    }
  }
  return { firings, states, fault }
}

const marks = { gained: ["green", "+"], lost: ["red", "-"], moved: ["yellow", "~"] } as const

function showDifference(recording: string, difference: Difference, call: Call): void {
  const { out, say, paintOut } = call.terminal
  if (isGiven(call, "json")) {
    const { kind, t, ...rest } = difference
    out(JSON.stringify({ t, kind, ...rest, recording }))
    return
  }
  const [colour, mark] = marks[difference.kind]
  const moved =
    difference.kind === "moved"
      ? `  ${say(phrase("authoring.replay-moved", { from: clock(difference.from).trim() }))}`
      : ""
  const what = "rule" in difference ? difference.rule : stateWords(difference)
  out(`${paintOut(colour, mark)} ${oneLine(recording)} ${clock(difference.t)}  ${what}${moved}`)
}
