import type { NewEventInput } from '../src/nouns/conduct/index.ts';
import type { NewChange } from '../src/nouns/rules/index.ts';
import type { DemandActKind, Draft } from '../src/nouns/demands/demand.ts';

export type DemoLevel = 'city' | 'county' | 'township' | 'village';

export interface DemoUnit {
  /** Twelve digits, built as GB/T 10114 says; province 99 does not exist. */
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly level: DemoLevel;
  readonly parent: string | null;
  readonly validFrom: string;
  /** Last day; null while the unit exists. */
  readonly validTo: string | null;
  /** The unit that took it over. */
  readonly successor: string | null;
}

/** issuerKind of docs/rules.md, as far as the demo has such organs. */
export type DemoOrganKind = 'government' | 'office' | 'department' | 'mass-organization';

export interface DemoOrgan {
  readonly key: string;
  readonly name: string;
  readonly shortName: string;
  readonly level: 'city' | 'county' | 'township';
  readonly kind: DemoOrganKind;
  /** Code of the unit whose organ it is. */
  readonly unit: string;
  /** Organ that it is an office of; such an office is not counted as an organ of its own. */
  readonly parent: string | null;
  readonly gate: boolean;
}

export type DemoRole = 'village' | 'township' | 'department' | 'gatekeeper' | 'inspector' | 'auditor' | 'operator' | 'security';

export interface DemoPost {
  readonly role: DemoRole;
  readonly title: string;
  /** The place where the post counts: a village, a township, or the county. */
  readonly unit: string;
  readonly organ: string | null;
  readonly from: string;
}

export interface DemoPerson {
  readonly key: string;
  readonly name: string;
  readonly login: string;
  /** Shown beside the address when the demo starts. */
  readonly listed: boolean;
  readonly posts: readonly [DemoPost, ...DemoPost[]];
}

/** Facts of one village by element key; stable for a seed, the same in every demand. */
export type VillageFacts = Readonly<Record<FactKey, number>>;

export type FactKey =
  | 'unit.groupsCount'
  | 'unit.householdsRegistered'
  | 'unit.populationRegistered'
  | 'unit.populationRegisteredFemale'
  | 'unit.populationResident'
  | 'unit.laborForce'
  | 'unit.migrantWorkers'
  | 'unit.elderly60'
  | 'unit.elderly80'
  | 'unit.leftBehindChildren'
  | 'unit.dibaoHouseholds'
  | 'unit.dibaoPersons'
  | 'unit.disabledPersons'
  | 'unit.cultivatedLandMu'
  | 'unit.waterCentralPopulation'
  | 'unit.waterDispersedPopulation'
  | 'unit.sanitaryToiletHouseholds'
  | 'unit.distanceToTownKm';

/** What the drafter writes under a finding. The loader finds the places; here only what a person would say, by rule (after the last slash). */
export interface DemoReasons {
  readonly byRule: Readonly<Record<string, string>>;
  readonly otherwise: string;
}

export interface DemoStep {
  readonly kind: DemandActKind;
  readonly at: string;
  /** Key of a person. */
  readonly by: string;
  readonly reason: string | null;
  /** Only with `submit`. */
  readonly reasons: DemoReasons | null;
  /** Only with `draft`: what was saved. */
  readonly draft: Draft | null;
}

export type DemoValue = number | string | boolean | null;

export interface DemoAnswer {
  readonly unit: string;
  readonly at: string;
  /** Key of the person who sends it. */
  readonly by: string;
  /** Version of the terms that it answers. */
  readonly version: number;
  readonly values: Readonly<Record<string, DemoValue>>;
}

export interface DemoDemand {
  readonly key: string;
  readonly organ: string;
  /** What its drafts name as their table. */
  readonly table?: DemoTable | undefined;
  readonly script: readonly [DemoStep, ...DemoStep[]];
  /** In order of time; a second answer of one unit is a correction. */
  readonly answers: readonly DemoAnswer[];
}

/** What a unit keeps in its own registers. */
export interface DemoRecord {
  readonly register: string;
  /** Key of the person who wrote it. */
  readonly by: string;
  readonly at: string;
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

/** A department's own table, blank: headings, and as many empty lines. */
export interface DemoTable {
  readonly name: string;
  readonly sheet: string;
  readonly headings: readonly string[];
  readonly lines: number;
}

/** Something that took place, as it was filed, and what receivers said of it. */
export interface DemoEvent {
  readonly key: string;
  /** Key of the organ that did it. */
  readonly organ: string;
  /** Key of the person who filed it. */
  readonly by: string;
  readonly at: string;
  readonly starts: string;
  readonly event: Omit<NewEventInput, 'organ' | 'starts'>;
  readonly reports: readonly { readonly at: string; readonly by: string; readonly behaviours: readonly string[] }[];
}

/** A change of the county's rules, told through the acts of the gate. */
export interface DemoRuleChange {
  readonly content: NewChange;
  /** Key of its author. */
  readonly by: string;
  readonly draftedAt: string;
  readonly proposed: { readonly at: string; readonly reason: string };
  readonly approved: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

export interface DemoCounty {
  readonly city: string;
  readonly county: string;
  /** Parents before children. */
  readonly units: readonly DemoUnit[];
  readonly organs: readonly DemoOrgan[];
  readonly people: readonly DemoPerson[];
  /** In order of their first act. */
  readonly demands: readonly DemoDemand[];
  readonly records: readonly DemoRecord[];
  readonly events: readonly DemoEvent[];
  readonly ruleChanges: readonly DemoRuleChange[];
  readonly facts: ReadonlyMap<string, VillageFacts>;
  /** An unanswered demand in force and what 柳湾村 may send: for tests from outside. */
  readonly openDemand: { readonly demand: string; readonly unit: string; readonly values: Readonly<Record<string, DemoValue>> };
}
