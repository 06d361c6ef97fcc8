/** Tests that have run, as JUnit XML: the common ground of what CI servers read (testsuites, testsuite, testcase, failure). */
import type { Terminal } from "./terminal.ts"
import { printFailure, type Timed } from "./test-report.ts"

export function junit(runs: readonly Timed[], terminal: Terminal): string {
  const files = new Map<string, Timed[]>()
  for (const one of runs) files.set(one.run.test.path, [...(files.get(one.run.test.path) ?? []), one])
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="fleetai" ${counts(runs)}>`,
    ...[...files].flatMap(([path, own]) => suite(path, own, terminal)),
    "</testsuites>",
    "",
  ].join("\n")
}

function suite(path: string, runs: readonly Timed[], terminal: Terminal): string[] {
  return [
    `  <testsuite name="${escaped(path)}" ${counts(runs)}>`,
    ...runs.flatMap((one) => testCase(one, terminal)),
    "  </testsuite>",
  ]
}

function testCase({ run, ms }: Timed, terminal: Terminal): string[] {
  const { title, path, place } = run.test
  const line = place.slice(place.lastIndexOf(":") + 1)
  const named = `name="${escaped(title)}" classname="${escaped(path)}" file="${escaped(path)}" line="${line}"`
  const { failure } = run
  if (failure === undefined) return [`    <testcase ${named} time="${seconds(ms)}"/>`]
  const lines: string[] = []
  const paper: Terminal = { ...terminal, out: (text) => void lines.push(text), paintOut: (_, text) => text }
  printFailure(run, failure, paper)
  const message = escaped(`${failure.step.place}  ${failure.step.source.split("\n")[0] ?? ""}`)
  return [
    `    <testcase ${named} time="${seconds(ms)}">`,
    `      <failure message="${message}" type="${failure.why.kind}">${content(lines.join("\n").trimEnd())}</failure>`,
    "    </testcase>",
  ]
}

function counts(runs: readonly Timed[]): string {
  const failures = runs.filter(({ run }) => run.failure !== undefined).length
  const time = seconds(runs.reduce((sum, { ms }) => sum + ms, 0))
  return `tests="${runs.length}" failures="${failures}" errors="0" skipped="0" time="${time}"`
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3)

/** Characters that XML 1.0 does not know are left out: https://www.w3.org/TR/xml/#charsets */
const noCharacter = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\t": "&#9;",
  "\r": "&#13;",
}

/** Inside quotes. */
const escaped = (text: string): string =>
  text.replace(noCharacter, "").replace(/[&<>"\n\t\r]/g, (char) => entities[char] ?? char)

/** Between tags, where lines stay lines. */
const content = (text: string): string =>
  text.replace(noCharacter, "").replace(/[&<>\r]/g, (char) => entities[char] ?? char)
