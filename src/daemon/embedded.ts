/** The stock rules, inside the executable: every file of `rules/`, each named here, for a build takes in what is imported. */
import claude from "../../rules/agents/claude.rules" with { type: "text" }
import codex from "../../rules/agents/codex.rules" with { type: "text" }
import gemini from "../../rules/agents/gemini.rules" with { type: "text" }
import opencode from "../../rules/agents/opencode.rules" with { type: "text" }
import qwen from "../../rules/agents/qwen.rules" with { type: "text" }
import defaultRules from "../../rules/default.rules" with { type: "text" }
import type { Source } from "../language/diagnostics.ts"
import type { Embedded } from "../language/program.ts"

const embedded = (path: string, text: string): Source => ({ path: `embedded:${path}`, text })

/** How to read and to answer the CLIs that fleetai knows. */
const agents: readonly Source[] = Object.entries({ claude, codex, gemini, opencode, qwen }).map(([name, text]) =>
  embedded(`agents/${name}.rules`, text),
)

/** What runs without rules of one's own. */
export const embeddedRules: readonly Source[] = [embedded("default.rules", defaultRules)]

/** What `use "NAME"` brings in. */
export const usable: Embedded = new Map([
  ["default", embeddedRules],
  ["agents", agents],
])

/** Whether a rule of the set stands in the embedded files. */
export const isEmbedded = ({ place }: { readonly place: string }): boolean => place.startsWith("embedded:")
