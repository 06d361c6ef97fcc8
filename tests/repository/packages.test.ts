import { expect, test } from "bun:test"
import { existsSync } from "node:fs"
import { join } from "node:path"
import manifest from "../../package.json"
import { read, root } from "./sources.ts"

interface LockedPackage {
  readonly version?: string
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
const lock = JSON.parse(read("package-lock.json")) as { packages: Readonly<Record<string, LockedPackage>> }

test("package-lock.json holds no download addresses", () => {
  const addresses = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)
  expect(addresses.map(([name]) => name)).toEqual([])
})

test("package-lock.json knows the packages of every platform, so that npm ci accepts it", () => {
  const optional = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  )
  expect(optional.filter((name) => lock.packages[`node_modules/${name}`] === undefined)).toEqual([])
})

test("package-lock.json belongs to package.json", () => {
  const { dependencies, devDependencies } = manifest
  expect(lock.packages[""]).toMatchObject({ dependencies, devDependencies })
})

test("versions are exact", () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test("what the binary is made of is only these packages", () => {
  expect(Object.keys(manifest.dependencies)).toEqual([
    "@logtape/logtape",
    "@xterm/headless",
    "commander",
    "re2js",
    "smol-toml",
    "valibot",
  ])
})

test("package-lock.json is the one lock file", () => {
  for (const other of ["bun.lock", "bun.lockb", "yarn.lock", "pnpm-lock.yaml"]) {
    expect(existsSync(join(root, other)), other).toBe(false)
  }
})

test("the top level holds nothing but what it is meant to", () => {
  const listed = Bun.spawnSync(["git", "ls-files"], { cwd: root }).stdout.toString().split("\n")
  const top = new Set(listed.filter((path) => path !== "").map((path) => path.split("/")[0] ?? ""))
  const meant = [
    ...["bunfig.toml", "package.json", "src", "grammar", "rules", "tests", "scripts", "README.md", "README.zh-CN.md"],
    ...["tsconfig.json", "biome.json", "package-lock.json", "LICENSE", "CHANGELOG.md", "docs"],
    ...[".ci", ".gitignore", ".npmrc"],
  ]
  expect([...top].filter((name) => !meant.includes(name))).toEqual([])
})
