import { describe, expect, it } from 'vitest';
import { read } from './index.ts';
import type { Level, Reading } from './reading.ts';

const paper = (head: string, body = '请做好有关工作。', tail = '云溪县民政局\n2026年3月5日'): Reading => read(`${head}\n${body}\n${tail}`);

describe('elements of the document', () => {
  it('reads a red-headed paper', () => {
    const text =
      '云溪县人民政府文件\n云政发〔2026〕7号\n\n云溪县人民政府关于印发\n秋收工作方案的通知\n\n各乡镇人民政府，县直各单位：\n现印发给你们。\n附件：秋收工作方案\n云溪县人民政府\n2026年9月1日\n（此件公开发布）\n抄送：县委办公室。\n附件\n秋收工作方案\n一、抢收抢种。';
    const reading = read(text);
    expect(reading.title).toBe('云溪县人民政府关于印发秋收工作方案的通知');
    expect(reading.issuer).toBe('云溪县人民政府');
    expect(reading.docNumber).toBe('云政发〔2026〕7号');
    expect(reading.date).toBe('2026-09-01');
    expect(reading.addresseeLevels).toEqual(['township', 'organ']);
    expect(reading.addressees?.quote).toBe('各乡镇人民政府，县直各单位');
    expect(reading.docClass).toMatchObject({ kind: '公文', missing: [] });
    expect(reading.bodyCharacters).toBe(7);
    expect(reading.annexCharacters).toBeGreaterThan(10);
  });

  it.each([
    ['云民发[2026]12号', '云民发〔2026〕12号'],
    ['云民发［2026］12号', '云民发〔2026〕12号'],
    ['云民发【2026】12号', '云民发〔2026〕12号'],
    ['云民发(2026)12号', '云民发〔2026〕12号'],
    ['云民发（2026）012号', '云民发〔2026〕12号'],
    ['云民发﹝2026﹞第12号', '云民发〔2026〕12号'],
    ['云民发 〔 2026 〕 12 号', '云民发〔2026〕12号'],
    ['云民发〈2026〉12号', '云民发〔2026〕12号'],
    ['云民发{2026}12号', '云民发〔2026〕12号'],
    ['云民函〔２０２６〕１２号', '云民函〔2026〕12号'],
  ])('number %s', (written, canonical) => {
    expect(paper(`${written}\n关于开展走访的通知\n各乡镇：`).docNumber).toBe(canonical);
  });

  it.each([['根据《关于做好救助的通知》（省民发〔2025〕3号）要求，请做好工作。'], ['表号：农普102表，备案号：统备〔2026〕9号。']])(
    'a number in the body is another paper: %s',
    (body) => {
      expect(paper('关于做好救助的通知\n各乡镇：', body).docNumber).toBeNull();
    },
  );

  it.each([
    ['2026年3月5日', '2026-03-05'],
    ['二〇二六年三月五日', '2026-03-05'],
    ['二○二六年十二月三十一日', '2026-12-31'],
    ['2026-03-05', '2026-03-05'],
    ['2026 年 3 月 5 日', '2026-03-05'],
    ['3月5日', null],
  ])('date %s', (written, date) => {
    expect(paper('关于走访的通知\n各乡镇：', '请做好工作。', `云溪县民政局\n${written}`).date).toBe(date);
  });

  it('joins several signing organs and broken titles', () => {
    const reading = paper('关于开展联合检查\n有关工作的通知\n各乡镇：', '请配合。', '云溪县民政局\n云溪县财政局\n2026年3月5日');
    expect(reading.issuer).toBe('云溪县民政局 云溪县财政局');
    expect(reading.title).toBe('关于开展联合检查有关工作的通知');
  });

  it('takes the issuer from the title where nothing is signed, never from the body', () => {
    expect(read('云溪县水利局关于巡河的通知\n各乡镇：\n县委办公室要求做好巡河。').issuer).toBe('云溪县水利局');
    expect(read('各村：\n镇应急办要求做好巡河。').issuer).toBeNull();
  });

  it('reads a chat', () => {
    const reading = read('@所有人 各村今天下班前把照片发群里，收到请回复[抱拳]');
    expect(reading).toMatchObject({ title: null, issuer: null, docNumber: null, date: null });
    expect(reading.docClass.kind).toBe('聊天');
    expect(reading.addresseeLevels).toEqual(['village']);
    expect(read('各村报一下人数\n清水镇民政办 3月5日').issuer).toBe('清水镇民政办');
    expect(read('各村报一下人数', { sentAt: '2026-03-05T09:00:00+08:00' }).date).toBe('2026-03-05');
  });

  it.each<[string, string, Level[]]>([
    ['各市、州民政局', '省民政厅', ['city']],
    ['各县（市、区）民政局', '江州市民政局', ['county']],
    ['各设区市人民政府，省直管县人民政府', '省人民政府办公厅', ['city', 'county']],
    ['各乡镇人民政府、街道办事处，县直有关单位', '云溪县人民政府', ['township', 'organ']],
    ['各村（社区）、镇直各单位', '清水镇人民政府', ['village', 'organ']],
    ['各中小学、幼儿园', '云溪县教育局', ['organ']],
    ['云溪县农业农村局', '江州市农业农村局', ['county']],
    ['柳溪镇人民政府', '云溪县水利局', ['township']],
    ['全体市民', '江州市城管局', ['public']],
    ['各省、自治区、直辖市农业农村厅', '农业农村部办公厅', ['province']],
    ['各乡（镇）党委，县委各部委', '中共云溪县委办公室', ['township', 'organ']],
    ['各驻村工作队', '云溪县乡村振兴局', ['village']],
    ['各镇街，区直各部门', '静安区人民政府办公室', ['township', 'organ']],
  ])('levels of %s', (names, issuer, levels) => {
    expect(read(`关于做好工作的通知\n${names}：\n请做好工作。\n${issuer}\n2026年3月5日`).addresseeLevels).toEqual(levels);
  });

  it('leaves frames of a web page out', () => {
    const text =
      '首页\n当前位置：首页>通知公告\n【字体：大 中 小】 打印\n关于走访的通知\n各乡镇：\n请报送总结。\n云溪县民政局\n2026年3月5日\n上一篇：关于停水的通知\n关闭窗口';
    const reading = read(text);
    expect(reading).toMatchObject({ title: '关于走访的通知', issuer: '云溪县民政局', date: '2026-03-05' });
    expect(reading.clauses.map((clause) => clause.quote).join('')).toBe('请报送总结');
  });
});

describe('characters', () => {
  it.each([
    ['请报送3.5%的数据。', 8],
    ['GB/T 9704', 2],
    ['完成……总结——报送', 10],
    ['a b\n c', 3],
    ['请 于 5 日 报', 5],
    ['𠮷村', 2],
    ['', 0],
  ])('%s counts %i', (body, count) => {
    expect(read(`关于走访的通知\n各乡镇：\n${body}\n云溪县民政局\n2026年3月5日`).bodyCharacters).toBe(count);
  });
});
