/** What of the environment would bend connections to WeCom, and whether it does. */
import { readFileSync } from "node:fs"
import { phrase } from "../../locale/phrase.ts"
import { decideShedding, remaining } from "../../wecom/shedding.ts"
import { type Finding, ok, type Patient, warning } from "./finding.ts"

const proxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].flatMap((name) => [name, name.toLowerCase()])

/** ld.so(8): libraries that every program loads; no program can undo it for itself. */
const systemPreload = "/etc/ld.so.preload"

export function checkEnvironment(patient: Patient): Finding[] {
  return [...checkProxies(patient), ...checkShedding(patient), ...checkSystemPreload(systemPreload)]
}

/** Values are not shown: they may hold passwords. */
function checkProxies({ env, config }: Patient): Finding[] {
  const set = proxyVariables.filter((name) => (env[name] ?? "") !== "")
  const names = set.join(", ")
  const { connect } = config.wecom
  switch (connect.by) {
    case "direct":
      return [
        ok("environment", set.length > 0 ? phrase("doctor.proxy-bypassed", { names }) : phrase("doctor.proxy-none")),
      ]
    case "proxy":
      return [ok("environment", phrase("doctor.proxy-own"))]
    case "system": {
      const socks = set.filter((name) => /^socks/i.test(env[name] ?? "")).join(", ")
      const text = set.length > 0 ? phrase("doctor.proxy-used", { names }) : phrase("doctor.proxy-none")
      if (socks === "") return [ok("environment", text)]
      const cure = phrase("doctor.proxy-socks-cure")
      return [ok("environment", text), warning("environment", phrase("doctor.proxy-socks", { names: socks }), cure)]
    }
    default:
      return connect satisfies never
  }
}

/** What could be shed is gone: this very process was started again without it. */
function checkShedding({ env, config }: Patient): Finding[] {
  const decision = decideShedding(env, config.wecom.connect.by)
  if (decision.kind === "restart") return []
  const cure = phrase("doctor.shed-cure", { names: remaining(env).join(" -u ") })
  return decision.say.map((words) =>
    words.id === "wecom.shed.done" ? ok("environment", words) : warning("environment", words, cure),
  )
}

export function checkSystemPreload(path: string): Finding[] {
  let libraries: string
  try {
    libraries = readFileSync(path, "utf8")
      .replace(/#.*/g, "")
      .split(/[\s:]+/)
      .filter(Boolean)
      .join(", ")
  } catch {
    // Most systems have no such file.
    return []
  }
  if (libraries === "") return []
  return [
    warning("environment", phrase("doctor.preload-system", { path, libraries }), phrase("doctor.preload-system-cure")),
  ]
}
