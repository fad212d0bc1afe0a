import { randomBytes } from 'node:crypto';
import { uuid7 } from '../src/base/id.ts';
import { enrol, hashPassword, type Role } from '../src/nouns/people/index.ts';
import { establishOrgan, importUnits, type UnitRow } from '../src/nouns/units/index.ts';
import { transaction, type Db, type Trx } from '../src/platform/db/index.ts';

/** The places of the cast: one county under one city, two townships, five villages; and a county beside it. Codes of province 99 belong to nobody. */
export const places = {
  city: '990200000000',
  county: '990201000000',
  township: '990201101000',
  otherTownship: '990201102000',
  village: '990201101201',
  neighbour: '990201101202',
  farVillage: '990201101203',
  otherVillage: '990201102201',
  lastVillage: '990201102202',
  foreignCounty: '990202000000',
  foreignTownship: '990202101000',
  foreignVillage: '990202101201',
} as const;

export const villages = [places.village, places.neighbour, places.farVillage, places.otherVillage, places.lastVillage] as const;

const names: Readonly<Record<keyof typeof places, readonly [string, string]>> = {
  city: ['云岭市', '云岭'],
  county: ['临溪县', '临溪'],
  township: ['白石镇', '白石'],
  otherTownship: ['桐坪乡', '桐坪'],
  village: ['𠮷塘村', '𠮷塘'],
  neighbour: ['上湾村', '上湾'],
  farVillage: ['䶮山村', '䶮山'],
  otherVillage: ['梨树村', '梨树'],
  lastVillage: ['石桥村', '石桥'],
  foreignCounty: ['对岸县', '对岸'],
  foreignTownship: ['渡口镇', '渡口'],
  foreignVillage: ['柳荫村', '柳荫'],
};

interface Part {
  readonly name: string;
  readonly role: Role;
  readonly title: string;
  readonly at: keyof typeof places;
  readonly organ: keyof typeof organs | null;
}

const organs = {
  water: { at: 'county', name: '临溪县水利局', shortName: '水利局', kind: 'department', isGate: false },
  farming: { at: 'county', name: '临溪县农业农村局', shortName: '农业农村局', kind: 'department', isGate: false },
  gate: { at: 'county', name: '临溪县减负办', shortName: '减负办', kind: 'office', isGate: true },
  foreignWater: { at: 'foreignCounty', name: '对岸县水利局', shortName: '水利局', kind: 'department', isGate: false },
  foreignGate: { at: 'foreignCounty', name: '对岸县减负办', shortName: '减负办', kind: 'office', isGate: true },
} as const;

/** Who plays: one or two of every role, and four from the county beside, who must never see anything of this one. */
export const parts = {
  village: { name: '何𠮷安', role: 'village', title: '文书', at: 'village', organ: null },
  neighbour: { name: '上官雨', role: 'village', title: '文书', at: 'neighbour', organ: null },
  farVillage: { name: '䶮明', role: 'village', title: '文书', at: 'farVillage', organ: null },
  otherVillage: { name: '梨小春', role: 'village', title: '文书', at: 'otherVillage', organ: null },
  lastVillage: { name: '石桥生', role: 'village', title: '文书', at: 'lastVillage', organ: null },
  township: { name: '白石青', role: 'township', title: '党政办干部', at: 'township', organ: null },
  otherTownship: { name: '桐坪远', role: 'township', title: '党政办干部', at: 'otherTownship', organ: null },
  drafter: { name: '水清', role: 'department', title: '供水股', at: 'county', organ: 'water' },
  otherDrafter: { name: '禾苗', role: 'department', title: '种植业股', at: 'county', organ: 'farming' },
  gatekeeper: { name: '秦关', role: 'gatekeeper', title: '把关', at: 'county', organ: 'gate' },
  gatekeeper2: { name: '文复', role: 'gatekeeper', title: '复核', at: 'county', organ: 'gate' },
  inspector: { name: '陆察', role: 'inspector', title: '督查室', at: 'county', organ: null },
  auditor: { name: '沈审', role: 'auditor', title: '审计股', at: 'county', organ: null },
  operator: { name: '唐运', role: 'operator', title: '信息中心', at: 'county', organ: null },
  security: { name: '严安', role: 'security', title: '组织部干部股', at: 'county', organ: null },
  stranger: { name: '对岸文', role: 'village', title: '文书', at: 'foreignVillage', organ: null },
  foreignTownship: { name: '对岸镇', role: 'township', title: '党政办干部', at: 'foreignTownship', organ: null },
  foreignDrafter: { name: '对岸水', role: 'department', title: '供水股', at: 'foreignCounty', organ: 'foreignWater' },
  foreignGatekeeper: { name: '对岸关', role: 'gatekeeper', title: '把关', at: 'foreignCounty', organ: 'foreignGate' },
} as const satisfies Record<string, Part>;

export type Who = keyof typeof parts;
export const everybody = Object.keys(parts) as readonly Who[];

/** Who answers for a village. */
export const villagerOf = new Map<string, Who>(
  everybody.filter((who) => parts[who].role === 'village').map((who) => [places[parts[who].at], who]),
);

export interface Member {
  readonly who: Who;
  readonly login: string;
  readonly person: string;
  readonly post: string;
  readonly county: string;
  readonly place: string;
  readonly organ: string | null;
}

export type Cast = Readonly<Record<Who, Member>>;

export const password = '春江潮水-连海平-2026';
let hashed: Promise<string> | null = null;

/** Brings the cast into an empty database, through the same acts as everybody. One slow hash for all of them and for the whole file. */
export async function bringCast(db: Db): Promise<Cast> {
  const hash = await (hashed ??= hashPassword(password));
  return transaction(db, async (trx) => {
    await importUnits(trx, (Object.keys(places) as (keyof typeof places)[]).map(unitRow));
    const ids = await bringOrgans(trx);
    const members = new Map<Who, Member>();
    for (const who of everybody) members.set(who, await bringMember(trx, who, ids, hash));
    return Object.fromEntries(members) as Cast;
  });
}

function unitRow(key: keyof typeof places): UnitRow {
  const [name, shortName] = names[key];
  return { code: places[key], name, shortName, validFrom: '2001-01-01', validTo: null, successor: null };
}

async function bringOrgans(trx: Trx): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [sort, key] of (Object.keys(organs) as (keyof typeof organs)[]).entries()) {
    const { at, ...organ } = organs[key];
    ids.set(key, newId());
    await establishOrgan(trx, { ...organ, id: ids.get(key)!, county: places[at].slice(0, 6), level: 'county', place: places[at], sort });
  }
  return ids;
}

async function bringMember(trx: Trx, who: Who, organIds: ReadonlyMap<string, string>, hash: string): Promise<Member> {
  const { name, role, title, at, organ } = parts[who] as Part;
  const member = {
    who,
    login: `登录-${who}`,
    person: newId(),
    post: newId(),
    county: places[at].slice(0, 6),
    place: places[at],
    organ: organ === null ? null : organIds.get(organ)!,
  };
  const posts = [{ id: member.post, role, title, place: member.place, organ: member.organ, validFrom: '2024-01-01', validTo: null }];
  await enrol(
    trx,
    { county: member.county, id: member.person, name, login: { name: member.login, hash }, posts },
    new Date('2024-01-01T00:00:00Z'),
  );
  return member;
}

export function newId(): string {
  return uuid7(Date.now(), randomBytes(10));
}
