/** Random programs that are well-formed: every construct where it may stand, every name defined. */
import fc from "fast-check"
import {
  anything,
  combined,
  duration,
  is,
  join,
  level,
  lines,
  looking,
  maybe,
  number,
  receiver,
  some,
  state,
  text,
  words,
} from "./random-conditions.ts"

interface Inside {
  readonly ask?: boolean
  readonly retry?: boolean
  readonly answer?: boolean
  readonly person?: boolean
}

/** An action with its block; never one that may not stand there. */
function step(inside: Inside, depth = 2): fc.Arbitrary<string> {
  const inner = (more: Inside = {}) => some(step({ ...inside, ...more }, depth - 1), 3).map(lines)
  const typed = inside.person === true ? fc.oneof(text, is("$text")) : text
  const keys = some(fc.oneof(text, fc.constantFrom("Enter", "Escape", "C-c", "M-x", "S-Tab"))).map((all) =>
    all.join(" "),
  )
  const plain = [
    join(is("send "), keys),
    join(is("paste "), typed),
    join(is("wait "), duration),
    join(is("wait until "), state, is(" within "), duration),
    join(is("verify "), fc.oneof(is("gone"), state), is(" within "), duration),
  ]
  const deeper = depth > 0 ? [join(is("verify gone within 5s else "), inner())] : []
  if (inside.answer === true) return fc.oneof(...plain, ...deeper)
  const ask = () =>
    join(
      is("ask"),
      receiver,
      fc.constantFrom("", " using note"),
      is(" "),
      fc
        .tuple(
          maybe(join(is('approve "yes" '), inner({ ask: true }))),
          maybe(is("deny")),
          maybe(join(is('option "later" '), inner({ ask: true }))),
          maybe(join(is("reply "), inner({ ask: true, person: true }))),
          maybe(join(is("timeout "), duration, is(" "), inner({ ask: true }))),
          maybe(join(is("body "), words)),
        )
        .map((all) => lines(all.filter((one) => one !== ""))),
    )
  const retry = () =>
    fc
      .tuple(
        some(duration),
        some(step({ ...inside, retry: true }, depth - 1), 2),
        duration,
        maybe(join(is("exhausted "), inner({ retry: true }))),
      )
      .map(
        ([after, tries, gone, exhausted]) =>
          `retry after [${after.join(", ")}] ${lines([...tries, `until gone for ${gone}`, exhausted])}`,
      )
  return fc.oneof(
    ...plain,
    ...deeper,
    join(is("notify"), receiver, is(" "), words),
    join(is("notify"), receiver, is(" using note")),
    join(is("notify"), receiver, is(' { title "t"; body '), words, is(" }")),
    fc.constantFrom("answer approve", "answer deny", "answer choose 3"),
    join(is("answer reply "), typed),
    join(is("run ["), text, is(", "), text, is("]"), fc.constantFrom("", " timeout 5s")),
    is('verify gone within 1s else { notify "louder"; escalate to desk }'),
    ...(depth > 0 && !inside.ask && !inside.retry ? [ask()] : []),
    ...(depth > 0 && !inside.retry ? [retry()] : []),
  )
}

const clauses = fc
  .tuple(
    maybe(join(is("about "), text)),
    maybe(join(is("severity "), fc.constantFrom("info", "low", "warn", "high", "crit"))),
    maybe(join(is("on "), combined(looking.filter((one) => !one.startsWith("screen"))))),
    maybe(join(is("once per "), fc.constantFrom("appearance", "command", "pane by host", "session"))),
    maybe(join(is("cooldown "), duration)),
    maybe(join(is("limit "), number, is(" per "), duration)),
    maybe(join(is("collect up to "), number, is(" within "), duration)),
    maybe(is("shadow")),
  )
  .map((all) => all.filter((one) => one !== ""))
const timing = fc
  .tuple(
    maybe(join(is("stable "), duration)),
    maybe(join(is("clear "), duration)),
    maybe(join(is("repeat "), is("2h"))),
  )
  .map((all) => all.filter((one) => one !== ""))

const rule = fc
  .oneof(
    fc.tuple(
      fc.tuple(clauses, timing).map((both) => both.flat()),
      level,
    ),
    fc.tuple(clauses, anything),
  )
  .chain(([said, when]) =>
    some(step({}), 3).map(
      (steps) => (name: string) => `rule ${name} ${lines([...said, `when ${when}`, `do ${lines(steps)}`])}`,
    ),
  )

const answers = fc
  .tuple(
    maybe(join(is("approve "), step({ answer: true }, 0))),
    maybe(join(is("deny "), some(step({ answer: true }, 1)).map(lines))),
    maybe(is("choose N { send N; wait 100ms; send Enter }")),
    maybe(join(is("reply "), some(step({ answer: true, person: true }, 1)).map(lines))),
  )
  .map((all) => all.filter((one) => one !== ""))
const stateClause = fc
  .tuple(
    state,
    combined(looking),
    maybe(join(is(" for "), duration)),
    maybe(join(is("detail bottom "), number)),
    answers,
  )
  .map(([of, when, held, detail, said]) => {
    const block = [...(detail === "" ? [] : [detail]), ...said]
    return `${of} when ${when}${held}${block.length === 0 ? "" : ` ${lines(block)}`}`
  })
const agent = fc.tuple(maybe(is('on program == "x"')), some(stateClause, 5), answers, maybe(is("otherwise keep"))).map(
  ([on, states, said, otherwise]) =>
    (name: string) =>
      `agent ${name} ${lines([on, ...states, ...said, otherwise])}`,
)

const named = fc.constant([
  'list names = ["a", /^b/, @more]\n',
  'list more = ["c"]\n',
  'pattern asked = any ["May I?", /继续/]\n',
  'template note { title "{host}"; body "{screen|lines 3|code}" }\n',
])
const quiet = join(
  is("quiet "),
  fc.constantFrom("", "mon-fri ", "sun "),
  fc.constantFrom("23:00-08:00", "0:00-24:00"),
  is(' "Asia/Shanghai"'),
  fc.constantFrom("", " allow severity >= high"),
  fc.constantFrom("", " else digest", " else hold to desk", " else drop"),
)

export interface Program {
  /** Texts that may stand in any order, and in any number of files. */
  readonly items: readonly string[]
  readonly agents: readonly string[]
  /** Without the disabled ones. */
  readonly rules: readonly string[]
}

export const program: fc.Arbitrary<Program> = fc
  .tuple(
    named,
    fc.array(agent, { maxLength: 2 }),
    fc.array(rule, { minLength: 1, maxLength: 4 }),
    fc.array(quiet, { maxLength: 2 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("", " by host", " by host, session")), { maxLength: 3 }),
    fc.option(fc.nat(), { nil: undefined }),
    fc.option(fc.nat(), { nil: undefined }),
  )
  .map(([definitions, agents, rules, quiets, inhibits, extended, disabled]): Program => {
    const nameOf = (at: number): string => `rule-${at % rules.length}`
    const names = rules.map((_, index) => nameOf(index))
    const off = disabled === undefined ? undefined : nameOf(disabled)
    return {
      items: [
        ...definitions,
        ...agents.map((one, index) => one(`agent-${index}`)),
        ...rules.map((one, index) => one(nameOf(index))),
        ...quiets,
        ...inhibits.map(([a, b, by]) => `inhibit ${nameOf(a)} when ${nameOf(b)}${by}`),
        ...(extended === undefined ? [] : [`extend rule ${nameOf(extended)} { severity low; cooldown 7m }`]),
        ...(extended === undefined || agents.length === 0
          ? []
          : ['extend agent agent-0 { busy when screen has "more of it" }']),
        ...(off === undefined ? [] : [`disable ${off}`]),
      ],
      agents: agents.map((_, index) => `agent-${index}`),
      rules: names.filter((name) => name !== off),
    }
  })
