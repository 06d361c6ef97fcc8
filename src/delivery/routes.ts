/** Who gets a message. Pure. */
import { type Severity, severities } from "../engine/effect.ts"

export interface Receiver {
  readonly name: string
  /** `text` is seen in the WeChat plugin too. */
  readonly format: "markdown" | "text"
  /** In order: each is the fallback of the one before. */
  readonly channels: readonly string[]
}

export interface Route {
  /** The mildest severity that takes it. */
  readonly severity: Severity
  readonly receivers: readonly string[]
}

/** The receiver of everything, when no route is set. */
const usualReceiver = "phone"

/**
 * The names of the receivers: the one that is `asked` for; else those of the routes with the highest severity that the
 * message reaches. Without any route `phone`, or whoever comes first. None: the routes say that it concerns nobody.
 */
export function receiversOf(
  asked: string | undefined,
  severity: Severity,
  routes: readonly Route[],
  receivers: readonly Receiver[],
): string[] {
  if (asked !== undefined) return [asked]
  if (routes.length === 0) {
    const usual = receivers.find(({ name }) => name === usualReceiver) ?? receivers[0]
    return usual === undefined ? [] : [usual.name]
  }
  const rank = (each: Severity) => severities.indexOf(each)
  const reached = routes.filter((route) => rank(route.severity) <= rank(severity))
  const highest = Math.max(...reached.map((route) => rank(route.severity)))
  const names = reached.filter((route) => rank(route.severity) === highest).flatMap((route) => route.receivers)
  return [...new Set(names)]
}
