/** The one catalogue of texts for people: a table per domain, both languages side by side. */
import { approvals } from "./approvals.ts"
import { authoring } from "./authoring.ts"
import { checks } from "./checks.ts"
import { cli } from "./cli.ts"
import { codes } from "./codes.ts"
import { config } from "./config.ts"
import { daemon } from "./daemon.ts"
import { delivery } from "./delivery.ts"
import { doctor } from "./doctor.ts"
import { format } from "./format.ts"
import { language } from "./language.ts"
import { store } from "./store.ts"
import { testing } from "./testing.ts"
import { tmux } from "./tmux.ts"
import { wecom } from "./wecom.ts"

export const catalogue = {
  ...approvals,
  ...authoring,
  ...checks,
  ...cli,
  ...codes,
  ...config,
  ...daemon,
  ...delivery,
  ...doctor,
  ...format,
  ...language,
  ...store,
  ...testing,
  ...tmux,
  ...wecom,
} as const
