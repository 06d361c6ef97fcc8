/** What `config` says to people. Ids begin with "config.". */
import type { Entry } from "./phrase.ts"

export const config = {
  "config.placeholder": { en: "", "zh-CN": "" },
} as const satisfies Record<string, Entry>
