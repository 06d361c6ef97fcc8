/** The secrets that a configuration holds, as literals that nothing written or sent may contain. */
import type { Config } from "./config.ts"

export function configuredSecrets({ wecom }: Config): readonly string[] {
  const { app, robot, connect } = wecom
  const webhook = robot?.webhook.reveal()
  const proxy = connect.by === "proxy" ? URL.parse(connect.url.reveal()) : null
  const found: (string | null | undefined)[] = [
    app?.secret.reveal(),
    webhook,
    // The key alone gives the robot away as well.
    URL.parse(webhook ?? "")?.searchParams.get("key"),
    proxy?.password,
    proxy === null ? undefined : decodedOf(proxy.password),
  ]
  return [...new Set(found.filter((secret): secret is string => typeof secret === "string" && secret !== ""))]
}

function decodedOf(password: string): string {
  try {
    return decodeURIComponent(password)
  } catch {
    // Not encoded at all: it stands in the list as it is.
    return password
  }
}
