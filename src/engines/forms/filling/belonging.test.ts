import { describe, expect, it } from 'vitest';
import { belongingOf, isUnclear, scopeIn } from './belonging.ts';
import { valueOf, Registers } from './registers.ts';

const people = [
  ['1', 'h1', '老大爷', '990127193501011234', '户主', '是', '', '', '', '100', '', '中共党员', '', ''],
  ['1', 'h1', '残疾人', '', '子', '否', '一级', 'C1', '是', '', '80', '群众', '', ''],
  ['1', 'h2', '务工的', '', '户主', '否', '', '', '', '', '', '中共预备党员', '是', ''],
  ['1', 'h2', '小学生', '', '女', '否', '', '', '', '', '', '群众', '否', '小学'],
  ['1', 'h2', '大学生', '', '女', '否', '', '', '', '', '', '群众', '否', '大学'],
];
const keys = ['unit.code', 'household.code', 'person.name', 'person.idNumber', 'person.relationToHead', 'person.isDibao', 'person.disabilityGrade', 'person.disabilityCertNumber', 'person.supportMode', 'person.elderlyAllowance', 'person.disabilityLivingAllowance', 'person.politicalStatus', 'person.workAway', 'person.schoolStage', 'person.sex']; // prettier-ignore
const registers = new Registers([
  { name: '人口', keys: [...keys, 'person.birthDate'], rows: people.map((row, at) => [...row, ['', '女', '男', '女', '女'][at] ?? '', ['1935-01-01', '1990-05-05', '1985-01-01', '2015-09-01', '2004-02-02'][at] ?? '']) },
  { name: '农户', keys: ['household.code', 'household.headName', 'household.isPovertyFile', 'household.dibaoAmount'], rows: [['h1', '老大爷', '否', '500'], ['h2', '务工的', '是', '']] },
]); // prettier-ignore

function namesIn(
  title: string,
  subject = 'person',
  scope: readonly string[] = [],
  around: readonly string[] = [],
): readonly string[] | null {
  const moment = { day: '2025-12-31', year: 2025 };
  const belonging = belongingOf(
    registers,
    { titles: title === '' ? [] : [title], around, scope, subject, places: ['柳湾村', '青石镇'] },
    moment,
  );
  const name = subject === 'household' ? 'household.headName' : 'person.name';
  return isUnclear(belonging) ? null : registers.records(subject).filter(belonging.belongs).map((record) => valueOf(record, name) ?? ''); // prettier-ignore
}

describe('who belongs in a roster, by its title', () => {
  const everybody = ['老大爷', '残疾人', '务工的', '小学生', '大学生'];
  const cases: readonly [string, readonly string[] | null][] = [
    ['柳湾村人口台账', everybody],
    ['青禾县青石镇柳湾村户籍人口信息登记表（2025年度）', everybody],
    ['柳湾村2025年第四季度人口台账', everybody],
    ['附件3-1：村民基本信息采集表（样表）', everybody],
    ['2025年第四季度80周岁以上老年人高龄津贴发放花名册', ['老大爷']],
    ['青禾县白石镇桥头村人口台账', everybody],
    ['桥头村人口台账', everybody],
    ['80周岁以上老年人花名册', ['老大爷']],
    ['60岁以上老人信息表', ['老大爷']],
    ['16至59周岁人员名册', ['残疾人', '务工的', '大学生']],
    ['农村残疾人信息台账', ['残疾人']],
    ['重度残疾人登记表', ['残疾人']],
    ['困难残疾人生活补贴发放名册', ['残疾人']],
    ['低保对象花名册', ['老大爷']],
    ['农村外出务工人员信息填报表', ['务工的']],
    ['党员花名册', ['老大爷', '务工的']],
    ['预备党员名册', ['务工的']],
    ['脱贫户家庭成员信息表', ['务工的', '小学生', '大学生']],
    ['建档立卡学生信息采集表', ['小学生', '大学生']],
    ['义务教育阶段学生名册', ['小学生']],
    // Groups that no register tells: nobody is put in.
    ['独居老人台账', null],
    ['孤儿花名册', null],
    ['失独家庭村级台账', null],
    ['困难村民名册', null],
    ['新增低保对象名单', null],
    ['失业人员登记表', null],
    ['育龄妇女信息卡', null],
    ['医疗救助对象花名册', null],
    ['村民小组长名册', null],
    ['精神障碍患者管理台账', null],
    // Who lives here is not who is registered here.
    ['柳湾村常住人口信息登记表', null],
    // A qualifier that narrows, wherever it stands.
    ['低保对象花名册（本年新增）', null],
    ['低保对象花名册（不含特困）', null],
    ['退出低保对象名单', null],
    ['低保边缘家庭花名册', null],
    ['脱贫不稳定户台账', null],
    ['监测对象花名册', null],
    ['监测户台账', null],
    ['帮扶对象花名册', null],
    ['签到人员名单', null],
    ['申请人员花名册', null],
    ['人口信息登记表（截至2023年底）', null],
    ['2024年人口台账', null],
    ['2023—2025年残疾人台账', null],
    ['农民工花名册', null],
    ['妇女花名册', null],
    ['80岁老人名册', null],
    ['低保户家庭成员花名册', null],
    ['党员和群众名册', null],
    ['残疾人等困难群体台账', null],
    ['无劳动能力人员台账', null],
    ['柳湾村村民代表名册', null],
    // Qualifiers that the register tells.
    ['人口信息登记表（女性）', ['残疾人', '小学生', '大学生']],
    ['村民名册（60周岁以上）', ['老大爷']],
    ['村民名册（在外务工）', ['务工的']],
    ['村民名册（脱贫户）', ['务工的', '小学生', '大学生']],
    ['残疾人登记表（一级、二级）', ['残疾人']],
    ['残疾人登记表（三级、四级）', []],
    ['低保对象、残疾人花名册', ['老大爷', '残疾人']],
    ['35—64周岁党员名册', ['务工的']],
  ];
  it.each(cases)('%s', (title, names) => expect(namesIn(title)).toEqual(names));

  it('households by what is held of them', () => {
    expect(namesIn('低保户入户调查汇总表', 'household')).toEqual(['老大爷']);
    expect(namesIn('精准扶贫贫困户（脱贫户）入户调查表', 'household')).toEqual(['务工的']);
  });

  it('and by what the notes say of whom is asked', () => {
    const scope = scopeIn(['一、采集对象为小学、初中在校学生中属建档立卡（脱贫）家庭的学生。', '二、身份证号为18位。']);
    expect(namesIn('建档立卡等家庭经济困难学生信息采集表', 'person', scope)).toEqual(['小学生']);
    expect(scopeIn(['填表说明：务工收入不扣生活费'])).toEqual([]);
  });

  it('and by the names of sheet and file where the title says nothing of it', () => {
    expect(namesIn('', 'person', [], ['表1', '低保信息台账'])).toEqual(['老大爷']);
    expect(namesIn('花名册', 'person', [], ['Sheet1', 'F20-村人口台账'])).toHaveLength(5);
    expect(namesIn('花名册', 'person', [], ['Sheet1', '孤儿'])).toBeNull();
    expect(namesIn('花名册', 'person', [], ['党员', '附件3（柳湾村报送）'])).toEqual(['老大爷', '务工的']);
  });

  it('a condition on something that no register keeps leaves the roster open', () => {
    expect(namesIn('退役军人登记表')).toBeNull();
  });
});
