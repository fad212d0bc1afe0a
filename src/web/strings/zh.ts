import { clock } from '../dates.ts';
import { about, dates, n, short, why } from './zh.base.ts';
import { groundsOf } from './citation.ts';
import { zhAccount } from './zh.account.ts';
import { zhConduct } from './zh.conduct.ts';
import { zhDesk } from './zh.desk.ts';
import { zhLedger } from './zh.ledger.ts';
import { zhFill } from './zh.fill.ts';
import { zhPapers } from './zh.papers.ts';
import type { Range } from '../types.ts';

export const zh = {
  lang: 'zh-CN',
  n,
  about,
  short,
  dates,
  why,
  /** Punctuation between pieces that the page puts together. */
  comma: '，',
  colon: '：',
  stop: '。',
  wide: '　',
  quote: (text: string): string => `“${text}”`,
  join: (items: readonly string[]): string => items.join(''),
  list: (items: readonly string[]): string => items.join('、'),
  shell: {
    brand: '轻担',
    skip: '跳到正文',
    main: '主要页面',
    today: '今天',
    fill: '填表',
    receipts: '凭证',
    draft: '起草',
    gate: '把关',
    sunlight: '公开',
    rules: '规则',
    home: '首页',
    signIn: '登录',
    signOut: '退出',
    settings: '设置',
    language: '语言',
    theme: '明暗',
    themes: { system: '跟随手机', light: '亮', dark: '暗' },
    type: '字号',
    types: { normal: '标准', large: '大字' },
    titled: (page: string): string => `${page} · 轻担`,
    roles: {
      village: '村',
      township: '乡镇',
      department: '部门经办',
      gatekeeper: '把关',
      inspector: '督查',
      auditor: '审计',
      operator: '系统管理员',
      security: '安全管理员',
    },
  },
  ask: {
    back: '返回',
    more: '再看一些',
    retry: '再试一次',
    cancel: '算了',
    close: '合上',
    synced: (time: string): string => `没有网也能看、能填。上次同步 ${time}。`,
    slow: '网慢，已经填的都在手机里。',
    loading: '正在取',
    notSpecified: '没有写',
  },
  problem: {
    offline: '没有连上县里的服务。看到的是上次的，填的都还在。过一会儿再试。',
    slow: '县里的服务很久没有应答。填的都还在，过一会儿再试。',
    broken: '县里的服务出了意外，这一次没有存下。填的都还在。再试一次，还不行就告诉管理员。',
    of: (_slug: string, detail: string): string => detail,
  },
  missing: {
    title: '没有这一页',
    lede: '地址可能抄错了，或者这一页还没有做。',
    home: '回到首页',
    thing: '没有这一项，或者你现在的岗位看不到它。',
    broken: '这一页出了意外',
    brokenLede: '填的都还在。再打开一次，还不行就告诉管理员。',
    reload: '再打开一次',
  },
  signIn: {
    title: '先登录',
    lede: '用你们单位的名字进来。',
    name: '名字',
    password: '密码',
    stay: '这台机器是我自己用的，下次不用再登录',
    stayNote: '不勾的话，关掉网页就退出。',
    go: '登录',
    going: '正在登录',
    need: '名字和密码都要填。',
    demo: '演示用的名字，点一下就进',
    demoNote: '青禾县是编出来的，里面没有真的人。',
    as: (role: string, place: string): string => `${place}，${role}`,
    open: '不用登录也能看',
    openSunlight: '向基层要了什么',
    openVerify: '核验一张凭证',
    again: '登录过了时间，请再登录一次。填的都还在。',
  },
  home: {
    title: (place: string): string => place,
    operator: '这里现在有这些。',
    operatorNote: '单位、岗位和备份用命令行管：qingdan import、export、backup、restore。',
    health: '服务在不在',
    healthy: '服务和数据库都在。',
    unhealthy: '服务没有应答。',
  },
  today: {
    nothing: '今天没有事。',
    none: '今天没有要交的。',
    some: (count: number): string => `今天要交${n(count)}件。`,
    late: (count: number): string => `有${n(count)}件过了截止，还能送。`,
    nextWeek: (time: string): string => `最近一件在${dates.inWeek(time)}。`,
    next: (time: string): string => `最近一件在${dates.day(time)}。`,
    allDone: '都答过了。',
    total: (range: Range, count: number): string => (count > 1 ? `${n(count)}件一共${about(range)}。` : `全部填完${about(range)}。`),
    toGive: (fields: number, range: Range): string =>
      fields === 0 ? `不用填数，${about(range)}` : `要填${n(fields)}个数，${about(range)}`,
    partly: (done: number, left: number): string => (left === 0 ? `${n(done)}个数都填了，还没送出` : `刚填${n(done)}个，还差${n(left)}个`),
    ticks: (done: number, left: number): string => `已填${n(done)}个，还差${n(left)}个`,
    go: (fields: number): string => (fields === 0 ? '看要做什么' : `填这${n(fields)}个数`),
    goOn: (left: number): string => (left === 0 ? '送出' : `接着填${n(left)}个`),
    superseded: '条款换了。上次答的仍然算数，新的一版要再答。',
    answeredCount: (count: number): string => `答过的，还没到期（${n(count)}）`,
    answeredAt: (time: string, late: boolean): string => `${dates.dayWeek(time)} ${clock(time)}送到${late ? '，过了截止' : ''}`,
    receipt: '看凭证',
    amend: '改一改',
    done: '办完的在',
    doneEnd: '里，随时可查。',
    kept: '没放进来的',
    keptSum: (count: number, range: Range): string => `这周有${n(count)}件没放进来，你少花${about(range)}。`,
    keptCount: (count: number): string => `这周有${n(count)}件没放进来。`,
    keptNone: '这周没有被拦下的。',
    keptSays: (organ: string, reason: string | null, decision: string): string =>
      `${organ}。${reason === null || reason === '' ? '' : `${reason.replace(/[。.]$/u, '')}，`}${decision === 'refused' ? '没有准入。' : '退回了。'}`,
    below: '下面村里正在答的',
    belowNone: '下面村里现在没有要答的。',
    noNumber: '没有准入编号的，可以不办。',
  },
  demand: {
    terms: '条款',
    number: '准入编号',
    noNumber: '还没有准入编号。没有编号的，可以不办。',
    qr: '这件事的二维码',
    expires: (time: string, now: string): string =>
      Date.parse(time) < Date.parse(now)
        ? `${dates.full(time)}已到期，不用再答。`
        : `${dates.day(time)}到期，${dates.relative(time, now)}。到期以后不用答。`,
    lede: (organ: string, fields: number, purpose: string, range: Range | null): string =>
      `${fields === 0 ? why(organ, purpose) : why(organ, purpose).replace('要', `要${n(fields)}个数`)}${range === null ? '' : `每个单位${about(range)}。`}`,
    answer: (fields: number): string => (fields === 0 ? '报一声办完了' : `填这${n(fields)}个数`),
    amend: '改一改',
    withdrawn: '这件事已经撤回，不用再答。答过的仍然算数。',
    expired: '这件事已经到期，不用再答。答过的仍然算数。',
    notYet: '这件事还没有准入，不用答。',
    revising: '正在改新的一版，准入以前按现在这一版。',
    what: '要什么',
    who: '谁要',
    use: '做什么用',
    basis: '凭什么',
    audience: '给谁',
    when: '什么时候',
    not: '不要什么',
    later: '以后怎么查',
    whatFields: (labels: readonly string[]): string =>
      labels.length === 1 ? `1个数，填一次：${labels.join('、')}。` : `${n(labels.length)}个数，填一次：${labels.join('、')}。`,
    whatNone: '不用填数。',
    roster: (columns: readonly string[]): string =>
      `名单不用填：从村里的台账取${n(columns.length)}栏（${columns.join('、')}）。只取这几栏，到期以后不能再取，取一次村里看得到一次。`,
    rosterTake: '下载花名册',
    rosterNote: '报过的单位一份，装在一个压缩包里；只有条款写的几栏，每取一次单位都看得到。',
    audienceSays: (level: string, units: number, places: readonly string[]): string =>
      `${places.length === 0 ? '' : `${places.join('、')}的`}${n(units)}个${level === 'village' ? '村' : '乡镇'}。`,
    whenSays: (from: string | null, deadline: string): string =>
      `${from === null ? '' : `${dates.full(from)}起，`}${dates.dayClock(deadline)}前。`,
    notSays: '除了上面写的，别的都不要：不要附件、照片、纸质件。',
    laterSays: (fields: number): string =>
      fields === 0 ? '只查上面写的。没写进来的，检查时不能要。' : `只查这${n(fields)}个数与实际是否相符。没写进来的，检查时不能要。`,
    frozen: (time: string): string => `条款${dates.day(time)}${clock(time)}定下，谁也不能改。要改就得重新准入，已经答的照样算数。`,
    digest: '条款的摘要',
    fields: '每个数是什么',
    settled: '查出过什么，怎么定的',
    settledNone: '没有查出不合规的地方。',
    undecided: (count: number): string => `还有${n(count)}条要看登记才知道`,
    reasonGiven: '起草人的说明',
    override: '有不能的地方，还是放下来了',
    overrideLede: (by: string, second: string | null): string =>
      second === null ? `${by}提议，还要另一位确认。` : `${by}提议，${second}确认。两个人和理由都公开。`,
    proposer: '提议',
    confirmer: '确认',
    cost: '要花多少时间',
    costSum: (each: string, units: number, hours: string): string => `每个单位${each}，${n(units)}个单位一共约${hours}小时。`,
    costPart: '哪一项',
    costWhy: '怎么算的',
    costMinutes: '分钟',
    rollup: '答到哪里了',
    rollupSum: (asked: number, answered: number): string =>
      answered >= asked ? `${n(asked)}个单位都答了。` : `${n(asked)}个单位里${n(answered)}个已答。按地方排，不分先后。`,
    rollupTable: '各乡镇答到哪里了',
    sums: '各地报的数',
    absent: (notApplicable: number, unknown: number): string =>
      [notApplicable === 0 ? '' : `不适用${n(notApplicable)}`, unknown === 0 ? '' : `不详${n(unknown)}`]
        .filter((part) => part !== '')
        .join('，'),
    unit: '地方',
    progress: '已答',
    all: '齐',
    left: (count: number): string => `差${n(count)}个`,
    noneYet: '未到',
    total: '合计',
    sum: (label: string, unit: string | null): string => (unit === null ? label : `${label}（${unit}）`),
    missing: (count: number): string => `还没答的${n(count)}个`,
    missingMore: (count: number): string => `这里列出前${n(count)}个。`,
    live: (time: string): string => `${time}更新，一边答一边变。`,
    versions: '历次条款',
    version: (version: number): string => `第${n(version)}版`,
    versionSays: (from: string, to: string | null): string =>
      to === null ? `${dates.dayClock(from)}起，现在有效` : `${dates.dayClock(from)}到${dates.dayClock(to)}`,
    template: (name: string): string => `下载部门的表：${name}`,
    filled: '下载填好的表',
    filledName: '（已填）',
    filledOne: '一个单位一行，还没答的只有名字。',
    filledEach: '一个单位一份，装在一个压缩包里；还没答的另外列出。',
    history: '经过',
    acts: {
      draft: '存了一稿',
      submit: '送来把关',
      askReasons: '请起草人说明',
      return: '退回',
      refuse: '不准入',
      propose: '提议准入，等另一位确认',
      confirm: '另一位确认，准入，条款定下',
      admit: '准入，条款定下',
      discard: '放弃修订，原条款照旧',
      withdraw: '撤回',
    },
    actBy: (name: string, post: string): string => (post === '' ? name : `${post} ${name}`),
    logged: '条款已入册',
    withdraw: '撤回这件事',
    withdrawWhy: '为什么撤回',
    withdrawSays: '撤回以后谁也不用答，已经答的仍然算数。经过里会写明。',
    withdrawn2: '撤回了。',
    discard: '放弃这次修订',
    discardSays: '正在执行的条款不变，改过的这一稿留在经过里。',
    discarded: '放弃了，原条款照旧。',
    edit: '改这份稿子',
    gate: '去把关',
    states: {
      draft: '在写',
      submitted: '在等把关',
      awaitingReasons: '等起草人说明',
      awaitingConfirmation: '等另一位确认',
      returned: '退回了',
      refused: '没有准入',
      admitted: '已准入',
      withdrawn: '撤回了',
    },
    kinds: {
      document: '照着办的文件',
      meeting: '开会',
      form: '报数、报表',
      check: '检查考核',
      visit: '走访、到场',
      app: '用软件、进群',
      secondment: '借人',
      creation: '创建、评比',
      campaign: '专项行动',
      relay: '转发',
    },
  },
  sunlight: {
    title: '向基层要了什么',
    lede: '准入的都在这里，不用登录。按准入的先后排。',
    none: '还没有准入的要求。',
    row: (units: number, range: Range | null): string => `${n(units)}个单位${range === null ? '' : `，每个${about(range)}`}`,
    admitted: (time: string): string => `${dates.full(time)}准入`,
    override: '有不能的地方，两个人写了理由放下来的',
    findings: (count: number): string => `查出过${n(count)}处`,
    withdrawn: '已撤回',
    reason: '理由',
    log: '每一条都记在存证日志里。',
    logLink: '看日志的检查点',
  },
  effect: { refuse: '不能', justify: '要说明', advise: '建议', ok: '没有发现' },
  source: {
    law: '公开条文。',
    notice: '参照案例，不是条文。',
    project: '本平台约定，不是条文。',
    inferred: '推算，不是条文。',
    early: '当时已施行、尚未公开。',
    says: (source: string): string => `${source.replace(/。$/u, '')}。`,
    books: {
      'cn-2024': '《若干规定》',
      'cn-village-2022': '《规范村级工作事务的意见》',
      'cn-app-2023': '《防治指尖上的形式主义的意见》',
      'cn-app-2026': '《政务应用程序管理规定》',
    } as Readonly<Record<string, string>>,
    article: (book: string, article: string): string => {
      const grounds = groundsOf(article);
      const cases = grounds.flatMap((ground) =>
        ground.kind === 'case' ? [`${ground.year}年${ground.month === null ? '' : `${ground.month}月`}`] : [],
      );
      const said = grounds.flatMap((ground): string[] => {
        switch (ground.kind) {
          case 'article':
            return [`${zh.source.books[book] ?? '规定'}第${ground.from}${ground.to === null ? '' : `至${ground.to}`}条`];
          case 'law':
            return [`《${ground.name}》${ground.number === null ? '' : `第${ground.number}条`}`];
          case 'words':
            return [ground.text];
          case 'case':
            return [];
        }
      });
      if (cases.length > 0) said.push(`已通报的案例（${cases.join('，')}）`);
      return said.length === 0 ? '' : `${said.join('，')}。`;
    },
    /** How sure we are of the wording; of what was read as it stands nothing need be said. */
    sure: {
      C: '',
      S: '据多处转述，没有见到原文。',
      I: '条文没有这样写，是推断的。',
      R: '凭记忆写的，用前请核对。',
      project: '',
    } as Readonly<Record<string, string>>,
  },
  ...zhPapers,
  account: zhAccount,
  ...zhConduct,
  desk: zhDesk,
  ledger: zhLedger,
  fill: zhFill,
};

export type Messages = typeof zh;
