/** What `daemon` says to people. Ids begin with "daemon.". */
import type { Entry } from "./phrase.ts"

export const daemon = {
  "daemon.placeholder": { en: "", "zh-CN": "" },
} as const satisfies Record<string, Entry>
