/** Why a proof fails, in the words that a village clerk and an auditor both get. `where` names the line, field or key. */
export const rejections = {
  'file.not-receipt': { zh: '这不是凭证文件。', en: 'This is not a receipt file.' },
  'file.encoding': { zh: '文件里有坏字节，不是完好的 UTF-8 文本。', en: 'The file holds damaged bytes; it is not valid UTF-8.' },
  'file.line-ends': { zh: '换行被改成了 CRLF，请用原来的文件。', en: 'Line ends were changed to CRLF; use the original file.' },
  'file.structure': { zh: '凭证的结构被改动过。', en: 'The structure of the receipt was changed.' },
  'file.sum': { zh: '文件末尾的校验和与内容不符，文件被改动过。', en: 'The sum at the end does not match: the file was changed.' },
  'text.changed': { zh: '给人看的文字与入册的记录不符。', en: 'The readable text does not match what the log holds.' },
  'leaf.form': { zh: '入册条目的写法不对。', en: 'A leaf is malformed.' },
  'leaf.chain': { zh: '答复没有指向所附的这一版条款。', en: 'The answer does not name these terms.' },
  'opening.form': { zh: '出示的内容写法不对。', en: 'An opening is malformed.' },
  'opening.mismatch': { zh: '出示的内容与入册时的承诺不符。', en: 'What is shown does not match what was committed to.' },
  'proof.form': { zh: '入册证明的写法不对。', en: 'The proof is malformed.' },
  'proof.inclusion': {
    zh: '按这份证明算不出存证日志的根：条目不在册，或被改动过。',
    en: 'The path does not lead to the root: the leaf is not in the log, or was changed.',
  },
  'note.form': { zh: '签名文本的写法不对。', en: 'The signed note is malformed.' },
  'checkpoint.form': { zh: '签名的检查点写法不对。', en: 'The checkpoint is malformed.' },
  'checkpoint.origin': { zh: '检查点不是这本存证日志的。', en: 'The checkpoint is of another log.' },
  'signature.wrong': {
    zh: '签名不对：内容被改动过，或不是这本日志签的。',
    en: 'The signature is wrong: changed, or not signed by this log.',
  },
  'key.unknown': { zh: '签名的不是你信任的密钥。', en: 'It is not signed by a key that you trust.' },
  'key.form': {
    zh: '验证密钥的写法不对，应是 名字+编号+密钥 一行。',
    en: 'The verification key is malformed; it is one line: name+id+key.',
  },
  'log.split': {
    zh: '日志现在给人看的样子里没有这张凭证：它退回去了，或者分成了两本。',
    en: 'The log as it is shown now does not contain this receipt: it went back or shows two histories.',
  },
  'policy.form': { zh: '见证规则文件的写法不对。', en: 'The witness policy is malformed.' },
  'promise.form': { zh: '入册承诺的写法不对。', en: 'The promise is malformed.' },
  'promise.leaf': { zh: '这份入册承诺说的是另一条记录。', en: 'The promise is about another leaf.' },
} as const satisfies Record<string, { readonly zh: string; readonly en: string }>;

export type RejectionCode = keyof typeof rejections;

export class Rejection extends Error {
  readonly code: RejectionCode;
  readonly where: string | null;

  constructor(code: RejectionCode, where: string | null = null) {
    super(where === null ? rejections[code].en : `${rejections[code].en} (${where})`);
    this.name = 'Rejection';
    this.code = code;
    this.where = where;
  }
}
