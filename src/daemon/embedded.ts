/** The stock rules, inside the executable: every file of `rules/`, each named here, for a build takes in what is imported. */
import defaultRules from "../../rules/default.rules" with { type: "text" }
import type { Source } from "../language/diagnostics.ts"
import type { Embedded } from "../language/program.ts"

const embedded = (path: string, text: string): Source => ({ path: `embedded:${path}`, text })

/** How to read and to answer the CLIs that fleetai knows. */
const agents: readonly Source[] = []

/** What runs without rules of one's own. */
export const embeddedRules: readonly Source[] = [embedded("default.rules", defaultRules)]

/** What `use "NAME"` brings in. */
export const usable: Embedded = new Map([
  ["default", embeddedRules],
  ["agents", agents],
])

/** Whether a rule of the set stands in the embedded files. */
export const isEmbedded = ({ place }: { readonly place: string }): boolean => place.startsWith("embedded:")
