/** What `cli` says to people. Ids begin with "cli.". */
import type { Entry } from "./phrase.ts"

export const cli = {
  "cli.placeholder": { en: "", "zh-CN": "" },
} as const satisfies Record<string, Entry>
