/**
 * Everything that WeCom's markdown (D90236, D91770) or a client that is more generous could take for structure, with the
 * text that it would be made of. A second opinion on what the renderer writes; it shares no code with it.
 */
const signs: readonly (readonly [string, RegExp])[] = [
  ["heading", /^\s{0,3}#{1,6}/gm],
  ["quote", /^\s{0,3}>/gm],
  ["link", /\]\(/g],
  ["reference", /\]\[/g],
  ["tag or mention", /<[^\s]/g],
  ["mention", /@\w/g],
  ["bold", /\*\*/g],
  ["bold by underscores", /__/g],
  ["struck", /~~/g],
  ["code", /`/g],
  ["address", /\w:\/\//g],
  ["entity", /&#?\w{1,31};/g],
]

export function structureIn(markdown: string): string[] {
  return signs.flatMap(([name, pattern]) => [...markdown.matchAll(pattern)].map((found) => `${name}: ${found[0]}`))
}

/** Characters that show something else than they are, or steer a terminal. */
export const invisible =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/u
