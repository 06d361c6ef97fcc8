/** The service's log: one line per event on stderr, where systemd's journal and a person's terminal both read it. */
import { configure, getLogger, type LogRecord } from "@logtape/logtape"
import { type Locale, type Phrase, say } from "../locale/phrase.ts"
import { redactLiterals } from "../screen/redact.ts"
import { withoutSteering } from "../screen/steering.ts"

export interface Log {
  info(phrase: Phrase): void
  warn(phrase: Phrase): void
  error(phrase: Phrase): void
}

/**
 * `write` takes a whole line. Phrases are made of codes, names and counts; should one of the configured secrets
 * (`literals`) be a pane's name, it is blotted out.
 */
export async function openLog(
  locale: Locale,
  write: (line: string) => void,
  literals: readonly string[] = [],
): Promise<Log> {
  await configure({
    reset: true,
    sinks: { stderr: (record: LogRecord) => write(`${redactLiterals(lineOf(record), literals)}\n`) },
    loggers: [
      { category: "fleetai", lowestLevel: "info", sinks: ["stderr"] },
      { category: ["logtape", "meta"], lowestLevel: "warning", sinks: ["stderr"] },
    ],
  })
  const logger = getLogger("fleetai")
  // The words come as a value: a brace in a pane's name is no placeholder of the logger's.
  return {
    info: (phrase) => logger.info("{words}", { words: say(locale, phrase) }),
    warn: (phrase) => logger.warn("{words}", { words: say(locale, phrase) }),
    error: (phrase) => logger.error("{words}", { words: say(locale, phrase) }),
  }
}

const signs: Readonly<Record<string, string>> = { info: "·", warning: "!", error: "✗", fatal: "✗" }

function lineOf(record: LogRecord): string {
  const time = new Date(record.timestamp)
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, "0"))
  // Names of sessions and windows come from outside.
  const words = record.properties["words"] ?? record.message.join("")
  return `${clock.join(":")} ${signs[record.level] ?? "·"} ${withoutSteering(String(words))}`
}
