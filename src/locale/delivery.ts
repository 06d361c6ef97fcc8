/** What `delivery` says to people. Ids begin with "delivery.". */
import type { Entry } from "./phrase.ts"

export const delivery = {
  "delivery.placeholder": { en: "", "zh-CN": "" },
} as const satisfies Record<string, Entry>
