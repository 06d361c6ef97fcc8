/** Keys that a rule presses of itself: nobody looked at the screen and decided. */
import type { Noted, Pressing } from "../compile/notes.ts"
import type { CompiledRule } from "../compile/rule.ts"

/** What stands in an ask's decision is a person's; what stands in its `timeout` is nobody's. */
export const unattendedKeys = ({ notes }: CompiledRule): readonly Noted<Pressing>[] =>
  notes.sends.filter(({ standing }) => standing.decision === undefined || standing.decision === "timeout")
