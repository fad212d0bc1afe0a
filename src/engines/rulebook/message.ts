import type { ParamValue } from './rule.ts';
import type { Stretch } from './marks.ts';
import type { NoticeView } from './view.ts';

/** Fills {quote}, {number:mark}, {count:mark}, {param:name} and {demand.field}; the build checks that every one is known. */
export function fillMessage(template: string, view: NoticeView, place: Stretch, params: ReadonlyMap<string, ParamValue>): string {
  return template.replace(/\{([^}]+)\}/g, (_whole, key: string) => valueOf(key, view, place, params));
}

function valueOf(key: string, view: NoticeView, place: Stretch, params: ReadonlyMap<string, ParamValue>): string {
  if (key === 'quote') return shorten(view.reading.text.slice(place.start, place.end));
  const [kind = '', name = ''] = key.split(':');
  if (kind === 'number') return String(view.number(name));
  if (kind === 'count') return String(view.kindsOf(name));
  if (kind === 'param') return String(params.get(name) ?? '');
  const field = key.startsWith('demand.') ? key.slice('demand.'.length) : '';
  const value = Object.entries(view.demand).find(([entry]) => entry === field)?.[1];
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

function shorten(quote: string): string {
  const line = quote.replace(/\s+/g, '');
  return line.length <= 30 ? line : `${line.slice(0, 29)}…`;
}
