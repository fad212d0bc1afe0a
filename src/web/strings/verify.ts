import type { Facts } from '../../engines/tlog/index.ts';

export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** What the verifier says of a file. It shows both languages at once: whoever opens it has chosen none. */
export const says = {
  badKey: {
    zh: '验证密钥写得不对，应是“名字+编号+密钥”一行。',
    en: 'The verification key is malformed; it is one line: name+id+key.',
  },
  fails: (why: Said, where: string | null): Said => ({
    zh: `核不过。${why.zh}${where === null ? '' : `（${where}）`}`,
    en: `Does not verify. ${why.en}${where === null ? '' : ` (${where})`}`,
  }),
  open: { zh: '前后一致，但还不知道是谁签的。', en: 'Consistent in itself, but it is not known who signed it.' },
  holds: { zh: '核对无误：这条记录在册，待见证。', en: 'Verified: the record is in the log, not witnessed yet.' },
  signer: { zh: '签名的人是不是这本日志：密钥还没有对过。', en: 'That this log signed it: the key is not compared yet.' },
  noKey: {
    zh: '没有取到密钥：网站没有应答。可以把密钥粘贴进来。',
    en: 'The key could not be fetched: the site does not answer. Paste it instead.',
  },
} as const;

export const detailNames = {
  label: '凭证号 Receipt',
  id: '编号 Id',
  origin: '日志 Log',
  index: '位置 Index',
  key: '密钥 Key',
} as const;

/** What a verified receipt proves, and what it does not, exactly. */
export function meaning({ type, terms, values, late, hidden, after, unitName, unit }: Facts): {
  readonly proven: readonly Said[];
  readonly unproven: readonly Said[];
} {
  const proven: Said[] = [
    { zh: '这条记录在这本存证日志里，一个字节没有变。', en: 'This record is in this log; not a byte of it was changed.' },
  ];
  if (type === 'answer' && terms !== null)
    proven.push({
      zh: `${unitName ?? unit}答的是“${terms.title}”第${terms.version}版条款，后来改的不算。`,
      en: `${unitName ?? unit} answered version ${terms.version} of these terms; later changes do not count.`,
    });
  if (late !== null)
    proven.push(
      late
        ? { zh: '平台记的时间在截止之后。', en: 'By the platform’s clock it came after the deadline.' }
        : { zh: '平台记的时间在截止之前。', en: 'By the platform’s clock it came before the deadline.' },
    );
  if (values.length > 0)
    proven.push({
      zh: `出示的${values.length}个数就是当时交的，一个没有变。`,
      en: `The values shown (${values.length}) are those that were sent.`,
    });
  const unproven: Said[] = [
    { zh: '填的数与实际相符。要核实，请到现场看。', en: 'That the figures are true: go and look.' },
    { zh: '是谁填的。凭证只写单位和岗位，不写个人。', en: 'Who filled them in: only unit and post are named.' },
    {
      zh: after > 0 ? `平台的钟走得准。只能确定它晚于日志的第${after}条。` : '平台的钟走得准。',
      en:
        after > 0
          ? `That the platform’s clock is right: only that it is later than entry ${after}.`
          : 'That the platform’s clock is right.',
    },
    { zh: '日志没有给别人看另一个样子。这要等见证方见证。', en: 'That nobody is shown another log: that takes witnesses.' },
  ];
  if (hidden !== null && hidden > 0)
    unproven.push({ zh: `没有出示的${hidden}个数是多少。`, en: `What the values are that are not shown (${hidden}).` });
  return { proven, unproven };
}
