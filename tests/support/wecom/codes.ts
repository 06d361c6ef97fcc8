/** What WeCom writes beside each errcode (D90313). Wording may change there: clients decide by the number alone. */
export const errmsgs: Readonly<Record<number, string>> = {
  [-1]: "system busy",
  0: "ok",
  40001: "invalid credential",
  40003: "invalid userid",
  40008: "invalid message type",
  40013: "invalid corpid",
  40014: "invalid access_token",
  40031: "invalid userid list",
  40032: "invalid userid list size",
  40056: "invalid agentid",
  40058: "invalid Request Parameter",
  40063: "some parameters are empty",
  40091: "invalid secret",
  41001: "access_token missing",
  41002: "corpid missing",
  41004: "secret missing",
  41011: "missing agentid",
  42001: "access_token expired",
  42045: "invalid card_action",
  44004: "content missing",
  45002: "content size out of limit",
  45009: "api freq out of limit",
  45033: "api concurrent out of limit",
  47001: "data format error",
  48002: "api forbidden",
  48006: "api forbidden for abuse",
  50003: "agent is disabled",
  60011: "no privilege to access/modify contact/party/agent",
  60020: "not allow to access from your ip",
  60111: "userid not found",
  81013: "user & party & tag all invalid",
  82001: "the number of users is invalid",
  82002: "the number of parties is invalid",
  82003: "the number of tags is invalid",
  85002: "contains forbidden words",
  92000: "no permission to use this interface",
  93000: "invalid webhook url",
  93004: "the robot is disabled",
  93006: "invalid chatid",
  93008: "the robot is not in the group",
  301002: "agent is not allowed with this access_token",
}

/** An answer's body as WeCom sends it: HTTP 200 even when `errcode` is not 0. */
export interface Answer {
  readonly errcode: number
  readonly errmsg: string
  readonly [field: string]: unknown
}

/** The hint is what real answers carry; it differs from call to call and means nothing to a client. */
export function refusal(errcode: number, address: string, wording: "new" | "old" = "new"): Answer {
  const text = errmsgs[errcode] ?? "unknown error"
  const hint = `hint: [1662317178339603627481038]`
  if (wording === "old") return { errcode, errmsg: text }
  const help = `more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`
  return { errcode, errmsg: `${text}, ${hint}, from ip: ${address}, ${help}` }
}
