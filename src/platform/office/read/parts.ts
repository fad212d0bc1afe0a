/** Open Packaging Conventions: which part is which. Only targets inside the package exist for us; external ones are dropped. */
import type { Package } from './gate.ts';
import { refusal, shownPart } from './refusal.ts';
import { readXml } from './xml.ts';

export interface Relationship {
  readonly id: string;
  /** Last segment of the type: officeDocument, styles, numbering, header. Transitional and strict spell the rest differently. */
  readonly type: string;
  readonly target: string;
}

export function relationshipsOf(pkg: Package, part: string): readonly Relationship[] {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const name = `${folder}_rels/${part.slice(slash + 1)}.rels`;
  if (!pkg.has(name)) return [];
  const found: Relationship[] = [];
  readXml(pkg, name, {
    open(local, attribute) {
      if (local !== 'Relationship' || attribute('TargetMode') === 'External') return;
      const target = resolvePart(folder, attribute('Target') ?? '', name);
      found.push({ id: attribute('Id') ?? '', type: (attribute('Type') ?? '').split('/').at(-1) ?? '', target });
    },
    close() {},
  });
  return found;
}

/** The main part, by the package's own relationships, never by a fixed name. */
export function mainPart(pkg: Package): string | null {
  const main = relationshipsOf(pkg, '').filter((relationship) => relationship.type === 'officeDocument');
  if (main.length > 1) throw refusal('file.hostile', '_rels/.rels', '文件说自己有两份正文');
  return main[0]?.target ?? null;
}

/** Relative to the folder of the source part, or absolute from the package root; one that climbs out of the root is refused. */
function resolvePart(folder: string, target: string, where: string): string {
  const path = (target.split('#')[0] ?? '').replace(/^\//u, '');
  const segments = target.startsWith('/') ? [] : folder.split('/').filter((segment) => segment !== '');
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) throw refusal('file.hostile', shownPart(where), '文件里的引用跑到了文件外面');
  }
  return segments.join('/');
}

/** Type of a part by [Content_Types].xml: its override, else the default of its extension. */
export function contentTypeOf(pkg: Package, part: string): string {
  const extension = part.split('.').at(-1)?.toLowerCase() ?? '';
  let byExtension = '';
  let byName = '';
  readXml(pkg, '[Content_Types].xml', {
    open(local, attribute) {
      if (local === 'Default' && attribute('Extension')?.toLowerCase() === extension) byExtension = attribute('ContentType') ?? '';
      if (local === 'Override' && attribute('PartName')?.toLowerCase() === `/${part.toLowerCase()}`)
        byName = attribute('ContentType') ?? '';
    },
    close() {},
  });
  return byName === '' ? byExtension : byName;
}

/** The whole of one part. */
export function partOf(pkg: Package, name: string, limit?: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  pkg.stream(name, (chunk) => chunks.push(chunk.slice()), limit);
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
