/** Who reads processes on this system. */
import type { ProcessReader } from "./foreground.ts"
import { LinuxProcesses } from "./linux.ts"
import { PsProcesses } from "./ps.ts"

export function systemProcesses(now: () => number): ProcessReader {
  return process.platform === "linux" ? new LinuxProcesses(now) : new PsProcesses(now)
}
