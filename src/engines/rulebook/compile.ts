import { type Complaint, parseFile, parseMarks } from './parse.ts';
import type { CompiledRulebooks, RuleCase } from './rule.ts';
import { validate } from './validate.ts';

/** One YAML file that was read and parsed: which rulebook it is of by its place, what to call it in a complaint, what it says. */
export interface RuleFile {
  readonly rulebook: string;
  readonly path: string;
  readonly raw: unknown;
}

export interface CompiledWithCases {
  readonly compiled: CompiledRulebooks;
  /** By full id. */
  readonly cases: ReadonlyMap<string, readonly RuleCase[]>;
  readonly complaints: readonly Complaint[];
}

/** The rulebooks of a country from their files and the file of shared words and marks, each rule parsed and type-checked. */
export function compileRulebooks(shared: unknown, files: readonly RuleFile[]): CompiledWithCases {
  const complaints: Complaint[] = [];
  const said = entriesOf(shared);
  const words = Object.fromEntries(
    Object.entries(entriesOf(said['words'])).map(([name, list]) => [name, Array.isArray(list) ? list.map(String) : []]),
  );
  const marks = parseMarks(said['marks'], 'words.yaml', complaints);
  return compile({ country: typeof said['country'] === 'string' ? said['country'] : '', marks, words }, files, complaints, null);
}

/** Rules of a place or an office beside those of the law: they use the words and marks of `base`, and none of its ids. */
export function compileBeside(base: CompiledRulebooks, files: readonly RuleFile[]): CompiledWithCases {
  const { country, marks, words } = base;
  return compile({ country, marks, words }, files, [], base);
}

function compile(
  shared: Omit<CompiledRulebooks, 'rulebooks'>,
  files: readonly RuleFile[],
  complaints: Complaint[],
  base: CompiledRulebooks | null,
): CompiledWithCases {
  const cases = new Map<string, readonly RuleCase[]>();
  const rulebooks = [...new Set(files.map(({ rulebook }) => rulebook))].map((id) => {
    const parsed = files.filter(({ rulebook }) => rulebook === id).map(({ path, raw }) => parseFile(raw, path, complaints));
    for (const file of parsed) {
      if (file.rulebook !== id) complaints.push({ path: id, detail: `a file of this rulebook says rulebook: ${file.rulebook}` });
      for (const [rule, list] of file.cases) cases.set(`${id}/${rule}`, list);
    }
    return {
      id,
      title: parsed[0]?.title ?? id,
      version: Math.max(1, ...parsed.map((file) => file.version)),
      publicFrom: parsed.find((file) => file.publicFrom !== null)?.publicFrom ?? null,
      rules: parsed.flatMap((file) => file.rules),
    };
  });
  const compiled: CompiledRulebooks = { ...shared, rulebooks };
  return { compiled, cases, complaints: [...complaints, ...validate(compiled, cases, base)] };
}

function entriesOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}
