import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compileRulebooks, type CompiledWithCases, type RuleFile } from '../src/engines/rulebook/compile.ts';

/**
 * Reads rulebooks/: words.yaml with the shared lists, and one folder a rulebook with one YAML file a family. A folder with a words.yaml of
 * its own is the rulebook of another country and stands alone.
 */
export function compileFolder(folder: string): CompiledWithCases {
  const files = foldersIn(folder).filter((name) => !standsAlone(folder, name));
  return compileRulebooks(
    load(join(folder, 'words.yaml')),
    files.flatMap((name) => filesIn(join(folder, name), name)),
  );
}

/** The rulebooks of other countries, by name. */
export function compileOthers(folder: string): ReadonlyMap<string, CompiledWithCases> {
  const names = foldersIn(folder).filter((name) => standsAlone(folder, name));
  return new Map(names.map((name) => [name, compileRulebooks(load(join(folder, name, 'words.yaml')), filesIn(join(folder, name), name))]));
}

function standsAlone(folder: string, name: string): boolean {
  return existsSync(join(folder, name, 'words.yaml'));
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function filesIn(folder: string, rulebook: string): RuleFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml') && file !== 'words.yaml')
    .sort()
    .map((file) => ({ rulebook, path: `${rulebook}/${file}`, raw: load(join(folder, file)) }));
}

function load(path: string): unknown {
  return parse(readFileSync(path, 'utf8'));
}
