import type { DemoOrgan } from './county.ts';
import { city, county } from './units.ts';

const 青石镇 = '990101100000';

/** Eighteen organs of the county, the relief office inside the party committee's office, two of the city above, one township government. */
export const organs: readonly DemoOrgan[] = [
  ofCounty('xianwei', '中共青禾县委办公室', '县委办', 'office'),
  { ...ofCounty('jianfu', '青禾县整治形式主义为基层减负专项工作机制办公室', '县减负办', 'office'), parent: 'xianwei', gate: true },
  ofCounty('zhengfu', '青禾县人民政府办公室', '县政府办', 'office'),
  ofCounty('zuzhi', '中共青禾县委组织部', '县委组织部', 'department'),
  ofCounty('jiaoyu', '青禾县教育局', '县教育局', 'department'),
  ofCounty('gongan', '青禾县公安局', '县公安局', 'department'),
  ofCounty('minzheng', '青禾县民政局', '县民政局', 'department'),
  ofCounty('ziran', '青禾县自然资源局', '县自然资源局', 'department'),
  ofCounty('shengtai', '云岭市生态环境局青禾分局', '市生态环境局青禾分局', 'department'),
  ofCounty('zhujian', '青禾县住房和城乡建设局', '县住建局', 'department'),
  ofCounty('jiaotong', '青禾县交通运输局', '县交通局', 'department'),
  ofCounty('shuili', '青禾县水利局', '县水利局', 'department'),
  ofCounty('nongye', '青禾县农业农村局', '县农业农村局', 'department'),
  ofCounty('weijian', '青禾县卫生健康局', '县卫健局', 'department'),
  ofCounty('yingji', '青禾县应急管理局', '县应急局', 'department'),
  ofCounty('shenji', '青禾县审计局', '县审计局', 'department'),
  ofCounty('shichang', '青禾县市场监督管理局', '县市监局', 'department'),
  ofCounty('tongji', '青禾县统计局', '县统计局', 'department'),
  ofCounty('fulian', '青禾县妇女联合会', '县妇联', 'mass-organization'),
  { ...ofCounty('shi-nongye', '云岭市农业农村局', '市农业农村局', 'department'), level: 'city', unit: city },
  { ...ofCounty('shi-yingji', '云岭市应急管理局', '市应急局', 'department'), level: 'city', unit: city },
  { ...ofCounty('qingshi', '青石镇人民政府', '青石镇政府', 'government'), level: 'township', unit: 青石镇 },
];

function ofCounty(key: string, name: string, shortName: string, kind: DemoOrgan['kind']): DemoOrgan {
  return { key, name, shortName, level: 'county', kind, unit: county, parent: null, gate: false };
}
