/** What a demand asks, frozen when it is admitted. Everything here is hashed (RFC 8785) and named by the terms leaf of the log. */
export type DemandKind = 'document' | 'meeting' | 'form' | 'check' | 'visit' | 'app' | 'secondment' | 'creation' | 'campaign' | 'relay';

export type FieldType = 'integer' | 'decimal' | 'text' | 'date' | 'choice' | 'boolean';

/** One value that is asked. `key` is the element key where the dictionary has one, else `f1`, `f2`, … of this demand. */
export interface Field {
  readonly key: string;
  readonly label: string;
  /** 口径: what counts, in one sentence. */
  readonly definition: string | null;
  readonly type: FieldType;
  /** Unit of measure as printed: 户, 人, 亩. */
  readonly unit: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly choices: readonly string[] | null;
  readonly required: boolean;
  /** Where in the template the value goes: a cell (`表1!C7`), or a column of a table with one row a unit (`表1!C`). */
  readonly place?: string;
}

/** A department's own table: what is asked by it is answered in it. */
export interface TemplateName {
  readonly name: string;
  /** SHA-256 of its bytes (hex). */
  readonly digest: string;
}

/**
 * A table of one row a person or a household: nobody is asked to write it, it is filled from the registers that the units keep. The columns are
 * all that the demand gives ground to read (个人信息保护法第六条).
 */
export interface Roster {
  readonly sheet: string;
  readonly columns: readonly { readonly key: string; readonly label: string }[];
}

/** Who is asked: all units of one level below the named places, less the excepted ones. */
export interface Audience {
  readonly level: 'township' | 'village';
  /** 12-digit codes of places; the county itself means everybody. */
  readonly under: readonly string[];
  readonly except: readonly string[];
}

export interface Terms {
  readonly v: 1;
  readonly demand: string;
  readonly version: number;
  /** 准入编号 */
  readonly number: string;
  readonly title: string;
  readonly kind: DemandKind;
  readonly organ: { readonly id: string; readonly name: string };
  /** 凭什么要 */
  readonly basis: string;
  /** 用来做什么 */
  readonly purpose: string;
  /** What is asked, in the notice's own words. */
  readonly asks: readonly { readonly kind: string; readonly quote: string }[];
  readonly fields: readonly Field[];
  readonly template?: TemplateName;
  readonly rosters?: readonly Roster[];
  readonly audience: Audience;
  readonly units: number;
  /** 时点: the day (YYYY-MM-DD) of which the values are asked; without it the day of the answer. */
  readonly asOf?: string;
  /** RFC 3339 with offset. Later answers are taken until expiry and say so. */
  readonly deadline: string;
  readonly expiresAt: string;
  /** Minutes for one unit, from the cost model. */
  readonly minutes: { readonly low: number; readonly high: number };
  /** SHA-256 (hex) of the notice's text, and of the rules it was held against. */
  readonly textDigest: string;
  readonly rulesDigest: string;
}
