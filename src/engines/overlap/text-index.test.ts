import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextIndex } from './text-index.ts';

const boilerplate = [
  '各乡镇要高度重视，主要负责同志亲自抓，层层压实责任，确保各项任务落到实处，及时总结好的做法并按要求报送有关情况。',
  '各有关部门要按照职责分工各司其职，加强沟通协调，形成工作合力，遇有重大问题及时向县政府报告，不得推诿扯皮。',
].join('\n');
const own = [
  '请对水窖内壁渗漏处逐一修补，更换老化的进水滤网，蓄满前先用漂白粉消毒一次，试水合格后再供人畜饮用。',
  '接种前核对儿童预防接种证，漏种的脊灰疫苗按补种程序安排，接种后留观半小时，发热的由家长带回观察。',
  '收割机转场走县道时要收起割台，夜间不上路，机手随车带好驾驶证和作业证，油料由合作社统一配送到地头。',
  '学校食堂冷荤间停用，改供热食；留样柜温度每餐记录，留样四十八小时，剩余食材当天处理不得隔夜。',
];
const notice = (nth: number): string =>
  `青禾县某局关于某事的通知\n各乡镇人民政府：\n${boilerplate}\n${own[nth % own.length] ?? ''}\n联系人：小许`;

/** Papers enough for the index to know what all of them say. */
function crowd(index: TextIndex): TextIndex {
  for (let nth = 0; nth < 600; nth += 1)
    index.add(
      `n${nth}`,
      `${boilerplate}\n第${nth}号图斑${[...String(nth * 7919)].map((digit) => '甲乙丙丁戊己庚辛壬癸'[Number(digit)]).join('坡')}种植油茶`,
    );
  return index;
}

describe('TextIndex', () => {
  it('finds a paper again under another name and channel, with a few words changed', () => {
    const index = crowd(new TextIndex());
    index.add('well', notice(0));
    const chat = `@所有人 温馨提示：${own[0]?.replace('逐一修补', '一处一处补好') ?? ''}收到请回复`;
    const [first] = index.find(chat);
    expect(first?.id).toBe('well');
    expect(first?.similarity).toBeGreaterThan(0.6);
    expect(index.find(notice(0))[0]).toEqual({ id: 'well', similarity: 1 });
  });

  it('takes no two papers for one because both say what all say', () => {
    const index = crowd(new TextIndex());
    index.add('well', notice(0));
    expect(index.find(notice(1))).toEqual([]);
    expect(index.find(boilerplate)).toEqual([]);
  });

  it('counts formulas of office language for nothing even among few papers', () => {
    const index = new TextIndex();
    index.add('a', '关于做好水窖管护的通知\n各乡镇人民政府：\n现将有关事项通知如下：\n联系人：小许');
    expect(index.find('关于做好疫苗接种的通知\n各乡镇人民政府：\n现将有关事项通知如下：\n联系人：小许')).toEqual([]);
  });

  it('forgets what is removed and replaces what is added again', () => {
    const index = new TextIndex();
    index.add('a', notice(0));
    index.add('a', notice(2));
    expect(index.size).toBe(1);
    expect(index.find(own[0] ?? '')).toEqual([]);
    expect(index.find(own[2] ?? '')[0]?.id).toBe('a');
    index.remove('a');
    index.remove('never there');
    expect(index.size).toBe(0);
    expect(index.find(own[2] ?? '')).toEqual([]);
  });

  it('answers the same after being written down and read again, and after sweeping what left', () => {
    const index = crowd(new TextIndex());
    for (let nth = 0; nth < 4; nth += 1) index.add(`own${nth}`, notice(nth));
    const saved = TextIndex.from(JSON.parse(JSON.stringify(index)) as ReturnType<TextIndex['toJSON']>);
    for (let round = 0; round < 3; round += 1)
      for (let nth = 0; nth < 500; nth += 1) index.add(`n${nth}`, `${boilerplate}第${round}轮${nth}`);
    for (let nth = 0; nth < 4; nth += 1) {
      expect(saved.find(notice(nth))[0]?.id).toBe(`own${nth}`);
      expect(index.find(notice(nth))[0]?.id).toBe(`own${nth}`);
    }
  });

  it('does not care in which order papers came', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), fc.integer({ min: 0, max: 3 }), (order, asked) => {
        const index = new TextIndex();
        for (const nth of order) index.add(String(nth), own[nth] ?? '');
        expect(index.find(own[asked] ?? '')).toEqual([{ id: String(asked), similarity: 1 }]);
      }),
    );
  });

  it('takes anything for a text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { maxLength: 20 }),
        fc.string({ unit: 'binary' }),
        (texts, asked) => {
          const index = new TextIndex();
          texts.forEach((text, at) => {
            index.add(String(at), text);
          });
          for (const { similarity } of index.find(asked, { least: 0 })) {
            expect(similarity).toBeGreaterThanOrEqual(0);
            expect(similarity).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});
