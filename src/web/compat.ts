/**
 * Chrome 87 is the oldest WebView that people here still have; the build lowers syntax, these few methods it cannot. Defined only where missing,
 * not enumerable, and true to the specification as far as our own code calls them.
 */
function define(target: object, name: string, value: (this: never, ...args: never[]) => unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

interface Indexed {
  readonly length: number;
  readonly [index: number]: unknown;
}

function at(this: Indexed, index: number): unknown {
  return this[index < 0 ? this.length + index : index];
}

define(Array.prototype, 'at', at);
define(String.prototype, 'at', at);
define(Object.getPrototypeOf(Uint8Array.prototype) as object, 'at', at);
define(Object, 'hasOwn', (target: object, key: string) => Object.prototype.hasOwnProperty.call(target, key));
define(Array.prototype, 'findLast', function findLast(this: unknown[], test: (value: unknown, index: number) => boolean): unknown {
  for (let index = this.length - 1; index >= 0; index -= 1) if (test(this[index], index)) return this[index];
  return undefined;
});
define(Array.prototype, 'findLastIndex', function findLastIndex(this: unknown[], test: (value: unknown, index: number) => boolean): number {
  for (let index = this.length - 1; index >= 0; index -= 1) if (test(this[index], index)) return index;
  return -1;
});
define(Array.prototype, 'toSorted', function toSorted(this: unknown[], compare?: (a: unknown, b: unknown) => number): unknown[] {
  return [...this].sort(compare);
});
define(Array.prototype, 'toReversed', function toReversed(this: unknown[]): unknown[] {
  return [...this].reverse();
});
define(String.prototype, 'isWellFormed', function isWellFormed(this: string): boolean {
  try {
    encodeURIComponent(this);
    return true;
  } catch {
    return false;
  }
});
if (!('randomUUID' in crypto)) {
  define(crypto, 'randomUUID', () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  });
}
