import { describe, expect, it } from 'vitest';
import { read } from '../reading/index.ts';
import { overlapsWith, type InForce } from './structured.ts';

const notice = (from: string, title: string, body: string, { to = '各乡镇', date = '2026年3月2日' } = {}): string =>
  `${from}关于${title}的通知\n\n${to}：\n${body}\n${from}\n${date}`;
const demand = (id: string, text: string, elements: readonly string[] = []): InForce => ({ id, reading: read(text), elements });
const told = (one: InForce, other: InForce): readonly string[] =>
  overlapsWith(one, other).map(({ kind, proposal }) => `${kind} ${proposal}`);

describe('overlapsWith', () => {
  const form = (from: string, due: string, date: string): string =>
    notice(from, '独居老人摸底', `请于${due}前填报独居老人登记表。`, { date });
  const keys = ['person.name', 'person.phone', 'elder.livesAlone'];

  it('joins columns that are still being asked and reads those that have come in', () => {
    const fresh = demand('new', form('青禾县卫生健康局', '3月20日', '2026年3月9日'), [...keys, 'person.bloodPressure']);
    const open = demand('open', form('青禾县民政局', '3月13日', '2026年3月2日'), keys);
    const past = demand('past', form('青禾县民政局', '2月13日', '2026年2月2日'), keys);
    expect(told(fresh, open)).toEqual(['column join']);
    expect(told(fresh, past)).toEqual(['column read']);
    expect(overlapsWith(fresh, open)[0]).toMatchObject({ with: 'open', similarity: 0.75 });
    expect(told(fresh, demand('other', form('青禾县水利局', '3月13日', '2026年3月2日'), ['pump.power']))).toEqual([]);
  });

  const meeting = (from: string, matter: string, when: string, who = '各乡镇党委书记'): string =>
    notice(from, `召开${matter}会议`, `${matter}会议定于2026年3月${when}在县城召开，请${who}参加。`);

  it('merges meetings on one matter, not meetings at all', () => {
    const fresh = demand('new', meeting('青禾县农业农村局', '春耕备耕', '10日上午9时'));
    expect(told(fresh, demand('same', meeting('青禾县农机中心', '春耕备耕', '14日上午9时')))).toEqual(['meeting merge']);
    expect(told(fresh, demand('late', meeting('青禾县农机中心', '春耕备耕', '28日上午9时')))).toEqual([]);
    expect(told(fresh, demand('other', meeting('青禾县信访局', '信访积案化解', '14日上午9时')))).toEqual([]);
  });

  it('finds the same persons at two places at one time, on whatever matter', () => {
    const fresh = demand('new', meeting('青禾县农业农村局', '春耕备耕', '10日上午9时'));
    expect(told(fresh, demand('same', meeting('青禾县信访局', '信访积案化解', '10日上午10时')))).toEqual(['clash merge']);
    expect(told(fresh, demand('noon', meeting('青禾县信访局', '信访积案化解', '10日下午3时')))).toEqual([]);
    expect(told(fresh, demand('others', meeting('青禾县信访局', '信访积案化解', '10日上午10时', '各乡镇联络员')))).toEqual([]);
  });

  it('merges checks on one matter at one level', () => {
    const check = (from: string, matter: string, day: string, to = '各乡镇'): string =>
      notice(from, `开展${matter}专项检查`, `县局将于2026年3月${day}到各乡镇开展${matter}专项检查。`, { to });
    const fresh = demand('new', check('青禾县消防救援大队', '自建房消防安全', '12日'));
    expect(told(fresh, demand('same', check('青禾县应急管理局', '自建房消防安全', '16日')))).toEqual(['check merge']);
    expect(told(fresh, demand('other', check('青禾县市场监督管理局', '校园食堂食品', '16日')))).toEqual([]);
    expect(told(fresh, demand('level', check('青禾县应急管理局', '自建房消防安全', '16日', '县直各学校')))).toEqual([]);
  });

  it('quotes the new demand as it stands', () => {
    const text = meeting('青禾县农业农村局', '春耕备耕', '10日上午9时');
    for (const { place } of overlapsWith(demand('new', text), demand('same', meeting('青禾县农机中心', '春耕备耕', '14日上午9时'))))
      expect(place === null || text.slice(place.start, place.end) === place.quote).toBe(true);
  });
});
