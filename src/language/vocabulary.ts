/** Words that rules, engine and performer share. */

/** Mildest first. */
export const severities = ["info", "low", "warn", "high", "crit"] as const
export type Severity = (typeof severities)[number]

/**
 * One key press as tmux(1) send-keys understands it: literal text without control characters, or a key's name; a text that is
 * pasted (several lines are one paste); `N` in `choose N send N`, which is the number's digits.
 */
export type Key =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "paste"; readonly text: string }
  | { readonly kind: "choice" }

const keyNames: ReadonlySet<string> = new Set(
  "Enter Escape Tab BTab Space Up Down Left Right Home End PgUp PgDn BSpace".split(" "),
)

/** Whether a rule may press a key of this name: the ones above, and `C-x`, `M-x`, `S-x` of one character or such a name. */
export function isKeyName(name: string): boolean {
  if (keyNames.has(name)) return true
  const chord = /^[CMS]-(.+)$/u.exec(name)?.[1]
  return chord !== undefined && (/^[!-~]$/.test(chord) || keyNames.has(chord))
}
export const knownKeyNames: readonly string[] = [...keyNames]

/** The highest number of a dialog's own choices: a menu takes the first digit at once, so that one key names one. */
export const maxChoice = 9
