/** What `doctor` says to people. Ids begin with "doctor.". */
import type { Entry } from "./phrase.ts"

export const doctor = {
  "doctor.placeholder": { en: "", "zh-CN": "" },
} as const satisfies Record<string, Entry>
