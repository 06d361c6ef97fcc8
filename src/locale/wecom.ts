/** What `wecom` says to people. Ids begin with "wecom.". */
import type { Entry } from "./phrase.ts"

export const wecom = {
  "wecom.placeholder": { en: "", "zh-CN": "" },
} as const satisfies Record<string, Entry>
