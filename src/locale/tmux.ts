/** What `tmux` says to people. Ids begin with "tmux.". */
import type { Entry } from "./phrase.ts"

export const tmux = {
  "tmux.placeholder": { en: "", "zh-CN": "" },
} as const satisfies Record<string, Entry>
