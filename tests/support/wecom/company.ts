/** The imagined company that the simulator serves: its app, its people, its robots. */
export interface App {
  readonly agentId: number
  readonly secret: string
  /** Who is in the app's visible range. */
  readonly visible: readonly string[]
}

export interface Company {
  readonly corpId: string
  readonly apps: readonly App[]
  /** Everyone, visible to an app or not. */
  readonly members: readonly string[]
  /** Members without a licence: they are named in `unlicenseduser` and get nothing. */
  readonly unlicensed: readonly string[]
  readonly parties: Readonly<Record<string, readonly string[]>>
  readonly tags: Readonly<Record<string, readonly string[]>>
  readonly robotKeys: readonly string[]
}

export const sampleCompany: Company = {
  corpId: "ww0123456789abcdef",
  apps: [
    { agentId: 1000002, secret: "sim-app-secret-6mWbYQ0PpR3t", visible: ["zhangsan", "lisi"] },
    { agentId: 1000003, secret: "sim-other-secret-Jf82kqLz0", visible: ["wangwu"] },
  ],
  members: ["zhangsan", "lisi", "wangwu", "zhaoliu"],
  unlicensed: ["zhaoliu"],
  parties: { "1": ["zhangsan", "lisi"], "2": ["wangwu"] },
  tags: { "7": ["lisi"] },
  robotKeys: ["693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"],
}

/** WeCom's limits; tests may lower them. */
export interface Limits {
  readonly memberPerMinute: number
  readonly memberPerHour: number
  readonly robotPerMinute: number
  /** gettoken calls of one app in an hour. The real figure is not published. */
  readonly tokensPerHour: number
  /** After this many wrong secrets an address is banned for an hour. The real figure is not published. */
  readonly wrongSecrets: number
  readonly tokenSeconds: number
  readonly appMarkdownBytes: number
  readonly appTextBytes: number
  readonly robotMarkdownBytes: number
  readonly robotTextBytes: number
}

export const documentedLimits: Limits = {
  memberPerMinute: 30,
  memberPerHour: 1000,
  robotPerMinute: 20,
  tokensPerHour: 2000,
  wrongSecrets: 20,
  tokenSeconds: 7200,
  appMarkdownBytes: 2048,
  appTextBytes: 2048,
  robotMarkdownBytes: 4096,
  robotTextBytes: 2048,
}
