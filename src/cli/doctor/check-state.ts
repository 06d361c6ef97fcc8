/** The state folder and its database, and whether a service uses them now. Nothing is made here. */
import { accessSync, constants, existsSync, statSync } from "node:fs"
import { dirname, join } from "node:path"
import { askStatus } from "../../daemon/control.ts"
import { phrase } from "../../locale/phrase.ts"
import { type Finding, ok, type Patient, problem, warning } from "./finding.ts"

const othersMayEnter = 0o077

export function checkState({ config, store }: Patient): Finding[] {
  const path = config.state
  if (!existsSync(path)) return [checkCreatable(path)]
  const stat = statSync(path)
  if (!stat.isDirectory()) {
    return [problem("state", phrase("doctor.state-no-folder", { path }), phrase("doctor.state-cure", { path }))]
  }
  if (stat.uid !== process.getuid?.() || !isWritable(path)) {
    return [problem("state", phrase("doctor.state-denied", { path }), phrase("doctor.state-denied-cure", { path }))]
  }
  const mode = (stat.mode & 0o777).toString(8).padStart(4, "0")
  const folder =
    (stat.mode & othersMayEnter) === 0
      ? ok("state", phrase("doctor.state-folder", { path }))
      : warning("state", phrase("doctor.state-open", { path, mode }), phrase("doctor.state-open-cure", { path }))
  return [folder, checkDatabase(join(path, "state.db"), store)]
}

function checkDatabase(path: string, store: Patient["store"]): Finding {
  if (store === undefined) return ok("state", phrase("doctor.database-new", { path }))
  if (!store.ok) return problem("state", store.fault.text, phrase("doctor.database-cure"))
  return ok("state", phrase("doctor.database-ok", { path }))
}

function checkCreatable(path: string): Finding {
  let parent = dirname(path)
  while (!existsSync(parent) && parent !== dirname(parent)) parent = dirname(parent)
  if (isWritable(parent)) return ok("state", phrase("doctor.state-new", { path }))
  return problem("state", phrase("doctor.state-impossible", { path, parent }), phrase("doctor.state-cure", { path }))
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
    return true
  } catch {
    // That is the answer.
    return false
  }
}

export async function checkService({ config }: Patient): Promise<Finding[]> {
  const status = await askStatus(config.state)
  if (status?.service == null) return [ok("service", phrase("doctor.service-none"))]
  const { version, pid } = status.service
  return [ok("service", phrase("doctor.service-runs", { version, pid }))]
}
