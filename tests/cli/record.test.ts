import { expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { Home } from "./program.ts"

test.each([[[]], [["--for", "1m"]]])(
  "fleetai record %j takes no file's place, and says so before it records",
  async (more) => {
    using home = new Home()
    home.write("a.screen", "mine\n")
    const { code, err } = await home.run(["record", "proj", "-o", "a.screen", ...more])
    expect({ code, err }).toEqual({
      code: 1,
      err: "fleetai: a.screen is there already, and nothing was recorded\n  take another name, or replace it with --force\n",
    })
    // There is neither a configuration nor a pane: with --force it comes to that.
    expect((await home.run(["record", "proj", "-o", "a.screen", "--force", ...more])).code).toBe(2)
    expect(readFileSync(join(home.path, "a.screen"), "utf8")).toBe("mine\n")
  },
)
