/**
 * The words that may begin a statement, per context. One table drives dispatch, "did you mean" and the usage shown
 * as help; a word's usage is the way it is written, without its block.
 */
import type { StartRule } from "./syntax.ts"

export type Context =
  | "file"
  | "template"
  | "agent"
  | "state"
  | "rule"
  | "steps"
  | "retry"
  | "ask"
  | "test"
  | "conditions"

export interface Keyword {
  readonly start: StartRule
  readonly usage: string
}
type Keywords = Readonly<Record<string, Keyword>>

export const agentStates = ["starting", "busy", "approval", "question", "idle", "limited", "error"] as const
export type AgentState = (typeof agentStates)[number]

const message: Keywords = {
  title: { start: "TitleClause", usage: 'title "text with {variables}"' },
  body: { start: "BodyClause", usage: 'body "text with {variables}"' },
}

const steps: Keywords = {
  notify: { start: "NotifyStep", usage: 'notify [RECEIVER] "text" | notify [RECEIVER] using TEMPLATE' },
  ask: { start: "AskStep", usage: 'ask [RECEIVER] ["text" | using TEMPLATE] [{ approve … deny … }]' },
  send: { start: "SendStep", usage: 'send "text" | send Enter | send C-c' },
  paste: { start: "PasteStep", usage: 'paste "text" | paste $text' },
  answer: { start: "AnswerStep", usage: 'answer approve | deny | choose N | reply "text" | reply $text' },
  verify: { start: "VerifyStep", usage: "verify gone within 5s [else ACTION]" },
  wait: { start: "WaitStep", usage: "wait 500ms | wait until idle within 10s" },
  retry: { start: "RetryStep", usage: "retry after [30s, 2m] { … }" },
  run: { start: "RunStep", usage: 'run ["program", "argument"] timeout 30s' },
  escalate: { start: "EscalateStep", usage: "escalate [to RECEIVER]" },
}

const states: Keywords = Object.fromEntries(
  ["keep", ...agentStates].map((state) => [
    state,
    { start: "StateClause", usage: `${state} when CONDITION [for 2s] [{ … }]` } as const,
  ]),
)

const answers: Keywords = {
  approve: { start: "KeysClause", usage: 'approve send "1"' },
  deny: { start: "KeysClause", usage: "deny send Escape" },
  choose: { start: "ChooseClause", usage: "choose N send N" },
  reply: { start: "KeysClause", usage: "reply { paste $text; wait 500ms; send Enter }" },
}

export const keywords: Readonly<Record<Context, Keywords>> = {
  file: {
    use: { start: "UseItem", usage: 'use "agents"' },
    list: { start: "ListItem", usage: 'list NAME = ["one", "two"]' },
    pattern: { start: "PatternItem", usage: 'pattern NAME = "text" | pattern NAME = /regex/' },
    template: { start: "TemplateItem", usage: "template NAME { title …; body … }" },
    agent: { start: "AgentItem", usage: "agent NAME { … }" },
    rule: { start: "RuleItem", usage: "rule NAME { … }" },
    extend: { start: "ExtendItem", usage: "extend agent NAME { … } | extend rule NAME { … }" },
    disable: { start: "DisableItem", usage: "disable RULE" },
    inhibit: { start: "InhibitItem", usage: "inhibit RULE, … when RULE by FACT, …" },
    quiet: { start: "QuietItem", usage: 'quiet 23:00-08:00 "Asia/Shanghai" allow severity >= high else digest' },
    test: { start: "TestItem", usage: 'test "what it shows" of RULE { … }' },
  },
  template: message,
  agent: {
    on: { start: "OnClause", usage: 'on program == "name"' },
    ...states,
    otherwise: { start: "OtherwiseClause", usage: "otherwise keep" },
    ...answers,
  },
  state: {
    detail: { start: "DetailClause", usage: "detail below PATTERN | detail bottom 12" },
    ...answers,
  },
  rule: {
    about: { start: "AboutClause", usage: 'about "what it is for"' },
    severity: { start: "SeverityClause", usage: "severity info | low | warn | high | crit" },
    on: { start: "OnClause", usage: "on CONDITION (facts only)" },
    when: { start: "WhenClause", usage: "when CONDITION | when { CONDITION … }" },
    stable: { start: "StableClause", usage: "stable 1s" },
    for: { start: "ForClause", usage: "for 10s" },
    clear: { start: "ClearClause", usage: "clear 2s" },
    once: { start: "OnceClause", usage: "once per appearance | command | pane | session [by NAME, …]" },
    cooldown: { start: "CooldownClause", usage: "cooldown 30s" },
    limit: { start: "LimitClause", usage: "limit 5 per 1h" },
    repeat: { start: "RepeatClause", usage: "repeat 2h" },
    collect: { start: "CollectClause", usage: "collect up to 5 within 10s" },
    shadow: { start: "ShadowClause", usage: "shadow" },
    do: { start: "DoClause", usage: "do ACTION | do { ACTION … }" },
  },
  steps,
  retry: {
    ...steps,
    until: { start: "UntilClause", usage: "until gone for 20s" },
    exhausted: { start: "ExhaustedClause", usage: "exhausted { … }" },
  },
  ask: {
    ...message,
    approve: { start: "AskLabelClause", usage: 'approve ["label"] [{ … }]' },
    deny: { start: "AskLabelClause", usage: 'deny ["label"] [{ … }]' },
    option: { start: "AskLabelClause", usage: 'option "label" { … }' },
    reply: { start: "AskReplyClause", usage: "reply [{ … }]" },
    timeout: { start: "TimeoutClause", usage: "timeout 30m { … }" },
  },
  test: {
    pane: { start: "PaneClause", usage: 'pane [NAME] program="claude" size=100x30' },
    at: { start: "AtClause", usage: "at 1s [NAME] STEP" },
  },
  // Every line is a condition: no word begins it.
  conditions: {},
}

/** Words of the language that cannot name anything. */
export const reservedNames: ReadonlySet<string> = new Set(
  "and or not in has is when on by do else otherwise using screen output event agent any all for title body allow keep".split(
    " ",
  ),
)
