import type { DemoOrgan, DemoPerson, DemoPost, DemoUnit } from './county.ts';
import { givenNames, surnames } from './names.ts';
import type { Random } from './random.ts';
import { county } from './units.ts';

/** The people whose sign-ins are shown: one a role, and a second gatekeeper since nobody confirms a decision of their own. */
const cast: readonly DemoPerson[] = [
  shown('liuwan', '何小满', { role: 'village', title: '柳湾村文书', unit: '990101100200', organ: null }),
  shown('qingshi', '罗新川', { role: 'township', title: '青石镇党政办干部', unit: '990101100000', organ: null }),
  shown('nongye', '周禾生', { role: 'department', title: '县农业农村局社会事业股', unit: county, organ: 'nongye' }),
  shown('jianfu', '秦若衡', { role: 'gatekeeper', title: '县减负办把关', unit: county, organ: 'jianfu' }),
  shown('jianfu2', '文知秋', { role: 'gatekeeper', title: '县减负办复核', unit: county, organ: 'jianfu' }),
  shown('ducha', '陆远山', { role: 'inspector', title: '县委督查室', unit: county, organ: 'xianwei' }),
  shown('shenji', '沈亦明', { role: 'auditor', title: '县审计局经济责任审计股', unit: county, organ: 'shenji' }),
  shown('yunwei', '唐一帆', { role: 'operator', title: '县政府办信息中心', unit: county, organ: 'zhengfu' }),
  // Not among those whose sign-ins are listed: the seven roles of the contract are.
  person('anquan', '严守正', 'anquan', { role: 'security', title: '县委组织部干部股', unit: county, organ: 'zuzhi' }),
];

/** The office inside an organ where its drafter sits. */
const desks: Readonly<Record<string, string>> = {
  xianwei: '综合股',
  zhengfu: '文电股',
  zuzhi: '组织股',
  jiaoyu: '基础教育股',
  gongan: '治安大队',
  minzheng: '社会救助股',
  ziran: '地质灾害防治股',
  shengtai: '自然生态股',
  zhujian: '村镇建设股',
  jiaotong: '公路养护股',
  shuili: '农村水利股',
  nongye: '种植业股',
  weijian: '公共卫生股',
  yingji: '救灾股',
  shenji: '办公室',
  shichang: '食品监管股',
  tongji: '农业统计股',
  fulian: '家庭工作部',
  'shi-nongye': '乡村建设科',
  'shi-yingji': '救灾科',
  qingshi: '应急办',
};

export function peopleOf(units: readonly DemoUnit[], organs: readonly DemoOrgan[], random: Random): DemoPerson[] {
  const names = freshNames(random);
  const taken = new Set(cast.flatMap((person) => person.posts.map((post) => (post.organ ? '' : post.unit))));
  const ofUnits = units
    .filter((unit) => unit.validTo === null && (unit.level === 'village' || unit.level === 'township') && !taken.has(unit.code))
    .map((unit) => {
      const role = unit.level === 'village' ? ('village' as const) : ('township' as const);
      const title = role === 'village' ? `${unit.name}文书` : `${unit.name}党政办干部`;
      return person(unit.code, names(), unit.code, { role, title, unit: unit.code, organ: null });
    });
  const drafters = organs
    .filter((organ) => organ.key in desks)
    .map((organ) =>
      person(drafterOf(organ.key), names(), drafterOf(organ.key), {
        role: 'department',
        title: `${organ.shortName}${desks[organ.key] ?? ''}`,
        unit: organ.unit,
        organ: organ.key,
      }),
    );
  return [...cast, ...ofUnits, ...drafters];
}

/** Key and login of the drafter of an organ; the agriculture bureau's second desk is the one that is shown. */
export function drafterOf(organ: string): string {
  return `${organ}-gao`;
}

/** Key of the person who answers for a village or township. */
export function answererOf(unit: string): string {
  return cast.find(({ posts: [post] }) => post.organ === null && post.unit === unit)?.key ?? unit;
}

function freshNames(random: Random): () => string {
  const used = new Set(cast.map(({ name }) => name));
  const given = random.shuffle(givenNames.split(' '));
  const family = random.shuffle([...surnames]);
  let index = 0;
  return () => {
    for (;;) {
      const name = `${family[random.int(0, family.length - 1)] ?? '何'}${given[index++ % given.length] ?? '平'}`;
      if (!used.has(name)) {
        used.add(name);
        return name;
      }
    }
  };
}

function shown(key: string, name: string, post: Omit<DemoPost, 'from'>): DemoPerson {
  return { ...person(key, name, key, post), listed: true };
}

function person(key: string, name: string, login: string, post: Omit<DemoPost, 'from'>): DemoPerson {
  return { key, name, login, listed: false, posts: [{ ...post, from: '2024-03-01' }] };
}
