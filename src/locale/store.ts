/** What `store` says to people. Ids begin with "store.". */
import type { Entry } from "./phrase.ts"

export const store = {
  "store.locked": {
    en: "the database {path} is locked by another program (end it, or wait)",
    "zh-CN": "数据库 {path} 被其他程序锁定（请结束该程序或稍候）",
  },
  "store.full": {
    en: "the database {path} cannot grow: the disk or the quota is full (make room)",
    "zh-CN": "数据库 {path} 无法写入：磁盘或配额已满（请清理空间）",
  },
  "store.read-only": {
    en: "the database {path} can only be read (check the file's owner and the mount)",
    "zh-CN": "数据库 {path} 只读（请检查文件属主和挂载方式）",
  },
  "store.corrupt": {
    en: "the database {path} is damaged or no database at all (move it away; a new one is made, what was pending in it is lost)",
    "zh-CN": "数据库 {path} 已损坏或不是数据库（请把它移走，会新建一个；其中待发送的内容会丢失）",
  },
  "store.newer": {
    en: "the database {path} was made by a newer version of fleetai (use that version, or another state folder)",
    "zh-CN": "数据库 {path} 由更新版本的 fleetai 创建（请使用该版本，或换一个 state 目录）",
  },
  "store.permission": {
    en: "the database {path} cannot be opened: no permission (check owner and mode of file and folder)",
    "zh-CN": "无法打开数据库 {path}：没有权限（请检查文件和目录的属主与权限）",
  },
  "store.io": {
    en: "the database {path} cannot be used ({code})",
    "zh-CN": "数据库 {path} 无法使用（{code}）",
  },
} as const satisfies Record<string, Entry>
