/** The syntax tree of `.rules` files, as the grammar makes it. Offsets are UTF-16 units into the file, end exclusive. */

export interface Span {
  readonly start: number
  readonly end: number
}

interface Node<Kind extends string> extends Span {
  readonly kind: Kind
}

// ---- level 1: the text split into statements and blocks

/** Something not closed, found while splitting. */
export interface Mark extends Node<"mark"> {
  readonly what: "string" | "regex" | "group" | "wide-quote"
}
export interface RawHead extends Span {
  readonly text: string
  readonly marks: readonly Mark[]
}
export interface RawBlock extends Node<"block"> {
  readonly body: readonly RawPiece[]
  /** Written with full-width braces. */
  readonly wide: boolean
  readonly closed: boolean
}
export interface RawStatement extends Node<"statement"> {
  readonly head: RawHead
  readonly block: RawBlock | null
}
/** A closing mark that closes nothing. */
export interface Stray extends Node<"stray"> {
  readonly mark: string
}
/** A full-width semicolon. */
export interface WideSemicolon extends Node<"wide-semicolon"> {}
export type RawPiece = RawStatement | Stray | WideSemicolon

// ---- level 2: tokens

export interface StringNode extends Node<"string"> {
  /** Between the quotes, escapes as written. */
  readonly raw: string
  /** A `"""` block. */
  readonly block: boolean
}
export interface NameNode extends Node<"name"> {
  readonly value: string
}
export interface WordNode extends Node<"word"> {
  readonly value: string
}
export interface IntegerNode extends Node<"integer"> {
  readonly value: number
}
export interface PercentNode extends Node<"percent"> {
  readonly value: number
}
export interface DurationNode extends Node<"duration"> {
  readonly text: string
}
export interface ClockNode extends Node<"clock"> {
  readonly text: string
}

// ---- patterns

export interface TextNode extends Node<"text"> {
  readonly text: StringNode
  readonly ignoreCase: boolean
}
export interface RegexNode extends Node<"regex"> {
  readonly source: string
  readonly flags: string
}
export interface ReferenceNode extends Node<"reference"> {
  readonly name: string
}
export interface PatternListNode extends Node<"pattern-list"> {
  readonly items: readonly PatternNode[]
}
export interface SeveralNode extends Node<"several"> {
  readonly what: "any" | "all"
  readonly of: PatternListNode | ReferenceNode
}
export type PatternNode = TextNode | RegexNode | ReferenceNode | SeveralNode

export type RegionNode =
  | (Node<"bottom"> & { readonly lines: IntegerNode })
  | (Node<"top"> & { readonly lines: IntegerNode })
  | Node<"last-line">
  | (Node<"below"> & { readonly pattern: PatternNode })

// ---- conditions

export interface OperandNode extends Node<"operand"> {
  /** `agent.detail` is `["agent", "detail"]`. */
  readonly path: readonly string[]
}
export type ValueNode = StringNode | DurationNode | PercentNode | IntegerNode | WordNode
export type Operator = "==" | "!=" | "<" | "<=" | ">" | ">="

export type ConditionNode =
  | (Node<"or" | "and"> & { readonly of: readonly ConditionNode[] })
  | (Node<"not"> & { readonly of: ConditionNode })
  | (Node<"count"> & { readonly of: ConditionNode; readonly times: IntegerNode; readonly within: DurationNode })
  | (Node<"screen"> & { readonly region: RegionNode | null; readonly pattern: PatternNode })
  | (Node<"output"> & { readonly pattern: PatternNode })
  | (Node<"event"> & { readonly name: StringNode })
  | (Node<"agent-is"> & { readonly states: readonly WordNode[] })
  | (Node<"agent-became"> & { readonly from: WordNode; readonly to: WordNode })
  | (Node<"compare"> & { readonly operand: OperandNode; readonly operator: Operator; readonly value: ValueNode })
  | (Node<"fact-has"> & { readonly operand: OperandNode; readonly pattern: PatternNode })
  | (Node<"fact-in"> & { readonly operand: OperandNode; readonly list: PatternListNode | ReferenceNode })
  | (Node<"flag"> & { readonly operand: OperandNode })

// ---- actions and steps

export type KeyNode =
  | (Node<"text-key"> & { readonly text: StringNode })
  | (Node<"named-key"> & { readonly name: string })
export type PersonTextNode = Node<"person-text">

export type ActionNode =
  | (Node<"notify"> & {
      readonly to: NameNode | null
      readonly text: StringNode | null
      readonly template: NameNode | null
    })
  | (Node<"ask"> & {
      readonly to: NameNode | null
      readonly text: StringNode | null
      readonly template: NameNode | null
    })
  | (Node<"send"> & { readonly keys: readonly KeyNode[] })
  | (Node<"paste"> & { readonly text: StringNode | PersonTextNode })
  | (Node<"answer"> & {
      readonly what: "approve" | "deny" | "choose" | "reply"
      readonly argument: IntegerNode | StringNode | PersonTextNode | null
    })
  | (Node<"verify"> & {
      readonly state: WordNode
      readonly within: DurationNode
      /** `else ACTION`; `action` null: a block of steps follows. */
      readonly otherwise: { readonly action: ActionNode | null } | null
    })
  | (Node<"wait"> & { readonly duration: DurationNode })
  | (Node<"wait-until"> & { readonly state: WordNode; readonly within: DurationNode })
  | (Node<"retry"> & { readonly after: readonly DurationNode[] })
  | (Node<"run"> & { readonly argv: readonly StringNode[]; readonly timeout: DurationNode | null })
  | (Node<"escalate"> & { readonly to: NameNode | null })

// ---- heads: what stands before a block

type DurationClause = Node<"stable" | "for" | "clear" | "cooldown" | "repeat" | "timeout" | "until-gone"> & {
  readonly duration: DurationNode
}

export interface SettingNode extends Node<"setting"> {
  readonly name: NameNode
  readonly value: StringNode | WordNode
}

export type ExpectationNode =
  | Node<"expect-nothing" | "expect-no-send">
  | (Node<"expect-agent"> & { readonly state: WordNode })
  | (Node<"expect-message"> & {
      readonly what: "notify" | "ask"
      readonly to: NameNode | null
      readonly has: PatternNode | null
      readonly fields: readonly SettingNode[]
    })
  | (Node<"expect-send"> & { readonly keys: readonly KeyNode[] })

export type TestStepNode =
  | (Node<"screen-file"> & { readonly path: StringNode })
  | (Node<"screen-text" | "output-text"> & { readonly text: StringNode })
  | (Node<"event-step"> & { readonly name: StringNode; readonly fields: readonly SettingNode[] })
  | (Node<"set"> & { readonly fields: readonly SettingNode[] })
  | (Node<"copy-mode"> & { readonly value: WordNode })
  | (Node<"person"> & {
      readonly what: "approve" | "deny" | "gone" | "restart" | "choose" | "reply"
      readonly argument: IntegerNode | StringNode | null
    })
  | (Node<"gap"> & { readonly duration: DurationNode })
  | (Node<"expect"> & { readonly expectation: ExpectationNode })

export type HeadNode =
  // items
  | (Node<"use"> & { readonly path: StringNode })
  | (Node<"list"> & { readonly name: NameNode; readonly items: PatternListNode })
  | (Node<"pattern"> & { readonly name: NameNode; readonly pattern: PatternNode })
  | (Node<"template"> & { readonly name: NameNode })
  | (Node<"agent"> & { readonly name: NameNode })
  | (Node<"rule"> & { readonly name: NameNode })
  | (Node<"disable"> & { readonly name: NameNode })
  | (Node<"extend"> & { readonly what: "agent" | "rule"; readonly name: NameNode })
  | (Node<"inhibit"> & {
      readonly rules: readonly NameNode[]
      readonly by: NameNode
      readonly facts: readonly NameNode[]
    })
  | (Node<"quiet"> & {
      readonly days: readonly WordNode[]
      readonly from: ClockNode
      readonly to: ClockNode
      readonly zone: StringNode
      readonly allow: WordNode | null
      readonly otherwise: WordNode | null
      readonly receiver: NameNode | null
    })
  | (Node<"test"> & { readonly title: StringNode; readonly of: readonly NameNode[] | "all" })
  // clauses of a rule
  | (Node<"about" | "title" | "body"> & { readonly text: StringNode })
  | (Node<"severity"> & { readonly severity: WordNode })
  | (Node<"on"> & { readonly condition: ConditionNode })
  | (Node<"when"> & { readonly condition: ConditionNode | null; readonly held: DurationNode | null })
  | DurationClause
  | (Node<"once"> & { readonly per: WordNode; readonly by: readonly NameNode[] })
  | (Node<"limit"> & { readonly count: IntegerNode; readonly duration: DurationNode })
  | (Node<"collect"> & { readonly count: IntegerNode; readonly duration: DurationNode })
  | Node<"shadow">
  | (Node<"do"> & { readonly action: ActionNode | null })
  // agents and asks
  | (Node<"state"> & {
      readonly state: WordNode
      readonly condition: ConditionNode
      readonly held: DurationNode | null
    })
  | (Node<"otherwise"> & { readonly state: WordNode })
  | (Node<"detail"> & { readonly region: RegionNode })
  | (Node<"keys"> & { readonly what: "approve" | "deny" | "reply" | "choose"; readonly action: ActionNode | null })
  | (Node<"decision"> & { readonly what: "approve" | "deny" | "option" | "reply"; readonly label: StringNode | null })
  | (Node<"exhausted"> & { readonly action: ActionNode | null })
  | ActionNode
  // tests
  | (Node<"pane"> & { readonly name: NameNode | null; readonly settings: readonly SettingNode[] })
  | (Node<"at"> & { readonly when: DurationNode; readonly pane: NameNode | null; readonly step: TestStepNode })
  // a line of a `when { … }` block
  | ConditionNode

export interface BlockNode extends Span {
  readonly body: readonly Statement[]
  /** Something in it was not understood, and reported: what seems to be missing may stand there. */
  readonly broken: boolean
}

/** A statement that was understood, with the statements of its block. */
export interface Statement extends Span {
  readonly head: HeadNode
  /** Null: no block was written. */
  readonly block: BlockNode | null
}
