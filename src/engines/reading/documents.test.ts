import { describe, expect, it } from 'vitest';
import { explain, read } from './index.ts';

const kinds = (text: string): { asks: string[]; pressures: string[] } => {
  const reading = read(text);
  return {
    asks: [...new Set(reading.asks.map((ask) => ask.kind))].sort(),
    pressures: [...new Set(reading.pressures.map((one) => one.kind))].sort(),
  };
};

describe('whole papers that ask', () => {
  it('a school circular', () => {
    const text =
      '江北区教育局\n江教安〔2021〕18号\n关于进一步加强校园食品安全工作的通知\n各中小学、幼儿园：\n近期，部分地区发生食品安全事件。为切实做好工作，现提出如下要求：\n一、校（园）长是第一责任人，要亲自部署。\n二、各校要于9月15日前对食堂开展一次拉网式排查，建立整改台账。\n三、区教育局将开展专项督查，督查结果通报全区并纳入年度目标考核。\n请各校于9月20日前将自查报告和《自查表》（附件1）发至邮箱。\n附件：1.自查表\n江北区教育局\n2021年9月2日';
    expect(kinds(text)).toEqual({
      asks: ['form', 'inspection', 'ledger', 'report', 'visit'],
      pressures: ['assessment', 'notice', 'principal'],
    });
    expect(read(text).deadlines.map((deadline) => deadline.date)).toEqual(['2021-09-15', '2021-09-20']);
  });

  it('a message in a group', () => {
    const text =
      '各单位网评员：今天县里重点稿件已推送，请全体网评员点赞转发，每人不少于3条，完成后截图报群，中午12点前完成，未完成的点名通报。';
    expect(kinds(text)).toEqual({ asks: ['photo', 'share'], pressures: ['notice', 'rush'] });
  });

  it('a call for persons', () => {
    const text =
      '关于选派干部参与信访积案化解工作的通知\n各乡镇党委，县直各部门：\n决定从各单位选派一批干部到县信访工作专班工作。\n请各单位于6月25日前将《选派干部登记表》报县委组织部。\n中共桐山县委组织部\n2022年6月20日';
    expect(kinds(text).asks).toEqual(['form', 'secondment']);
  });

  it('names its matter in the title only', () => {
    const text = '关于开展档案工作检查的通知\n各乡镇：\n检查范围为今年形成的文件。具体时间另行通知。\n桐山县档案局\n2022年6月20日';
    expect(kinds(text).asks).toContain('inspection');
  });
});

describe('whole papers that ask nothing', () => {
  it.each<[string, string]>([
    [
      'press',
      '近日，走进新河镇前进村，干净整洁的道路映入眼帘。连日来，新河镇召开动员会，成立工作专班，建立问题台账，每日通报进度。下一步，该镇将压实责任，确保整治全覆盖。（通讯员 李明）',
    ],
    [
      'a meeting reported',
      '7月20日下午，县长王强主持召开经济形势分析会。会议要求，各乡镇要压实责任，建立项目台账，每周调度，主要领导亲自抓。',
    ],
    [
      'an announcement to all',
      '关于实施临时交通管制的通告\n因举办比赛，决定实施临时管制，请广大市民提前规划路线。违反的，依法予以处罚。\n桐山县公安局\n2023年4月10日',
    ],
    ['recruitment', '2023年公开招聘公告\n报名人员登录系统，填写报名表并上传照片，签订承诺书，参加考试。\n桐山县人社局\n2023年4月26日'],
    ['a summary', '新河镇2022年工作总结\n今年以来，成立领导小组，签订责任书56份，悬挂横幅120条，建立台账。下一步，对工作不力的严肃追责。'],
    ['articles of law', '第十五条 应急管理部门应当建立信息库。\n第十六条 生产经营单位应当制定应急预案，定期组织演练，并向从业人员通报。'],
    [
      'an answer',
      '关于第23号建议的答复\n王强代表：\n我局组织开展了排查，建立了台账。下一步，将督促各乡镇明确专人管护。\n桐山县交通运输局\n2022年7月15日',
    ],
    ['appointments', '关于职务任免的通知\n各乡镇党委，县直各党组：\n经研究决定：张伟同志任县水利局局长。\n中共桐山县委\n2022年6月8日'],
    [
      'relief',
      '关于废止部分考核事项的通知\n各乡镇，县直各部门：\n一、停止每日零报告。\n二、取消对乡镇的信息考核、关注量排名。\n三、不再要求村级组织填报周报表、报送影像资料。\n四、任何部门不得要求乡镇签订责任状。\n桐山县委办公室\n2023年3月1日',
    ],
    [
      'honours',
      '关于表彰先进集体和先进个人的决定\n各村、镇直各单位：\n决定授予前进村等5个单位“先进集体”称号。希望再创佳绩。\n中共新河镇委员会\n2022年1月20日',
    ],
  ])('%s', (_name, text) => {
    expect(kinds(text)).toEqual({ asks: [], pressures: [] });
    expect(read(text).deadlines).toEqual([]);
  });
});

describe('facts', () => {
  it('of a meeting', () => {
    const reading = read(
      '关于召开全县会议的通知\n各乡镇：\n定于3月12日上午9时召开视频会议，会期半天，不安排分组讨论。\n参会人员：各乡镇党委书记、镇长，全体机关干部。各乡镇设分会场。\n桐山县人民政府办公室\n2026年3月3日',
    );
    expect(reading.meeting).toMatchObject({ startsOn: '2026-03-12', startsAt: '09:00', video: true, groupDiscussion: null });
    expect(reading.meeting?.duration?.minutes).toBe(240);
    expect(reading.meeting?.principals.map((one) => one.quote)).toEqual(['党委书记', '镇长']);
    expect(reading.meeting?.branchVenues?.quote).toBe('设分会场');
  });

  it('of an emergency and of a consultation', () => {
    expect(read('各乡镇：\n县气象台发布暴雨红色预警信号，请组织转移。').emergency?.basis).toBe('红色预警');
    expect(read('各乡镇：\n请完善应急预案，防范洪水。').emergency).toBeNull();
    expect(
      read('关于征求《养护办法》意见的函\n各乡镇：\n现就养护办法第二次征求意见，请于4月30日前反馈。\n桐山县政府办公室\n2026年4月1日')
        .consultation,
    ).toMatchObject({ round: 2, deadline: { date: '2026-04-30' } });
  });

  it('of measures', () => {
    const reading = read('各村：\n每户不少于3张，会期一天半，占95%。');
    expect(reading.quantities[0]).toMatchObject({ value: 3, unit: '张', bound: 'min' });
    expect(reading.durations[0]).toMatchObject({ minutes: 720 });
    expect(reading.percentages[0]).toMatchObject({ value: 95 });
  });

  it('can be explained', () => {
    expect(explain('各村：\n不得打卡。').clauses.join('')).toContain('negated');
  });
});
