import type { DemoEvent, DemoUnit } from './county.ts';
import type { Layout } from './dates.ts';
import { answererOf, drafterOf } from './people.ts';
import { county } from './units.ts';
import { 柳湾村, 青石镇 } from './demands/plan.ts';

/**
 * What took place beside the demands: a 调研 that came three times in a week and scored folders, three organs at one place, an app too many. Filed
 * and told by the same hands as everywhere.
 */
export function eventsOf({ layout: on, units }: { readonly layout: Layout; readonly units: readonly DemoUnit[] }): DemoEvent[] {
  const below = (town: string, most: number): string[] =>
    units.filter(({ parent, validTo }) => parent === town && validTo === null).map(({ code }) => code).slice(0, most); // prettier-ignore
  const town = (name: string): string => units.find((unit) => unit.level === 'township' && unit.name === name)?.code ?? county;
  const visited = [柳湾村, ...below(青石镇, 8).filter((code) => code !== 柳湾村)].slice(0, 7);
  const others = visited.filter((code) => code !== 柳湾村);
  const census = { kind: 'visit', name: '农业普查调研', matter: '农业普查', visitors: 3, escorts: 2 } as const;
  const [harbour = county] = below(town('河口镇'), 1);
  const gate = 'jianfu';
  return [
    filed('census-1', 'tongji', on.day(-6).iso, on.day(-6).at('17:30'), { ...census, units: visited.slice(0, 3) }),
    filed('census-2', 'tongji', on.day(-4).iso, on.day(-4).at('17:30'), { ...census, units: visited.slice(0, 5) }),
    // The third time files were scored: six villages have said so, 柳湾村 not yet.
    {
      ...filed('census-3', 'tongji', on.day(-2).iso, on.day(-2).at('17:30'), { ...census, visitors: 4, escorts: 7, units: visited }),
      reports: others.map((unit, n) => ({
        at: on.day(-1).at(`0${8 + (n % 2)}:${10 + 5 * n}`),
        by: answererOf(unit),
        behaviours: n === 5 ? ['B2', 'B11'] : ['B1', 'B4', 'B7', ...(n % 2 === 0 ? ['B11', 'B12'] : [])],
      })),
    },
    filed('flu', 'weijian', on.day(-9).iso, on.day(-9).at('16:00'), { kind: 'visit', name: '接种走访', matter: '流感疫苗接种', units: [harbour], visitors: 2 }),
    filed('women', 'fulian', on.day(-8).iso, on.day(-8).at('16:20'), { kind: 'visit', name: '家风走访', matter: '家风建设', units: [harbour], visitors: 3 }),
    filed('school', 'jiaoyu', on.day(-7).iso, on.day(-7).at('15:10'), { kind: 'visit', name: '控辍保学走访', matter: '控辍保学', units: [harbour], visitors: 2 }),
    {
      ...filed('stall', 'shichang', on.day(-1).iso, on.day(-1).at('18:20'), { kind: 'check', name: '集市食品检查', matter: '集市食品', units: [柳湾村], visitors: 2 }),
      by: answererOf(柳湾村),
    },
    filed('safe-app', 'gongan', on.day(-40).iso, on.day(-12).at('09:20'), { kind: 'app', name: '平安登记', functions: ['走访登记'], units: [] }),
    filed('night-app', 'gongan', on.day(-30).iso, on.day(-12).at('09:30'), { kind: 'app', name: '夜巡打卡', functions: ['夜巡登记'], units: [] }),
    { ...filed('lent', 'shenji', on.day(-35).iso, on.day(-11).at('10:00'), { kind: 'secondment', name: '专项审计组集中办公', person: 'QS-03', personKind: 'cadre', units: [青石镇] }), by: gate },
    filed('papers', 'minzheng', on.day(-20).iso, on.day(-20).at('11:00'), { kind: 'document', name: '今年前十个月发文', count: 38, units: [] }),
    filed('papers-before', 'minzheng', `${on.year - 1}-01-01`, on.day(-20).at('11:10'), { kind: 'document', name: '上年全年发文', ends: `${on.year - 1}-12-31`, count: 31, units: [] }),
  ]; // prettier-ignore
}

function filed(key: string, organ: string, starts: string, at: string, event: DemoEvent['event']): DemoEvent {
  return { key, organ, by: drafterOf(organ), at, starts, event, reports: [] };
}
