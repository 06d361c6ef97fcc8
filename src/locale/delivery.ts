/** What `delivery` says to people. Ids begin with "delivery.". */
import type { Entry } from "./phrase.ts"

export const delivery = {
  "delivery.cut": { en: "… (cut: too long)", "zh-CN": "……（内容过长，已截断）" },
  "delivery.text-refused": {
    en: "WeCom refused the text of this message: look at the pane itself",
    "zh-CN": "企业微信拒绝了这条消息的正文，请直接查看窗格",
  },
  "delivery.text-refused-own": {
    en: "WeCom refused the text of this message: look on the host that sent it",
    "zh-CN": "企业微信拒绝了这条消息的正文，请到发送它的主机上查看",
  },
  "delivery.crowded": {
    en: "more than {limit} messages waited; this was the oldest of the least important",
    "zh-CN": "等待的消息超过 {limit} 条，这是其中最不重要的旧消息",
  },
  "delivery.digest": { en: "{count} messages from quiet hours", "zh-CN": "免打扰时段共有 {count} 条消息" },
  "delivery.digest-more": { en: "… and {count} more", "zh-CN": "……还有 {count} 条" },
  "delivery.ask-over": {
    en: "not sent: the ask was over before ({state})",
    "zh-CN": "未发送：请求在此之前已经结束（{state}）",
  },
  "delivery.expired": {
    en: "no channel took it in time; the last reason: {reason}",
    "zh-CN": "有效期内没有渠道能送达；最后的原因：{reason}",
  },
  "delivery.expired-unseen": { en: "no channel took it in time", "zh-CN": "有效期内没有渠道能送达" },
  "delivery.no-channel": {
    en: "receiver {receiver} has no configured channel",
    "zh-CN": "接收者 {receiver} 没有配置可用的渠道",
  },
  "delivery.no-receiver": {
    en: "there is no receiver at all: configure one ([receiver.phone])",
    "zh-CN": "没有配置任何接收者，请添加 [receiver.phone]",
  },
  "delivery.unreadable": { en: "the stored message cannot be read", "zh-CN": "保存的消息无法读取" },
  "delivery.interrupted": {
    en: "the program ended while it was being sent",
    "zh-CN": "发送过程中程序退出",
  },
  "delivery.bug": {
    en: "internal error in channel {channel} ({error})",
    "zh-CN": "渠道 {channel} 内部错误（{error}）",
  },
  "delivery.bug-cure": { en: "please report this", "zh-CN": "请反馈该问题" },
  "delivery.limited": {
    en: "{channel} waits: below WeCom's frequency limit",
    "zh-CN": "{channel} 等待中：避免触发企业微信频率限制",
  },
  "delivery.refused-code": {
    en: "{channel}: {reason} (errcode {code})",
    "zh-CN": "{channel}：{reason}（errcode {code}）",
  },
  "delivery.refused-ip": {
    en: "{channel}: {reason} (errcode {code}, IP {ip})",
    "zh-CN": "{channel}：{reason}（errcode {code}，IP {ip}）",
  },
  "delivery.failed": { en: "{channel}: {reason}", "zh-CN": "{channel}：{reason}" },
  "delivery.terminal-gone": { en: "the terminal cannot be written to ({code})", "zh-CN": "无法写入终端（{code}）" },
  "delivery.terminal-cure": {
    en: "start it on a terminal, or with its output going somewhere",
    "zh-CN": "请在终端中启动，或把输出重定向到可写的位置",
  },
} as const satisfies Record<string, Entry>
