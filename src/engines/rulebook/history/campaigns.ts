import { kindOfIssuer } from '../countries/cn-organs.ts';
import { undecided, type Docket, type GraphRule, type Judged, type Law } from './docket.ts';
import { startOf, type HistoryEvent } from './events.ts';
import { dayInWords, inQuotes, nameKey, rank, takerLevel } from './names.ts';

const actions: Readonly<Record<string, string>> = { launch: '办', continue: '接着办', award: '给' };

function running(docket: Docket, law: Law): HistoryEvent[] {
  return docket.of('campaign', law).filter(({ action }) => action !== 'withdraw');
}

function told(event: HistoryEvent): string {
  const award = event.action === 'award' ? '授牌发证' : '';
  return `${event.organ}${dayInWords(startOf(event))}${actions[event.action ?? ''] ?? '办'}${inQuotes(event.name ?? event.matter)}${award}`;
}

/** The entry is one of a list of the centre or a province: a county that takes part in it runs nothing of its own. */
function isOfHigherList(entry: string): boolean {
  return /国|中央|省|自治区|部/u.test(entry) || !/[市县区镇乡]/u.test(entry);
}

/** X19.1 binds party, government and mass organisations of city and county, and townships; others only X19.2. */
export const localCampaign: GraphRule = {
  id: 'X19.1',
  judge: (docket, law) =>
    running(docket, law).flatMap((event): readonly Judged[] => {
      const kind = kindOfIssuer(event.organ);
      if (kind === 'association' || kind === 'enterprise' || kind === 'third-party') return [];
      if (/(中心|馆|医院|学校|大学|学院|研究院)$/u.test(nameKey(event.organ))) return [];
      if (event.listEntry !== null && isOfHigherList(event.listEntry)) return [];
      const level = takerLevel(event);
      if (level === null) return undecided([event], `无法判定：${told(event)}，主办单位是哪一级没有写明`);
      if (rank(level) > rank('city')) return [];
      return [{ effect: 'refuse', involving: [event], message: `${told(event)}，市、县、乡不办创建示范` }];
    }),
};

/** X19.2: no list entry cited means none. */
export const unlistedCampaign: GraphRule = {
  id: 'X19.2',
  judge: (docket, law) =>
    running(docket, law)
      .filter(({ listEntry }) => listEntry === null)
      .map((event) => ({ effect: 'refuse', involving: [event], message: `${told(event)}，没有写保留清单编号` })),
};
