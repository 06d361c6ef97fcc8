import { expect, test } from "bun:test"
import { compact } from "../../src/delivery/compact.ts"

test("a box loses its padding, its empty lines and most of its borders, and keeps its words", () => {
  const box = [
    `╭${"─".repeat(78)}╮`,
    `│ ?  Shell npm test${" ".repeat(59)}│`,
    `│${" ".repeat(78)}│`,
    `│ ● 1. Allow once${" ".repeat(61)}│`,
    `╰${"─".repeat(78)}╯`,
  ].join("\n")
  expect(compact(box)).toBe("╭──────╮\n│ ?  Shell npm test │\n│ ● 1. Allow once │\n╰──────╯")
})

test("blanks within a line, short rules and other text stay as they are", () => {
  for (const text of ["a    b", "── x ──", "| a   | b   |", "====", "-".repeat(40), "  indented"])
    expect(compact(text)).toBe(text)
})

test("a long line of strokes takes no time", () => {
  const began = performance.now()
  for (const piece of ["─", "─━", " ", "│ ", "│ │\n"]) compact(piece.repeat(60_000))
  for (const before of ["", "│", "\n"]) compact(`${before}${" ".repeat(120_000)}x`)
  expect(performance.now() - began).toBeLessThan(2_000)
})
