import { words } from '../../i18n/words.ts'
import type { ImportRefusal } from '../import-package.ts'
import type { PackageRefused } from '../packages.ts'

/** Every reason for which a package, fetched or brought, is not shown. */
type AnyRefusal = ImportRefusal | PackageRefused['refusal']

const t = words({
  zh: {
    'not-a-bundle': '这不是同课的课件文件（.tongke.zip），或者没有拷完整。请重新拷一次。',
    compressed: (file: string) => `文件里的“${file}”被别的软件改过。请用原来的文件，不要解压后再压缩。`,
    path: (file: string) => `里面的文件名“${file}”不合规矩，这样的课件不收。`,
    'too-big': '这个文件比课件允许的还大，没有打开。',
    'not-signed': '课件没有发布者的签名，不知道是谁做的，所以不收。',
    'unknown-publisher': (publisher: string) => `发布者“${publisher}”不在县里认可的名单上。请县里先登记发布者。`,
    signature: (publisher: string) => `签名不对：声称是“${publisher}”发布的，但内容被改过，或者不是他们签的。`,
    'other-publisher': (publisher: string) => `“${publisher}”用自己的签名冒了别人的名，所以不收。`,
    'newer-format': '这个课件要更新版本的同课才能打开。请先更新。',
    malformed: (at: string) => `课件的清单写错了（${at}）。请告诉发布者。`,
    size: (file: string) => `文件“${file}”的大小和清单不一样，没有通过检查。请重新拷一次。`,
    hash: (file: string) => `文件“${file}”和发布时不一样，可能拷坏了或被改过。请重新拷一次。`,
    missing: (file: string) => `清单里提到的“${file}”不在课件里。请告诉发布者。`,
    absent: (file: string) => `文件“${file}”不在里面，没有拷完整。请重新拷一次。`,
    unlisted: (file: string) => `里面多了一个清单上没有的文件（${file}），所以不收。`,
    contents: (file: string) => `文件“${file}”的内容写得不对，打不开。请告诉发布者。`,
    steps: '课件的环节和页码对不上。请告诉发布者。',
    'not-served': (file: string) => `服务器给的文件“${file}”不对或不全，已经丢掉，半小时后再取。`,
    'cannot-check': '这个网页不是安全连接（HTTPS），浏览器不让检查签名，所以不能导入。',
  },
  en: {
    'not-a-bundle': 'This is no lesson file (.tongke.zip), or it was not copied whole. Copy it again.',
    compressed: (file) => `“${file}” in it was changed by another program. Use the original file, do not pack it anew.`,
    path: (file) => `The file name “${file}” in it is against the rules; such packages are not taken.`,
    'too-big': 'This file is larger than a package may be. It was not opened.',
    'not-signed': 'Nobody has signed this package, so it is not known who made it. It is not taken.',
    'unknown-publisher': (publisher) =>
      `The county does not know the publisher “${publisher}”. It must be entered first.`,
    signature: (publisher) => `The signature is wrong: it says “${publisher}”, but it was changed or signed by others.`,
    'other-publisher': (publisher) => `“${publisher}” signed in another’s name. It is not taken.`,
    'newer-format': 'This package needs a newer version of Tongke. Update first.',
    malformed: (at) => `The package’s list is wrong (${at}). Tell its publisher.`,
    size: (file) => `The file “${file}” is not of the listed size and did not pass. Copy it again.`,
    hash: (file) => `The file “${file}” is not as it was published: damaged or changed. Copy it again.`,
    missing: (file) => `“${file}” is named by the list and is not in the package. Tell its publisher.`,
    absent: (file) => `The file “${file}” is not in it: it was not copied whole. Copy it again.`,
    unlisted: (file) => `It holds a file that is not listed (${file}), so it is not taken.`,
    contents: (file) => `The file “${file}” is not written as it should be and cannot be opened. Tell its publisher.`,
    steps: 'The steps of the lesson do not fit its pages. Tell its publisher.',
    'not-served': (file) =>
      `The server’s “${file}” was wrong or incomplete. It was thrown away; another try in half an hour.`,
    'cannot-check':
      'This page has no secure connection (HTTPS): signatures cannot be checked, so nothing can be imported.',
  },
})

/** Why a package is not shown and what to do, in one sentence that names the file where it is about one. */
export function refusalWords(refusal: AnyRefusal): string {
  const text = t()
  switch (refusal.reason) {
    case 'unknown-publisher':
    case 'signature':
    case 'other-publisher':
      return text[refusal.reason](refusal.publisher)
    case 'malformed':
      return text.malformed(refusal.at)
    case 'compressed':
    case 'path':
    case 'size':
    case 'hash':
    case 'contents':
    case 'missing':
    case 'absent':
    case 'unlisted':
    case 'not-served':
      return text[refusal.reason](refusal.file)
    case 'not-a-bundle':
    case 'too-big':
    case 'not-signed':
    case 'newer-format':
    case 'steps':
    case 'cannot-check':
      return text[refusal.reason]
  }
}
