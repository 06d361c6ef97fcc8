/** Every match of a pattern, not only the lowest, which is the one that counts. */
import { find, type Match, type Pattern } from "../../screen/pattern.ts"

/** Matches that are found at most. */
export const maxMatches = 1_000

/** From the top of the text to its bottom; those of one text or regex do not overlap. */
export function allMatches(pattern: Pattern, text: string): readonly Match[] {
  switch (pattern.kind) {
    case "any":
      return unique(pattern.of.flatMap((one) => allMatches(one, text)))
    case "all": {
      const match = find(pattern, text)
      return match === undefined ? [] : [match]
    }
    case "text":
      return upwards(pattern, text)
    case "regex":
      return downwards(pattern, text)
    default:
      return pattern satisfies never
  }
}

const unique = (matches: readonly Match[]): readonly Match[] =>
  [...new Map(matches.map((match) => [`${match.start} ${match.end}`, match])).values()]
    .sort((a, b) => a.start - b.start)
    .slice(-maxMatches)

/** The lowest, then the lowest above that. */
function upwards(pattern: Pattern, text: string): readonly Match[] {
  const matches: Match[] = []
  for (let end = text.length; matches.length < maxMatches; ) {
    const match = find(pattern, text.slice(0, end))
    if (match === undefined) break
    matches.unshift(match)
    end = match.start
  }
  return matches
}

/** `^` and `$` want the whole text. */
function downwards(
  { program, captures, optionalCaptures }: Extract<Pattern, { kind: "regex" }>,
  text: string,
): readonly Match[] {
  const matcher = program.matcher(text)
  const matches: Match[] = []
  while (matches.length < maxMatches && matcher.find()) {
    const named = [...captures, ...optionalCaptures].flatMap((name) => {
      const value = matcher.group(name)
      return typeof value === "string" ? [[name, value] as const] : []
    })
    const [start, end] = [matcher.start(), matcher.end()]
    matches.push({ start, end, text: matcher.group() ?? "", captures: Object.fromEntries(named) })
  }
  return matches
}
