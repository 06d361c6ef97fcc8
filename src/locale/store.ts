/** What `store` says to people. Ids begin with "store.". */
import type { Entry } from "./phrase.ts"

export const store = {
  "store.placeholder": { en: "", "zh-CN": "" },
} as const satisfies Record<string, Entry>
