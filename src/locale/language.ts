/** What `language` says to people. Ids begin with "language.". */
import type { Entry } from "./phrase.ts"

export const language = {
  "language.placeholder": { en: "", "zh-CN": "" },
} as const satisfies Record<string, Entry>
