/**
 * The one catalogue of refusals. `http` maps kinds to statuses, `cli` to exit codes; docs/problems.md is compared with it in the tests.
 * A problem names the place and the mend; it never carries a value that the caller did not send.
 */
export type ProblemKind =
  | 'invalid'
  | 'unknown-caller'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'too-large'
  | 'unsupported'
  | 'too-many'
  | 'broken'
  | 'unavailable';

interface Entry {
  readonly kind: ProblemKind;
  readonly zh: string;
  readonly en: string;
}

export const problems = {
  'input.invalid': { kind: 'invalid', zh: '填的内容有不对的地方，看下面各项。', en: 'Some fields are not valid; see the list.' },
  'input.unreadable': {
    kind: 'invalid',
    zh: '发来的内容读不懂，请按接口说明重发。',
    en: 'The request could not be read; send it as the API describes.',
  },
  'input.too-large': { kind: 'too-large', zh: '发来的内容太大，请分开发。', en: 'The request is too large; send it in parts.' },
  'input.media-type': {
    kind: 'unsupported',
    zh: '这种内容类型不收，请用 JSON 或表单上传。',
    en: 'This content type is not accepted; use JSON or a form upload.',
  },
  'input.idempotency': {
    kind: 'conflict',
    zh: '同一个请求号发来了不同的内容，请换一个号。',
    en: 'This Idempotency-Key was used with another body; use a new key.',
  },
  'input.cursor': { kind: 'invalid', zh: '翻页记号不对，请从第一页开始。', en: 'The cursor is not valid; start from the first page.' },
  'file.empty': { kind: 'invalid', zh: '这个文件是空的，请换一个。', en: 'The file is empty; choose another.' },
  'file.too-large': {
    kind: 'too-large',
    zh: '这个文件太大，最多20 MB，请去掉图片或分开放。',
    en: 'The file is too large (20 MB at most); remove pictures or split it.',
  },
  'file.kind': {
    kind: 'unsupported',
    zh: '这种文件读不了，请存成 .docx、.txt、.md 或 .html，或把文字粘贴过来。',
    en: 'This kind of file cannot be read; save it as .docx, .txt, .md or .html, or paste the text.',
  },
  'file.damaged': {
    kind: 'invalid',
    zh: '这个文件坏了或不完整，请重新保存后再放进来。',
    en: 'The file is damaged or cut off; save it again.',
  },
  'file.encrypted': {
    kind: 'invalid',
    zh: '这个文件打不开：里面有密码。去掉密码再放进来，或者把文字粘贴过来。',
    en: 'The file is protected by a password; remove it, or paste the text.',
  },
  'file.hostile': {
    kind: 'invalid',
    zh: '这个文件里有不该有的内容，没有收。请用 WPS 或 Word 另存一份再放进来。',
    en: 'The file holds something that is not allowed; save a fresh copy from Word or WPS.',
  },
  'file.encoding': {
    kind: 'invalid',
    zh: '这个文件的文字编码认不出，请另存为 UTF-8。',
    en: 'The text encoding is not known; save it as UTF-8.',
  },
  'file.no-text': {
    kind: 'invalid',
    zh: '这个文件里没有文字（可能是扫描件），请粘贴文字。',
    en: 'The file has no text (a scan?); paste the text.',
  },
  'sign-in.wrong': {
    kind: 'unknown-caller',
    zh: '名字或密码不对。错了几次以后要等半分钟再试。',
    en: 'The name or the password is wrong. After several wrong tries wait half a minute.',
  },
  'sign-in.code-needed': {
    kind: 'unknown-caller',
    zh: '密码对了，还要验证器上的六位数。',
    en: 'The password is right; the six digits of your authenticator are needed too.',
  },
  'sign-in.code-wrong': {
    kind: 'unknown-caller',
    zh: '六位数不对，或已经用过。等下一个数再试，也可以用恢复码。',
    en: 'The code is wrong or was used before. Wait for the next one, or use a recovery code.',
  },
  'sign-in.needed': { kind: 'unknown-caller', zh: '请先登录。填的内容还在。', en: 'Sign in first. What you typed is kept.' },
  'right.missing': { kind: 'forbidden', zh: '你现在的岗位不能做这件事。', en: 'Your post may not do this.' },
  'thing.missing': { kind: 'missing', zh: '没有这一项，或你看不到它。', en: 'There is no such thing, or you may not see it.' },
  'route.missing': { kind: 'missing', zh: '没有这个地址。', en: 'There is no such address.' },
  'factor.needed': {
    kind: 'forbidden',
    zh: '这个岗位要先设好第二重验证（我的账号）。',
    en: 'This post needs a second factor first; set it up under My account.',
  },
  'factor.there': { kind: 'conflict', zh: '已经设好第二重验证了。', en: 'A second factor is set up already.' },
  'password.wrong': {
    kind: 'forbidden',
    zh: '现在的密码不对。错了几次以后要等半分钟。',
    en: 'The present password is wrong; after several tries wait half a minute.',
  },
  'password.weak': { kind: 'invalid', zh: '这个新密码不能用。', en: 'This new password cannot be used.' },
  'staff.own': {
    kind: 'conflict',
    zh: '自己的岗位和账号要由另一位管理员来办。',
    en: 'Your own posts and account are for another administrator.',
  },
  'staff.apart': {
    kind: 'conflict',
    zh: '系统、安全、审计三个岗位不能给同一个人。',
    en: 'System, security and audit may not lie in one pair of hands.',
  },
  'rate.limited': { kind: 'too-many', zh: '请求太密，过一会儿再来。', en: 'Too many requests; come back in a moment.' },
  'demand.not-now': { kind: 'conflict', zh: '这件事现在不能这样办。', en: 'This demand cannot do that now.' },
  'demand.reason-missing': {
    kind: 'invalid',
    zh: '每一处“不能”和“要说明”都要写一句理由。',
    en: 'Each refusing or justifying finding needs one written reason.',
  },
  'demand.second-person': {
    kind: 'conflict',
    zh: '要由另一位把关人确认，不能自己确认自己。',
    en: 'A second gatekeeper must confirm; nobody confirms their own decision.',
  },
  'demand.audience-empty': { kind: 'invalid', zh: '没有选到任何单位，请选要发给谁。', en: 'No unit is addressed; choose who is asked.' },
  'demand.deadline': {
    kind: 'invalid',
    zh: '截止要在今天以后，到期要在截止以后，最长一年。',
    en: 'The deadline must lie ahead, expiry after it, one year at most.',
  },
  'answer.no-number': {
    kind: 'conflict',
    zh: '这件事没有准入编号，不收答复，也可以不办。',
    en: 'This demand has no number: no answer is taken and none is owed.',
  },
  'answer.expired': { kind: 'conflict', zh: '这件事已经到期，不用再答。', en: 'This demand has expired; nothing is owed.' },
  'answer.superseded': {
    kind: 'conflict',
    zh: '这件事的条款换了新的一版，请按新的一版答。已经答过的仍然算数。',
    en: 'These terms were superseded; answer the new version. Earlier answers stay met.',
  },
  'answer.withdrawn': { kind: 'conflict', zh: '这件事已经撤回，不用再答。', en: 'This demand was withdrawn; nothing is owed.' },
  'answer.not-addressed': { kind: 'missing', zh: '这件事没有发给你们单位。', en: 'Your unit is not addressed by this demand.' },
  'answer.values': {
    kind: 'invalid',
    zh: '有的数不对，看下面各项。填的都还在。',
    en: 'Some values are not valid; see the list. What you typed is kept.',
  },
  'conduct.changed': {
    kind: 'conflict',
    zh: '这一条刚被别人改过，请看了新的再改。',
    en: 'Somebody has just corrected this entry; look at the new one first.',
  },
  'conduct.spoken': { kind: 'conflict', zh: '你们单位已经说过了，一次就够。', en: 'Your unit has said it already; once is enough.' },
  'conduct.not-yet': { kind: 'conflict', zh: '这件事还没有发生，发生以后再说。', en: 'It has not taken place yet; say it afterwards.' },
  'receipt.not-yet': { kind: 'conflict', zh: '还在入册，几秒后再取。', en: 'Not in the log yet; try again in a few seconds.' },
  'log.behind': {
    kind: 'broken',
    zh: '数据库比已经签出的存证旧，停止签名，请从备份之后的记录恢复。',
    en: 'The database is older than what was signed; signing stops until entries are recovered.',
  },
  'log.checking': {
    kind: 'unavailable',
    zh: '正在核对整本存证日志，核完之前只能看，请过一会儿再试。',
    en: 'The whole log is being checked; until it is done everything is read-only. Try again soon.',
  },
  'log.damaged': { kind: 'broken', zh: '存证记录与摘要不符，停止签名。', en: 'A log entry does not match its hash; signing stops.' },
  'import.rows': {
    kind: 'invalid',
    zh: '导入的文件有不对的行，什么都没有改，看下面各行。',
    en: 'Some rows are not valid; nothing was changed. See the list.',
  },
  'rules.not-now': { kind: 'conflict', zh: '这份改动现在不能这样办。', en: 'This change of the rules cannot do that now.' },
  'rules.second-person': {
    kind: 'conflict',
    zh: '规则要两个人改：起草的人不能自己同意，请另一位把关人看。',
    en: 'It takes two people to change a rule: another gatekeeper must look at it.',
  },
  'rules.base-moved': {
    kind: 'conflict',
    zh: '这期间有别的改动通过了，请起草人再存一次，接在新的后面。',
    en: 'Another change was approved in the meantime; its author must save this one again upon it.',
  },
  'rules.date': {
    kind: 'invalid',
    zh: '规则只能从明天或以后起施行，不能往回改。',
    en: 'Rules take effect tomorrow at the earliest and never change a past day.',
  },
  'rules.not-sound': { kind: 'invalid', zh: '这份改动还不能用，看下面各处。', en: 'This change does not hold yet; see the list.' },
  'demand.rules-changed': {
    kind: 'conflict',
    zh: '起草以后规则换了新的一版，已按新的对过，请看过再送。',
    en: 'The rules changed since this was drafted; look at the new findings and send again.',
  },
  'ledger.no-ground': {
    kind: 'forbidden',
    zh: '看这里的个人信息要有依据：本单位自己的工作，或一件有准入编号、在有效期内的事。',
    en: 'Personal facts are read on a ground only: one’s own work, or a numbered demand in force.',
  },
  'ledger.values': {
    kind: 'invalid',
    zh: '有的值不对，看下面各项。填的都还在。',
    en: 'Some values are not valid; see the list. What you typed is kept.',
  },
  'ledger.known': {
    kind: 'conflict',
    zh: '台账里已经有这一条，请改那一条，不用另记。',
    en: 'The register holds this record already; change that one.',
  },
  'ledger.moved': {
    kind: 'conflict',
    zh: '你打开以后，这一条已经有人改过。看看现在的值，再定用哪个。',
    en: 'Somebody changed this record after you had opened it; look at what stands there now.',
  },
  'ledger.not-now': {
    kind: 'conflict',
    zh: '这一步已经办过，或现在不能办。请刷新再看。',
    en: 'This was done already or cannot be done now; look again.',
  },
  'setting.invalid': { kind: 'invalid', zh: '设置不对。', en: 'A setting is not valid.' },
  'database.unavailable': {
    kind: 'unavailable',
    zh: '数据库没有应答，过一会儿再试。填的内容还在。',
    en: 'The database does not answer; try again in a moment. What you typed is kept.',
  },
  'server.broken': {
    kind: 'broken',
    zh: '出了意外，没有存下这一次。请再试，还不行就告诉管理员。',
    en: 'Something broke; this was not stored. Try again, then tell the operator.',
  },
} as const satisfies Record<string, Entry>;

export type ProblemSlug = keyof typeof problems;

/** One wrong place: `path` is where (JSON pointer, cell, row, rule id), `detail` what is wrong and how to mend it. */
export interface ProblemField {
  readonly path: string;
  readonly detail: string;
}

export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly kind: ProblemKind;
  readonly fields: readonly ProblemField[];
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    slug: ProblemSlug,
    options: { detail?: string; fields?: readonly ProblemField[]; extra?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(options.detail ?? problems[slug].zh, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.slug = slug;
    this.kind = problems[slug].kind;
    this.fields = options.fields ?? [];
    this.extra = options.extra ?? {};
  }
}
