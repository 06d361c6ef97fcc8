/**
 * Rule files made wrong in every way that people and machines make them wrong. The same seed and number always make the same
 * text, so that one number is enough to see a failure again.
 */

/** Characters of a mutated text; what it is made from may be longer. */
export const maxMutated = 4_000
const maxMutations = 6
const deepest = 400

export interface Corpus {
  readonly files: readonly string[]
  /** Those of all files: what begins at the margin, up to the next. */
  readonly items: readonly string[]
}

/** Numbers from 0 up to, not including, 1. */
export type Random = () => number

/** Mulberry32: 32 bits of state, which is plenty to pick places and pieces. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const below = (random: Random, limit: number): number => Math.floor(random() * limit)
const oneOf = <Item>(random: Random, items: readonly Item[], otherwise: Item): Item =>
  items[below(random, items.length)] ?? otherwise

/** Words and marks of the language, and what input methods, editors and terminals leave behind. */
const pieces: readonly string[] = [
  ..."rule agent template list pattern use extend disable inhibit quiet test when on do not and or for".split(" "),
  ..."screen output event agent.detail has in is bottom top below any all notify ask send paste answer".split(" "),
  ..."retry after until gone run timeout escalate verify within else wait approve deny option reply choose".split(" "),
  ..."title body severity limit per cooldown stable clear once by collect repeat shadow expect at pane set".split(" "),
  ...['"', '"""', "/", "\\", "{", "}", "(", ")", "[", "]", ";", ",", "#", "\n", "\r\n", "\t", " ", "=", "==", "->"],
  ...["@", "<", ">", "<what>", "<n:int>", "|", "%", "$text", "{agent}", "{what|default '?'}", "{matches|lines 5|code}"],
  ...["5", "5s", "0s", "999999999999d", "-1", "99999999999999999999", "1%", "bottom 99999", "x{1000}", "(?=a)", "(?P<"],
  ...[
    "“",
    "”",
    "；",
    "｛",
    "｝",
    "（",
    "，",
    "：",
    "等",
    "你好",
    "é",
    "e\u0301",
    "😀",
    "👨‍👩‍👧",
    "\u200b",
    "\u202e",
    "\ufeff",
  ],
  ...["\u0000", "\u001b", "\u001b[31m", "\u007f", "\u0085", "\u2028", "\ud800", "\udc00", "constructor", "__proto__"],
]
const openers: readonly string[] = ["(", "[", "{", "not ", "(not ", "any [", "{ when ", "else { ", "［", "｛", '"""\n']

type Mutation = (text: string, random: Random, corpus: Corpus) => string

const tokens = /\p{L}[\p{L}\p{N}_.-]*|\d+\w*|"(?:\\.|[^"\\\n])*"|\/(?:\\.|[^/\\\n])+\/|\s+|./gsu

const mutations: readonly Mutation[] = [
  function flipBytes(text, random) {
    const bytes = new TextEncoder().encode(text)
    for (let count = below(random, 4); count >= 0; count -= 1) {
      const at = below(random, bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8))
    }
    return new TextDecoder().decode(bytes)
  },
  function swapTokens(text, random) {
    const all = text.match(tokens) ?? []
    const [one, other] = [below(random, all.length), below(random, all.length)]
    const [first = "", second = ""] = [all[one], all[other]]
    return all.map((token, at) => (at === one ? second : at === other ? first : token)).join("")
  },
  function insertPiece(text, random) {
    const at = below(random, text.length + 1)
    const gap = random() < 0.5 ? " " : ""
    return text.slice(0, at) + gap + oneOf(random, pieces, "") + gap + text.slice(at)
  },
  function replaceToken(text, random) {
    const all = text.match(tokens) ?? []
    const at = below(random, all.length)
    const piece = oneOf(random, pieces, "")
    return all.map((token, index) => (index === at ? piece : token)).join("")
  },
  function truncate(text, random) {
    return random() < 0.5 ? text.slice(0, below(random, text.length)) : text.slice(below(random, text.length))
  },
  function cutOut(text, random) {
    const at = below(random, text.length)
    return text.slice(0, at) + text.slice(at + 1 + below(random, 60))
  },
  function repeatLines(text, random) {
    const lines = text.split("\n")
    const from = below(random, lines.length)
    const some = lines.slice(from, from + 1 + below(random, 5))
    return [...lines.slice(0, from), ...some, ...lines.slice(from)].join("\n")
  },
  function nest(text, random) {
    const at = below(random, text.length + 1)
    return text.slice(0, at) + oneOf(random, openers, "(").repeat(1 + below(random, deepest)) + text.slice(at)
  },
  function graft(text, random, corpus) {
    const from = oneOf(random, corpus.items, "")
    const start = below(random, from.length)
    const at = below(random, text.length + 1)
    return text.slice(0, at) + from.slice(start, start + 1 + below(random, 200)) + text.slice(at)
  },
  function stretch(text, random) {
    const at = below(random, text.length)
    return text.slice(0, at) + (text[at] ?? "a").repeat(1 + below(random, 2_000)) + text.slice(at)
  },
]

/** Those that often leave a file right, so that what comes after the parser is reached too. */
const gentle: readonly Mutation[] = [
  function replaceAlike(text, random, corpus) {
    const all = text.match(tokens) ?? []
    const at = below(random, all.length)
    const alike = (oneOf(random, corpus.files, "").match(tokens) ?? []).filter(
      (token) => kindOf(token) === kindOf(all[at]),
    )
    const other = oneOf(random, alike, "")
    return all.map((token, index) => (index === at && other !== "" ? other : token)).join("")
  },
  function dropLine(text, random) {
    const lines = text.split("\n")
    return lines.toSpliced(below(random, lines.length), 1).join("\n")
  },
  function moveLine(text, random) {
    const lines = text.split("\n")
    const [line = ""] = lines.splice(below(random, lines.length), 1)
    return lines.toSpliced(below(random, lines.length + 1), 0, line).join("\n")
  },
]

/** Strings, regexes, durations, numbers, words, blanks, marks. */
function kindOf(token = ""): string {
  if (/^\d+(ms|[smhd])/.test(token)) return "duration"
  if (/^\d/.test(token)) return "number"
  return /^\s/.test(token) ? "blank" : /^\p{L}/u.test(token) ? "word" : token.length > 1 ? (token[0] ?? "") : token
}

/** Input `number` of a run: a few items of the corpus, or a whole file, with some mutations. */
export function mutated(corpus: Corpus, seed: number, number: number): string {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b))
  let text = chosen(corpus, random)
  const some = random() < 0.5 ? gentle : mutations
  for (let count = below(random, maxMutations); count >= 0; count -= 1) {
    text = oneOf(random, some, (same) => same)(text, random, corpus).slice(0, maxMutated)
  }
  return text
}

/** Mostly a few items: they are cheap to read, and what goes wrong in one seldom needs the rest of its file. */
function chosen({ files, items }: Corpus, random: Random): string {
  if (random() < 0.1) return oneOf(random, files, "").slice(0, maxMutated)
  const from = below(random, items.length)
  return items.slice(from, from + 1 + below(random, 3)).join("\n")
}
