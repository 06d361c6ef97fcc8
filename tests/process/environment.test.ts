import { expect, test } from "bun:test"
import { environmentFor } from "../../src/process/environment.ts"

test("a program gets the person's environment, without secrets whatever they are called", () => {
  const env = {
    ...{ PATH: "/bin", HTTPS_PROXY: "http://p:1", GITHUB_TOKEN: "theirs", EMPTY: "" },
    ...{ WECOM_APP_SECRET: "s3cret-s3cret", MINE: "x s3cret-s3cret y", SHORT: "ab" },
    ...{ TMUX: "/tmp/t,1,0", TMUX_PANE: "%1", NOTIFY_SOCKET: "/s", CREDENTIALS_DIRECTORY: "/c", UNSET: undefined },
  }
  expect(environmentFor(env, ["s3cret-s3cret", "ab"])).toEqual({
    ...{ PATH: "/bin", HTTPS_PROXY: "http://p:1", GITHUB_TOKEN: "theirs", EMPTY: "", SHORT: "ab" },
  })
})
