/** What `wecom` says to people. Ids begin with "wecom.". */
import type { Entry } from "./phrase.ts"

export const wecom = {
  "wecom.error.busy": { en: "WeCom is busy", "zh-CN": "企业微信系统繁忙" },
  "wecom.error.secret": {
    en: "the secret is wrong, or does not belong to this corp ID, or the app is stopped",
    "zh-CN": "Secret 错误、与企业 ID 不匹配，或应用已停用",
  },
  "wecom.error.corp": { en: "the corp ID is wrong", "zh-CN": "企业 ID 不正确" },
  "wecom.error.corp-missing": { en: "the corp ID is missing", "zh-CN": "缺少企业 ID" },
  "wecom.error.secret-other": { en: "the secret is not valid for this corp", "zh-CN": "Secret 不属于这个企业" },
  "wecom.error.secret-missing": { en: "the secret is missing", "zh-CN": "缺少 Secret" },
  "wecom.error.token": { en: "the access token is no longer valid", "zh-CN": "access_token 已失效" },
  "wecom.error.token-expired": { en: "the access token has expired", "zh-CN": "access_token 已过期" },
  "wecom.error.token-missing": { en: "the access token was missing", "zh-CN": "缺少 access_token" },
  "wecom.error.user": { en: "unknown user ID among the recipients", "zh-CN": "接收人中有不存在的成员 ID" },
  "wecom.error.nobody": {
    en: "none of the recipients can be reached: they do not exist or are outside the app's visible range",
    "zh-CN": "所有接收人都无法送达：不存在，或不在应用的可见范围内",
  },
  "wecom.error.recipients": { en: "too many recipients, or none", "zh-CN": "接收人为空或超过上限" },
  "wecom.error.privilege": { en: "the app may not send messages this way", "zh-CN": "应用没有调用该接口的权限" },
  "wecom.error.withdrawn": {
    en: "WeCom has withdrawn the app's right to send, for misuse",
    "zh-CN": "应用因违规被企业微信限制调用",
  },
  "wecom.error.disabled": { en: "the app is disabled", "zh-CN": "应用已被停用" },
  "wecom.error.agent": { en: "the agent ID is wrong", "zh-CN": "AgentId 不正确" },
  "wecom.error.agent-missing": { en: "the agent ID is missing", "zh-CN": "缺少 AgentId" },
  "wecom.error.agent-other": {
    en: "the agent ID and the secret belong to different apps",
    "zh-CN": "AgentId 与 Secret 不属于同一个应用",
  },
  "wecom.error.msgtype": { en: "WeCom does not know this message type", "zh-CN": "企业微信不支持该消息类型" },
  "wecom.error.parameter": { en: "WeCom rejected a parameter of the message", "zh-CN": "企业微信拒绝了消息中的参数" },
  "wecom.error.empty": { en: "the message is empty", "zh-CN": "消息内容为空" },
  "wecom.error.card": { en: "the card lacks its action", "zh-CN": "卡片缺少跳转动作" },
  "wecom.error.long": { en: "the message is too long", "zh-CN": "消息过长" },
  "wecom.error.frequency": {
    en: "too many messages: WeCom's frequency limit",
    "zh-CN": "发送过于频繁，触发企业微信频率限制",
  },
  "wecom.error.concurrency": { en: "too many calls at the same time", "zh-CN": "并发调用超过限制" },
  "wecom.error.untrusted": {
    en: "WeCom does not accept this machine's IP address: it is not one of the app's trusted IPs",
    "zh-CN": "本机出口 IP 不在应用的企业可信 IP 中，企业微信拒绝了请求",
  },
  "wecom.error.forbidden": { en: "the message contains forbidden words", "zh-CN": "消息包含违禁词" },
  "wecom.error.robot": {
    en: "the robot's webhook is wrong, or the robot was removed from its group",
    "zh-CN": "群机器人 Webhook 不正确，或机器人已被移出群聊",
  },
  "wecom.error.robot-disabled": { en: "the robot is disabled", "zh-CN": "群机器人已被停用" },
  "wecom.error.chat": { en: "there is no such chat", "zh-CN": "会话不存在" },
  "wecom.error.robot-gone": { en: "the robot is not in the group", "zh-CN": "机器人不在群聊中" },
  "wecom.error.unknown": { en: "WeCom answered with error {code}", "zh-CN": "企业微信返回错误码 {code}" },

  "wecom.cure.itself": { en: "nothing to do: it is tried again", "zh-CN": "无需处理，会自动重试" },
  "wecom.cure.secret": {
    en: "copy the Secret again (admin console → 应用管理 → your app) into WECOM_APP_SECRET, and check that the app is enabled; WeCom is not asked again for an hour, or until the configuration changes",
    "zh-CN":
      "到管理后台「应用管理 → 自建应用」重新复制 Secret 填入 WECOM_APP_SECRET，并确认应用已启用；一小时内或修改配置前不会再次尝试",
  },
  "wecom.cure.corp": {
    en: "copy the corp ID again (admin console → 我的企业 → 企业信息, at the bottom) into WECOM_CORP_ID",
    "zh-CN": "到管理后台「我的企业 → 企业信息」最下方复制企业 ID，填入 WECOM_CORP_ID",
  },
  "wecom.cure.agent": {
    en: "take AgentId and Secret from the same app's page (admin console → 应用管理)",
    "zh-CN": "到管理后台「应用管理」，从同一个应用的页面复制 AgentId 和 Secret",
  },
  "wecom.cure.range": {
    en: "check WECOM_TOUSER (account names, not display names) and add the people to the app's visible range (应用管理 → your app → 可见范围)",
    "zh-CN": "检查 WECOM_TOUSER（填账号而不是姓名），并在「应用管理 → 自建应用 → 可见范围」中加入接收人",
  },
  "wecom.cure.privilege": {
    en: "look at the app in the admin console (应用管理): it must be enabled and allowed to send messages",
    "zh-CN": "到管理后台「应用管理」查看该应用，确认已启用并具有发送消息的权限",
  },
  "wecom.cure.disabled": {
    en: "enable the app in the admin console (应用管理 → your app)",
    "zh-CN": "到管理后台「应用管理 → 自建应用」启用该应用",
  },
  "wecom.cure.robot": {
    en: "copy the Webhook address again (group → group robots) into WECOM_WEBHOOK, or add a new robot to the group",
    "zh-CN": "在群聊的「群机器人」里重新复制 Webhook 地址填入 WECOM_WEBHOOK，或重新添加机器人",
  },
  "wecom.cure.recipients": {
    en: "name between 1 and 1000 users, 100 parties and 100 tags (WECOM_TOUSER, WECOM_TOPARTY, WECOM_TOTAG)",
    "zh-CN": "检查 WECOM_TOUSER、WECOM_TOPARTY、WECOM_TOTAG：至少填一项，成员最多 1000 个，部门和标签各最多 100 个",
  },
  "wecom.cure.untrusted": {
    en: "add the address in the admin console: 应用管理 → your app → 企业可信IP (WeCom wants a trusted domain or a callback URL to be set first); it works about a minute later. Without a fixed address use the group robot or a relay ([wecom] api)",
    "zh-CN":
      "在管理后台「应用管理 → 自建应用 → 企业可信IP」中加入该 IP（需先设置可信域名或接收消息的回调 URL），约一分钟后生效；出口 IP 不固定时请用群机器人或自建中转（[wecom] api）",
  },
  "wecom.cure.forbidden": { en: "change the words of the message's template", "zh-CN": "修改消息模板中的用词" },
  "wecom.cure.report": {
    en: "WeCom did not accept the message as it is; please report this with the error code",
    "zh-CN": "企业微信不接受该消息，请附上错误码反馈问题",
  },
  "wecom.cure.unknown": {
    en: "see https://open.work.weixin.qq.com/devtool/query?e={code}",
    "zh-CN": "请查看 https://open.work.weixin.qq.com/devtool/query?e={code}",
  },
  "wecom.cure.network": {
    en: "check the machine's network, DNS and firewall; [wecom] connect and api say how it connects",
    "zh-CN": "检查本机网络、DNS 和防火墙；连接方式由 [wecom] 的 connect 和 api 决定",
  },
  "wecom.cure.store": {
    en: "the access token is kept in the state database: set that right first",
    "zh-CN": "access_token 保存在状态数据库中，请先修复数据库",
  },
  "wecom.cure.tls": {
    en: "check the machine's clock and certificates; something on the way may be intercepting HTTPS",
    "zh-CN": "检查本机时间和根证书；也可能有中间设备在拦截 HTTPS",
  },
  "wecom.cure.not-wecom": {
    en: "something other than WeCom answered: check [wecom] api, the relay, or a captive portal",
    "zh-CN": "应答的不是企业微信：请检查 [wecom] api、中转服务，或是否被认证网页劫持",
  },

  "wecom.network.refused": { en: "the connection was refused", "zh-CN": "连接被拒绝" },
  "wecom.network.unreachable": { en: "the network cannot be reached", "zh-CN": "网络不可达" },
  "wecom.network.dns": { en: "the host name cannot be resolved", "zh-CN": "域名解析失败" },
  "wecom.network.tls": { en: "no secure connection could be made", "zh-CN": "无法建立 TLS 连接" },
  "wecom.network.certificate": { en: "the certificate was not accepted ({code})", "zh-CN": "证书校验失败（{code}）" },
  "wecom.network.proxy": {
    en: "this kind of proxy cannot be used: an http:// proxy is needed",
    "zh-CN": "不支持这种代理，只能使用 http:// 代理",
  },
  "wecom.network.url": { en: "the address is not a URL", "zh-CN": "地址不是有效的 URL" },
  "wecom.network.timeout": { en: "no answer in time", "zh-CN": "等待应答超时" },
  "wecom.network.broken": { en: "the connection broke ({code})", "zh-CN": "连接中断（{code}）" },
  "wecom.network.not-wecom": {
    en: "HTTP {status}, and not from WeCom",
    "zh-CN": "HTTP {status}，应答不是来自企业微信",
  },
  "wecom.network.no-answer": {
    en: "HTTP {status} without WeCom's answer in it",
    "zh-CN": "HTTP {status}，没有企业微信的应答内容",
  },

  "wecom.partly.users": { en: "not delivered to these users: {names}", "zh-CN": "以下成员未收到：{names}" },
  "wecom.partly.parties": { en: "not delivered to these parties: {names}", "zh-CN": "以下部门未收到：{names}" },
  "wecom.partly.tags": { en: "not delivered to these tags: {names}", "zh-CN": "以下标签未收到：{names}" },
  "wecom.partly.unlicensed": {
    en: "not delivered, no licence for the API: {names}",
    "zh-CN": "以下成员没有接口许可，未收到：{names}",
  },

  "wecom.shed.done": {
    en: "started again without {names}: connections to WeCom are direct, and no request is shown to anybody",
    "zh-CN": "已去掉 {names} 重新启动：直接连接企业微信，请求内容不会外泄",
  },
  "wecom.shed.kept": {
    en: '{names} stays, because of connect = "system"',
    "zh-CN": '因 connect = "system"，保留 {names}',
  },
  "wecom.shed.stuck": {
    en: "{names} could not be taken away: connections may be redirected, or secrets shown",
    "zh-CN": "{names} 无法去除：连接可能被劫持，密钥可能外泄",
  },
} as const satisfies Record<string, Entry>
