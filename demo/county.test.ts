import { describe, expect, it } from 'vitest';
import { isWorkday } from '../src/base/workdays.ts';
import { levelOfCode, parentOfCode } from '../src/base/place.ts';
import { faults } from '../src/nouns/answers/answer.ts';
import { allowedActs, stateOf, type Draft } from '../src/nouns/demands/demand.ts';
import { addressed, frozen } from './answers.ts';
import { demoCounty, type DemoDemand } from './index.ts';

const today = '2026-11-24';
const county = demoCounty({ seed: 7, today });
const living = county.units.filter(({ validTo }) => validTo === null);
const 柳湾村 = living.find(({ name }) => name === '柳湾村')!;
const people = new Map(county.people.map((person) => [person.key, person]));

const drafts = (demand: DemoDemand): Draft[] => demand.script.flatMap(({ draft }) => draft ?? []);
const last = (demand: DemoDemand): Draft => drafts(demand).at(-1)!;
const state = (demand: DemoDemand) => stateOf(demand.script);
const admissions = (demand: DemoDemand) => demand.script.filter(({ kind }) => kind === 'admit' || kind === 'confirm');
const expiryOf = (draft: Draft) => new Date(draft.expiresAt ?? new Date(new Date(draft.deadline!).getTime() + 5 * 86_400_000));

describe('places', () => {
  it('has one city, one county, 16 townships and 214 villages', () => {
    const counted = ['city', 'county', 'township', 'village'].map((wanted) => living.filter(({ level }) => level === wanted).length);
    expect(counted).toEqual([1, 1, 16, 214]);
  });

  it('numbers them as the standard says, parents first', () => {
    const seen = new Set<string>();
    for (const unit of county.units) {
      expect(unit.code).toMatch(/^9901\d{8}$/);
      expect(levelOfCode(unit.code)).toBe(unit.level);
      if (unit.parent) {
        expect(parentOfCode(unit.code)).toBe(unit.parent);
        expect(seen).toContain(unit.parent);
      }
      expect(seen).not.toContain(unit.code);
      seen.add(unit.code);
    }
  });

  it.each([
    ['街道', /^990101(0\d\d)000$/],
    ['镇', /^990101(1\d\d)000$/],
    ['乡', /^990101([23]\d\d)000$/],
  ])('keeps %s in its range', (suffix, pattern) => {
    const found = living.filter(({ level, name }) => level === 'township' && name.endsWith(suffix));
    expect(found.length).toBeGreaterThan(0);
    for (const { code } of found) expect(code).toMatch(pattern);
  });

  it('keeps communities and villages in their ranges', () => {
    for (const { code, name } of living.filter(({ level }) => level === 'village')) {
      expect(code.slice(9)).toMatch(name.endsWith('社区') ? /^[01]\d\d$/ : /^[23]\d\d$/);
    }
  });

  it('repeats no name', () => {
    const names = county.units.filter(({ level }) => level === 'village' || level === 'township').map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('remembers a village that was merged away', () => {
    const ended = county.units.filter(({ validTo }) => validTo !== null);
    expect(ended.map(({ successor }) => successor)).toEqual([柳湾村.code]);
  });
});

describe('organs and people', () => {
  it('has 18 organs in the county, and the gate inside one of them', () => {
    expect(county.organs.filter(({ level, parent }) => level === 'county' && parent === null)).toHaveLength(18);
    expect(county.organs.filter(({ gate }) => gate).map(({ parent }) => parent)).toEqual(['xianwei']);
  });

  it('has somebody to answer in every village and township', () => {
    const places = new Set(county.people.flatMap(({ posts }) => posts.map(({ unit }) => unit)));
    expect(living.filter(({ level, code }) => level !== 'city' && !places.has(code))).toEqual([]);
  });

  it('shows one sign-in a role and a second gatekeeper', () => {
    const roles = county.people.filter(({ listed }) => listed).map(({ posts: [post] }) => post.role);
    expect(roles.toSorted()).toEqual(['auditor', 'department', 'gatekeeper', 'gatekeeper', 'inspector', 'operator', 'township', 'village']);
  });

  it('gives everybody a login and a name of their own', () => {
    for (const key of ['key', 'login', 'name'] as const)
      expect(new Set(county.people.map((person) => person[key])).size).toBe(county.people.length);
  });
});

describe('demands', () => {
  it('has at least 24, in every state that matters', () => {
    expect(county.demands.length).toBeGreaterThanOrEqual(24);
    const states = new Set(county.demands.map(state));
    for (const wanted of [
      'draft',
      'submitted',
      'awaitingReasons',
      'awaitingConfirmation',
      'returned',
      'refused',
      'admitted',
      'withdrawn',
    ]) {
      expect(states).toContain(wanted);
    }
  });

  it('puts four to seven before the gate, one of them before the second gatekeeper', () => {
    const waiting = county.demands.map(state).filter((at) => at === 'submitted' || at === 'awaitingConfirmation');
    expect(waiting.length).toBeGreaterThanOrEqual(4);
    expect(waiting.length).toBeLessThanOrEqual(7);
    expect(waiting).toContain('awaitingConfirmation');
  });

  it.each(['2026-11-24', '2026-11-28', '2027-02-21', '2026-10-03'])(
    'leaves 柳湾村 four or five things to answer when loaded on %s',
    (day) => {
      const open = demoCounty({ seed: 7, today: day }).demands.filter(
        (demand) =>
          state(demand) === 'admitted' &&
          new Date(last(demand).deadline!) > new Date(`${day}T23:59:00+08:00`) &&
          addressed(last(demand), county.units).some(({ code }) => code === 柳湾村.code) &&
          !demand.answers.some(({ unit }) => unit === 柳湾村.code),
      );
      expect(open.length).toBeGreaterThanOrEqual(4);
      expect(open.length).toBeLessThanOrEqual(5);
    },
  );

  it.each(county.demands.map((demand) => [demand.key, demand] as const))(
    '%s: its acts may follow one another, in order of time, before today',
    (_key, { script, organ }) => {
      for (const [index, step] of script.entries()) {
        const before = script.slice(0, index);
        const at = stateOf(before);
        if (at !== null)
          expect(
            allowedActs(
              at,
              before.some(({ kind }) => kind === 'admit' || kind === 'confirm'),
            ),
          ).toContain(step.kind);
        expect(step.at > (before.at(-1)?.at ?? '')).toBe(true);
        expect(step.at < `${today}T00:00`).toBe(true);
        const post = people.get(step.by)?.posts[0];
        const gate = ['askReasons', 'return', 'refuse', 'propose', 'confirm', 'admit'].includes(step.kind);
        expect(post?.role).toBe(gate ? 'gatekeeper' : 'department');
        if (!gate) expect(post?.organ).toBe(organ);
        if (['askReasons', 'return', 'refuse', 'propose', 'confirm', 'withdraw'].includes(step.kind)) expect(step.reason).toBeTruthy();
      }
    },
  );

  it.each(county.demands.map((demand) => [demand.key, demand] as const))(
    '%s: its drafts are whole, and due on a workday',
    (_key, demand) => {
      for (const draft of drafts(demand)) {
        const organ = county.organs.find(({ key }) => key === demand.organ)!;
        expect(draft.text).toContain(draft.title);
        expect(draft.text).toMatch(new RegExp(`${organ.name}\n\\d{4}年\\d{1,2}月\\d{1,2}日$`));
        expect(draft.fields.length).toBeGreaterThan(0);
        expect(draft.fields.length).toBeLessThanOrEqual(15);
        expect(new Set(draft.fields.map(({ key }) => key)).size).toBe(draft.fields.length);
        expect(draft.deadline === null || isWorkday(draft.deadline.slice(0, 10))).toBe(true);
        expect(addressed(draft, county.units).length).toBeGreaterThan(0);
      }
      for (const [index, admission] of admissions(demand).entries()) {
        const { draft } = frozen(demand.script, index + 1);
        expect(new Date(draft.deadline!) > new Date(admission.at)).toBe(true);
        expect(expiryOf(draft) > new Date(draft.deadline!)).toBe(true);
      }
    },
  );
});

describe('answers', () => {
  it('are few enough to be loaded through the real acts', () => {
    const total = county.demands.reduce((sum, { answers }) => sum + answers.length, 0);
    expect(total).toBeGreaterThan(1000);
    expect(total).toBeLessThanOrEqual(3500);
  });

  it.each(county.demands.filter(({ answers }) => answers.length > 0).map((demand) => [demand.key, demand] as const))(
    '%s: fit its fields and come from those who are asked, while terms are in force',
    (_key, { script, answers }) => {
      let before = '';
      for (const answer of answers) {
        const terms = frozen(script, answer.version);
        expect(faults(terms.draft.fields, answer.values)).toEqual([]);
        expect(addressed(terms.draft, county.units).map(({ code }) => code)).toContain(answer.unit);
        expect(people.get(answer.by)?.posts[0].unit).toBe(answer.unit);
        expect(answer.at > terms.at && answer.at >= before && answer.at < `${today}T00:00`).toBe(true);
        expect(new Date(answer.at) < expiryOf(terms.draft)).toBe(true);
        const ended = script.find((step) => step.at > terms.at && ['admit', 'confirm', 'withdraw'].includes(step.kind));
        expect(!ended || answer.at < ended.at).toBe(true);
        before = answer.at;
      }
    },
  );

  it('are sometimes late, sometimes corrected, sometimes missing', () => {
    const all = county.demands.flatMap(({ key, script, answers }) =>
      answers.map((answer) => ({ ...answer, key, terms: frozen(script, answer.version).draft })),
    );
    expect(all.some(({ at, terms }) => new Date(at) > new Date(terms.deadline!))).toBe(true);
    expect(new Set(all.map(({ key, unit }) => `${key}/${unit}`)).size).toBeLessThan(all.length);
  });

  it('leave one demand open whose values may be sent from outside', () => {
    const { demand, unit, values } = county.openDemand;
    const found = county.demands.find(({ key }) => key === demand)!;
    expect(state(found)).toBe('admitted');
    expect(found.answers.some((answer) => answer.unit === unit)).toBe(false);
    expect(faults(last(found).fields, values)).toEqual([]);
  });
});

describe('the county as a whole', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    expect(demoCounty({ seed: 7, today })).toEqual(county);
    expect(demoCounty({ seed: 8, today })).not.toEqual(county);
  });

  it('tells what took place by people and at places that it has, each said of only by those it came to', () => {
    for (const told of county.events) {
      expect(people.has(told.by), told.key).toBe(true);
      for (const report of told.reports) expect(told.event.units).toContain(people.get(report.by)!.posts[0].unit);
      for (const unit of told.event.units) expect(living.some(({ code }) => code === unit)).toBe(true);
    }
    expect(county.events.some(({ reports }) => reports.length >= 5)).toBe(true);
  });

  it('holds no number that could belong to a person', () => {
    const everything = JSON.stringify({ ...county, units: [] }).replaceAll(/"990101\d{6}"/g, '');
    // Province 99 does not exist: who is numbered there is nobody.
    expect(everything).not.toMatch(/(?<!\d)(?!99)\d{17}[\dX](?!\d)/);
    expect(everything).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
  });

  it('has figures that hang together', () => {
    for (const facts of county.facts.values()) {
      expect(facts['unit.elderly80']).toBeLessThanOrEqual(facts['unit.elderly60']);
      expect(facts['unit.elderly60']).toBeLessThan(facts['unit.populationRegistered']);
      expect(facts['unit.waterCentralPopulation'] + facts['unit.waterDispersedPopulation']).toBe(facts['unit.populationResident']);
      expect(facts['unit.dibaoPersons']).toBeGreaterThanOrEqual(facts['unit.dibaoHouseholds']);
    }
  });
});
