/** What is said about asks and the decisions on them. Ids begin with "approvals.". */
import type { Entry } from "./phrase.ts"

export const approvals = {
  "approvals.unknown": { en: 'there is no ask "{id}"', "zh-CN": "没有“{id}”这个请求" },
  "approvals.none-open": { en: "nothing is asked at the moment", "zh-CN": "目前没有待处理的请求" },
  "approvals.one-open": {
    en: "nothing was decided: say which ask. Open is {id} ({where}): {title}",
    "zh-CN": "没有作出决定：请指明是哪个请求。目前待处理的是 {id}（{where}）：{title}",
  },
  "approvals.type": { en: "type: {command}", "zh-CN": "请输入：{command}" },
  "approvals.several-open": {
    en: "several asks are open: say which one",
    "zh-CN": "有多个待处理的请求，请指明是哪一个",
  },
  "approvals.open-are": { en: "open: {asks}", "zh-CN": "待处理：{asks}" },
  "approvals.see-asks": { en: "see: fleetai asks", "zh-CN": "请看：fleetai asks" },
  "approvals.did-you-mean": { en: 'did you mean "{word}"?', "zh-CN": "是不是想输入“{word}”？" },
  "approvals.try-again": { en: "nothing was decided; try again", "zh-CN": "没有作出决定，请重试" },
  "approvals.over": { en: "{id} is not open any more: {state}", "zh-CN": "{id} 已经结束：{state}" },

  "approvals.not-offered": { en: "{what} is not offered here", "zh-CN": "这里不能用 {what}" },
  "approvals.offered": { en: "offered: {offers}", "zh-CN": "可用：{offers}" },
  "approvals.nothing": { en: "nothing; look at the pane", "zh-CN": "无，请直接查看窗格" },
  "approvals.no-such-choice": {
    en: "there is no choice {choice}: they are 1 to {most}",
    "zh-CN": "没有第 {choice} 项：只有 1 到 {most}",
  },
  "approvals.no-such-label": { en: 'there is no choice "{label}"', "zh-CN": "没有“{label}”这个选项" },
  "approvals.reply-empty": { en: "the reply is empty", "zh-CN": "回复内容为空" },
  "approvals.reply-long": {
    en: "the reply is longer than {most} characters",
    "zh-CN": "回复内容超过 {most} 个字符",
  },
  "approvals.reply-control": {
    en: "the reply holds a control character ({code}): only line breaks are typed",
    "zh-CN": "回复内容含有控制字符（{code}）：只允许换行",
  },

  "approvals.how-open": { en: "waits for a decision", "zh-CN": "等待决定" },
  "approvals.how-decided": { en: "{said}, by {by} at {at}", "zh-CN": "{by} 于 {at} 决定：{said}" },
  "approvals.how-both": { en: "{decided}; {end}", "zh-CN": "{decided}；{end}" },
  "approvals.how-elsewhere": {
    en: "it went away without us: answered at the keyboard, or no longer asked",
    "zh-CN": "已在键盘上处理，或不再询问",
  },
  "approvals.how-done": { en: "done", "zh-CN": "已完成" },
  "approvals.how-changed": {
    en: "nothing was pressed, or not all: the screen showed something else by then",
    "zh-CN": "没有按键或没有按完：屏幕内容当时已经变了",
  },
  "approvals.how-failed": {
    en: "the keys could not be pressed, or had no effect: look at the pane",
    "zh-CN": "按键失败或没有效果：请查看窗格",
  },
  "approvals.how-expired": { en: "nobody decided for days", "zh-CN": "多日无人处理，已关闭" },
  "approvals.how-crowded": { en: "too many asks were open", "zh-CN": "待处理的请求过多，已关闭" },
  "approvals.how-interrupted": {
    en: "fleetai ended in the middle; nothing is done twice: look at the pane",
    "zh-CN": "fleetai 在执行途中退出；不会重复执行，请查看窗格",
  },
  "approvals.how-forgotten": {
    en: "fleetai no longer knows what it was about, and asks again if it still stands",
    "zh-CN": "fleetai 已不记得它的来由；如果仍在询问，会重新通知",
  },
  "approvals.how-taken": { en: "somebody decided", "zh-CN": "已有人决定" },
  "approvals.by-command": { en: "{who}", "zh-CN": "{who}" },
  "approvals.by-file": { en: "{who} (by file)", "zh-CN": "{who}（通过文件）" },

  "approvals.foot": { en: "Answer on the host:", "zh-CN": "在主机上回复：" },
  "approvals.foot-none": {
    en: "Cannot be answered from here: look at the pane.",
    "zh-CN": "无法远程回复，请直接查看窗格。",
  },
  "approvals.offer-approve": { en: "allow", "zh-CN": "允许" },
  "approvals.offer-deny": { en: "refuse", "zh-CN": "拒绝" },
  "approvals.offer-choose": { en: "choose", "zh-CN": "选择" },
  "approvals.offer-reply": { en: "reply", "zh-CN": "回复" },
  "approvals.foot-more": { en: "… and {count} more: fleetai asks", "zh-CN": "……还有 {count} 项：fleetai asks" },

  "approvals.file-how": {
    en: "Write one of these on a line of its own below, and save:",
    "zh-CN": "在下面单独写一行，然后保存：",
  },
  "approvals.file-reply": {
    en: "reply: TEXT (lines that follow belong to it)",
    "zh-CN": "reply: 内容（后面的行也算在内）",
  },
  "approvals.file-unclear": { en: 'not understood: "{line}"', "zh-CN": "无法理解：“{line}”" },
  "approvals.file-refused": { en: "not done: {why}; {hint}", "zh-CN": "没有执行：{why}；{hint}" },
  "approvals.file-torn": {
    en: 'not done: "{line}" stands above lines of this file, and others behind them: write the reply below all of them',
    "zh-CN": "没有执行：“{line}”写在本文件原有内容的上方，后面又有其他内容；请把回复写在最后",
  },
  "approvals.file-late": {
    en: 'too late, nothing was done: "{line}"',
    "zh-CN": "已经太晚，没有执行：“{line}”",
  },
  "approvals.file-foreign": {
    en: "not read: only a regular file of your own is. What was here is now {name}",
    "zh-CN": "没有读取：只读取您自己的普通文件。原来的内容现在是 {name}",
  },
  "approvals.file-long": {
    en: "not read: longer than {most} bytes. What was here is now {name}",
    "zh-CN": "没有读取：超过 {most} 字节。原来的内容现在是 {name}",
  },
  "approvals.file-encoding": {
    en: "not read: it is not UTF-8. What was here is now {name}; save it as UTF-8 and write it again",
    "zh-CN": "没有读取：不是 UTF-8 编码。原来的内容现在是 {name}；请以 UTF-8 保存后重新写入",
  },
  "approvals.file-refused-log": { en: "answer to {id} by file: {problem}", "zh-CN": "通过文件回复 {id}：{problem}" },
  "approvals.file-stays": {
    en: "{path} is in the way of an ask's file and cannot be removed ({code}): remove it by hand",
    "zh-CN": "{path} 占用了请求文件的位置，无法删除（{code}）：请手动删除",
  },
  "approvals.folder-unusable": {
    en: "asks cannot be answered by file: {path} cannot be used ({code})",
    "zh-CN": "无法通过文件回复请求：{path} 不可用（{code}）",
  },
  "approvals.folder-open": {
    en: "asks cannot be answered by file: others than its owner can enter {path} (mode {mode}); run: chmod 700 {path}",
    "zh-CN": "无法通过文件回复请求：{path} 的权限（{mode}）允许他人进入；请执行：chmod 700 {path}",
  },
  "approvals.folder-foreign": {
    en: "asks cannot be answered by file: {path} is no folder of this user",
    "zh-CN": "无法通过文件回复请求：{path} 不是当前用户的目录",
  },
} as const satisfies Record<string, Entry>
