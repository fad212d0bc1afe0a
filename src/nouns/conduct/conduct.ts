import { levelOfCode, type UnitLevel } from '../../base/place.ts';
import type { Role } from '../people/index.ts';

/** What may take place (the kinds of the event schema that the history rules read). */
export const eventKinds = ['check', 'visit', 'meeting', 'document', 'form', 'app', 'secondment', 'campaign'] as const;
export type EventKind = (typeof eventKinds)[number];

/** Who filed it: the organ itself, a unit that it came to, or the relief office. */
export type Origin = 'organ' | 'unit' | 'gate';

/** The further fields of an event, each as the history rules name it; what is left out is not known. */
export interface EventBody {
  readonly name: string | null;
  readonly matter: string | null;
  readonly office: string | null;
  readonly organLevel: string | null;
  readonly planItem: string | null;
  readonly filing: string | null;
  /** What the organ itself says was done. Receivers say it by a report, never here. */
  readonly behaviours: readonly string[];
  readonly statutory: boolean;
  readonly emergency: { readonly basis: string } | null;
  readonly trigger: string | null;
  readonly docNumber: string | null;
  readonly content: string | null;
  readonly count: number | null;
  readonly meetingKind: string | null;
  readonly settledBy: string | null;
  readonly principals: boolean | null;
  readonly hours: number | null;
  readonly visitors: number | null;
  readonly escorts: number | null;
  readonly functions: readonly string[];
  readonly listEntry: string | null;
  readonly action: string | null;
  /** A code of the lender, never a name: the rules only have to know whether it is the same person. */
  readonly person: string | null;
  readonly personKind: string | null;
  readonly approval: string | null;
  readonly consent: boolean | null;
  readonly waives: readonly string[];
  readonly asks: readonly string[];
}

export interface NewEvent extends EventBody {
  readonly kind: EventKind;
  readonly organ: string;
  readonly starts: string;
  readonly ends: string | null;
  readonly units: readonly string[];
  /** The admitted demand that it carried out. */
  readonly demand: string | null;
}

/** One event in its last version. */
export interface KeptEvent extends NewEvent {
  readonly id: string;
  readonly version: number;
  readonly struck: boolean;
  readonly origin: Origin;
  readonly filer: string;
  readonly byName: string;
  readonly byTitle: string;
  readonly reason: string | null;
  readonly recordedAt: Date;
  readonly leafHash: Buffer;
}

export function originOf(role: Role): Origin {
  return role === 'gatekeeper' ? 'gate' : role === 'department' ? 'organ' : 'unit';
}

interface Somebody {
  readonly role: Role;
  readonly place: { readonly code: string };
  readonly organ: { readonly id: string; readonly name: string } | null;
}

/**
 * The gate and those who verify see the register; an organ what it did itself; a unit what came to it or below it. What a unit has filed is
 * seen by that unit, the gate and the auditor alone, until the gate takes it over: else the organ, or the township above, would know who spoke.
 */
export function maySee(
  caller: Somebody,
  event: Pick<KeptEvent, 'organ' | 'units' | 'origin' | 'filer'>,
  within: (unit: string) => boolean,
): boolean {
  if (caller.role === 'gatekeeper' || caller.role === 'auditor') return true;
  const field = caller.role === 'village' || caller.role === 'township';
  if (event.origin === 'unit') return field && event.filer === caller.place.code;
  if (caller.role === 'inspector') return true;
  return caller.role === 'department' ? event.organ === caller.organ?.name : field && event.units.some(within);
}

/** Who filed it may correct it. The gate may also take over what a unit filed: then it is the gate that says so. */
export function mayCorrect(caller: Somebody, event: Pick<KeptEvent, 'origin' | 'filer'>): boolean {
  if (caller.role === 'gatekeeper') return event.origin !== 'organ';
  if (caller.role === 'department') return event.origin === 'organ' && event.filer === caller.organ?.id;
  return (caller.role === 'village' || caller.role === 'township') && event.origin === 'unit' && event.filer === caller.place.code;
}

const frame = /^.{0,24}?关于|的?(?:通知|函|意见|方案|报告|通报|公告|紧急通知|补充通知|复函)$/gu;
const act =
  /^(?:进一步|切实|全力|扎实|认真)?(?:做好|开展|组织|召开|举行|加强|推进|印发|报送|填报|了解|落实|到|对|赴)|(?:专项|联合|实地|随机|暗访|综合)?(?:督导检查|督查检查|督查|督导|检查|考核|考评|验收|核查|抽查|巡查|复查|复核|回访|回头看|督办|业务指导|服务指导|指导|帮扶|评估|监测|调研|走访|第?[一二三四五六七八九十\d]+[次轮批]|调度|会议|座谈会|推进会|现场会|视频会|培训会|工作|活动|行动|情况|有关事项|的)+$/u;

/** The theme without the frame: 关于开展秸秆禁烧督查的通知 and 秸秆禁烧工作调研 are about 秸秆禁烧. */
export function matterOf(title: string): string {
  let plain = title
    .normalize('NFKC')
    .replaceAll(/[\s“”"《》()【】]/gu, '')
    .replaceAll(/20\d\d年度?/gu, '')
    .replace(frame, '')
    .replace(frame, '');
  for (let before = ''; before !== plain;) {
    before = plain;
    const next = plain.replace(act, '');
    if (next.length >= 2) plain = next;
  }
  return plain === '' ? title : plain;
}

export function levelOfUnits(units: readonly string[]): UnitLevel | null {
  const [first] = units;
  return first === undefined ? null : levelOfCode(first);
}
