/** `fleetai doctor`: looks at everything that can be wrong with the setup; each finding comes with its cure. */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { surroundingsOf } from "../config/disk.ts"
import { type LoadedConfig, loadConfig } from "../config/load.ts"
import type { ConfigProblem } from "../config/problem.ts"
import { type Phrase, phrase } from "../locale/phrase.ts"
import { openStore } from "../store/open.ts"
import { shedEnvironment } from "../wecom/shedding.ts"
import { MemoryTokens } from "../wecom/token.ts"
import { type CommandFile, type ExitCode, exit, isGiven } from "./command.ts"
import { checkEnvironment } from "./doctor/check-environment.ts"
import { checkRules } from "./doctor/check-rules.ts"
import { checkSending } from "./doctor/check-sending.ts"
import { checkService, checkState } from "./doctor/check-state.ts"
import { checkTmux } from "./doctor/check-tmux.ts"
import { checkWecom } from "./doctor/check-wecom.ts"
import { type Check, type Finding, ok, problem, topics, warning } from "./doctor/finding.ts"
import type { Terminal } from "./terminal.ts"

const checks: readonly Check[] = [checkRules, checkTmux, checkService, checkState, checkEnvironment, checkWecom]

export const command: CommandFile = {
  describe(command, say) {
    command.option("--send", say(phrase("doctor.send-option"))).option("--json", say(phrase("cli.json-option")))
  },

  async run(call) {
    const { terminal, configPath } = call
    const { env, locale } = terminal
    const loaded = loadConfig(configPath, surroundingsOf(env))
    if (!loaded.ok) return report(loaded.problems.map(configFinding), isGiven(call, "json"), terminal)
    const { config } = loaded
    shedEnvironment(config.wecom.connect.by)
    const path = join(config.state, "state.db")
    const store = existsSync(path) ? openStore(path) : undefined
    const asJson = isGiven(call, "json")
    const findings = [...configFindings(loaded)]
    try {
      const tokens = store?.ok ? store.value.tokens : new MemoryTokens()
      const patient = { config, env, locale, store, tokens, now: Date.now, show: asJson ? terminal.err : terminal.out }
      const wanted = isGiven(call, "send") ? [...checks, checkSending] : checks
      for (const check of wanted) findings.push(...(await check(patient)))
    } finally {
      if (store?.ok) store.value.close()
    }
    return report(findings, asJson, terminal)
  },
}

function configFindings({ path, remarks }: Extract<LoadedConfig, { ok: true }>): Finding[] {
  const found = path === undefined ? phrase("doctor.config-none") : phrase("doctor.config-ok", { path })
  const cure = phrase("doctor.config-remark-cure")
  return [ok("config", found), ...remarks.map((remark) => warning("config", remark, cure))]
}

/** With a broken configuration nothing else can be looked at: it would not be what runs. */
function configFinding({ file, line, column, message, help }: ConfigProblem): Finding {
  return problem("config", line > 0 ? phrase("doctor.config-place", { file, line, column, message }) : message, help)
}

function report(findings: readonly Finding[], asJson: boolean, terminal: Terminal): ExitCode {
  const problems = findings.filter(({ level }) => level === "problem").length
  const warnings = findings.filter(({ level }) => level === "warning").length
  if (asJson)
    terminal.out(JSON.stringify({ problems, warnings, findings: findings.map((each) => plain(each, terminal)) }))
  else print(findings, phrase("doctor.summary", { problems, warnings }), terminal)
  return problems > 0 ? exit.no : exit.ok
}

function plain(finding: Finding, { say }: Terminal): Record<string, string | null> {
  const { topic, level, text } = finding
  return { topic, level, text: say(text), cure: finding.level === "ok" ? null : say(finding.cure) }
}

const marks = { ok: ["green", "✓"], warning: ["yellow", "!"], problem: ["red", "✗"] } as const

function print(findings: readonly Finding[], summary: Phrase, { out, say, paintOut }: Terminal): void {
  for (const topic of topics) {
    const here = findings.filter((finding) => finding.topic === topic)
    if (here.length > 0) out(paintOut("bold", say(phrase(`doctor.topic-${topic}`))))
    for (const finding of here) {
      const [colour, mark] = marks[finding.level]
      out(`  ${paintOut(colour, mark)} ${say(finding.text)}`)
      if (finding.level !== "ok") out(`    → ${say(finding.cure)}`)
    }
  }
  out(say(summary))
}
