/**
 * A head's pieces → its lines. On one line when that fits; else broken before each `and` and `or`, then its lists to one item
 * a line. A condition that was written over several lines stays so; a comment ends its line wherever it stands.
 */
import { columns } from "../print.ts"
import type { Comment, Group, Piece } from "./head-tokens.ts"

/** Columns of a line. */
export const maxLineColumns = 100
export const indentColumns = 2
/** How far the lines of a condition are indented: more than the block that may follow. */
const hangColumns = 2 * indentColumns

/** Lines, without trailing blanks; a `"""` string may hold line breaks of its own. `reserve`: columns that follow on the last line. */
export function layOutHead(pieces: readonly Piece[], indent: number, reserve: number): string[] {
  const writer = new Writer(indent)
  const parts = chain(pieces)
  const wanted = pieces.some((piece) => isJoint(piece) && piece.beginsLine)
  if (parts.length === 1 || (!wanted && writer.takes(pieces, reserve))) {
    writer.segment(pieces, { group: indent, more: indent + hangColumns, reserve })
    return writer.lines
  }
  const hang = indent + hangColumns
  for (const [index, part] of parts.entries()) {
    if (index > 0) writer.breakTo(hang)
    writer.segment(part, { group: hang, more: hang, reserve: index === parts.length - 1 ? reserve : 0 })
  }
  return writer.lines
}

interface Place {
  /** Indentation of a broken group's end. */
  readonly group: number
  /** Indentation of what follows a comment. */
  readonly more: number
  readonly reserve: number
}

class Writer {
  readonly #done: string[] = []
  #line: string
  /** The line ended in a comment: what comes next begins another, indented so far. */
  #broken: number | undefined

  constructor(indent: number) {
    this.#line = " ".repeat(indent)
  }

  get lines(): string[] {
    return [...this.#done, this.#line]
  }

  takes(pieces: readonly Piece[], reserve: number): boolean {
    if (hasComment(pieces)) return false
    const [first = "", ...more] = (this.#line + flat(pieces)).split("\n")
    return columns(first) + (more.length === 0 ? reserve : 0) <= maxLineColumns
  }

  breakTo(indent: number): void {
    if (this.#line.trim() !== "") this.#done.push(this.#line.trimEnd())
    this.#line = " ".repeat(indent)
    this.#broken = undefined
  }

  segment(pieces: readonly Piece[], place: Place): void {
    if (this.takes(pieces, place.reserve)) {
      this.#add(flat(pieces))
      return
    }
    const broken = groupsToBreak(pieces)
    for (const [index, piece] of pieces.entries()) {
      const before = pieces[index - 1]
      if (piece.kind === "comment") this.#comment(piece, place.more)
      else {
        this.#add(before === undefined || before.kind === "comment" ? "" : between(before, piece))
        if (piece.kind === "group" && broken.includes(piece)) this.#group(piece, place.group)
        else this.#add(flat([piece]))
      }
    }
  }

  #group(group: Group, indent: number): void {
    const inner = indent + indentColumns
    const [first, ...more] = group.pieces
    // A comment right behind the bracket speaks of the whole group.
    const opening = first?.kind === "comment" && !first.ownLine ? first : undefined
    const pieces = opening === undefined ? group.pieces : more
    this.#add(group.open === "(" ? "(" : "[")
    if (opening !== undefined) this.#comment(opening, inner)
    if (group.open === "(") {
      for (const part of chain(pieces)) {
        this.breakTo(inner)
        this.segment(part, { group: inner, more: inner, reserve: 0 })
      }
    } else this.#items(pieces, inner)
    this.breakTo(indent)
    this.#add(group.open === "(" ? ")" : "]")
  }

  #items(pieces: readonly Piece[], indent: number): void {
    for (const { above, item, behind } of listItems(pieces)) {
      for (const comment of above) {
        this.breakTo(indent)
        this.#add(comment.text)
      }
      if (item.length > 0) {
        this.breakTo(indent)
        this.segment(item, { group: indent, more: indent, reserve: 1 })
        this.#add(",")
      }
      for (const comment of behind) this.#comment(comment, indent)
    }
  }

  #comment(comment: Comment, more: number): void {
    if (comment.ownLine || this.#broken !== undefined) this.breakTo(more)
    this.#line += this.#line.trim() === "" ? comment.text : ` ${comment.text}`
    this.#broken = more
  }

  #add(text: string): void {
    if (this.#broken !== undefined) this.breakTo(this.#broken)
    this.#line += text
    const end = this.#line.lastIndexOf("\n")
    if (end < 0) return
    this.#done.push(this.#line.slice(0, end))
    this.#line = this.#line.slice(end + 1)
  }
}

/** Groups with a comment in them; when there are none, the widest. */
function groupsToBreak(pieces: readonly Piece[]): readonly Group[] {
  const groups = pieces.filter((piece) => piece.kind === "group")
  const commented = groups.filter((group) => hasComment(group.pieces))
  if (commented.length > 0) return commented
  const widths = groups.map((group) => flat([group]).length)
  return groups.filter((_, index) => index === widths.indexOf(Math.max(...widths)))
}

interface ListItem {
  readonly above: readonly Comment[]
  readonly item: readonly Piece[]
  /** Comments on the item's line. */
  readonly behind: readonly Comment[]
}

/** The items of a list, each with its comments; the last one may be comments alone. */
function listItems(pieces: readonly Piece[]): readonly ListItem[] {
  const items: { above: Comment[]; item: Piece[]; behind: Comment[] }[] = []
  let next: Piece[] = []
  const close = (): void => {
    const firstPiece = next.findIndex((piece) => piece.kind !== "comment")
    const above = next.slice(0, firstPiece < 0 ? next.length : firstPiece).filter(isComment)
    const rest = firstPiece < 0 ? [] : next.slice(firstPiece)
    const end = rest.findLastIndex((piece) => piece.kind !== "comment") + 1
    const after = rest.slice(end).filter(isComment)
    const own = after.findIndex((comment) => comment.ownLine)
    items.push({ above, item: rest.slice(0, end), behind: after.slice(0, own < 0 ? after.length : own) })
    // A comment on a line of its own belongs to what follows.
    next = own < 0 ? [] : after.slice(own)
  }
  for (const piece of pieces) {
    const last = items.at(-1)
    if (piece.kind === "token" && piece.text === ",") close()
    else if (piece.kind === "comment" && !piece.ownLine && next.length === 0 && last !== undefined) {
      last.behind.push(piece)
    } else next.push(piece)
  }
  while (next.length > 0) close()
  return items
}

/** Pieces parted before each `and` and `or`. */
function chain(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [[]]
  for (const piece of pieces) {
    if (isJoint(piece) && (parts.at(-1)?.length ?? 0) > 0) parts.push([])
    parts.at(-1)?.push(piece)
  }
  return parts
}

const isComment = (piece: Piece): piece is Comment => piece.kind === "comment"
const isJoint = (piece: Piece): piece is Extract<Piece, { kind: "token" }> =>
  piece.kind === "token" && (piece.text === "and" || piece.text === "or")

const hasComment = (pieces: readonly Piece[]): boolean =>
  pieces.some((piece) => piece.kind === "comment" || (piece.kind === "group" && hasComment(piece.pieces)))

/** On one line, with single blanks. */
function flat(pieces: readonly Piece[]): string {
  let text = ""
  for (const [index, piece] of pieces.entries()) {
    const before = pieces[index - 1]
    if (before !== undefined) text += between(before, piece)
    text += piece.kind === "group" ? flatGroup(piece) : piece.text
  }
  return text
}

function flatGroup({ open, pieces }: Group): string {
  const last = pieces.at(-1)
  const trailing = last?.kind === "token" && last.text === ","
  return open === "(" ? `(${flat(pieces)})` : `[${flat(trailing ? pieces.slice(0, -1) : pieces)}]`
}

const between = (_before: Piece, piece: Piece): string => (piece.kind === "token" && piece.text === "," ? "" : " ")
