import type { Package } from '../read/index.ts';
import { partText } from './markup.ts';

/** An opened package and its main part. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly pkg: Package;
  readonly main: string;
}

export function textOfPart(pkg: Package, part: string): string {
  const chunks: Uint8Array[] = [];
  pkg.stream(part, (chunk) => chunks.push(chunk));
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  chunks.reduce((at, chunk) => (whole.set(chunk, at), at + chunk.length), 0);
  return partText(whole, part);
}
