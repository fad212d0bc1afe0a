const n = (value: number): string => value.toLocaleString('en-US');

/** Words of 填表: any department's table, filled from what is held. */
export const zhFill = {
  title: '填一张表',
  start: '放一张表进来',
  startLede: '哪个部门的都行。看懂以后填上已有的数，样子和发来时一样。表不会传出这台机器。',
  drop: '把 .xlsx 或 .docx 拖到这里',
  choose: '选文件',
  reading: '正在看这张表',
  says: (sure: number, asked: number, open: number): string =>
    [sure === 0 ? '' : `${n(sure)}栏看懂了`, asked === 0 ? '' : `${n(asked)}栏要你看一眼`, open === 0 ? '' : `${n(open)}栏要你自己填`]
      .filter((part) => part !== '')
      .join('，'),
  nothing: '这个文件里没有要填的表',
  lede: (name: string): string => `${name}。点一栏，就能看到它读成了什么，不对就改。`,
  another: '换一张表',
  sheet: (name: string): string => `${name}，看起来的样子`,
  table: (name: string, kind: string): string => (kind === '' ? name : `${name}（${kind}）`),
  kinds: { roster: '一行一条', card: '一张一户或一人', statistic: '统计表' },
  list: '这张表要什么',
  standing: { sure: '看懂了', asked: '要你看一眼', open: '自己填', own: '表里自己算' },
  many: (says: string, count: number): string => `${says}的，${n(count)}栏`,
  readAs: (name: string): string => `读作“${name}”`,
  inUnit: (unit: string): string => `，按${unit}填`,
  own: '这一栏是序号或公式，表里自己算，不动它。',
  open: '字典里没有正好是它的数，或者这一栏要人来写（意见、签字、原因）。不猜，留空。',
  right: '对，就是它',
  none: '都不是，留空',
  search: '换成字典里的另一个数',
  everywhere: '别的表里写成这样的栏目，也照这样读',
  decidedBy: (title: string, name: string, day: string): string => `${title} ${name} ${day}定的。`,
  takeBack: '收回这个决定',
  decided: '记住了，全县照这样读。',
  takenBack: '收回了。',
  from: '数从哪里来',
  fromLede: '放一本或几本台账（.xlsx 或 .csv），表头写中文名就行。台账也不会传出这台机器。',
  held: '用本单位记着的台账',
  heldNote: '证件号、账号会填全号；看过哪本台账，台账里会记一笔。',
  fromMore: '台账里没有的，也可以另放一本进来（.xlsx 或 .csv）。它不会传出这台机器。',
  register: '选台账',
  drop1: '拿掉',
  period: '时点',
  periodHint: '写 2026-11、2026 或 2026-Q3，按最后一天算。',
  record: '填给谁（身份证号、户编号或姓名）',
  accept: '要看一眼的也先填上',
  fill: '填好，下载',
  fillNone: '先选台账',
  filling: '正在填',
  ownUnit: '本单位',
  suffix: '（已填）',
  filled: (filled: number, missing: number): string =>
    filled === 0
      ? '一格也没填上：台账里没有这张表要的数。'
      : `填了${n(filled)}格，下载好了。${missing === 0 ? '没有缺的。' : `${n(missing)}格台账里没有，留空。`}`,
  missing: '哪些没有，为什么',
  times: (says: string, count: number): string => `${says}（${n(count)}格）`,
};

export type FillMessages = typeof zhFill;
