/**
 * The configuration: found, read, checked, complete. Comes in: what `--config` said and the machine (`disk.ts`, or a
 * test's own). Goes out: a `Config` with remarks, or every problem of the file at once.
 */
import * as v from "valibot"
import { type Locale, locales, type Phrase, phrase } from "../locale/phrase.ts"
import type { Config } from "./config.ts"
import { readDocument } from "./document.ts"
import { durationIn } from "./duration.ts"
import { checkHosts, hosts } from "./hosts.ts"
import { issueProblem } from "./issues.ts"
import { absolute, configCandidates, defaultState, folderOf, join } from "./paths.ts"
import type { ConfigProblem } from "./problem.ts"
import { Reading } from "./reading.ts"
import { checkReceivers, receivers, routes, usableChannels } from "./receivers.ts"
import { othersMayRead } from "./references.ts"
import { type FileSettings, fileSchema } from "./schema.ts"
import type { Surroundings } from "./surroundings.ts"
import { weComSettings } from "./wecom.ts"

export type LoadedConfig =
  | {
      readonly ok: true
      readonly config: Config
      /** The file that was read; undefined: there is none, defaults are used. */
      readonly path: string | undefined
      /** What works, but likely not as wanted. */
      readonly remarks: readonly Phrase[]
    }
  | {
      readonly ok: false
      /** At least one, in the order of the file. */
      readonly problems: readonly ConfigProblem[]
      readonly path: string
      /** The file's language, where it could be read. */
      readonly locale: Locale | undefined
    }

/** `asked`: the argument of `--config`. Only files that `around` reads are looked at; nothing is written. */
export function loadConfig(asked: string | undefined, around: Surroundings): LoadedConfig {
  for (const { path, demanded } of configCandidates(asked, around)) {
    const file = around.readFile(path)
    if (file.ok) return readConfig(path, file.text, file.mode, around)
    if (demanded || !file.missing) return notRead(path, file.missing, file.detail)
  }
  const reading = new Reading(undefined, around.cwd, around)
  return { ok: true, config: complete(reading, {}), path: undefined, remarks: reading.remarks }
}

function readConfig(path: string, text: string, mode: number, around: Surroundings): LoadedConfig {
  const { document, problems: syntax } = readDocument(path, text)
  if (document === undefined) return { ok: false, problems: syntax, path, locale: undefined }

  const reading = new Reading(document, folderOf(path), around)
  const shape = v.safeParse(fileSchema, document.tree)
  // With a broken line left out, what seems to be missing may stand in it.
  const issues = (shape.issues ?? []).filter((issue) => syntax.length === 0 || issue.input !== undefined)
  reading.problems.push(...syntax, ...issues.map((issue) => issueProblem(document, issue)))
  checkHosts(reading)
  checkReceivers(reading)
  const config = complete(reading, shape.success ? shape.output : {})

  if (reading.problems.length > 0) {
    const problems = reading.problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
    return { ok: false, problems, path, locale: locales.find((name) => name === reading.at(["locale"])) }
  }
  if (reading.holdsSecret && (mode & othersMayRead) !== 0) {
    reading.remarks.push(phrase("config.open-config", { path, mode: mode.toString(8).padStart(4, "0") }))
  }
  return { ok: true, config, path, remarks: reading.remarks }
}

/** Fills in the defaults; resolves references, and reports those that cannot be. */
function complete(reading: Reading, settings: FileSettings): Config {
  const { base, around } = reading
  const state = settings.state === undefined ? defaultState(around) : absolute(settings.state, base, around.home)
  const { dir, timeout } = settings.approvals ?? {}
  return {
    rules: (settings.rules ?? []).map((path) => absolute(path, base, around.home)),
    state,
    locale: settings.locale,
    hosts: hosts(settings, base, around.home),
    approvals: {
      dir: dir === undefined ? join(state, "approvals") : absolute(dir, base, around.home),
      timeoutMs: timeout === undefined ? undefined : durationIn(timeout),
    },
    wecom: weComSettings(reading),
    receivers: receivers(settings, usableChannels(reading)),
    routes: routes(settings),
  }
}

function notRead(path: string, missing: boolean, detail: string): LoadedConfig {
  const message = missing ? phrase("config.file-missing", { path }) : phrase("config.file-unreadable", { path, detail })
  const help = missing ? phrase("config.file-missing-help") : phrase("config.unreadable-file-help", { path })
  const problem = { file: path, line: 0, column: 0, length: 1, key: "", message, help, source: "" }
  return { ok: false, problems: [problem], path, locale: undefined }
}
